// Lighthouse on the page that `make up` serves: the median of five runs of each screen, as a phone with
// its simulated slow 4G sees it. `node run.mjs <address> <chromium>` writes ../lighthouse.json and ../lighthouse.md.
import { writeFileSync } from "node:fs";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [, , address, executablePath] = process.argv;
const ROUNDS = 5;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const PASSWORD = "Seance-demo-2026";

async function token(email) {
  const { password_endpoint, client_id } = await (await fetch(`${address}/config.json`)).json();
  const answer = await fetch(password_endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
    },
    body: JSON.stringify({
      ClientId: client_id,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: email, PASSWORD },
    }),
  });
  return (await answer.json()).AuthenticationResult.IdToken;
}

const [guest, host] = await Promise.all(["vera@example.com", "anna@example.com"].map(token));

async function first(session, path) {
  const headers = { Authorization: `Bearer ${session}` };
  return (await (await fetch(`${address}/api/v1${path}`, { headers })).json()).items[0];
}

const event = await first(guest, "/events?query=Солярис");
const own = await first(host, "/me/events?role=host&when=upcoming");
const SCREENS = [
  { name: "event, as a stranger", path: `/events/${event.id}` },
  { name: "event, as a guest", path: `/events/${event.id}`, session: guest },
  { name: "find events", path: "/", session: guest },
  { name: "films", path: "/films", session: guest },
  { name: "plan an event", path: `/films/${event.film.id}/plan`, session: host },
  { name: "plan a programme", path: `/films/${event.film.id}/plan?programme`, session: host },
  { name: "edit an event", path: `/events/${own.id}/edit`, session: host },
  { name: "at the door", path: `/events/${own.id}/door`, session: host },
  { name: "requests and guests", path: `/events/${own.id}/requests`, session: host },
  { name: "settings", path: "/settings", session: host },
  { name: "sign in", path: "/sign-in" },
];

const browser = await puppeteer.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});

async function measure({ path, session }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.emulateTimezone("Europe/Moscow"); // one looks for evenings nearby; the demo's are there
  if (session) {
    const kept = JSON.stringify({ token: session, expiresAt: Date.now() + 3_600_000, by: "password" });
    await page.evaluateOnNewDocument((value) => localStorage.setItem("seance.session", value), kept);
  }
  const { lhr } = await lighthouse(address + path, { onlyCategories: CATEGORIES, logLevel: "error" }, undefined, page);
  await context.close();
  const scores = CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
  const failing = Object.values(lhr.audits).filter(
    ({ score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === "binary",
  );
  return { ...Object.fromEntries(scores), failing: failing.map(({ id }) => id) };
}

const rounds = SCREENS.map(() => []);
for (let round = 0; round < ROUNDS; round++) {
  for (const [number, screen] of SCREENS.entries()) rounds[number].push(await measure(screen));
}
const version = await browser.version();
await browser.close();

const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
const results = SCREENS.map(({ name }, number) => ({
  screen: name,
  ...Object.fromEntries(CATEGORIES.map((category) => [category, median(rounds[number].map((each) => each[category]))])),
  failing: [...new Set(rounds[number].flatMap((each) => each.failing))],
}));
writeFileSync(
  new URL("../lighthouse.json", import.meta.url),
  `${JSON.stringify({ browser: version, rounds: ROUNDS, results }, null, 2)}\n`,
);
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = [
  row(["screen", ...CATEGORIES]),
  row(Array(CATEGORIES.length + 1).fill("---")),
  ...results.map((each) => row([each.screen, ...CATEGORIES.map((name) => each[name])])),
];
writeFileSync(
  new URL("../lighthouse.md", import.meta.url),
  `# Lighthouse on the local cloud's page\n\nMade by \`make lighthouse\` against a running \`make up\`: ${version}, mobile with simulated throttling, median of ${ROUNDS}.\n\n${table.join("\n")}\n`,
);
console.log(table.join("\n"));
