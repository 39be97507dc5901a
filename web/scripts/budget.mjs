// What a screen costs over the wire before it is whole: its own code and all that this imports.
// node scripts/budget.mjs <built folder> <kB that the event page may cost> <and finding events>
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [folder = "dist", ...budgets] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, "utf8"));

// The chunks that belong to a screen from its start, by their names or sources.
const SCREENS = {
  "event page": ["index", "src/i18n/ru/first.ts"],
  "find events": ["index", "list", "src/i18n/ru/first.ts", "src/i18n/ru/rest.ts"],
};

function add(chunk, found) {
  if (found.has(chunk.file)) return;
  found.add(chunk.file);
  for (const key of chunk.imports ?? []) add(manifest[key], found);
}

let over = false;
for (const [index, [screen, names]] of Object.entries(SCREENS).entries()) {
  const found = new Set();
  for (const name of names) {
    const chunk = Object.values(manifest).find((each) => each.name === name || each.src === name);
    if (!chunk) throw new Error(`The build has no ${name}.`);
    add(chunk, found);
  }
  const sizes = [...found].map((file) => gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${screen}: ${(bytes / 1000).toFixed(1)} kB of JavaScript in ${found.size} files`);
  if (bytes <= Number(budgets[index] ?? Infinity) * 1000) continue;
  console.error(`That is more than ${budgets[index]} kB.`);
  over = true;
}
if (over) process.exit(1);
