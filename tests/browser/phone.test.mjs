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

    test("a module of the learning path is a line on a phone, and what comes first a list", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { seen } = await onPhone(page, site.http, KINDS.programme, (inside) => {
        const lines = [...inside.querySelectorAll(".lanes ul a")].map((line) => {
          const { left, right } = line.getBoundingClientRect();
          return { left, right, letters: parseFloat(inside.defaultView.getComputedStyle(line).fontSize) };
        });
        const [drawing, list] = [".prerequisites svg", ".prerequisites li"].map((part) => inside.querySelector(part).checkVisibility());
        return { lines, drawing, list, right: inside.querySelector(".lanes").getBoundingClientRect().right };
      });
      assert.equal(seen.lines.length, 13);
      assert.ok(seen.lines.every(({ left, right, letters }) => left === seen.lines[0].left && Math.abs(right - seen.right) < 1 && letters >= 14), JSON.stringify(seen.lines));
      assert.deepEqual([seen.drawing, seen.list], [false, true]);
    });

    test("the short name of a term stands on one line of the tables of a programme", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { seen } = await onPhone(page, university.http, "programmes/day/index.html", (inside) =>
        [...inside.querySelectorAll(".terms:not(.heat) tbody th, .heat thead th:not(:first-child, .right)")].map((head) => {
          const range = inside.createRange();
          range.selectNodeContents(head);
          return [head.textContent, new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size];
        }));
      assert.deepEqual(seen, [...Array(2)].flatMap(() => [1, 2, 3].map((year) => [`Year ${year}`, 1])));
    });

    test("the button of the contents covers no text for who reads on, and is there for who turns back and at the end", async (t) => {
      const page = engine(t);
      if (!page) return;
      const { seen } = await onPhone(page, site.http, KINDS.lesson, async (inside) => {
        const view = inside.defaultView;
        const button = inside.querySelector(".toc summary");
        const until = async (isSo) => { while (!isSo()) await new Promise(view.requestAnimationFrame); };
        const isThere = () => button.getBoundingClientRect().bottom <= view.innerHeight;
        const isAway = () => button.getBoundingClientRect().top >= view.innerHeight;
        const to = (top) => view.scrollTo({ top, behavior: "instant" });
        await until(isThere);
        to(400);
        await until(isAway);
        to(300);
        await until(isThere);
        to(500);
        await until(isAway);
        // Whoever comes by keyboard finds it; WebKit gives no focus to a frame that nobody clicked in.
        button.focus();
        if (button.matches(":focus")) await until(isThere);
        button.blur();
        await until(isAway);
        to(inside.documentElement.scrollHeight);
        await until(isThere);
        const last = [...inside.querySelectorAll(".footer a")].at(-1).getBoundingClientRect();
        return last.bottom <= button.getBoundingClientRect().top;
      });
      assert.equal(seen, true, "the last line stands above the button");
    });

    test("letters in pictures of the demonstration school can be read on a phone", async (t) => {
      const page = engine(t);
      if (!page) return;
      for (const path of [KINDS.lesson, "modules/m05-inkomende-vragen/index.html"]) {
        const { seen } = await onPhone(page, site.http, path, async (inside) => {
          const picture = inside.querySelector('.prose img[src$=".svg"]');
          picture.loading = "eager";
          await picture.decode();
          const drawn = new DOMParser().parseFromString(await (await fetch(picture.src)).text(), "image/svg+xml");
          const scale = picture.getBoundingClientRect().width / drawn.documentElement.viewBox.baseVal.width;
          return Math.min(...[...drawn.querySelectorAll("[font-size]")].map((part) => part.getAttribute("font-size") * scale));
        });
        assert.ok(seen > 9.5, `${path}: letters of ${seen} px`);
      }
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
