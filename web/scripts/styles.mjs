// Every class of Mantine that the built code names has its style. node scripts/styles.mjs <built folder>
import { readdirSync, readFileSync } from "node:fs";

const [folder = "dist"] = process.argv.slice(2);
const CLASS = /\bm_[0-9a-f]{6,8}\b/g;

const read = (files) => files.map((file) => readFileSync(file, "utf8")).join("\n");
const built = (ending) =>
  readdirSync(`${folder}/assets`)
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/assets/${file}`);
const classes = (text) => new Set(text.match(CLASS));

const there = classes(read(built(".css")));
const styled = classes(
  read(["core", "dates", "notifications"].map((name) => `node_modules/@mantine/${name}/styles.css`)),
);
const missing = [...classes(read(built(".js")))].filter((name) => styled.has(name) && !there.has(name));
if (missing.length) {
  console.error(
    `Styles are missing in src/styles.ts: look for ${missing.join(", ")} in node_modules/@mantine/core/styles.`,
  );
  process.exit(1);
}
