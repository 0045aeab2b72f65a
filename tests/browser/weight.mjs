// Weighs every kind of page of the demonstration school as a browser gets it, compressed, and measures the first paint
// of three. The figures are in docs/theme.md. A page or a script that is heavier than its limit makes it fail; a slow
// paint does not, since it says as much about the machine.
//
//   node tests/browser/weight.mjs
import { gzipSync } from "node:zlib";
import { browser, demonstration } from "./setup.mjs";
import { KINDS, builtSite } from "./site.mjs";

// In kilobytes, without the fonts; a page may grow by what it says, so each has a little room.
const LIMITS = { home: 20, programme: 26, matrix: 40, embed: 38, dossier: 28, gaps: 21, alignment: 25, assessments: 27, profile: 32, glossary: 21, competence: 21, indicator: 20, explained: 20, gap: 19, knowledge: 20, modules: 20.5, module: 22.6, lesson: 23, text: 19.5, english: 18, accessibility: 18, "not-found": 15 };
const SCRIPTS = 15;
const PAINTED = ["home", "matrix", "module"];
const TIMES = 9;

const cleaners = [];
try {
  // A folder without a theme of its own, so that the files are as they are published.
  const after = (clean) => cleaners.push(clean);
  const site = await builtSite(after, await demonstration(after));
  const chromium = await browser(after);
  console.log("page          all but fonts   of it scripts    limit   first paint (median, slowest)");
  for (const page of Object.keys(KINDS)) await weigh(chromium, page, site.http + KINDS[page]);
} finally {
  for (const clean of cleaners.reverse()) await clean();
}

async function weigh(chromium, name, address) {
  const paints = [];
  let parts;
  for (let time = 0; time < (PAINTED.includes(name) ? TIMES : 1); time += 1) {
    // A new context has nothing in its cache.
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const answers = [];
    // The page for unknown addresses asks whether a file is there and not for the file.
    page.on("response", (response) => response.request().method() === "GET" && answers.push(response));
    await page.goto(address, { waitUntil: "load" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    parts ??= await Promise.all(answers.map(async (answer) => ({ path: new URL(answer.url()).pathname, bytes: gzipSync(await answer.body(), { level: 9 }).length })));
    await context.close();
  }
  paints.sort((a, b) => a - b);
  const kilobytes = (fits) => parts.filter(({ path }) => fits(path)).reduce((sum, part) => sum + part.bytes, 0) / 1000;
  const all = kilobytes((path) => !/\.(woff2|mp4)$/.test(path));
  const scripts = kilobytes((path) => path.endsWith(".js"));
  const told = (amount) => `${amount.toFixed(1)} kB`.padStart(14);
  const paint = PAINTED.includes(name) ? `${paints[Math.floor(TIMES / 2)].toFixed(0)} ms, ${paints.at(-1).toFixed(0)} ms` : "";
  console.log(`${name.padEnd(13)} ${told(all)} ${told(scripts)}   ${String(LIMITS[name]).padStart(3)} kB   ${paint}`);
  if (process.env.PARTS) for (const { path, bytes } of parts) console.log(`    ${bytes} ${path}`);
  if (!(all <= LIMITS[name]) || scripts > SCRIPTS) process.exitCode = 1;
}
