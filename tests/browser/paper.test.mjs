// Pages on paper, as PDF: every word that stands on a page is on its sheets, in Chromium of every kind of page that is
// made to be printed, and in Firefox of some, and no heading ends a sheet. The matrix has tests of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { firefox } from "./engines.mjs";
import { KINDS, open, prepared } from "./site.mjs";

const PRINTED = { firefox: ["home", "programme", "module", "gaps"], chromium: ["home", "programme", "gaps", "dossier", "alignment", "profile", "module"] };

const { chromium, site, clean } = await prepared();
const engines = { firefox: await firefox(clean) };
const folder = await mkdtemp(join(tmpdir(), "leerlijn-paper-"));
clean(() => rm(folder, { recursive: true, force: true }));

/** Letters and digits alone, since lines, hyphens and spaces fall otherwise on paper. */
const bare = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

/** The texts of each sheet of a PDF. */
async function sheets(name, pdf) {
  const file = join(folder, `${name}.pdf`);
  if (pdf) await writeFile(file, pdf);
  return execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\f").slice(0, -1);
}

/** Firefox draws the bold letters of a variable font as outlines, of which a PDF has no text: here all are of one weight. */
const plain = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { font-weight: 400 !important; font-style: normal !important }");
  document.adoptedStyleSheets = [sheet];
};

/** The words of the page as paper shows it, in pieces as they stand in its elements. */
const pieces = () => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const node = text.parentElement;
    const isLeft = node.closest(".hidden, .scripted, .toc, .course, .actions, .take, .sequence, .letters, nav, button, script, style, math, svg, video, audio, output, .card, form");
    if (text.data.trim() && !isLeft && node.checkVisibility()) found.push(text.data.trim());
  }
  return found;
};

for (const name of ["chromium", "firefox"]) {
  describe(`in ${name}`, () => {
    for (const kind of PRINTED[name]) {
      test(`every word of the page ${kind} is on its sheets`, async (t) => {
        const { page } = await open(chromium, site.http, t);
        await page.goto(site.http + KINDS[kind]);
        // As wide as a sheet of A4 within its margins, by which some tables become lists.
        await page.setViewportSize({ width: 703, height: 1000 });
        await page.emulateMedia({ media: "print" });
        const words = await page.evaluate(`(${pieces})()`);
        let pdf = null;
        if (name === "firefox") {
          if (!engines.firefox) return t.skip("firefox is not installed");
          await engines.firefox.goto(site.http + KINDS[kind]);
          await engines.firefox.evaluate(plain);
          await engines.firefox.pdf(join(folder, `firefox-${kind}.pdf`));
        } else {
          pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
        }
        const all = await sheets(`${name}-${kind}`, pdf);
        const empty = all.map((sheet, at) => [at + 1, bare(sheet).length]).filter(([, letters]) => letters < 20);
        assert.deepEqual(empty, [], "sheets with nothing on them but their number");
        assert.ok(all.length <= 15, `${all.length} sheets`);
        const printed = bare(all.join(" "));
        const lost = words.flatMap((text) => text.split(/\s+/)).filter((word) => bare(word).length > 3 && !printed.includes(bare(word)));
        assert.deepEqual([...new Set(lost)], []);
        assert.ok(words.length > 5);
        if (kind === "module") {
          const lessons = (await page.locator(".lesson-rows > li > a").allTextContents()).map(bare);
          assert.equal(lessons.length, 4);
          assert.ok(all.some((sheet) => lessons.every((lesson) => bare(sheet).includes(lesson))), "the four lessons stand on one sheet");
        }
        // The day of the print, which the script writes there.
        const day = new Intl.DateTimeFormat("nl", { dateStyle: "long" }).format(new Date());
        assert.ok(bare(all[0]).includes(bare(day)), day);
        const headings = await page.evaluate(() => [...document.querySelectorAll("main :is(h2, h3, h4, .occasion, .group-head)")].filter((node) => node.checkVisibility()).map((node) => node.textContent));
        if (name === "firefox") {
          await engines.firefox.pdf(join(folder, `large-${kind}.pdf`), { width: 29.7, height: 42 });
          all.push(...(await sheets(`large-${kind}`, null)));
        }
        const ends = all.map((sheet) => bare(sheet.replace(/\n\d+ \/ \d+\s*$/, "")));
        assert.deepEqual(headings.filter((heading) => ends.some((end) => end.endsWith(bare(heading)))), [], "headings at the end of a sheet");
      });
    }

    test("a programme fills its sheets of A3: its competences go on over their end, and what comes first stands below the modules", async (t) => {
      let pdf = null;
      if (name === "firefox") {
        if (!engines.firefox) return t.skip("firefox is not installed");
        await engines.firefox.goto(site.http + KINDS.programme);
        await engines.firefox.evaluate(plain);
        await engines.firefox.pdf(join(folder, "filled-firefox.pdf"), { width: 29.7, height: 42 });
      } else {
        const { page } = await open(chromium, site.http, t);
        await page.goto(site.http + KINDS.programme);
        pdf = await page.pdf({ format: "A3", preferCSSPageSize: true });
      }
      const all = (await sheets(`filled-${name}`, pdf)).map(bare);
      assert.ok(all[0].includes(bare("Dekking per competentie")), "the first sheet is not left empty below the text");
      const drawn = all.find((sheet) => sheet.includes(bare("Wat eerst komt")));
      assert.ok(drawn.includes(bare("Je werkt vier weken mee op een klantendienst")), "the last module stands on the sheet of the drawing");
    });
  });
}
