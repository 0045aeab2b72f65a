// The order of a programme in the browser: choices, a finger without dragging, and a new place that stays in sight.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { PROGRAMME, hands } from "./editing.mjs";
import { browser, violations } from "./setup.mjs";
import { cleaner } from "./site.mjs";

const chromium = await browser(cleaner());
const { start, dialog, says } = hands(chromium);
const FILE = "content/programmes/klantcontactmedewerker.md";

/** The third term is one of a choice: two of M10, M11 and M12. */
async function withChoice(folder) {
  const text = await readFile(join(folder, FILE), "utf8");
  const own = 'modules = ["M09", "M10", "M11", "M12"]';
  assert.ok(text.includes(own));
  const choice = 'modules = ["M09"]\n\n[[terms.choice]]\ntitle = "Verbreding"\npick = 2\nmodules = ["M10", "M11", "M12"]';
  await writeFile(join(folder, FILE), text.replace(own, choice));
}

const handle = (page, code) => page.locator("ul.modules > li", { has: page.locator(`.code:text-is("${code}")`) }).locator(".leerlijn-handle");
const panel = (page) => page.locator("leerlijn-preview .moving");
const lists = (page) => page.evaluate(() => [...document.querySelectorAll(".term-list section.term ul.modules")].map((list) => [...list.querySelectorAll(":scope > li .code")].map((code) => code.textContent).join(" ")).join(" | "));
const becomes = (page, wanted) => page.waitForFunction((text) => [...document.querySelectorAll(".term-list section.term ul.modules")].map((list) => [...list.querySelectorAll(":scope > li .code")].map((code) => code.textContent).join(" ")).join(" | ") === text, wanted);
/** Waits until what an edit would do is shown and can be saved. */
const ready = async (page, words) => {
  await page.waitForFunction((text) => document.querySelector("leerlijn-preview").shadowRoot.querySelector(".moving .where")?.textContent === text, words);
  await panel(page).locator(".primary:enabled").waitFor();
};

describe("the order of a programme", () => {
  test("modules move within a choice, out of it and into it", async (t) => {
    const { page, folder, changed } = await start(t, PROGRAMME, { prepare: withChoice });
    const file = join(folder, FILE);
    const first = await lists(page);
    assert.equal(first, "M01 M02 M03 M04 | M05 M06 M07 M08 | M09 | M10 M11 M12 | M13");
    await handle(page, "M12").focus();
    await page.keyboard.press("ArrowUp");
    await ready(page, "M12 komt in Periode 3: verbreding, keuze “Verbreding”, voor M11");
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Enter");
    await becomes(page, "M01 M02 M03 M04 | M05 M06 M07 M08 | M09 | M10 M12 M11 | M13");
    assert.match(await readFile(file, "utf8"), /pick = 2\nmodules = \["M10", "M12", "M11"\]/);
    // Out of the choice: everyone takes it then.
    await handle(page, "M10").focus();
    await page.keyboard.press("ArrowUp");
    await ready(page, "M10 komt achteraan in Periode 3: verbreding");
    await page.keyboard.press("Enter");
    await becomes(page, "M01 M02 M03 M04 | M05 M06 M07 M08 | M09 M10 | M12 M11 | M13");
    // Two of two are left; without one of them nobody can take two.
    await handle(page, "M11").focus();
    await page.keyboard.press("Delete");
    await panel(page).locator(".wrong").waitFor();
    assert.ok(await panel(page).locator(".primary").isDisabled());
    await page.keyboard.press("Escape");
    // And into it.
    await handle(page, "M09").focus();
    for (const where of ["M09 komt achteraan in Periode 3: verbreding", "M09 komt in Periode 3: verbreding, keuze “Verbreding”, voor M12"]) {
      await page.keyboard.press("ArrowDown");
      await ready(page, where);
    }
    await page.keyboard.press("Enter");
    await becomes(page, "M01 M02 M03 M04 | M05 M06 M07 M08 | M10 | M09 M12 M11 | M13");
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
    await becomes(page, first);
    assert.deepEqual(await changed(), []);
  });

  test("a finger moves a module without dragging", async (t) => {
    const { page, changed } = await start(t, PROGRAMME, { viewport: { width: 390, height: 800 }, hasTouch: true });
    const first = await lists(page);
    await handle(page, "M06").tap();
    await panel(page).locator(".where", { hasText: "knoppen" }).waitFor();
    for (const box of await panel(page).locator("button").evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height))) assert.ok(box >= 24);
    await panel(page).locator('[data-step="up"]').tap();
    await ready(page, "M06 komt in Periode 2: het gesprek, voor M05");
    await panel(page).locator('[data-step="term-before"]').tap();
    await ready(page, "M06 komt achteraan in Periode 1: basis");
    assert.ok(await panel(page).locator('[data-step="term-before"]').isDisabled());
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await panel(page).locator(".primary").tap();
    await becomes(page, "M01 M02 M03 M04 M06 | M05 M07 M08 | M09 M10 M11 M12 | M13");
    await page.locator("leerlijn-preview .undo").tap();
    await becomes(page, first);
    assert.deepEqual(await changed(), []);
  });

  test("a button that was pressed by keyboard can be pressed again", async (t) => {
    const { page } = await start(t, PROGRAMME);
    await handle(page, "M06").focus();
    await page.keyboard.press("Enter");
    const down = panel(page).locator('[data-step="down"]');
    await down.focus();
    for (const where of ["M06 komt in Periode 2: het gesprek, voor M08", "M06 komt achteraan in Periode 2: het gesprek"]) {
      await page.keyboard.press("Enter");
      await ready(page, where);
      assert.ok(await down.evaluate((button) => button === button.getRootNode().activeElement));
    }
  });

  test("the new place stays in sight, clear of the panel", async (t) => {
    const { page } = await start(t, PROGRAMME, { viewport: { width: 1280, height: 700 } });
    await handle(page, "M13").focus();
    const places = await page.evaluate(() => document.querySelectorAll(".term-list section.term ul.modules > li").length + document.querySelectorAll(".term-list section.term").length - 2);
    for (let step = 0; step < places; step += 1) {
      await page.keyboard.press("ArrowUp");
      await page.locator(".leerlijn-place").waitFor({ state: "attached" });
      await panel(page).locator(".primary:enabled").waitFor();
      const [mark, top] = await page.evaluate(() => [document.querySelector(".leerlijn-place").getBoundingClientRect().toJSON(), document.querySelector("leerlijn-preview").getBoundingClientRect().top]);
      assert.ok(mark.top >= 0 && mark.bottom <= top, `step ${step}: ${JSON.stringify(mark)} below ${top}`);
    }
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "detached" });
    assert.equal(await dialog(page).count(), 0);
    await says(page, /M13/);
  });
});
