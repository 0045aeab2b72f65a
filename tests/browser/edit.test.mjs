// Editing in the browser: every gesture, by keyboard, mouse and finger; the page stays where it was, the files change by
// what was asked for, and all of it can be taken back.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { GAPS, MATRIX, PROGRAMME, hands } from "./editing.mjs";
import { browser, violations } from "./setup.mjs";
import { cleaner } from "./site.mjs";

const chromium = await browser(cleaner());

const { start, ready, stays, cell, becomes, levelOf, content, dialog, undo, says, missing, order } = hands(chromium);

describe("editing", () => {
  test("a key leads to where a page is edited and back, with its filters and its place", async (t) => {
    const { page, address } = await start(t, `${MATRIX}#q=c1`);
    assert.notEqual(new URL(page.url()).origin, address);
    assert.equal(new URL(page.url()).hash, "#q=c1");
    assert.equal(await page.locator("#matrix-filter [name=q]").inputValue(), "c1");
    await page.locator("h1").click();
    await page.keyboard.press("e");
    await page.waitForURL(`${address}${MATRIX}#q=c1`);
    await page.locator("leerlijn-preview .edit:not(.on)").waitFor();
  });

  test("keys give a cell its level, and filters, focus and place stay", async (t) => {
    const { page, changed, complaints } = await start(t, `${MATRIX}#kind=indicator`);
    const [item] = await missing(page);
    const one = await cell(page, item, "M05");
    await one.click();
    await page.evaluate(() => { globalThis.top_ = scrollY; });
    for (const [key, level] of [["1", "0"], ["2", "1"], ["3", "2"], ["i", "1"], ["g", "2"], ["Delete", ""], [" ", "0"], [" ", "1"], [" ", "2"], [" ", ""], ["x", "2"], ["0", ""]]) {
      await page.keyboard.press(key);
      await becomes(page, one, level);
      assert.ok(await one.evaluate((node) => node === document.activeElement && node.getAttribute("aria-selected") === "true"), `${key}: the focus went`);
    }
    assert.deepEqual(await changed(), []);
    await page.keyboard.press("3");
    await becomes(page, one, "2");
    await says(page, /\+1 gedekt, hiaten −1/);
    assert.equal((await changed()).length, 1);
    assert.ok((await missing(page)).every((id) => id !== item));
    assert.equal(new URL(page.url()).hash, "#kind=indicator");
    assert.equal(await page.evaluate(() => scrollY === globalThis.top_), true);
    await undo(page).click();
    await becomes(page, one, "");
    assert.deepEqual(await changed(), []);
    await stays(page);
    assert.deepEqual(complaints, []);
  });

  test("arrows move, and a block takes a level as one edit", async (t) => {
    const { page, changed } = await start(t, MATRIX);
    const one = await cell(page, "c1.1", "M02");
    await one.click();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(await page.locator('#matrix td[aria-selected="true"]').count(), 6);
    await page.keyboard.press("1");
    await says(page, /Cellen: 6/);
    assert.equal((await changed()).length, 3);
    assert.equal(await page.locator('#matrix td.l0[aria-selected="true"]').count(), 6);
    await page.keyboard.press("Control+z");
    await says(page, /Teruggenomen/);
    assert.deepEqual(await changed(), []);
    await page.keyboard.press("Control+Shift+z");
    await says(page, /Opnieuw gedaan/);
    assert.equal((await changed()).length, 3);
    await page.keyboard.press("Delete");
    await page.waitForFunction(() => document.querySelectorAll('#matrix td.l0[aria-selected="true"]').length === 0);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("leerlijn-preview").shadowRoot.querySelector(".undo").hidden);
    assert.deepEqual(await changed(), []);
    await stays(page);
  });

  test("blocks come from a spreadsheet and go to one", async (t) => {
    const { page, changed } = await start(t, MATRIX);
    const one = await cell(page, "c1.1", "M02");
    await one.click();
    await page.evaluate(() => navigator.clipboard.writeText("x\t2\t\r\n○\tg\t1\r\n"));
    await page.keyboard.press("Control+v");
    await says(page, /Cellen: 6/);
    assert.equal((await changed()).length, 3);
    const levels = await page.locator('#matrix td[aria-selected="true"]').evaluateAll((cells) => cells.map((node) => /(?:^| )l(\d)/.exec(node.className)?.[1] ?? ""));
    assert.deepEqual(levels, ["2", "1", "", "0", "2", "0"]);
    await page.keyboard.press("Control+c");
    await says(page, /Gekopieerde cellen: 6/);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "●\t◐\t\n○\t●\t○");
    await page.evaluate(() => navigator.clipboard.writeText("hallo\t2"));
    await page.keyboard.press("Control+v");
    await says(page, /“hallo” is geen teken/);
    await undo(page).click();
    await says(page, /Teruggenomen/);
    assert.deepEqual(await changed(), []);
  });

  test("the card shows where a module says it, and the change as text before it is written", async (t) => {
    const { page, changed, folder } = await start(t, MATRIX);
    const [item] = await missing(page);
    const one = await cell(page, item, "M05");
    await one.click();
    await page.keyboard.press("Enter");
    await dialog(page).locator(".change-text").waitFor();
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    assert.deepEqual(await changed(), []);
    const heading = dialog(page).locator(".places label").nth(2);
    await heading.click();
    await page.waitForFunction(() => /##/.test(document.querySelector("leerlijn-preview").shadowRoot.querySelector("dialog ins.row")?.textContent ?? ""));
    assert.ok((await dialog(page).locator("ins.row").textContent()).includes(`geevalueerd=${item}`));
    await page.waitForFunction(() => /\+1 gedekt/.test(document.querySelector("leerlijn-preview").shadowRoot.querySelector("dialog .effect").textContent));
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await becomes(page, one, "2");
    const [name] = await changed();
    assert.match(await readFile(join(folder, "content", name), "utf8"), new RegExp(`^##.*geevalueerd=${item.replaceAll(".", "\\.")}.*\\}$`, "m"));
    assert.ok(await one.evaluate((node) => node === document.activeElement));
    await page.keyboard.press("Enter");
    await dialog(page).locator(".now").waitFor();
    await page.keyboard.press("0");
    await dialog(page).locator(".change-text").waitFor();
    await page.keyboard.press("Enter");
    await becomes(page, one, "");
    await stays(page);
  });

  test("a change in an editor is taken in, and never overwritten when an edit is taken back", async (t) => {
    const { page, folder, changed } = await start(t, MATRIX);
    const [item] = await missing(page);
    const one = await cell(page, item, "M05");
    await one.click();
    await page.keyboard.press("3");
    await becomes(page, one, "2");
    const [name] = await changed();
    const file = join(folder, "content", name);
    await writeFile(file, `${await readFile(file, "utf8")}\nMijn eigen woorden.\n`);
    await page.keyboard.press("Control+z");
    await dialog(page).locator("text=Mijn eigen woorden.").waitFor();
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await page.keyboard.press("Escape");
    assert.match(await readFile(file, "utf8"), /Mijn eigen woorden\.\n$/);
    await page.keyboard.press("1");
    await becomes(page, one, "0");
    assert.match(await readFile(file, "utf8"), /Mijn eigen woorden\.\n$/);
  });

  test("several tabs agree without loading again", async (t) => {
    const { page, context, address } = await start(t, MATRIX);
    const other = await context.newPage();
    await other.goto(address + MATRIX);
    await other.locator("leerlijn-preview .strip .name").waitFor();
    await other.waitForLoadState("networkidle").catch(() => {});
    await other.evaluate(() => { globalThis.notReloaded = true; });
    const third = await context.newPage();
    await third.goto(new URL(page.url()).origin + MATRIX);
    await ready(third);
    const [item] = await missing(page);
    const handles = await Promise.all([page, other, third].map((one) => cell(one, item, "M05")));
    await page.bringToFront();
    await handles[0].click();
    await page.keyboard.press("3");
    for (const [at, one] of [page, other, third].entries()) {
      await becomes(one, handles[at], "2");
      await stays(one);
    }
    await undo(third).waitFor();
    await third.bringToFront();
    await undo(third).click();
    for (const [at, one] of [page, other, third].entries()) await becomes(one, handles[at], "");
  });

  test("a finger opens the card", async (t) => {
    const { page, changed } = await start(t, MATRIX, { viewport: { width: 360, height: 740 }, hasTouch: true });
    const [item] = await missing(page);
    // A row shows the modules that claim its item; one button leads to all others, the likely sections first.
    assert.equal(await page.locator("#matrix tbody td:empty:not(.n)").evaluateAll((cells) => cells.filter((node) => node.offsetParent).length), 0);
    await page.locator(`[id="r-${item}"] .leerlijn-add`).tap();
    await dialog(page).locator(".choices").first().locator(".mentions").first().waitFor();
    await dialog(page).locator(".choices").last().locator("button", { hasText: /^M01/ }).tap();
    await dialog(page).locator(".change-text").waitFor();
    const box = await dialog(page).boundingBox();
    assert.ok(box.x >= -1 && box.x + box.width <= 361, JSON.stringify(box));
    await dialog(page).locator("button.primary").tap();
    const one = await cell(page, item, "M01");
    await becomes(page, one, "2");
    assert.equal((await changed()).length, 1);
    await one.tap();
    await dialog(page).locator(".places").waitFor();
    assert.deepEqual(await violations(page), []);
  });

  test("a matrix with swapped axes is edited as well, and keeps focus and place", async (t) => {
    const { page, changed, complaints } = await start(t, MATRIX);
    const [item] = await missing(page);
    await page.locator(".matrix-tools details.menu summary").first().click();
    await page.locator("button[name=swap]").click();
    await page.locator(".matrix-frame.swapped > table.leerlijn-grid:not(#matrix)").waitFor();
    const find = ([id, code]) => {
      const table = document.querySelector(".matrix-frame.swapped > table:not(#matrix)");
      const column = [...table?.querySelectorAll("thead th[data-row]") ?? []].findIndex((head) => head.dataset.row === `r-${id}`);
      const row = [...table?.querySelectorAll("tbody tr[data-column]") ?? []].find((tr) => tr.querySelector("th .id").textContent === code);
      return row?.cells[column + 1];
    };
    const crossed = (module) => page.evaluateHandle(find, [item, module]);
    // The table is made anew while this waits, so the cell is looked for each time.
    const isFocused = (module, level) => page.waitForFunction(`((node) => node && document.activeElement === node && ((/(?:^| )l(\\d)/.exec(node.className)?.[1] ?? "") === ${JSON.stringify(level)}))((${find})(${JSON.stringify([item, module])}))`);
    const next = await levelOf(await crossed("M06"));
    await (await crossed("M05")).click();
    await page.keyboard.press("3");
    await page.waitForFunction((id) => document.getElementById(`r-${id}`).parentElement.classList.contains("covered"), item);
    await isFocused("M05", "2");
    assert.match((await changed()).join(), /^modules\/m05-[^,]*$/);
    await page.keyboard.press("ArrowDown");
    await isFocused("M06", next);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Control+z");
    await page.waitForFunction((id) => document.getElementById(`r-${id}`).parentElement.classList.contains("missing"), item);
    await isFocused("M06", next);
    assert.deepEqual(await changed(), []);
    assert.deepEqual(complaints, []);
    await stays(page);
  });

  test("a theme with another table says so, and its gaps are covered all the same", async (t) => {
    const prepare = async (folder) => {
      await mkdir(join(folder, "themes/own/templates"), { recursive: true });
      await writeFile(join(folder, "themes/own/templates/matrix.html"), '{% extends "base.html" %}{% block main %}<h1>{{ view.programme.title }}</h1>{% endblock main %}\n');
      const settings = join(folder, "leerlijn.toml");
      const text = await readFile(settings, "utf8");
      await writeFile(settings, /^theme = .*$/m.test(text) ? text.replace(/^theme = .*$/m, 'theme = "own"') : `theme = "own"\n${text}`);
    };
    const { page, changed } = await start(t, GAPS, { prepare });
    const gaps = await page.locator(".gap-list > li.missing").count();
    await page.goto(new URL(page.url()).origin + MATRIX);
    await page.locator("leerlijn-preview .hint", { hasText: "eigen thema" }).waitFor();
    await page.locator("leerlijn-preview button.gap-list").click();
    const entries = dialog(page).locator(".open-claims > li");
    await entries.first().waitFor();
    assert.ok(await entries.count() >= gaps);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await dialog(page).locator(".open-claims > li.missing").first().locator("button", { hasText: "Dekken in" }).click();
    await dialog(page).locator(".choices").first().locator("button").first().click();
    await dialog(page).locator(".change-text").waitFor();
    await dialog(page).locator("button.primary:enabled").click();
    await dialog(page).waitFor({ state: "detached" });
    assert.equal((await changed()).length, 1);
  });

  test("a programme without a file gets one, and an item is exempt there", async (t) => {
    const prepare = async (folder) => {
      await rm(join(folder, "content/programmes"), { recursive: true });
      for (const [name, text] of Object.entries(await content(folder))) {
        const without = text.replace(/\[([^\]]*)\]\([^)]*programmes\/[^)]*\)/g, "$1");
        if (without !== text) await writeFile(join(folder, "content", name), without);
      }
    };
    const { page } = await start(t, GAPS, { prepare });
    const note = page.locator(".leerlijn-note button", { hasText: "Maak het bestand" });
    await note.waitFor();
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.locator(".leerlijn-edits button", { hasText: "Dekken in" }).count() > 0);
    assert.equal(await page.locator(".leerlijn-edits button", { hasText: "Bewust niet opnemen" }).count(), 0);
    await page.goto(new URL(page.url()).origin + PROGRAMME);
    await page.locator("leerlijn-preview .hint button", { hasText: "Maak het bestand" }).click();
    await page.locator(".leerlijn-handle").first().waitFor();
    await page.goto(new URL(page.url()).origin + GAPS);
    await page.locator(".leerlijn-edits button", { hasText: "Bewust niet opnemen" }).first().waitFor();
    assert.equal(await page.locator(".leerlijn-note").count(), 0);
    await page.keyboard.press("Control+z");
    await note.waitFor();
    assert.equal(await page.locator(".leerlijn-edits button", { hasText: "Bewust niet opnemen" }).count(), 0);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing while editing, ${colorScheme}`, async (t) => {
      const { page } = await start(t, MATRIX, { colorScheme });
      const origin = new URL(page.url()).origin;
      await (await cell(page, "c1.1", "M02")).click();
      await page.keyboard.press("Shift+ArrowRight");
      assert.deepEqual(await violations(page), []);
      const sizes = await page.locator("#matrix tbody td:not(.n)").evaluateAll((cells) => cells.filter((node) => node.offsetParent).map((node) => Math.min(node.offsetWidth, node.offsetHeight)));
      assert.ok(Math.min(...sizes) >= 24, `${Math.min(...sizes)}`);
      for (const path of [GAPS, PROGRAMME]) {
        await page.goto(origin + path);
        await ready(page);
        await page.locator(".leerlijn-edits, .leerlijn-handle").first().waitFor();
        assert.deepEqual(await violations(page), []);
      }
    });
  }

  test("a gap is covered, exempted, and the exemption lifted", async (t) => {
    const { page, changed } = await start(t, GAPS);
    const gaps = page.locator(".gap-list > li.missing");
    const count = await gaps.count();
    await gaps.first().locator("button", { hasText: "Dekken in" }).click();
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    // The sections that probably teach it come first, with the words that met, and the card opens at the section.
    const offer = dialog(page).locator(".choices").first().locator("button").first();
    const [section, why] = await Promise.all([offer.locator("strong").textContent(), offer.locator(".mentions").textContent()]);
    assert.match(why, /^zelfde woorden: \p{L}+/u);
    await offer.click();
    await dialog(page).locator(".change-text").waitFor();
    assert.equal(await dialog(page).locator(".places label:has(:checked) .label").textContent(), section);
    assert.ok((await dialog(page).locator(".places label:has(:checked)").textContent()).includes(why));
    await dialog(page).locator("button.primary").click();
    await page.waitForFunction((n) => document.querySelectorAll(".gap-list > li.missing").length === n - 1, count);
    await gaps.first().locator("button", { hasText: "Bewust niet opnemen" }).click();
    await page.keyboard.type('Staat in de module van "het bedrijf".');
    await dialog(page).locator(".change-text").waitFor();
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await dialog(page).locator("button.primary:enabled").click();
    await page.waitForFunction((n) => document.querySelectorAll(".gap-list > li.missing").length === n - 2, count);
    const exempt = page.locator(".gap-list > li.exempt", { hasText: "het bedrijf" });
    await exempt.locator("button", { hasText: "Toch opnemen" }).click();
    await dialog(page).locator("button.primary:enabled").click();
    await exempt.waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await exempt.waitFor();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.waitForFunction((n) => document.querySelectorAll(".gap-list > li.missing").length === n, count);
    assert.deepEqual(await changed(), []);
    await stays(page);
  });

  test("claims that a new version of the profile put in doubt are answered one by one", async (t) => {
    const { folder, page, changed, lines } = await start(t, PROGRAMME);
    const review = join(folder, "content/profiles/klantcontactmedewerker.review.toml");
    const open = '[open]\n"c4.6" = ["M06", "M13"]\n';
    const head = 'from = "2"\nto = "3"\n\n[changed]\n"c4.6" = "Gaat om met ontevreden klanten"\n\n';
    await writeFile(review, head + open);
    await page.locator("leerlijn-preview .review", { hasText: "Na te kijken: 2" }).click();
    const entries = dialog(page).locator(".open-claims > li");
    await entries.nth(1).waitFor();
    assert.match(await entries.first().locator(".before").textContent(), /^vroeger Gaat om met ontevreden klanten$/);
    assert.ok(await entries.first().locator(".now ins").count() > 0);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await entries.first().locator("button", { hasText: "Klopt nog" }).click();
    await page.waitForFunction(() => document.querySelector("leerlijn-preview").shadowRoot.querySelectorAll(".open-claims > li").length === 1);
    assert.equal(await readFile(review, "utf8"), `${head}[open]\n"c4.6" = ["M13"]\n`);
    await entries.first().locator("button", { hasText: "Intrekken" }).click();
    await dialog(page).locator('[role="status"]', { hasText: "Alles is nagekeken." }).waitFor();
    assert.equal(await readFile(review, "utf8"), head);
    assert.deepEqual(await changed(), ["modules/m13-stage.md"]);
    assert.equal((await lines("modules/m13-stage.md")).length, 1);
    await dialog(page).locator("button.primary").click();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.locator("leerlijn-preview .review", { hasText: "Na te kijken: 2" }).waitFor();
    assert.deepEqual(await changed(), []);
    await stays(page);
  });

  test("a programme is asked what would be, twice side by side, by address, and one answer is applied", async (t) => {
    const { page, changed, lines } = await start(t, PROGRAMME);
    await page.locator("leerlijn-preview button.what-if").click();
    const place = (scenario, module) => dialog(page).locator(".scenarios > section").nth(scenario).getByLabel(`Plaats van ${module}`, { exact: true });
    await place(0, "M05").selectOption("weg");
    const opened = dialog(page).locator("section", { hasText: "Scenario 1" }).locator("h4", { hasText: "Wordt een hiaat" });
    await opened.waitFor();
    await dialog(page).locator("button", { hasText: "Nog een scenario" }).click();
    await place(1, "M05").selectOption({ index: 0 });
    const second = dialog(page).locator("section", { hasText: "Scenario 2" });
    await second.locator("h4", { hasText: "Uren per periode" }).waitFor();
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    // The address asks both questions again.
    await page.goto(page.url());
    await opened.waitFor();
    await second.locator("h4", { hasText: "Uren per periode" }).waitFor();
    assert.deepEqual(await changed(), []);
    await second.locator("button", { hasText: "Toepassen" }).click();
    await dialog(page).waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).search, "");
    assert.deepEqual(await changed(), ["programmes/klantcontactmedewerker.md"]);
    assert.ok((await lines("programmes/klantcontactmedewerker.md")).length <= 2);
    await page.keyboard.press("Control+z");
    await page.locator("leerlijn-preview .redo:not([hidden])").waitFor();
    assert.deepEqual(await changed(), []);
  });

  test("a new version of the profile is supposed from a document, and nothing is written", async (t) => {
    const { page, changed } = await start(t, PROGRAMME);
    const text = await readFile(new URL("../import/klantcontactmedewerker.txt", import.meta.url), "utf8");
    const version = text.replace("versie 2, 2020", "versie 3, 2026")
      .replace("Gaat professioneel om met klachten en ontevredenheden van de klant", "Gaat professioneel en begripvol om met klachten van de klant")
      .replace("Sluit het gesprek professioneel af\n", "Sluit het gesprek professioneel af\n· Kijkt samen met de klant terug op het gesprek\n");
    await page.locator("leerlijn-preview button.what-if").click();
    const column = dialog(page).locator(".scenarios > section").first();
    await column.locator("input[type=file]").setInputFiles({ name: "v3.txt", mimeType: "text/plain", buffer: Buffer.from(version) });
    await column.locator("h4", { hasText: "Nieuw in het profiel" }).waitFor();
    assert.match(await column.locator("h4", { hasText: "Nieuw in het profiel" }).locator("+ ul").textContent(), /Kijkt samen met de klant terug/);
    assert.match(await column.locator("h4", { hasText: "Andere woorden" }).locator("+ ul ins").first().textContent(), /begripvol/);
    assert.match(await column.locator("h4", { hasText: "Wordt een hiaat" }).locator("+ ul").textContent(), /Kijkt samen met de klant terug/);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await column.locator("input[type=file]").setInputFiles({ name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("geen profiel") });
    await column.locator(".wrong", { hasText: "kan niet als profiel gelezen worden" }).waitFor();
    assert.deepEqual(await changed(), []);
    assert.match(page.url(), /what-if=/);
  });

  test("a new version of the profile is chosen, looked at, taken over without a command, and taken back", async (t) => {
    const { page, changed, folder } = await start(t, PROGRAMME);
    // It stands on the first page as well, where nothing else is edited.
    await page.goto(new URL("/", page.url()).href);
    const text = await readFile(new URL("../import/klantcontactmedewerker.txt", import.meta.url), "utf8");
    const version = text.replace("versie 2, 2020", "versie 3, 2026")
      .replace("Gaat professioneel om met klachten en ontevredenheden van de klant", "Gaat professioneel en begripvol om met klachten van de klant")
      .replace("Sluit het gesprek professioneel af\n", "Sluit het gesprek professioneel af\n· Kijkt samen met de klant terug op het gesprek\n");
    await page.getByRole("button", { name: "Nieuwe versie van het profiel …" }).click();
    const apply = dialog(page).locator("button.primary");
    assert.equal(await apply.isDisabled(), true);
    await dialog(page).getByLabel("Document (Word, Excel, tekst):").setInputFiles({ name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("geen profiel") });
    await dialog(page).locator(".wrong", { hasText: "kan niet als profiel gelezen worden" }).waitFor();
    assert.equal(await apply.isDisabled(), true);
    await dialog(page).getByLabel("Document (Word, Excel, tekst):").setInputFiles({ name: "v3.txt", mimeType: "text/plain", buffer: Buffer.from(version) });
    await dialog(page).locator("h3", { hasText: "Nieuw in het profiel" }).waitFor();
    assert.match(await dialog(page).locator("h3", { hasText: "Nieuw in het profiel" }).locator("+ ul").textContent(), /Kijkt samen met de klant terug/);
    assert.match(await dialog(page).locator("h3", { hasText: "Andere woorden" }).locator("+ ul ins").first().textContent(), /begripvol/);
    assert.match(await dialog(page).locator(".answer").textContent(), /Na te kijken na het overnemen: 2\./);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    assert.deepEqual(await changed(), []);
    await apply.click();
    await dialog(page).waitFor({ state: "detached" });
    await says(page, /De nieuwe versie van het profiel is overgenomen/);
    assert.deepEqual(await changed(), ["profiles/klantcontactmedewerker.md"]);
    assert.match(await readFile(join(folder, "content/profiles/klantcontactmedewerker.review.toml"), "utf8"), /^"c4\.6" = \["M06", "M13"\]$/m);
    await page.locator("leerlijn-preview .review", { hasText: "Na te kijken: 2" }).click();
    await dialog(page).locator(".open-claims > li").nth(1).waitFor();
    await page.keyboard.press("Escape");
    await undo(page).click();
    await says(page, /Teruggenomen/);
    assert.deepEqual(await changed(), []);
    await assert.rejects(readFile(join(folder, "content/profiles/klantcontactmedewerker.review.toml")));
  });

  test("what is to be reviewed is listed for the person who teaches it", async (t) => {
    const prepare = async (folder) => {
      for (const [name, teachers] of [["m06-klachten/index.md", '["Els Peeters"]'], ["m13-stage.md", '["Jan Claes", "Els Peeters"]']]) {
        const path = join(folder, "content/modules", name);
        await writeFile(path, (await readFile(path, "utf8")).replace("code = ", `teachers = ${teachers}\ncode = `));
      }
      await writeFile(join(folder, "content/profiles/klantcontactmedewerker.review.toml"), 'from = "2"\nto = "3"\n\n[changed]\n"c4.6" = "Gaat om met ontevreden klanten"\n\n[open]\n"c4.6" = ["M06", "M13"]\n');
    };
    const { page } = await start(t, PROGRAMME, { prepare });
    await page.locator("leerlijn-preview .review", { hasText: "Na te kijken: 2" }).click();
    const entries = dialog(page).locator(".open-claims > li");
    await entries.nth(1).waitFor();
    const person = dialog(page).locator("#review-person");
    assert.deepEqual(await person.locator("option").allTextContents(), ["iedereen (2)", "Els Peeters (2)", "Jan Claes (1)"]);
    await person.selectOption("Jan Claes");
    await entries.nth(1).waitFor({ state: "detached" });
    assert.match(await entries.first().locator("h3").textContent(), /M13.*Jan Claes, Els Peeters/);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await entries.first().locator("button", { hasText: "Klopt nog" }).click();
    await dialog(page).locator('[role="status"]', { hasText: "Alles is nagekeken." }).waitFor();
    await person.selectOption({ index: 0 });
    await entries.first().locator("h3", { hasText: "M06" }).waitFor();
  });

  test("a module moves by keyboard, and what breaks is shown before it is saved", async (t) => {
    const { page, changed } = await start(t, PROGRAMME);
    const first = await order(page);
    const handle = page.locator(".leerlijn-handle").nth(3);
    await handle.focus();
    await page.keyboard.press("ArrowDown");
    const panel = page.locator("leerlijn-preview .moving");
    await panel.locator(".change-text").waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(await order(page), first);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    assert.deepEqual(await changed(), []);
    for (let step = 0; step < 6; step += 1) await page.keyboard.press("ArrowDown");
    await panel.locator(".change-text").waitFor();
    await panel.locator(".primary:enabled").waitFor();
    await page.keyboard.press("Enter");
    await panel.waitFor({ state: "detached" });
    await page.waitForFunction((was) => [...document.querySelectorAll(".term-list section.term")].map((term) => [...term.querySelectorAll("ul.modules > li .code")].map((code) => code.textContent).join(" ")).join(" | ") !== was, first);
    assert.equal((await changed()).length, 1);
    await page.keyboard.press("Control+z");
    await page.waitForFunction((was) => [...document.querySelectorAll(".term-list section.term")].map((term) => [...term.querySelectorAll("ul.modules > li .code")].map((code) => code.textContent).join(" ")).join(" | ") === was, first);
    assert.deepEqual(await changed(), []);
  });

  test("a module is dragged to another term", async (t) => {
    const { page, changed } = await start(t, PROGRAMME);
    const first = await order(page);
    const handle = page.locator(".leerlijn-handle").first();
    await handle.scrollIntoViewIfNeeded();
    const from = await handle.boundingBox();
    const to = await page.locator(".term-list section.term").nth(1).locator("ul.modules > li").nth(1).boundingBox();
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + 2, { steps: 8 });
    await page.mouse.up();
    const panel = page.locator("leerlijn-preview .moving");
    await panel.locator(".primary:enabled").click();
    await panel.waitFor({ state: "detached" });
    await page.waitForFunction((was) => [...document.querySelectorAll(".term-list section.term")].map((term) => [...term.querySelectorAll("ul.modules > li .code")].map((code) => code.textContent).join(" ")).join(" | ") !== was, first);
    assert.equal((await changed()).length, 1);
  });

  test("somebody closes the missing items, exempts one, moves a module and takes all of it back", async (t) => {
    const { page, changed, lines } = await start(t, MATRIX);
    const origin = new URL(page.url()).origin;
    const items = await missing(page);
    assert.ok(items.length >= 3);
    for (const item of items.slice(1)) {
      await (await cell(page, item, "M05")).click();
      await page.keyboard.press("3");
      await page.waitForFunction((id) => document.getElementById(`r-${id}`).parentElement.classList.contains("covered"), item);
    }
    await page.goto(origin + GAPS);
    await ready(page);
    await page.locator(".gap-list > li.missing button", { hasText: "Bewust niet opnemen" }).click();
    await page.keyboard.type("Gebeurt op de stageplaats.");
    await dialog(page).locator("button.primary:enabled").click();
    await page.waitForFunction(() => document.querySelectorAll(".gap-list > li.missing").length === 0);
    await page.goto(origin + PROGRAMME);
    await ready(page);
    await page.locator(".leerlijn-handle").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.locator("leerlijn-preview .moving .primary:enabled").click();
    await page.locator("leerlijn-preview .moving").waitFor({ state: "detached" });
    assert.equal((await changed()).length, 2);
    for (let step = items.length + 1; step > 0; step -= 1) {
      await undo(page).click();
      await says(page, /Teruggenomen/);
      if (step > 1) await page.evaluate(() => { document.querySelector("leerlijn-preview").shadowRoot.querySelector(".edits .result").textContent = ""; });
    }
    await undo(page).waitFor({ state: "hidden" });
    assert.deepEqual(await changed(), []);
    // Done again: a line for each gap, and one that goes and comes for the module that moved.
    const redo = page.locator("leerlijn-preview .redo");
    for (let step = items.length + 1; step > 0; step -= 1) {
      await redo.click();
      await says(page, /Opnieuw gedaan/);
      if (step > 1) await page.evaluate(() => { document.querySelector("leerlijn-preview").shadowRoot.querySelector(".edits .result").textContent = ""; });
    }
    await redo.waitFor({ state: "hidden" });
    const names = await changed();
    assert.equal(names.length, 2);
    const [module, programme] = [names.find((name) => name.startsWith("modules/")), names.find((name) => name.startsWith("programmes/"))];
    assert.ok((await lines(module)).length <= items.length - 1, `${await lines(module)}`);
    const others = await lines(programme);
    assert.ok(others.some((line) => line.includes("Gebeurt op de stageplaats.")) && others.length <= 3, `${others}`);
  });
});
