// Takes pictures of every kind of page, for people to look at: at the widths of a desktop, a tablet and a phone, light
// and dark, and on sheets of A4, in Chromium and in Firefox (which has no window as narrow as a phone).
//
//   node tests/browser/pictures.mjs [kind…] [--site folder] [--out folder]
//
// LEERLIJN is the program to build with, CHROMIUM and FIREFOX the browsers. Of a site of one's own (`--site`) every
// argument is the path of a page instead. The pictures lie in `shots/`.
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { firefox } from "./engines.mjs";
import { browser } from "./setup.mjs";
import { KINDS, builtSite, here, open, settled } from "./site.mjs";

const WIDTHS = { 1440: 900, 768: 1024, 360: 740 };
const { values, positionals } = parseArgs({ options: { site: { type: "string" }, out: { type: "string", default: join(here, "shots") } }, allowPositionals: true });
const chosen = positionals.length > 0 ? positionals : Object.keys(KINDS);
const pages = values.site ? chosen.map((path) => [path.replace(/\/?index\.html$/, "").replaceAll("/", "-") || "home", path]) : chosen.map((kind) => [kind, KINDS[kind]]);

const cleaners = [];
const clean = (cleaner) => cleaners.push(cleaner);
await mkdir(values.out, { recursive: true });
try {
  const site = await builtSite(clean, values.site && resolve(values.site));
  const engine = await browser(clean);
  for (const [name, path] of pages) await inChromium(engine, name, site.http, path);
  const fox = await firefox(clean);
  if (fox) for (const [name, path] of pages) await inFirefox(fox, name, site.http + path);
} finally {
  for (const cleaner of cleaners.reverse()) await cleaner();
}

async function inChromium(engine, name, base, path) {
  const { page, context } = await open(engine, base, { after: () => {} });
  await page.goto(base + path);
  if (await page.locator(".matrix-frame").count()) await settled(page);
  for (const [width, height] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: Number(width), height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(values.out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  const pdf = join(values.out, `${name}.pdf`);
  await writeFile(pdf, await page.pdf({ format: "A4", preferCSSPageSize: true }));
  sheets(name, pdf);
  await context.close();
}

async function inFirefox(fox, name, address) {
  await fox.goto(address);
  for (const width of [1440, 768]) {
    await fox.size(width, WIDTHS[width]);
    await fox.screenshot(join(values.out, `${name}-${width}-firefox.png`));
  }
  const pdf = join(values.out, `${name}-firefox.pdf`);
  await fox.pdf(pdf);
  sheets(`${name}-firefox`, pdf);
}

/** The sheets of a PDF as pictures. */
function sheets(name, pdf) {
  execFileSync("pdftoppm", ["-r", "60", "-png", pdf, join(values.out, `${name}-print`)]);
}
