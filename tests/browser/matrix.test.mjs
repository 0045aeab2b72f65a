// The matrix: its keys, filters and address, on paper, and as one file that is handed round.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations } from "./setup.mjs";
import { KINDS, MATRIX, NOWHERE, SINGLE, hiddenFocus, open, overflow, prepared, restyle, settled } from "./site.mjs";

const { chromium, site, clean } = await prepared();

async function matrix(t, options = {}, state = "") {
  const opened = await open(chromium, site.http, t, options);
  await opened.page.goto(site.http + MATRIX + state);
  if (options.javaScriptEnabled !== false) await settled(opened.page);
  return opened;
}

/** Where the focus is: the address of the link, and of its cell the row and the column. */
const focus = (page) =>
  page.evaluate(() => {
    const link = document.activeElement;
    const cell = link.closest("th, td");
    return { href: link.getAttribute("href"), row: cell?.parentElement.rowIndex, column: cell?.cellIndex, tag: cell?.tagName, top: link.getBoundingClientRect().top };
  });

/** Rows and columns change places by an entry of the menu. */
async function swapAxes(page) {
  await page.locator(".matrix-tools summary", { hasText: "Meer" }).click();
  await page.getByRole("button", { name: "Rijen en kolommen verwisselen" }).click();
}

/** Ids of the rows in sight when the matrix is at rest, in order. */
async function rows(page) {
  await settled(page);
  return page.locator("#matrix tbody tr:not(.group) th").evaluateAll((all) => all.filter((th) => th.checkVisibility()).map((th) => th.id.slice(2)));
}

let read;
/** What the table itself holds, read once from the page as it is without scripts. */
const whole = () => (read ??= readTable());

async function readTable() {
  const { page } = await matrix({ after: clean }, { javaScriptEnabled: false });
  return page.locator("#matrix").evaluate((table) => {
    const heads = [...table.querySelectorAll("thead .modules th[id]")];
    return {
      codes: heads.map((head) => head.querySelector(".code").textContent),
      terms: heads.map((head) => head.dataset.term),
      items: [...table.querySelectorAll("tbody tr:not(.group)")].map((tr) => ({
        id: tr.cells[0].id.slice(2),
        text: tr.cells[0].textContent.toLowerCase(),
        kind: tr.parentElement.dataset.kind,
        status: tr.className,
        shown: tr.checkVisibility(),
        levels: [...tr.cells].slice(1, 1 + heads.length).map((cell) => (cell.querySelector("a") ? Number(/l(\d)/.exec(cell.className)[1]) : null)),
        links: [...tr.querySelectorAll("td a")].map((link) => ({ href: link.getAttribute("href"), name: link.textContent })),
      })),
    };
  });
}

test("without scripts the table is whole, and every claim leads to a place that exists", async (t) => {
  const { codes, items } = await whole();
  assert.deepEqual(codes, Array.from({ length: 13 }, (_, at) => `M${String(at + 1).padStart(2, "0")}`));
  assert.equal(items.length, 90);
  assert.ok(items.every((item) => item.shown));
  const links = items.flatMap((item) => item.links);
  assert.ok(links.length > 150, `${links.length}`);
  for (const item of items) for (const { name } of item.links) assert.match(name, new RegExp(`^M\\d\\d, ${item.id}(, (aangebracht|ingeoefend|geëvalueerd))+$`));
  const { page } = await open(chromium, site.http, t, { javaScriptEnabled: false });
  const places = links.map(({ href }) => new URL(href, site.http + MATRIX));
  for (const path of new Set(places.map(({ pathname }) => pathname))) {
    const all = places.filter(({ pathname }) => pathname === path);
    await page.goto(new URL(path, site.http).href);
    const ids = new Set(await page.locator("[id]").evaluateAll((found) => found.map(({ id }) => id)));
    assert.deepEqual(all.filter(({ hash }) => hash && !ids.has(decodeURIComponent(hash.slice(1)))).map(String), []);
  }
});

describe("keys", { concurrency: 2 }, () => {
  test("the cells are one stop for Tab", async (t) => {
    const { page } = await matrix(t);
    const stops = page.locator("#matrix a").evaluateAll((all) => all.filter((link) => link.tabIndex >= 0).length);
    assert.equal(await stops, 1);
    await page.locator("#matrix-filter button[name=fold]").focus();
    const passed = [];
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Tab");
      const where = await page.evaluate(() => (document.activeElement.closest(".matrix-frame") ? document.activeElement.tagName : "out"));
      if (where !== "out") passed.push(where);
      else if (passed.length > 0) break;
    }
    assert.equal(passed.filter((tag) => tag === "A").length, 1, passed.join());
    assert.ok(passed.length < 20, passed.join());
  });

  test("arrows, Home, End, PageUp and PageDown move as in a spreadsheet", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 1440, height: 900 } });
    const press = async (key) => { await page.keyboard.press(key); return focus(page); };
    await page.locator("#r-c1\\.1 a").focus();
    const start = await focus(page);
    const links = await page.locator("tr:has(#r-c1\\.1) a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(links.length > 2);
    for (const href of links.slice(1)) assert.equal((await press("ArrowRight")).href, href);
    assert.equal((await press("ArrowRight")).href, links.at(-1));
    assert.equal((await press("ArrowLeft")).href, links.at(-2));
    assert.deepEqual(await press("Home"), start);
    assert.equal((await press("End")).href, links.at(-1));
    const last = await focus(page);
    const down = await press("ArrowDown");
    assert.equal(down.column, last.column);
    assert.ok(down.row > last.row);
    assert.equal((await press("ArrowUp")).href, last.href);
    await press("Home");
    const far = await press("PageDown");
    assert.equal(far.column, 0);
    const rowsPassed = far.row - start.row;
    assert.ok(rowsPassed >= 8 && rowsPassed <= 40, `${rowsPassed} rows`);
    assert.equal((await press("PageUp")).column, 0);
    const end = await press("Control+End");
    assert.equal(end.href, await page.locator("#matrix tbody a").last().getAttribute("href"));
    assert.equal((await press("Control+Home")).href, await page.locator("#matrix a").first().getAttribute("href"));
  });

  test("Enter goes to the section that makes the claim", async (t) => {
    const { page } = await matrix(t);
    await page.locator("#r-c1\\.1 a").focus();
    await page.keyboard.press("ArrowRight");
    while (!(await focus(page)).href.includes("#")) await page.keyboard.press("ArrowDown");
    const { href } = await focus(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(new URL(href, site.http + MATRIX).href);
    const target = await page.evaluate(() => {
      const box = document.querySelector(":target").getBoundingClientRect();
      return { top: box.top, height: innerHeight };
    });
    assert.ok(target.top >= 0 && target.top < target.height, JSON.stringify(target));
  });

  for (const [width, height] of [[1440, 700], [1024, 600], [768, 700], [1440, 1000]]) {
    test(`nothing that has the focus is hidden, at ${width} by ${height}`, async (t) => {
      const { page } = await matrix(t, { viewport: { width, height } });
      const lost = new Set();
      const look = async (key) => {
        await page.keyboard.press(key);
        const why = await hiddenFocus(page);
        if (why && why !== NOWHERE) lost.add(`${key}: ${why}`);
      };
      for (let step = 0; step < 40; step += 1) await look("Tab");
      const longest = await page.locator("#matrix tbody tr").evaluateAll((all) => Math.max(...all.map((tr) => tr.querySelectorAll("a").length)));
      await page.locator("#matrix tbody a").first().focus();
      for (let step = 0; step < 105; step += 1) await look("ArrowDown");
      for (let step = 0; step < longest; step += 1) await look("ArrowRight");
      for (let step = 0; step < 105; step += 1) await look("ArrowUp");
      for (let step = 0; step < 14; step += 1) await look("ArrowLeft");
      for (const key of ["Control+End", "PageUp", "PageUp", "PageUp", "End", "Home", "Control+Home", "PageDown", "PageDown", "End", "PageDown"]) await look(key);
      assert.deepEqual([...lost], []);
    });
  }

  test("keys and cells work on swapped axes too", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 1024, height: 600 } }, "#swap=1");
    const lost = new Set();
    await page.locator(".matrix:not(#matrix) tbody th[scope=row] a").first().focus();
    const moves = [...Array(40).fill("ArrowRight"), ...Array(12).fill("ArrowDown"), "End", ...Array(12).fill("ArrowUp"), "Home", "Control+End"];
    for (const key of moves) {
      await page.keyboard.press(key);
      lost.add(await hiddenFocus(page));
    }
    assert.deepEqual([...lost], [null]);
  });
});

describe("filters", { concurrency: 2 }, () => {
  const choose = {
    text: (page) => page.getByRole("searchbox", { name: "Filter op tekst of code" }).fill("klant"),
    kind: (page) => page.getByRole("radio", { name: "Kennis" }).check(),
    level: (page) => page.getByRole("combobox", { name: "niveau" }).selectOption({ label: "aangebracht" }),
    term: (page) => page.getByRole("combobox", { name: "Periode" }).selectOption({ index: 2 }),
    gaps: (page) => page.getByRole("checkbox", { name: "Enkel hiaten" }).check(),
  };
  const fits = {
    text: (item) => item.text.includes("klant"),
    kind: (item) => item.kind === "knowledge",
    level: (item) => item.levels.includes(0),
    term: (item, terms) => item.levels.some((level, at) => level !== null && terms[at] === "1"),
    gaps: (item) => ["missing", "partial"].includes(item.status),
  };

  for (const names of [["text"], ["kind"], ["level"], ["term"], ["gaps"], ["text", "kind"], ["text", "level"]]) {
    test(`by ${names.join(" and ")}: the right rows, a count that is read out, and an address that brings it back`, async (t) => {
      const { items, terms } = await whole();
      const expected = items.filter((item) => names.every((name) => fits[name](item, terms))).map(({ id }) => id);
      assert.ok(expected.length > 0 && expected.length < 90, `${expected.length}`);
      const { page, context, complaints } = await matrix(t);
      const status = page.getByRole("status").filter({ hasText: "doelen" });
      assert.equal((await status.textContent()).trim(), "90 van 90 doelen");
      for (const name of names) await choose[name](page);
      const holds = async (shown) => {
        assert.deepEqual(await rows(shown), expected);
        assert.equal((await shown.getByRole("status").filter({ hasText: "doelen" }).textContent()).trim(), `${expected.length} van 90 doelen`);
        const columns = await shown.locator("#matrix thead .modules th[data-term]").evaluateAll((all) => all.filter((th) => th.checkVisibility()).map((th) => th.dataset.term));
        assert.deepEqual(columns, names.includes("term") ? terms.filter((term) => term === "1") : terms);
      };
      await holds(page);
      await page.reload();
      await holds(page);
      const mailed = await context.newPage();
      await mailed.goto(page.url());
      await holds(mailed);
      await page.getByRole("button", { name: "Filters wissen" }).click();
      await page.waitForFunction(() => location.hash === "");
      assert.equal((await rows(page)).length, 90);
      assert.deepEqual(complaints, []);
    });
  }

  test("a filter that nothing fits says so and leaves the page whole", async (t) => {
    const { page, complaints } = await matrix(t);
    await page.getByRole("searchbox", { name: "Filter op tekst of code" }).fill("zzzz");
    assert.deepEqual(await rows(page), []);
    assert.ok(await page.getByText("Geen enkel doel past bij deze filters.").isVisible());
    assert.equal((await page.getByRole("status").filter({ hasText: "doelen" }).textContent()).trim(), "0 van 90 doelen");
    assert.deepEqual(complaints, []);
  });

  test("competences fold one by one and all at once, and stay so", async (t) => {
    const { page } = await matrix(t);
    const first = page.locator("#matrix tbody").first();
    const inFirst = await first.locator("tr:not(.group)").count();
    const fold = first.getByRole("button");
    assert.equal(await fold.getAttribute("aria-expanded"), "true");
    await fold.focus();
    await page.keyboard.press("Enter");
    assert.equal(await fold.getAttribute("aria-expanded"), "false");
    assert.equal((await rows(page)).length, 90 - inFirst);
    await page.reload();
    assert.equal((await rows(page)).length, 90 - inFirst);
    const all = page.getByRole("button", { name: "Alles inklappen" });
    await all.click();
    assert.deepEqual(await rows(page), []);
    assert.equal(await all.getAttribute("aria-pressed"), "true");
    // Of the four items of the first one, the stage works on all, and assesses three.
    const heat = page.locator("#matrix tbody").first().locator("tr.group td");
    assert.equal(await heat.count(), 14);
    assert.equal(await heat.nth(12).textContent(), "4, geëvalueerd");
    assert.equal(await heat.nth(1).textContent(), "");
    await all.click();
    assert.equal((await rows(page)).length, 90);
  });

  test("swapped axes hold the same claims, and stay so", async (t) => {
    const { page } = await matrix(t);
    const hrefs = (table) => page.locator(`${table} td a`).evaluateAll((all) => all.map((link) => link.getAttribute("href")).sort());
    const before = await hrefs("#matrix");
    await swapAxes(page);
    for (const reloaded of [false, true]) {
      if (reloaded) await page.reload();
      await settled(page);
      assert.ok(!(await page.locator("#matrix").isVisible()));
      const swapped = page.getByRole("table");
      assert.equal(await swapped.locator("tbody th[scope=row]").count(), 13);
      assert.equal(await swapped.locator("thead .modules th").count(), 90);
      assert.deepEqual(await hrefs(".matrix:not(#matrix)"), before);
    }
    // Ninety columns are wider than the page, which scrolls; the modules stay in sight.
    await page.evaluate(() => scrollTo(document.documentElement.scrollWidth, scrollY));
    assert.ok((await page.evaluate(() => scrollX)) > 500);
    const { x } = await page.locator(".matrix:not(#matrix) tbody th[scope=row]").first().boundingBox();
    assert.ok(x >= 0 && x < 60, `${x}`);
  });
});

describe("on one screen", { concurrency: 2 }, () => {
  const whollyIn = (page) => page.locator("#matrix tbody tr:not(.group)").evaluateAll((all) => all.filter((tr) => tr.getBoundingClientRect().bottom <= innerHeight).length);

  test("ten rows stand below the head and the filters of a small laptop", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 1366, height: 768 } });
    assert.ok((await whollyIn(page)) >= 10, `${await whollyIn(page)} rows`);
  });

  test("the first item stands on the first screen of a phone, which has a list to jump by", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 360, height: 740 } });
    assert.ok((await whollyIn(page)) >= 1);
    await page.locator(".jump summary").click();
    await page.locator(".jump a", { hasText: "Beantwoordt de vraag" }).click();
    await page.waitForFunction(() => {
      const { top } = document.getElementById("g6").getBoundingClientRect();
      return top >= 0 && top < 120;
    });
    assert.ok(page.url().endsWith("#g6"));
  });

  test("on a phone the rule of a gap stands beside its item and touches no letter", async (t) => {
    const { page } = await open(chromium, site.http, t, { viewport: { width: 360, height: 740 } });
    for (const path of [MATRIX, KINDS.assessments]) {
      await page.goto(site.http + path);
      const rows = await page.locator("#matrix tr:is(.missing, .partial, .unasked)").evaluateAll((all) => all.map((row) => {
        const [head, id] = [row.querySelector("th"), row.querySelector("th .id")];
        return { apart: id.getBoundingClientRect().left - row.getBoundingClientRect().left, shadow: getComputedStyle(head).boxShadow };
      }));
      assert.ok(rows.length > 5);
      assert.deepEqual(rows.filter(({ apart, shadow }) => apart < 8 || shadow !== "none"), [], path);
    }
  });

  test("the names of assessments stand whole in the head, each within its column", async (t) => {
    const { page } = await open(chromium, site.http, t);
    await page.goto(site.http + KINDS.assessments);
    for (const width of [768, 1366, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      // Letters stand out of their line by two pixels at most, and a line that is cut by fifteen.
      const wrong = await page.locator("#matrix .modules .title").evaluateAll((all) =>
        all.filter((title) => title.scrollWidth > title.clientWidth + 6 || title.scrollHeight > title.clientHeight + 1 || title.offsetWidth > title.closest("th").offsetWidth + 1).map((title) => title.textContent),
      );
      assert.deepEqual(wrong, [], width);
    }
  });

  test("a frame of 600 px shows rows", async (t) => {
    const { page } = await open(chromium, site.http, t, { viewport: { width: 900, height: 600 } });
    await page.goto(site.http + KINDS.embed);
    assert.ok((await whollyIn(page)) >= 2);
    assert.equal(await page.locator(".skip").getAttribute("target"), "_self");
  });

  test("nothing in it scrolls by itself, from a tablet on", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 768, height: 1024 } });
    for (const width of [768, 1024, 1366, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await page.locator(".matrix-frame").evaluate((frame) => getComputedStyle(frame).overflowY), "visible", `${width}`);
      assert.equal(await overflow(page), 0, `${width}`);
    }
  });

  test("names of terms are whole above their columns", async (t) => {
    const { page } = await matrix(t);
    for (const width of [768, 1024, 1280, 1366, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const cut = await page.locator("#matrix .terms th[id] span").evaluateAll((all) => all.filter((name) => getComputedStyle(name).overflowX !== "visible" && name.scrollWidth > name.clientWidth + 1).map((name) => name.textContent));
      assert.deepEqual(cut, [], String(width));
    }
  });

  test("a competence folds on a phone too", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 360, height: 740 } });
    const first = page.locator("#matrix tbody").first();
    await first.locator(".fold").click();
    await settled(page);
    assert.equal(await first.locator(".fold").getAttribute("aria-expanded"), "false");
    assert.equal(await first.locator("tr:not(.group):visible").count(), 0);
  });

  test("an address leads to its row, and stays", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 1366, height: 768 } }, "#r-c6.5");
    assert.ok(page.url().endsWith("#r-c6.5"));
    const { top, bottom } = await page.locator("#r-c6\\.5").evaluate((th) => th.getBoundingClientRect().toJSON());
    assert.ok(top > 0 && bottom < 768, `${top}`);
  });

  test("a term counts its own modules alone", async (t) => {
    const { page } = await matrix(t, {}, "#term=3");
    const row = page.locator("tr:has(> #r-c1\\.1)");
    assert.equal(await row.locator(".n").textContent(), "1");
    const share = page.locator("#matrix tbody").first().locator(".share");
    assert.equal((await share.textContent()).trim(), "3/4");
    await page.getByRole("combobox", { name: "Periode" }).selectOption("1");
    await settled(page);
    await page.getByRole("button", { name: "Filters wissen" }).click();
    await settled(page);
    assert.equal(await row.locator(".n").textContent(), "3");
    assert.match(await share.textContent(), /3 van 4 doelen geëvalueerd, 1 nog niet geëvalueerd/);
  });

  test("filters move nothing above the table", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 1366, height: 768 } });
    const top = () => page.locator(".matrix-frame").evaluate((frame) => frame.getBoundingClientRect().top);
    const before = await top();
    await page.getByRole("checkbox", { name: "Enkel hiaten" }).check();
    await settled(page);
    assert.equal(await top(), before);
    assert.ok(await page.getByRole("button", { name: "Filters wissen" }).isVisible());
  });
});

describe("the evidence behind a cell", { concurrency: 2 }, () => {
  const CELL = "tr:has(> #r-c5\\.3) > td.enough a";
  const card = (page) => page.locator("#evidence");

  for (const where of ["http", "file"]) {
    test(`is beside it under the pointer and with the focus, over ${where}`, async (t) => {
      const { page, complaints } = await open(chromium, site[where], t, { viewport: { width: 1366, height: 768 } });
      await page.goto(site[where] + MATRIX);
      await settled(page);
      const cell = page.locator(CELL).first();
      await cell.hover();
      await card(page).locator(".evidence-text").waitFor();
      assert.match(await card(page).textContent(), /c5\.3 Vat de boodschap samen.*M03 Klantgericht communiceren.*geëvalueerd: Twee gesprekken.*ingeoefend: Les 3/s);
      assert.ok((await card(page).locator(".evidence-text").textContent()).length > 60);
      // The pointer may go over to the card, which stays; Escape takes it away.
      await card(page).hover();
      await page.waitForTimeout(400);
      assert.ok(await card(page).isVisible());
      await page.keyboard.press("Escape");
      assert.ok(!(await card(page).isVisible()));
      await page.locator("#r-c5\\.3 a").focus();
      await page.keyboard.press("ArrowRight");
      await card(page).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-describedby")), "evidence");
      // axe reads the style sheets itself, which a folder refuses.
      if (where === "http") assert.deepEqual(await violations(page), []);
      assert.deepEqual(complaints, []);
    });
  }

  test("comes by a tap on a phone, whole on the screen, and leads to the item in its section and back", async (t) => {
    const { page } = await matrix(t, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await page.locator(CELL).first().tap();
    await card(page).waitFor();
    const { left, right, top, bottom } = await card(page).evaluate((node) => node.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= 360 && top >= 0 && bottom <= 740, `${left} ${right} ${top} ${bottom}`);
    await card(page).locator(".evidence-place").tap();
    await page.waitForURL(/m03.*#toets-gesprekken$/);
    const marked = page.locator("li.asked");
    assert.match(await marked.textContent(), /Vat de boodschap samen/);
    await marked.locator(".back").tap();
    await page.waitForURL(/matrix\/index\.html#r-c5\.3$/);
    await settled(page);
    const row = await page.locator("#r-c5\\.3").evaluate((th) => th.getBoundingClientRect().toJSON());
    assert.ok(row.top >= 0 && row.bottom <= 740);
  });
});

describe("on paper", { concurrency: 2 }, () => {
  const isGap = ({ status }) => ["missing", "partial"].includes(status);
  // Ninety items side by side fit no sheet: then the table is printed as it was.
  const states = {
    "as it is": { state: "", ids: (items) => items, across: "codes" },
    "swapped, with all items": { state: "#swap=1", ids: (items) => items, across: "codes" },
    "swapped, with the gaps": { state: "#swap=1&gaps=1", ids: (items) => items.filter((item) => isGap(item) && item.kind === "indicator"), across: "ids" },
  };
  for (const format of ["A4", "A3"]) {
    for (const [name, { state, ids: of, across }] of Object.entries(states)) {
      test(`${name}: every column and every row is on ${format}, below a head on every page`, async (t) => {
        const { codes, items } = await whole();
        const printed = { codes, ids: of(items).map(({ id }) => id) };
        const { page } = await matrix(t, {}, state);
        // Names for a screen reader are clipped on paper, but a PDF still holds their letters.
        await restyle(page, ".matrix td .name { display: none }");
        const sheets = await sheetsOf(t, await page.pdf({ format, landscape: true }));
        for (const needed of Object.values(printed)) assert.deepEqual(needed.filter((one) => !sheets.some((sheet) => sheet.has(one))), []);
        const down = across === "codes" ? "ids" : "codes";
        for (const [at, sheet] of sheets.entries()) {
          if (printed[down].some((one) => sheet.has(one))) assert.deepEqual(printed[across].filter((one) => !sheet.has(one)), [], `page ${at + 1}`);
        }
        assert.ok(sheets.length <= (format === "A4" ? 8 : 4), `${sheets.length} pages`);
        // The columns without a code of their own end inside the sheet too: A4 less its margins is 273 mm.
        await page.emulateMedia({ media: "print" });
        await page.setViewportSize({ width: 1032, height: 700 });
        assert.equal(await overflow(page), 0);
        const cut = await page.locator(".modules .title").evaluateAll((all) => all.filter((title) => title.checkVisibility() && (title.scrollWidth > title.clientWidth + 1 || title.scrollHeight > title.clientHeight + 1)).map((title) => title.textContent));
        assert.deepEqual(cut, []);
      });
    }
  }

  async function sheetsOf(t, pdf) {
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-pdf-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, "matrix.pdf"), pdf);
    const text = execFileSync("pdftotext", ["-bbox", join(folder, "matrix.pdf"), "-"], { encoding: "utf8" });
    return text.split("<page ").slice(1).map(sheetOf);
  }

  /** Whether a name stands on one sheet, wholly inside its edges. An id may be broken after a hyphen. */
  function sheetOf(text) {
    const width = Number(/width="([\d.]+)"/.exec(text)[1]);
    const words = [...text.matchAll(/xMin="([-\d.]+)".*?xMax="([-\d.]+)".*?>(.*?)<\/word>/g)].map(([, from, to, word]) => ({ word, inside: Number(from) >= 0 && Number(to) <= width }));
    const inside = words.filter((word) => word.inside).map(({ word }) => word);
    const joined = inside.join("");
    return { has: (name) => inside.includes(name) || (name.includes("-") && joined.includes(name)) };
  }
});

describe("in one file", () => {
  test("alone in another folder it asks for nothing, says nothing and filters", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-alone-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await cp(join(site.folder, SINGLE), join(folder, "matrix.html"));
    const alone = pathToFileURL(join(folder, "matrix.html")).href;
    const { page, complaints } = await open(chromium, alone, t);
    await page.goto(alone);
    assert.equal((await rows(page)).length, 90);
    assert.ok(await page.evaluate(() => document.fonts.ready.then(() => [...document.fonts].some((font) => font.status === "loaded"))));
    await page.getByRole("checkbox", { name: "Enkel hiaten" }).check();
    const gaps = await page.locator("#matrix tr:is(.missing, .partial)").count();
    assert.equal((await rows(page)).length, gaps);
    await page.reload();
    assert.equal((await rows(page)).length, gaps);
    await swapAxes(page);
    await settled(page);
    assert.equal(await page.getByRole("table").locator("thead .modules th").count(), gaps);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await overflow(page), 0);
    assert.deepEqual(complaints, []);
  });

  test("the matrix for a frame is the same matrix", async (t) => {
    const { page } = await matrix(t);
    const main = await page.locator("#matrix tbody").allTextContents();
    await page.goto(site.http + KINDS.embed);
    assert.deepEqual(await page.locator("#matrix tbody").allTextContents(), main);
    assert.equal(await page.locator(".masthead, .footer, .breadcrumbs").count(), 0);
  });
});
