// How the matrix leaves the screen: copied into a spreadsheet, and on paper when it is wider than a sheet.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { before, describe, test } from "node:test";
import { firefox } from "./engines.mjs";
import { largeSite } from "./large.mjs";
import { program } from "./setup.mjs";
import { MATRIX, open, prepared, settled } from "./site.mjs";

const { chromium, site, clean } = await prepared();

/** Selects from the start of `from` to the end of `to`, copies, and gives what lands on the clipboard. */
const copied = (page, from, to) =>
  page.evaluate(
    ([from, to]) => {
      const selection = getSelection();
      const range = document.createRange();
      range.setStartBefore(document.querySelector(from).firstChild);
      range.setEndAfter(document.querySelector(to).lastChild);
      selection.removeAllRanges();
      selection.addRange(range);
      const event = new ClipboardEvent("copy", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
      document.querySelector(from).dispatchEvent(event);
      return event.defaultPrevented ? { plain: event.clipboardData.getData("text/plain"), html: event.clipboardData.getData("text/html") } : null;
    },
    [from, to],
  );

describe("a selection that is copied", () => {
  test("is a table of words, each at its column", async (t) => {
    const { page, complaints } = await open(chromium, site.http, t);
    await page.goto(site.http + MATRIX);
    await settled(page);
    const { plain, html } = await copied(page, "#r-c2\\.1", "tr:has(> #r-c2\\.2) > .n");
    const lines = plain.split("\n").map((line) => line.split("\t"));
    assert.equal(lines.length, 2);
    assert.deepEqual(lines.map((line) => line.length), [15, 15]);
    assert.equal(lines[0][0], "c2.1 Gaat integer en respectvol om met klanten/collega’s");
    assert.deepEqual([lines[0][1], lines[0][2], lines[0][3], lines[0][13], lines[0][14]], ["ingeoefend", "", "ingeoefend", "geëvalueerd", "3"]);
    assert.match(lines[1][0], /^c2\.2 .* nog niet geëvalueerd$/);
    assert.equal(html.match(/<tr>/g).length, 2);
    assert.ok(html.includes("<td>geëvalueerd</td>"));
    assert.deepEqual(complaints, []);
  });

  test("has no rows and columns that the filters leave out, and its head above its columns", async (t) => {
    const { page } = await open(chromium, site.http, t);
    await page.goto(`${site.http}${MATRIX}#term=1`);
    await settled(page);
    const { plain } = await copied(page, "thead .corner", "tfoot td:nth-last-child(2)");
    const lines = plain.split("\n").map((line) => line.split("\t"));
    assert.ok(lines.every((line) => line.length === 6), "an item, four modules, a number");
    assert.deepEqual(lines[1].slice(1, 5).map((text) => text.slice(0, 3)), ["M05", "M06", "M07", "M08"]);
    const shown = await page.locator("tbody tr:visible").count();
    assert.equal(lines.length, 2 + shown + 1);
  });

  test("stays a text when it is within one cell", async (t) => {
    const { page } = await open(chromium, site.http, t);
    await page.goto(site.http + MATRIX);
    await settled(page);
    assert.equal(await copied(page, "#r-c2\\.1 .text", "#r-c2\\.1 .text"), null);
  });
});

describe("a matrix of 60 modules", () => {
  let base;
  let file;
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "leerlijn-large-"));
    clean(() => rm(folder, { recursive: true, force: true }));
    largeSite(folder, 60, 20);
    execFileSync(program, ["build", "--quiet", "--root", folder, "--output", join(folder, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    base = `${pathToFileURL(join(folder, "out"))}/`;
    file = `${base}programmes/opleiding/matrix/index.html`;
  });

  for (const format of ["A4", "A3"]) {
    test(`comes on ${format} in blocks of columns that say what they hold`, async (t) => {
      const { page, complaints } = await open(chromium, base, t);
      await page.goto(file);
      await settled(page);
      const pdf = join(folder, `${format}.pdf`);
      await writeFile(pdf, await page.pdf({ format, landscape: true }));
      const text = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8" });
      const [, first, second] = text.split(/Modules M\d\d tot M\d\d \(deel \d van 2\)/);
      // Letters that stand upright come one on a line.
      const codes = (part) => [...new Set(part.replaceAll(/\s/g, "").match(/M\d\d/g))].sort();
      const expected = Array.from({ length: 60 }, (_, at) => `M${String(at + 1).padStart(2, "0")}`);
      assert.deepEqual(codes(first), expected.slice(0, 30));
      assert.deepEqual(codes(second), expected.slice(30));
      for (const part of [first, second]) assert.equal(new Set(part.match(/\bc[12]\.\d+\b/g)).size, 20);
      assert.equal(await page.locator(".matrix.block").count(), 0, "nothing of it stays on the screen");
      assert.deepEqual(complaints, []);
    });
  }

  test("has the shapes of its levels on the sheets of Firefox too", async (t) => {
    const fox = await firefox((after) => t.after(after));
    if (!fox) return t.skip("firefox is not installed");
    await fox.goto(file);
    const pdf = join(folder, "firefox.pdf");
    await fox.pdf(pdf);
    execFileSync("pdftocairo", ["-svg", "-f", "1", "-l", "1", pdf, join(folder, "firefox.svg")]);
    // Each shape is drawn with curves, in the colour of the accent.
    const drawn = await readFile(join(folder, "firefox.svg"), "utf8");
    const curves = [...drawn.matchAll(/<path[^>]*>/g)].filter(([path]) => path.includes("rgb(5.88") && path.includes(" C "));
    // Above the table stand three, which say which is which, and the numbers have none.
    const claims = 20;
    assert.ok(curves.length > claims, `${curves.length} shapes`);
  });

  test("stands in the dossier in blocks of columns, none of which is cut off by an upright sheet", async (t) => {
    const { page, complaints } = await open(chromium, base, t);
    await page.goto(file.replace("/matrix/", "/dossier/"));
    assert.equal(await page.locator(".sheet").count(), 2);
    const claims = await page.locator(".sheet td .shape").count();
    await page.goto(file);
    assert.equal(claims, await page.locator("#matrix td > a").count(), "each cell stands in one block");
    await page.goto(file.replace("/matrix/", "/dossier/"));
    await page.emulateMedia({ media: "print" });
    // As wide as A4 within its margins.
    await page.setViewportSize({ width: 703, height: 1000 });
    const wide = await page.locator(".sheet").evaluateAll((tables) => tables.map((table) => table.getBoundingClientRect().right - table.parentElement.getBoundingClientRect().right));
    assert.deepEqual(wide.filter((over) => over > 1), []);
    const pdf = join(folder, "dossier.pdf");
    await writeFile(pdf, await page.pdf({ format: "A4" }));
    const text = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8" });
    const [, first, second] = text.split(/Modules M\d\d tot M\d\d \(deel \d van 2\)/);
    const codes = Array.from({ length: 60 }, (_, at) => `M${String(at + 1).padStart(2, "0")}`);
    // Letters that stand upright come one on a line.
    const lost = (part, wanted) => wanted.filter((code) => !part.replaceAll(/\s/g, "").includes(code));
    assert.deepEqual(lost(first, codes.slice(0, 30)), []);
    assert.deepEqual(lost(second, codes.slice(30)), []);
    assert.deepEqual(complaints, []);
  });

  test("of 150 items and more begins with its competences folded, each a row with a cell for every module", async (t) => {
    const large = join(folder, "folded");
    largeSite(large, 60, 150);
    execFileSync(program, ["build", "--quiet", "--root", large, "--output", join(large, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    const base = `${pathToFileURL(join(large, "out"))}/`;
    const { page, complaints } = await open(chromium, base, t, { viewport: { width: 1366, height: 768 } });
    await page.goto(`${base}programmes/opleiding/matrix/index.html`);
    await settled(page);
    assert.equal(await page.locator("#matrix tbody tr:not(.group):visible").count(), 0);
    assert.deepEqual(await page.locator("#matrix tr.group").evaluateAll((all) => [...new Set(all.map((row) => row.cells.length))]), [62]);
    // Names stay in sight where the table is scrolled to its end.
    await page.evaluate(() => scrollTo({ left: 10_000, behavior: "instant" }));
    const { left, right } = await page.locator("#matrix tr.group .name").first().evaluate((name) => name.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right < 400, `${left}`);
    await page.evaluate(() => scrollTo({ left: 0, behavior: "instant" }));
    const wholly = await page.locator("#matrix tr.group").evaluateAll((all) => all.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length);
    assert.ok(wholly >= 10, `${wholly} rows on the first screen`);
    const cut = await page.locator("#matrix td.heat").evaluateAll((all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    assert.equal(cut, 0);
    await page.goto(`${base}programmes/opleiding/matrix/index.html#r-c2.5`);
    await page.reload();
    await settled(page);
    assert.equal(await page.locator("#matrix tbody tr:not(.group):visible").count(), 10);
    assert.ok(page.url().endsWith("#r-c2.5"), page.url());
    const row = await page.locator("#r-c2\\.5").evaluate((th) => th.getBoundingClientRect().toJSON());
    assert.ok(row.top > 0 && row.bottom < 768, `${row.top}`);
    await page.setViewportSize({ width: 360, height: 740 });
    assert.equal(await page.locator("#matrix tbody tr:not(.group):visible").count(), 10, "on a phone the same are folded");
    assert.deepEqual(complaints, []);
  });

  test("shows what a filter finds, and is folded again as it was without one", async (t) => {
    const large = join(folder, "found");
    largeSite(large, 60, 150);
    execFileSync(program, ["build", "--quiet", "--root", large, "--output", join(large, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    const base = `${pathToFileURL(join(large, "out"))}/`;
    const { page, complaints } = await open(chromium, base, t, { viewport: { width: 1366, height: 768 } });
    await page.goto(`${base}programmes/opleiding/matrix/index.html`);
    const ids = async () => {
      await settled(page);
      return page.locator("#matrix tbody tr:not(.group) > th:visible").evaluateAll((all) => all.map((th) => th.id));
    };
    assert.deepEqual(await ids(), []);
    await page.locator("#matrix .fold").nth(2).click();
    const third = await ids();
    assert.equal(third.length, 10);
    const field = page.getByRole("searchbox", { name: "Filter op tekst of code" });
    await field.fill("klant 12");
    const found = await ids();
    const all = (competence) => Array.from({ length: 10 }, (_, at) => `r-c${competence}.${at + 1}`);
    assert.deepEqual(found, ["r-c2.3", ...all(12), ...all(13)]);
    // Who folds one of them has it folded, and the address says so.
    await page.locator("#matrix .fold:visible").nth(1).click();
    assert.deepEqual(await ids(), ["r-c2.3", ...all(13)]);
    await page.reload();
    assert.deepEqual(await ids(), ["r-c2.3", ...all(13)]);
    await field.fill("klant 1");
    assert.ok((await ids()).length > 50);
    await field.fill("zzzz");
    assert.deepEqual(await ids(), []);
    const [none, legend] = await page.evaluate(() => [".matrix-none", ".matrix-frame > .legend"].map((part) => document.querySelector(part).getBoundingClientRect().toJSON()));
    assert.ok(none.top >= legend.bottom && none.height > 0, "the sentence stands below the legend");
    await page.getByRole("button", { name: "Filters wissen" }).click();
    assert.deepEqual(await ids(), []);
    await page.locator("#matrix .fold").nth(2).click();
    await page.getByRole("checkbox", { name: "Enkel hiaten" }).check();
    assert.ok((await ids()).length > 50);
    await page.getByRole("checkbox", { name: "Enkel hiaten" }).uncheck();
    assert.deepEqual(await ids(), third);
    assert.deepEqual(complaints, []);
  });

  test("is one table for a screen reader, with every row and every name", async (t) => {
    const { page } = await open(chromium, base, t);
    await page.goto(file);
    const devtools = await page.context().newCDPSession(page);
    const { nodes } = await devtools.send("Accessibility.getFullAXTree");
    const count = (role) => nodes.filter((node) => !node.ignored && node.role.value === role).length;
    assert.equal(count("table"), 1);
    assert.equal(count("row"), 2 + 2 + 20 + 1);
    assert.ok(nodes.some((node) => node.role.value === "link" && /^M\d\d, c2\.10, \p{L}+$/u.test(node.name?.value ?? "")));
  });

  test("has its axes swapped row by row and back, whole each time, also when one changes one's mind", async (t) => {
    const large = join(folder, "large");
    largeSite(large, 60, 60);
    execFileSync(program, ["build", "--quiet", "--root", large, "--output", join(large, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    const base = `${pathToFileURL(join(large, "out"))}/`;
    const { page, complaints } = await open(chromium, base, t);
    await page.goto(`${base}programmes/opleiding/matrix/index.html`);
    const places = (table) => page.locator(`${table} td a`).evaluateAll((all) => all.map((link) => link.getAttribute("href")).sort());
    const before = await places("#matrix");
    const swap = page.getByRole("button", { name: "Rijen en kolommen verwisselen" });
    const devtools = await page.context().newCDPSession(page);
    const count = async (role) => (await devtools.send("Accessibility.getFullAXTree")).nodes.filter((node) => !node.ignored && node.role.value === role).length;
    const change = async () => {
      await page.locator(".matrix-tools summary", { hasText: "Meer" }).click();
      await swap.click();
    };
    await change();
    await settled(page);
    assert.deepEqual(await places(".rows"), before);
    assert.deepEqual([await count("table"), await count("row"), await count("columnheader")], [1, 2 + 6 + 60, 1 + 6 + 60]);
    await page.locator(".rows tbody td a").first().focus();
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.evaluate(() => document.activeElement.closest("tbody td") !== null));
    await change();
    await change();
    await change();
    await settled(page);
    assert.equal(await page.locator(".away").count(), 0);
    assert.equal(await page.locator(".rows").count(), 0);
    assert.equal(await page.locator("#matrix tbody tr:visible").count(), 6 + 60);
    assert.deepEqual(complaints, []);
  });
});

describe("a matrix of a university", () => {
  const LONG = "European Competition Law, Public Procurement and State Aid for Enterprises";
  let base;
  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-long-"));
    clean(() => rm(folder, { recursive: true, force: true }));
    largeSite(folder, 20, 20);
    const programme = join(folder, "content/programmes/opleiding.md");
    await writeFile(programme, (await readFile(programme, "utf8")).replaceAll(/"M(\d\d)"/g, '"214$1"').replaceAll("Periode", "Second stage, semester"));
    for (let at = 1; at <= 20; at += 1) {
      const number = String(at).padStart(2, "0");
      const module = join(folder, `content/modules/m${number}.md`);
      const text = await readFile(module, "utf8");
      await writeFile(module, text.replace(/title = ".*"/, `title = "${at % 3 ? LONG : "Statistics"}"`).replace(`"M${number}"`, `"214${number}"`));
    }
    execFileSync(program, ["build", "--quiet", "--root", folder, "--output", join(folder, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    base = `${pathToFileURL(join(folder, "out"))}/`;
  });

  for (const [width, media] of [[1440, "screen"], [1920, "screen"], [1045, "print"]]) {
    test(`shows long titles and codes of five digits whole, at ${width} px for the ${media}`, async (t) => {
      const { page } = await open(chromium, base, t, { viewport: { width, height: 900 } });
      await page.goto(`${base}programmes/opleiding/matrix/index.html`);
      await settled(page);
      await page.emulateMedia({ media });
      const { cut, over } = await page.evaluate(() => {
        const boxes = (selector) => [...document.querySelectorAll(`#matrix .modules ${selector}`)];
        const lines = (node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return range.getBoundingClientRect();
        };
        const isCut = (node) => node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
        // The box of a line has room above and below its letters.
        const isOver = (node, at, all) => at > 0 && lines(all[at - 1]).right > lines(node).left + parseFloat(getComputedStyle(node).fontSize) * 0.4;
        const terms = [...document.querySelectorAll("#matrix .terms span")];
        return { cut: boxes(".title").filter(isCut).length + terms.filter(isCut).length, over: [...boxes(".title").filter(isOver), ...boxes(".code").filter(isOver)].length };
      });
      assert.deepEqual([cut, over], [0, 0]);
    });
  }
});

describe("names of terms that are longer than their columns", () => {
  let base;
  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-terms-"));
    clean(() => rm(folder, { recursive: true, force: true }));
    largeSite(folder, 14, 20);
    const programme = join(folder, "content/programmes/opleiding.md");
    const terms = [[1, 1], [2, 2], [3, 6], [7, 7], [8, 14]].map(([from, to], at) => `[[terms]]\ntitle = "Semester ${at + 1}${at > 1 ? ": verbreding" : ""}"\nmodules = [${Array.from({ length: to - from + 1 }, (_, n) => `"M${String(from + n).padStart(2, "0")}"`).join(", ")}]\n`);
    await writeFile(programme, (await readFile(programme, "utf8")).replace(/\[\[terms\]\][^]*(?=\+\+\+)/, terms.join("\n")));
    execFileSync(program, ["build", "--quiet", "--root", folder, "--output", join(folder, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    base = `${pathToFileURL(join(folder, "out"))}/`;
  });

  for (const [width, media] of [[768, "screen"], [1024, "screen"], [1366, "screen"], [1920, "screen"], [760, "print"], [1045, "print"]]) {
    test(`are whole at ${width} px for the ${media}, on lines below each other`, async (t) => {
      const { page } = await open(chromium, base, t, { viewport: { width, height: 900 } });
      await page.goto(`${base}programmes/opleiding/matrix/index.html`);
      await settled(page);
      await page.emulateMedia({ media });
      const names = await page.evaluate(() => [...document.querySelectorAll("#matrix .terms th[id]")].map((head) => {
        const [name, range] = [head.querySelector("span"), document.createRange()];
        range.selectNodeContents(name);
        const [text, box, below] = [range.getBoundingClientRect(), head.getBoundingClientRect(), document.querySelector("#matrix .modules th[id]").getBoundingClientRect()];
        const isCut = getComputedStyle(name).overflowX !== "visible" && (name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.clientHeight + 1);
        return { name: name.textContent, isCut, left: text.left, right: text.right, isOver: text.top < box.top - 1 || text.bottom > below.top + 1 };
      }));
      assert.equal(names.length, 5);
      assert.deepEqual(names.filter(({ isCut, isOver }, at) => isCut || isOver || (at > 0 && names[at].left < names[at - 1].right)), []);
    });
  }
});
