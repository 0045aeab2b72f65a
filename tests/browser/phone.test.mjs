// Pages in a window as narrow as a phone, in three engines: tables that became blocks so that nothing has to be scrolled
// aside, a long name beside the buttons of the head, numbers with the words that they count. And lines in narrow columns.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { largeSite } from "./large.mjs";
import { program } from "./setup.mjs";
import { KINDS, UNIVERSITY, builtSite, everyEngine, prepared } from "./site.mjs";

const COMPARISON = "profiles/bachelor-of-engineering/comparison/index.html";

const { chromium, site, clean } = await prepared();
const university = await builtSite(clean, UNIVERSITY);
// A school with a long name, and a matrix that comes folded.
const folder = await mkdtemp(join(tmpdir(), "leerlijn-phone-"));
clean(() => rm(folder, { recursive: true, force: true }));
largeSite(folder, 30, 200);
await writeFile(join(folder, "leerlijn.toml"), 'title = "Scholengroep Kempen: centrum voor volwassenenonderwijs"\nlanguage = "nl"\n');
const large = await builtSite(clean, folder);

const { engines } = await everyEngine(chromium, site, clean);

/** The answer of `step` in a frame of 360 pixels with the page at `path`, since not every engine has so narrow a window. */
async function onPhone(engine, base, path, step) {
  await engine.size(700, 900);
  await engine.goto(`${base}404.html`);
  const answer = await engine.evaluate(
    `async (path) => {
      const frame = document.createElement("iframe");
      frame.width = 360;
      frame.height = 740;
      document.body.replaceChildren(frame);
      frame.src = path;
      await new Promise((resolve) => { frame.onload = resolve; });
      const inside = frame.contentDocument;
      await inside.fonts.ready;
      const bar = frame.contentWindow.innerWidth - inside.documentElement.clientWidth;
      const moved = [...inside.querySelectorAll(".scroll")].filter((box) => box.scrollWidth > box.clientWidth + 1 + bar).length;
      return { moved, wide: inside.scrollingElement.scrollWidth - inside.documentElement.clientWidth, seen: await (${step})(inside) };
    }`,
    base + path,
  );
  assert.equal(answer.wide, 0, "the page is no wider than the phone");
  return answer;
}

for (const name of ["chromium", "firefox", "webkit"]) {
  describe(`in ${name}`, () => {
    const engine = (t) => engines[name] ?? t.skip(`${name} is not installed`);

    test("the matrix of a dossier is whole on a phone, with each code on one line", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { moved, seen } = await onPhone(page, site.http, KINDS.dossier, (inside) => {
        const width = inside.documentElement.clientWidth;
        const codes = [...inside.querySelectorAll(".sheet thead abbr")].map((code) => {
          const range = inside.createRange();
          range.selectNodeContents(code);
          return range.getClientRects().length;
        });
        const cells = [...inside.querySelectorAll(".sheet td")].map((cell) => cell.getBoundingClientRect());
        return { codes, outside: cells.filter(({ left, right }) => left < 0 || right > width).length, cells: cells.length };
      });
      assert.equal(moved, 0);
      assert.ok(seen.cells > 1000);
      assert.deepEqual([new Set(seen.codes), seen.outside], [new Set([1]), 0]);
    });

    test("numbers of programmes side by side are whole on a phone", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { moved, seen } = await onPhone(page, university.http, COMPARISON, (inside) => {
        const lefts = (selector) => [...inside.querySelectorAll(selector)].map((cell) => Math.round(cell.getBoundingClientRect().right));
        return [lefts(".figures tbody tr:first-child td"), lefts(".figures tbody tr:last-child td")];
      });
      assert.equal(moved, 0);
      assert.equal(seen[0].length, 5);
      assert.deepEqual(seen[0], seen[1], "the columns stand below each other");
    });

    test("a long name stays clear of the buttons in the head", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { seen } = await onPhone(page, large.http, "index.html", (inside) => {
        const range = inside.createRange();
        range.selectNodeContents(inside.querySelector(".brand span"));
        return [range.getBoundingClientRect().right, inside.querySelector(".find-open").getBoundingClientRect().left];
      });
      assert.ok(seen[0] <= seen[1], String(seen));
    });

    test("a folded competence is one line on a phone", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { seen } = await onPhone(page, large.http, "programmes/opleiding/matrix/index.html", async (inside) => {
        const all = inside.querySelectorAll("#matrix .group-line").length;
        const folded = () => [...inside.querySelectorAll("#matrix .folded .group-line")];
        while (folded().length < all) await new Promise(requestAnimationFrame);
        return folded().map((line) => ["a", ".share"].map((part) => line.querySelector(part).getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2)).map(([title, share]) => Math.abs(title - share));
      });
      assert.ok(seen.length >= 20);
      assert.ok(Math.max(...seen) < 4, String(seen));
    });

    test("a number stands on one line with the word that it counts", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { seen } = await onPhone(page, university.http, "index.html", (inside) => {
        const counts = [...inside.querySelectorAll(".roles a")].filter((link) => /^\d/.test(link.textContent));
        return counts.map((link) => {
          const range = inside.createRange();
          range.selectNodeContents(link.firstChild);
          return range.getClientRects().length;
        });
      });
      assert.ok(seen.length >= 3);
      assert.deepEqual(new Set(seen), new Set([1]));
    });

    test("the map of assessments makes no page wider than its window", async (t) => {
      const page = engine(t);
      if (!page) return;
      for (const [base, path, width] of [[university.http, "programmes/day/assessments/index.html", 1366], [site.http, KINDS.assessments, 768]]) {
        await page.size(width, 768);
        await page.goto(base + path);
        const more = await page.evaluate(async () => {
          await document.fonts.ready;
          return document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
        });
        assert.ok(more <= 0, `${path}: ${more} px`);
      }
    });

    test("how many of a competence are covered stands on one line beside it", async (t) => {
      const page = engine(t);
      if (!page) return;
      await page.size(1366, 900);
      await page.goto(site.http + KINDS.competence);
      const lines = await page.evaluate(async () => {
        await document.fonts.ready;
        return [...document.querySelectorAll(".side .bars .count")].map((count) => count.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(count).fontSize));
      });
      assert.ok(lines.length > 0);
      assert.ok(Math.max(...lines) < 2, String(lines));
    });

    test("no line of a narrow column begins with a comma", async (t) => {
      const page = engine(t);
      if (!page) return;
      await page.size(900, 900);
      await page.goto(site.http + KINDS.alignment);
      const [orphans, commas] = await page.evaluate(() => {
        const found = [];
        for (const entry of document.querySelectorAll(".taught li")) {
          const texts = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            const at = text.data.search(/\S/);
            if (at < 0 || text.data[at] !== "," || !text.parentElement.checkVisibility()) continue;
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            found.push(range.getBoundingClientRect().left - entry.getBoundingClientRect().left);
          }
        }
        return [found.filter((left) => left < 2).length, found.length];
      });
      assert.ok(commas > 50);
      assert.equal(orphans, 0);
    });

    test("bars to scroll with have the colours of the page", async (t) => {
      const page = engine(t);
      if (!page) return;
      if (!(await page.evaluate(() => CSS.supports("scrollbar-color", "red blue")))) return t.skip(`${name} has colours of its own for them`);
      await page.goto(site.http + KINDS.home);
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector("main")).scrollbarColor), "auto");
    });
  });
}
