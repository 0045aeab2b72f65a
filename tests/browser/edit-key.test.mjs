// Where the system does not say which account asks, a page that is edited has no token: the browser that the program opened has a key
// in its memory. Here the system does say it, so the token is taken out of the page on its way.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { MATRIX, hands } from "./editing.mjs";
import { watched } from "./english.mjs";
import { PATIENCE, browser, demonstration, serve, violations } from "./setup.mjs";
import { cleaner } from "./site.mjs";

const chromium = await browser(cleaner());
const { ready, cell, becomes, missing } = hands(chromium);
const ENTER = new URL("../../src/shell/preview/client/enter.html", import.meta.url);

describe("a browser edits with the key of the run", () => {
  async function start(t) {
    const folder = await demonstration((clean) => t.after(clean));
    const address = await serve(folder, (clean) => t.after(clean));
    const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    await watched(context, t);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address + MATRIX);
    const desk = await page.locator("script[data-editing]").getAttribute("data-editing");
    let key = "";
    await context.route((url) => url.origin === desk && url.pathname.endsWith("/"), async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/ data-token="([0-9a-f]+)"/, (_, token) => {
        key = token;
        return "";
      });
      await route.fulfill({ response: answer, body });
    });
    await page.locator("leerlijn-preview .edit").click();
    await page.waitForURL(`${desk}/**`);
    await page.locator("leerlijn-preview .strip .locked").waitFor();
    return { address, context, desk, page, key: () => key };
  }

  test("and says how to edit where it has none", async (t) => {
    const { page, address } = await start(t);
    assert.match(await page.locator("leerlijn-preview .locked").textContent(), /^Bewerken kan op dit systeem alleen in de browser die leerlijn zelf geopend heeft\. .*dubbelklik/);
    assert.equal(await page.locator("leerlijn-preview .edits").count(), 0);
    assert.equal(await page.locator("#matrix td[tabindex]").count(), 0);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await page.locator("leerlijn-preview .edit.on").click();
    await page.waitForURL(`${address}/**`);
  });

  test("which it keeps at the door, and takes from there to every page", async (t) => {
    const { context, page, address, desk, key } = await start(t);
    const enter = (await readFile(ENTER, "utf8")).replace("{language}", "nl").replace("{title}", "Voorbeeld").replace("{nonce}", "n").replace("{pages}", `${address}/`);
    const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; script-src 'nonce-n'" };
    await context.route(`${desk}/__leerlijn/enter`, (route) => route.fulfill({ status: 200, headers, body: enter }));
    const other = await context.newPage();
    await other.goto(`${desk}/__leerlijn/enter#${key()}`);
    await other.waitForURL(`${address}/`);
    await page.reload();
    await ready(page);
    const [item] = await missing(page);
    const one = await cell(page, item, "M05");
    await one.click();
    await page.keyboard.press("3");
    await becomes(page, one, "2");
  });
});
