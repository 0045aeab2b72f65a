// What an edit in the browser says when it is refused, when nothing is left to take back, and when a mistake elsewhere keeps
// the pages as they are.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { GAPS, MATRIX, hands } from "./editing.mjs";
import { browser, violations } from "./setup.mjs";
import { cleaner } from "./site.mjs";

const chromium = await browser(cleaner());
const { start, stays, cell, levelOf, becomes, result, dialog, says, missing } = hands(chromium);
const M12 = "content/modules/m12-kwaliteit-en-zelfontwikkeling.md";

describe("edits that are not made, or not shown", () => {
  test("an edit beside a mistake elsewhere says that it is saved and which file keeps the page as it is", async (t) => {
    const { page, folder, changed } = await start(t, MATRIX);
    const [item] = await missing(page);
    const broken = join(folder, M12);
    const whole = await readFile(broken, "utf8");
    await writeFile(broken, whole.replace('code = "M12"', 'code = "M12'));
    await page.locator("leerlijn-preview .panel .stale").waitFor();
    await page.locator("leerlijn-preview .panel .close").click();
    const one = await cell(page, item, "M05");
    await one.click();
    await page.keyboard.press("3");
    await says(page, /Opgeslagen\. De pagina toont dit zodra de fout in content\/modules\/m12-[a-z-]+\.md:3 hersteld is\./);
    assert.doesNotMatch(await result(page).textContent(), /gedekt/);
    assert.equal(await levelOf(one), "");
    assert.equal((await changed()).length, 2);
    await page.keyboard.press("Enter");
    await dialog(page).locator(".now").waitFor();
    await dialog(page).locator(".places label").nth(1).click();
    await dialog(page).locator(".difference .quiet", { hasText: "m12-" }).waitFor();
    assert.equal(await dialog(page).locator(".effect").textContent(), "");
    await page.keyboard.press("Escape");
    await writeFile(broken, whole);
    await becomes(page, one, "2");
    await stays(page);
  });

  test("a card whose heading went shows what is there now, and both texts", async (t) => {
    const { page, folder } = await start(t, MATRIX);
    const [item] = await missing(page);
    const one = await cell(page, item, "M12");
    await one.click();
    await page.keyboard.press("Enter");
    const heading = dialog(page).locator(".places label", { hasText: "Les 1" }).first();
    const old = await heading.locator(".label").textContent();
    await heading.click();
    await dialog(page).locator("ins.row", { hasText: item }).waitFor();
    const text = await readFile(join(folder, M12), "utf8");
    await writeFile(join(folder, M12), text.replace(/^## Les 1.*$/m, "## Luisteren naar jezelf {#zelf}"));
    await dialog(page).locator("button.primary").click();
    const refusal = dialog(page).locator(".refusal");
    await refusal.locator("del.row", { hasText: "Les 1" }).waitFor();
    await refusal.locator("ins.row", { hasText: "Luisteren naar jezelf" }).waitFor();
    // Names are code and no backticks, and each sentence has its end.
    const said = await refusal.locator(".wrong").textContent();
    assert.match(said, /^Niet opgeslagen\. content\/modules\/\S+: deze pagina .*\. \p{Lu}.*\.$/u);
    assert.doesNotMatch(said, /`/);
    assert.ok((await refusal.locator(".wrong code").allTextContents()).length >= 2);
    await dialog(page).locator(".places label", { hasText: "Luisteren naar jezelf" }).waitFor();
    assert.equal(await dialog(page).locator(".places label", { hasText: old }).count(), 0);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    assert.equal(await readFile(join(folder, M12), "utf8"), text.replace(/^## Les 1.*$/m, "## Luisteren naar jezelf {#zelf}"));
    await dialog(page).locator(".places label", { hasText: "Luisteren naar jezelf" }).click();
    await dialog(page).locator("ins.row", { hasText: `#zelf geevalueerd=${item}` }).waitFor();
    await dialog(page).locator("button.primary").click();
    await becomes(page, one, "2");
  });

  test("a programme that counts a module at another level says so in the card", async (t) => {
    const { page } = await start(t, MATRIX, {
      prepare: async (folder) => {
        const file = join(folder, "content/programmes/klantcontactmedewerker.md");
        const text = await readFile(file, "utf8");
        await writeFile(file, text.replace("\n[exempt]\n", '\n[levels.M05]\naangebracht = ["c4.5"]\n\n[exempt]\n'));
      },
    });
    const one = await cell(page, "c4.5", "M05");
    await one.click();
    await page.keyboard.press("Enter");
    const note = dialog(page).locator(".counted");
    await note.waitFor();
    assert.match(await note.textContent(), /M05 .*“aangebracht”.*content\/programmes\/klantcontactmedewerker\.md, bij \[levels\]/);
  });

  test("nothing is asked for where there is nothing to take back", async (t) => {
    const { page, complaints } = await start(t, MATRIX);
    const asked = [];
    page.on("request", (request) => request.method() === "POST" && asked.push(request.url()));
    await (await cell(page, "c1.1", "M02")).click();
    await page.keyboard.press("Control+z");
    await says(page, /^Er is niets om terug te nemen\.$/);
    await page.keyboard.press("Control+Shift+z");
    await says(page, /^Er is niets om opnieuw te doen\.$/);
    assert.deepEqual([asked, complaints], [[], []]);
  });

  test("a reason that is too long is said and not cut", async (t) => {
    const { page, changed } = await start(t, GAPS);
    await page.locator(".gap-list > li.missing button", { hasText: "Bewust niet opnemen" }).first().click();
    const reason = dialog(page).locator("textarea");
    await reason.fill("woord ".repeat(400));
    await dialog(page).locator("#reason-length", { hasText: "2399" }).waitFor();
    assert.equal((await reason.inputValue()).length, 2400);
    assert.ok(await dialog(page).locator("button.primary").isDisabled());
    await reason.fill("Op de stageplaats.");
    await dialog(page).locator("button.primary:enabled").waitFor();
    assert.deepEqual(await changed(), []);
  });
});
