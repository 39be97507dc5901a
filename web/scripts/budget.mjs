// What a screen costs over the wire before it is whole: its own code and all that this imports.
// node scripts/budget.mjs <built folder> <kB that the event page may cost>
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [folder = "dist", budget = "170"] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, "utf8"));

// The lazy parts that belong to a screen from its start: the frame's, its own, and its words.
const FRAME = ["index.html"];
const SCREENS = {
  "event page": FRAME,
  "event page of a guest": [...FRAME, "src/events/Guests.tsx"],
  "find events": [...FRAME, "src/i18n/ruMore.ts", "src/pages/Find.tsx"],
};

function files(key, found) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no ${key}.`);
  if (found.has(chunk.file)) return;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) files(next, found);
}

let over = false;
for (const [screen, parts] of Object.entries(SCREENS)) {
  const found = new Set();
  for (const key of parts) files(key, found);
  const sizes = [...found].map((file) => gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${screen}: ${(bytes / 1000).toFixed(1)} kB of JavaScript in ${found.size} files`);
  over ||= screen.startsWith("event page") && bytes > Number(budget) * 1000;
}
if (over) {
  console.error(`The event page costs more than ${budget} kB.`);
  process.exit(1);
}
