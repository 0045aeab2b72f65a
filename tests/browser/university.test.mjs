// What a site of several programmes has besides: drafts, old addresses, prerequisites, alignment, a comparison, long lists.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { violations } from "./setup.mjs";
import { UNIVERSITY, builtSite, open, prepared, settled } from "./site.mjs";

const COMPARISON = "profiles/bachelor-of-engineering/comparison/index.html";
const ALIGNMENT = "programmes/day/alignment/index.html";
const WIDTHS = { 1440: 900, 360: 740 };

const { chromium, site } = await prepared(UNIVERSITY, "--drafts");

/** A page of the site; its canonical address and its editions are elsewhere, and nothing is asked of them. */
async function at(t, path, options = {}) {
  const opened = await open(chromium, site.http, t, options);
  await opened.page.goto(site.http + path);
  return opened;
}

describe("a site of several programmes", { concurrency: 2 }, () => {
  for (const path of [COMPARISON, ALIGNMENT, "programmes/international/index.html", "modules/e201/index.html", "profiles/bachelor-of-engineering/w.1/index.html"]) {
    test(`axe-core finds nothing on ${path}, light and dark, wide and narrow, and nothing is wider than it`, async (t) => {
      const { page, complaints } = await at(t, path);
      const found = [];
      for (const [width, height] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width: Number(width), height });
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await violations(page)).map((what) => `${width} ${colorScheme}: ${what}`));
        }
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, width);
      }
      assert.deepEqual(found, []);
      assert.deepEqual(complaints, []);
    });
  }

  test("a draft says that it is one, and no list leads to it", async (t) => {
    const { page } = await at(t, "modules/x6/index.html");
    assert.match(await page.locator(".banner").first().innerText(), /draft/i);
    assert.equal(await page.locator('meta[name="robots"]').getAttribute("content"), "noindex");
    await page.goto(`${site.http}modules/index.html`);
    assert.equal(await page.locator('a[href*="x6/"]').count(), 0);
  });

  test("an old address leads on without a script", async (t) => {
    const { page } = await open(chromium, site.http, t, { javaScriptEnabled: false });
    await page.goto(`${site.http}modules/modelling/index.html`);
    await page.waitForURL("**/modules/e201/index.html");
    assert.equal(await page.locator("h1").innerText(), "Modelling");
  });

  test("what comes first is drawn, and stands in words for who does not see it", async (t) => {
    const { page } = await at(t, "programmes/day/index.html");
    const section = page.locator("section.prerequisites");
    assert.equal(await section.locator("svg").getAttribute("aria-hidden"), "true");
    assert.ok((await section.locator("svg path").count()) >= 4);
    const box = await section.locator("svg").boundingBox();
    assert.ok(box.width > 200 && box.height > 50);
    const list = (await section.locator("ul > li").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    assert.ok(list.some((text) => /E201 Modelling To be done first: E101 Statics, E102 Programming/.test(text)), list.join(" | "));
    assert.ok(list.some((text) => /E301 .*E202/.test(text)), list.join(" | "));
  });

  test("long titles stand whole in the drawing of what comes first, within their boxes, on every window that shows it and on paper", async (t) => {
    const long = "European Competition Law, Public Procurement and State Aid for Internationalisation-Strategies";
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await cp(UNIVERSITY, folder, { recursive: true });
    for (const [name, title] of [["modules/e201.md", "Modelling"], ["programmes/day.md", "Year 2"]]) {
      const file = join(folder, "content", name);
      await writeFile(file, (await readFile(file, "utf8")).replace(`title = "${title}"`, `title = "${long}"`));
    }
    const other = await builtSite((clean) => t.after(clean), folder);
    const { page } = await open(chromium, other.http, t);
    await page.goto(`${other.http}programmes/day/index.html`);
    const drawing = page.locator("section.prerequisites svg");
    for (const [width, media] of [[1440, "screen"], [768, "screen"], [703, "print"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ media });
      const { words, outside, scrolls } = await drawing.evaluate((svg) => {
        const boxes = [...svg.querySelectorAll("rect")].map((box) => box.getBBox());
        const titles = [...svg.querySelectorAll("text:not(.term)")].map((text) => text.getBBox());
        const holds = (box, line) => box.x < line.x && box.x + box.width > line.x + line.width && box.y < line.y && box.y + box.height > line.y + line.height;
        const frame = svg.parentElement;
        return {
          words: [...svg.querySelectorAll("text")].map((text) => text.textContent).join(" "),
          outside: titles.filter((line) => !boxes.some((box) => holds(box, line))).length,
          scrolls: svg.getBoundingClientRect().width <= frame.clientWidth || getComputedStyle(frame).overflowX === "auto",
        };
      });
      assert.equal(words.replaceAll("- ", "-").split(long).length, 3, `${width} ${media}: ${words}`);
      assert.equal(outside, 0, `${width} ${media}`);
      assert.ok(scrolls, `${width} ${media}: what is wider than the window can be reached`);
    }
  });

  test("the alignment says with which instrument and weight an item is assessed, also on a phone", async (t) => {
    const { page } = await at(t, ALIGNMENT);
    const row = page.locator(".alignment tr", { hasText: "Chooses a model" });
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 });
      assert.match((await row.innerText()).replace(/\s+/g, " "), /E201 Case studies.*case study.*E201 Report.*written report.*70\s?%/);
    }
  });

  test("two clicks lead from the first page to it", async (t) => {
    const { page } = await at(t, "index.html");
    await page.locator("main").getByRole("link", { name: "Engineering, day programme", exact: true }).first().click();
    await page.locator("main").getByRole("link", { name: "Learning and assessment" }).click();
    await page.waitForURL(`**/${ALIGNMENT}`);
  });

  test("the comparison shows the differences alone, without a script too", async (t) => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await at(t, COMPARISON, { javaScriptEnabled });
      const rows = page.locator(".alignment tbody tr:not(.group)");
      const all = await rows.count();
      const different = await page.locator(".alignment tr.different").count();
      assert.ok(different > 0 && different < all);
      const seen = () => rows.evaluateAll((found) => found.filter((row) => row.checkVisibility()).length);
      assert.equal(await seen(), all);
      await page.getByLabel("Show only the differences").check();
      assert.equal(await seen(), different);
      await page.getByLabel("Show only the differences").uncheck();
      assert.equal(await seen(), all);
    }
  });

  test("the matrix shows all levels of a cell at a choice", async (t) => {
    const { page } = await at(t, "programmes/day/matrix/index.html");
    await settled(page);
    const lower = page.locator("#matrix td .lower");
    const seen = () => lower.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    assert.ok((await lower.count()) > 0);
    assert.equal(await seen(), 0);
    await page.locator('input[name="all-levels"]').evaluate((box) => box.click());
    await page.waitForFunction(() => [...document.querySelectorAll("#matrix td .lower")].some((one) => one.checkVisibility()));
    assert.equal(await seen(), await lower.count());
  });

  test("more than twelve programmes are filtered by name and by school", async (t) => {
    const root = await mkdtemp(join(tmpdir(), "leerlijn-many-"));
    t.after(() => rm(root, { recursive: true, force: true }));
    await cp(UNIVERSITY, root, { recursive: true });
    const text = await readFile(join(root, "content/programmes/day.md"), "utf8");
    for (let number = 1; number <= 12; number += 1) {
      const other = text.replace("day programme", `track ${number}`).replace("Campus North", number > 9 ? "Campus East" : "Campus North");
      await writeFile(join(root, `content/programmes/track-${number}.md`), other);
    }
    const many = await builtSite((clean) => t.after(clean), root);
    const { page } = await open(chromium, many.http, t);
    await page.goto(many.http);
    await page.locator('form[data-filters="programmes"] input').waitFor();
    const seen = () => page.locator("article.programme").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.querySelector("a").innerText));
    assert.equal((await seen()).length, 15);
    const field = page.locator('form[data-filters="programmes"] input');
    await field.fill("campus east");
    await page.waitForFunction(() => [...document.querySelectorAll("article.programme")].filter((one) => one.checkVisibility()).length === 3);
    assert.deepEqual(await seen(), ["Engineering, track 10", "Engineering, track 11", "Engineering, track 12"]);
    await field.fill("evening");
    await page.waitForFunction(() => [...document.querySelectorAll("article.programme")].filter((one) => one.checkVisibility()).length === 1);
    assert.equal(await page.locator("h3.school").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 1);
  });
});
