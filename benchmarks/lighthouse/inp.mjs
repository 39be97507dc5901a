// How long the page takes to answer a tap (INP, https://web.dev/articles/inp) as a stranger uses it on a phone: as
// fast as this machine is, and with a quarter of its processor. `node inp.mjs <address> <chromium>` prints a table.
import puppeteer from "puppeteer-core";

const [, , address, executablePath] = process.argv;
const { items } = await (await fetch(`${address}/api/v1/public/events?limit=1`)).json();
const PHONE = { width: 360, height: 740, hasTouch: true, isMobile: true };
// What is tapped, one after another: each is looked for when its turn comes.
const SCREENS = {
  "find events": {
    path: "/",
    taps: [".chips button", ".chips label", ".mantine-SegmentedControl-label", ".top button"],
  },
  event: { path: `/events/${items[0].id}`, taps: [".top button", ".top button", ".main-action a"] },
};

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

async function worst({ path, taps }, slowdown) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(PHONE);
  await page.evaluateOnNewDocument(() => {
    globalThis.answers = [];
    const take = (list) => list.getEntries().forEach((each) => each.interactionId && answers.push(each.duration));
    new PerformanceObserver(take).observe({ type: "event", durationThreshold: 16, buffered: true });
  });
  await page.goto(address + path, { waitUntil: "networkidle2" });
  await page.emulateCPUThrottling(slowdown);
  let tapped = 0;
  for (const name of taps) {
    const found = await page.$$(name);
    for (const each of found.slice(0, 3)) {
      if (!(await each.isIntersectingViewport())) continue;
      await each.tap().catch(() => tapped--);
      tapped++;
      await new Promise((soon) => setTimeout(soon, 600));
    }
  }
  const answers = await page.evaluate(() => answers);
  await context.close();
  return { tapped, slowest: Math.max(0, ...answers) };
}

console.log("| screen | taps | slowest answer, ms | with CPU ÷ 4 | ratio |\n| --- | --- | --- | --- | --- |");
for (const [name, screen] of Object.entries(SCREENS)) {
  const [fast, slow] = [await worst(screen, 1), await worst(screen, 4)];
  const ratio = fast.slowest ? (slow.slowest / fast.slowest).toFixed(1) : "–";
  console.log(`| ${name} | ${slow.tapped} | ${fast.slowest} | ${slow.slowest} | ${ratio} |`);
}
await browser.close();
