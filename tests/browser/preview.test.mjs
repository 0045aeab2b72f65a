// The preview in a browser: a save shows by itself, a mistake shows beside the page and goes again.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browser, demonstration, serve, violations } from "./setup.mjs";

const MODULE = "content/modules/m02-zakelijk-nederlands.md";
const MATRIX = "/programmes/klantcontactmedewerker/matrix/";

describe("the preview", () => {
  let chromium;
  let close;
  before(async () => {
    chromium = await browser((clean) => { close = clean; });
  });
  after(() => close());

  async function start(t, path, options = {}) {
    const folder = await demonstration((clean) => t.after(clean));
    const address = await serve(folder, (clean) => t.after(clean));
    const context = await chromium.newContext(options);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${address}/`)) complaints.push(`a request to ${request.url()}`);
    });
    await page.goto(address + path);
    await page.locator("leerlijn-preview .strip .name").waitFor();
    const change = async (file, edit) => writeFile(join(folder, file), edit(await readFile(join(folder, file), "utf8")));
    return { folder, address, page, context, change, complaints };
  }

  const panel = (page) => page.locator("leerlijn-preview .panel");
  const strip = (page) => page.locator("leerlijn-preview .strip");

  test("a cell of the matrix follows a save, and filters and place stay", async (t) => {
    const { page, change, complaints } = await start(t, `${MATRIX}#q=c1`, { viewport: { width: 1200, height: 500 } });
    const filter = page.locator("#matrix-filter [name=q]");
    assert.equal(await filter.inputValue(), "c1");
    await page.evaluate(() => scrollTo(0, 300));
    const cells = page.locator("#matrix tr", { has: page.locator('th a[href*="/c11.4/"]') }).locator("td a");
    assert.equal(await cells.count(), 0);
    await change(MODULE, (text) => `${text}\n## Proef {#proef ingeoefend=c11.4}\n\n[[c11.4]]\n`);
    await cells.first().waitFor();
    assert.match(await cells.first().textContent(), /M02.*ingeoefend/);
    assert.equal(await filter.inputValue(), "c1");
    await page.waitForFunction(() => scrollY === 300);
    assert.deepEqual(complaints, []);
  });

  test("broken front matter opens the panel without a reload, and mending it closes it", async (t) => {
    const { page, change, complaints } = await start(t, "/modules/m02-zakelijk-nederlands/");
    await page.evaluate(() => { globalThis.notReloaded = true; });
    const heading = await page.locator("h1").textContent();
    await change(MODULE, (text) => text.replace('title = "', "title = "));
    await panel(page).waitFor();
    const shown = await panel(page).textContent();
    assert.match(shown, /error\[L\d+\]/);
    assert.ok(shown.includes(`${MODULE}:2:`), shown);
    assert.match(shown, /\^/);
    assert.equal(await page.locator("h1").textContent(), heading);
    assert.equal(await panel(page).getAttribute("role"), "alert");
    const height = (await panel(page).boundingBox()).height;
    assert.ok(height <= page.viewportSize().height / 2 + 1, `${height}`);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);

    await panel(page).locator(".close").click();
    await panel(page).waitFor({ state: "hidden" });
    // Another mistake brings it back.
    await change("content/evaluatie.md", (text) => `${text}\n[[c99.1]]\n`);
    await panel(page).waitFor();
    assert.ok((await panel(page).textContent()).includes("c99.1"));
    await change("content/evaluatie.md", (text) => text.replace("\n[[c99.1]]\n", ""));
    await change(MODULE, (text) => text.replace("title = ", 'title = "'));
    await panel(page).waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => globalThis.notReloaded), true);
    assert.deepEqual(complaints, []);
  });

  test("a save says what it changed in the coverage", async (t) => {
    const { page, change } = await start(t, MATRIX);
    const covered = async () => Number(/(\d+) van \d+/.exec(await strip(page).locator(".coverage").textContent())[1]);
    const before = await covered();
    const gap = await page.locator("tr.missing th a, tr.partial th a").first().getAttribute("href");
    const item = /([ck][.\w-]+)\/(?:index\.html)?$/.exec(gap)[1];
    await change("content/modules/m13-stage.md", (text) => `${text}\n## Proef {#proef geevalueerd=${item}}\n\n[[${item}]]\n`);
    const said = strip(page).locator(".change");
    await said.waitFor();
    const text = await said.textContent();
    assert.ok(text.includes("+1 geëvalueerd") && text.includes("−1") && text.includes(item), text);
    assert.equal(await covered(), before + 1);
  });

  test("a style sheet is swapped without a reload", async (t) => {
    const { page, folder, change } = await start(t, "/");
    await page.evaluate(() => { globalThis.notReloaded = true; });
    await mkdir(join(folder, "themes/default/static"), { recursive: true });
    await writeFile(join(folder, "themes/default/static/site.css"), "h1 { color: rgb(1, 2, 3) }");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
    await change("themes/default/static/site.css", () => "h1 { color: rgb(4, 5, 6) }");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)");
    assert.equal(await page.evaluate(() => globalThis.notReloaded), true);
  });

  test("it works under a strict policy, in dark, and axe-core finds nothing", async (t) => {
    const { page, folder, address, complaints } = await start(t, "/", { colorScheme: "dark" });
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`;
    const template = `<!doctype html><html lang="nl"><head>${policy}<link rel="icon" href="{{ page.root }}static/favicon.svg"><title>{{ page.title }}</title></head><body><main><h1>{{ page.title }}</h1></main></body></html>`;
    await mkdir(join(folder, "themes/default/templates"), { recursive: true });
    await writeFile(join(folder, "themes/default/templates/text.html"), template);
    await page.goto(`${address}/evaluatie/`);
    await page.waitForFunction(() => document.querySelector("meta[http-equiv]"));
    await strip(page).locator(".name").waitFor();
    await writeFile(join(folder, "content/evaluatie.md"), "# Nieuw\n\n[[c99.9]]\n");
    await panel(page).waitFor();
    assert.equal(await panel(page).evaluate((node) => getComputedStyle(node).overflowY), "auto");
    // axe-core itself breaks the policy, so it comes last.
    assert.deepEqual(complaints, []);
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await writeFile(join(folder, "content/evaluatie.md"), "# Nieuw\n");
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Nieuw");
  });

  test("many open tabs leave the preview free to answer", async (t) => {
    const { context, address, change } = await start(t, "/");
    const pages = await Promise.all(Array.from({ length: 9 }, () => context.newPage()));
    // A browser keeps six connections to one server: tabs that nobody looks at have to let go of theirs.
    for (const page of pages) {
      await page.addInitScript(() => {
        let hidden = false;
        Object.defineProperty(document, "hidden", { get: () => hidden });
        globalThis.hide = (on) => { hidden = on; document.dispatchEvent(new Event("visibilitychange")); };
      });
      await page.goto(`${address}/modules/m02-zakelijk-nederlands/`);
      await page.evaluate(() => globalThis.hide(true));
    }
    const last = pages.at(-1);
    await change(MODULE, (text) => text.replace(/\ntitle = ".*"/, '\ntitle = "Een andere titel"'));
    await last.evaluate(() => globalThis.hide(false));
    await last.waitForFunction(() => document.querySelector("h1").textContent.includes("Een andere titel"));
  });

  test("the end of the preview is said", async (t) => {
    const folder = await demonstration((clean) => t.after(clean));
    let stop;
    const address = await serve(folder, (clean) => { stop = clean; });
    const page = await chromium.newPage();
    t.after(() => page.close());
    await page.goto(address);
    await strip(page).locator(".name").waitFor();
    stop();
    await strip(page).locator(".lost").waitFor();
    assert.match(await strip(page).textContent(), /leerlijn serve/);
  });
});
