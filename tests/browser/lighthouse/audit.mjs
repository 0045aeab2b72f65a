// Lighthouse on the home page, the matrix and a page of a module of the built demonstration site, as a phone with
// Lighthouse's slow network sees them, and as a desktop does. Prints the four scores of each and the first paint.
// What is not a matter of speed must be 100; the score for speed depends on the machine, and is only printed.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { CHROMIUM } from "../setup.mjs";
import { KINDS, builtSite } from "../site.mjs";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const PAGES = ["home", "matrix", "module"];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const DEVICES = { phone: undefined, desktop: desktopConfig };

const cleaners = [];
const site = await builtSite((clean) => cleaners.push(clean));
const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: FLAGS });
let short = false;
try {
  console.log(`${"page".padEnd(8)} ${"device".padEnd(8)} ${CATEGORIES.map((name) => name.padStart(14)).join("")}   first paint  largest paint  shift`);
  for (const page of PAGES) {
    for (const [device, config] of Object.entries(DEVICES)) {
      const { lhr } = await lighthouse(site.http + KINDS[page], { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" }, config);
      report(page, device, lhr);
    }
  }
} finally {
  chrome.kill();
  for (const clean of cleaners.reverse()) await clean();
}
process.exitCode = short ? 1 : 0;

function report(page, device, { categories, audits }) {
  const scores = CATEGORIES.map((name) => Math.round(categories[name].score * 100));
  const seen = (name) => audits[name].displayValue.padStart(13);
  console.log(`${page.padEnd(8)} ${device.padEnd(8)} ${scores.map((score) => String(score).padStart(14)).join("")} ${seen("first-contentful-paint")} ${seen("largest-contentful-paint")}  ${audits["cumulative-layout-shift"].displayValue}`);
  for (const [at, name] of CATEGORIES.entries()) {
    if (scores[at] === 100) continue;
    if (name !== "performance") short = true;
    const lost = categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
    for (const { id } of lost) console.log(`  ${name}: ${audits[id].title} ${audits[id].displayValue ?? ""}`);
  }
}
