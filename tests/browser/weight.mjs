// Weighs three pages of the demonstration school as a browser gets them, compressed, and measures their first paint.
// The figures are in docs/theme.md. A page or a script that is heavier than its limit makes it fail; a slow paint does
// not, since it says as much about the machine.
//
//   node tests/browser/weight.mjs
import { gzipSync } from "node:zlib";
import { browser } from "./setup.mjs";
import { KINDS, builtSite } from "./site.mjs";

const PAGES = ["home", "matrix", "module"];
const TIMES = 9;
const LIMITS = { page: 60_000, scripts: 16_000 };

const cleaners = [];
try {
  const site = await builtSite((clean) => cleaners.push(clean));
  const chromium = await browser((clean) => cleaners.push(clean));
  console.log("page      all but fonts   of it scripts   without search   first paint (median, slowest)");
  for (const page of PAGES) await weigh(chromium, page, site.http + KINDS[page]);
} finally {
  for (const clean of cleaners.reverse()) await clean();
}

async function weigh(chromium, name, address) {
  const paints = [];
  let parts;
  for (let time = 0; time < TIMES; time += 1) {
    // A new context has nothing in its cache.
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const answers = [];
    page.on("response", (response) => answers.push(response));
    await page.goto(address, { waitUntil: "load" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    parts ??= await Promise.all(answers.map(async (answer) => ({ path: new URL(answer.url()).pathname, bytes: gzipSync(await answer.body(), { level: 9 }).length })));
    await context.close();
  }
  paints.sort((a, b) => a - b);
  const bytes = (fits) => parts.filter(({ path }) => fits(path)).reduce((sum, part) => sum + part.bytes, 0);
  const all = bytes((path) => !path.endsWith(".woff2"));
  const scripts = bytes((path) => path.endsWith(".js"));
  const withoutSearch = bytes((path) => path.endsWith(".js") && !path.includes("search"));
  const kilobytes = (amount) => `${(amount / 1000).toFixed(1)} kB`.padStart(14);
  console.log(`${name.padEnd(8)} ${kilobytes(all)} ${kilobytes(scripts)}   ${kilobytes(withoutSearch)}   ${paints[Math.floor(TIMES / 2)].toFixed(0)} ms, ${paints.at(-1).toFixed(0)} ms`);
  if (all > LIMITS.page || withoutSearch > LIMITS.scripts) process.exitCode = 1;
}
