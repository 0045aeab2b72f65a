// The matrix, the gaps and the page of a module as people see them and as a screen reader is told them, held to what
// a person has accepted (`./accept`).
import { test } from "node:test";
import assert from "node:assert/strict";
import { expectPicture, expectText } from "./expected.mjs";
import { KINDS, open, prepared, settled } from "./site.mjs";

const { chromium, site } = await prepared();

// Of long lists the beginning says how the rest is told.
const BEGINNINGS = { matrix: "#matrix tbody ~ tbody", gaps: ".gap-group ~ section", module: ".prose > h2:nth-of-type(2) ~ *" };

for (const [kind, rest] of Object.entries(BEGINNINGS)) {
  test(`a screen reader is told the page ${kind} as it was accepted`, async (t) => {
    const { page } = await open(chromium, site.http, t, { viewport: { width: 1366, height: 768 } });
    await page.goto(site.http + KINDS[kind]);
    if (kind === "matrix") await settled(page);
    await page.locator(rest).evaluateAll((all) => all.forEach((node) => node.remove()));
    const told = await page.locator("main").ariaSnapshot();
    assert.ok(told.split("\n").length > 20);
    await expectText(`${kind}.yml`, `${told}\n`);
  });
}

for (const [kind, colorScheme] of [["home", "light"], ["matrix", "light"], ["module", "light"], ["gaps", "dark"]]) {
  test(`the page ${kind} looks as it was accepted`, async (t) => {
    const { page } = await open(chromium, site.http, t, { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 0.5, colorScheme });
    await page.goto(site.http + KINDS[kind]);
    if (kind === "matrix") await settled(page);
    await page.evaluate(() => document.fonts.ready);
    const picture = await page.screenshot();
    await page.goto("about:blank");
    await expectPicture(page, `${kind}.png`, picture);
  });
}
