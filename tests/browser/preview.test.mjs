// The preview in a browser: a save shows by itself, a mistake shows beside the page and goes again.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { watched } from "./english.mjs";
import { PATIENCE, browser, complaintsOf, demonstration, serve, violations } from "./setup.mjs";
import { cleaner } from "./site.mjs";

const MODULE = "content/modules/m02-zakelijk-nederlands.md";
const MATRIX = "/programmes/klantcontactmedewerker/matrix/";

const chromium = await browser(cleaner());

describe("the preview", () => {
  async function start(t, path, options = {}) {
    const folder = await demonstration((clean) => t.after(clean));
    const address = await serve(folder, (clean) => t.after(clean));
    const context = await chromium.newContext(options);
    await watched(context, t);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints = complaintsOf(page);
    // The buttons stand at a port of their own on this machine.
    page.on("request", (request) => {
      if (!request.url().startsWith(`${address}/`) && request.frame() === page.mainFrame()) complaints.push(`a request to ${request.url()}`);
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
    await page.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
    const cells = page.locator("#matrix tr", { has: page.locator('th a[href*="/c11.4/"]') }).locator("td a");
    assert.equal(await cells.count(), 0);
    const fold = page.locator("#matrix .fold").first();
    await fold.click();
    await fold.focus();
    await page.evaluate(() => { globalThis.notReloaded = true; });
    await change(MODULE, (text) => `${text}\n## Proef {#proef ingeoefend=c11.4}\n\n[[c11.4]]\n`);
    await cells.first().waitFor();
    assert.match(await cells.first().textContent(), /M02.*ingeoefend/);
    assert.equal(await filter.inputValue(), "c1");
    // Only what changed was brought in.
    assert.equal(await page.evaluate(() => globalThis.notReloaded), true);
    assert.equal(await fold.getAttribute("aria-expanded"), "false");
    assert.ok(await fold.evaluate((node) => node === document.activeElement));
    // The filters know of it.
    await page.locator("#matrix-filter [name=level]").selectOption({ label: "ingeoefend" });
    await cells.first().waitFor();
    assert.deepEqual(complaints, []);
  });

  test("broken front matter opens the panel without a reload, and mending it closes it", async (t) => {
    const { page, change, complaints } = await start(t, "/modules/m02-zakelijk-nederlands/");
    await page.evaluate(() => { globalThis.notReloaded = true; });
    const heading = await page.locator("h1").textContent();
    await change(MODULE, (text) => text.replace('title = "', "title = "));
    await panel(page).waitFor();
    const shown = await panel(page).textContent();
    assert.match(shown, /fout\[L\d+\]/);
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
    // Such a policy keeps the button away that opens a file; a browser says so once for each that was tried.
    assert.equal(await page.locator("leerlijn-preview iframe").count(), 0);
    assert.deepEqual(complaints.filter((complaint) => !complaint.startsWith("Framing 'http://127.0.0.1:")), []);
    // axe-core itself breaks the policy, so it comes last.
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    await writeFile(join(folder, "content/evaluatie.md"), "# Nieuw\n");
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Nieuw");
  });

  // The preview opens files by an address that this test listens at in the place of an editor.
  async function withEditor(t, path) {
    const opened = [];
    const folder = await demonstration((clean) => t.after(clean));
    const note = join(folder, "opened.txt");
    const bin = join(folder, "bin");
    await mkdir(bin);
    for (const name of ["xdg-open", "gio", "gnome-open", "kde-open"]) {
      await writeFile(join(bin, name), `#!/bin/sh\nprintf '%s\\n' "$*" >> ${note}\n`, { mode: 0o755 });
    }
    const address = await serve(folder, (clean) => t.after(clean), { PATH: `${bin}:${process.env.PATH}`, LEERLIJN_EDITOR_URL: "editor:{path}#{line}" });
    const context = await chromium.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    if (path) await page.goto(address + path);
    const read = async () => (await readFile(note, "utf8").catch(() => "")).split("\n").filter(Boolean);
    return { folder, address, page, context, read, opened };
  }

  const button = (page) => page.frameLocator("leerlijn-preview .strip iframe.open").locator("button");

  test("the button in the strip opens the file of the page, at the heading that is read", async (t) => {
    const { page, read } = await withEditor(t, "/modules/m02-zakelijk-nederlands/");
    await page.locator("leerlijn-preview .strip iframe.open.ready").waitFor();
    assert.match(await button(page).getAttribute("aria-label"), /m02-zakelijk-nederlands\.md:2$/);
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
    await page.waitForFunction(() => !document.querySelector("leerlijn-preview").shadowRoot.querySelector(".strip .path").textContent.endsWith(":2"));
    const line = Number((await strip(page).locator(".path").textContent()).split(":").at(-1));
    await page.waitForFunction(() => true);
    const label = button(page);
    for (let tries = 0; tries < 100 && !(await label.getAttribute("aria-label")).endsWith(`:${line}`); tries += 1) await page.waitForTimeout(20);
    await label.click();
    for (let tries = 0; tries < 250 && (await read()).length === 0; tries += 1) await page.waitForTimeout(20);
    const [opened] = await read();
    assert.match(opened, new RegExp(`content/modules/m02-zakelijk-nederlands\\.md#${line}$`));
    // The way back leads to the page before and not through the lines.
    assert.equal(await page.evaluate(() => history.length), 2);
    const frame = page.frames().find((found) => found !== page.mainFrame());
    assert.deepEqual(await violations(frame, "button"), []);
  });

  // What a hostile page can try: read the token, ask for a file to be opened, press the button.
  const attack = `
    const found = [];
    const note = (text) => found.push(String(text));
    const own = document.querySelector('script[src*="__leerlijn"]');
    const controls = own?.dataset.controls;
    note(document.documentElement.outerHTML);
    for (const script of document.scripts) note(await fetch(script.src || location.href).then((answer) => answer.text()).catch(String));
    if (controls) {
      note(await fetch(controls + "/?file=content/index.md").then((answer) => answer.text()).catch((error) => "refused " + error));
      note(await fetch(controls + "/?file=content/index.md", { mode: "no-cors" }).then((answer) => answer.text()).catch((error) => "refused " + error));
      for (const method of ["POST", "GET"]) for (const mode of ["cors", "no-cors"]) {
        await fetch(controls + "/open?file=content/index.md&line=1", { method, mode }).catch(() => {});
        await fetch(controls + "/open?file=content/index.md&line=1", { method, mode, headers: { "x-leerlijn-token": "0".repeat(32) } }).catch(() => {});
      }
      navigator.sendBeacon(controls + "/open?file=content/index.md&line=1");
      const form = document.createElement("form");
      const target = document.createElement("iframe");
      target.name = "target";
      form.method = "post";
      form.target = "target";
      form.action = controls + "/open?file=content/index.md&line=1";
      document.body.append(target, form);
      form.submit();
      const frame = document.createElement("iframe");
      frame.src = controls + "/?file=content/index.md";
      const loaded = new Promise((done) => frame.addEventListener("load", done));
      document.body.append(frame);
      await loaded;
      try { note(frame.contentDocument?.documentElement.outerHTML ?? "refused"); } catch (error) { note("refused " + error); }
      try { note(frame.contentWindow.document.body.innerHTML); } catch (error) { note("refused " + error); }
      frame.contentWindow.postMessage({ open: true, type: "click" }, "*");
      frame.focus();
      frame.contentWindow.focus();
      frame.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      const popup = open(controls + "/?file=content/index.md");
      await new Promise((done) => setTimeout(done, 500));
      try { note(popup.document.documentElement.outerHTML); } catch (error) { note("refused " + error); }
    }
    for (const path of ["/__leerlijn/open?file=content/index.md&line=1", "/open?file=content/index.md&line=1"]) {
      note(await fetch(new URL(path, location.href), { method: "POST" }).then((answer) => "status " + answer.status).catch((error) => "refused " + error));
    }
    note("worker " + await (async () => navigator.serviceWorker.register("/attack.js"))().catch((error) => "refused " + error));
    note(await fetch("/").then((answer) => answer.text()).catch((error) => "refused " + error));
    window.found = found;`;
  const script = `<script>(async () => { ${attack} })().catch((error) => { window.found = ["failed " + error]; });</script>`;

  async function assertHarmless(page, read) {
    await page.waitForFunction(() => globalThis.found);
    const found = await page.evaluate(() => globalThis.found);
    assert.ok(found.length > 3 && !found[0].startsWith("failed"), found[0]);
    assert.ok(!found.some((text) => /data-token|[^0-9a-f][0-9a-f]{32}[^0-9a-f]/.test(text.replace(/data-run="[0-9a-f]{32}"/g, ""))), "a script read a secret");
    assert.ok(found.some((text) => text.startsWith("worker refused")), "a service worker was installed");
    await page.waitForTimeout(500);
    assert.deepEqual(await read(), []);
    return found;
  }

  test("a page whose author runs scripts can open nothing", async (t) => {
    const { folder, address, page, read } = await withEditor(t);
    const settings = join(folder, "leerlijn.toml");
    await writeFile(settings, `raw_html = "all"\n${await readFile(settings, "utf8")}`);
    await writeFile(join(folder, "content/attack.js"), "self.addEventListener('fetch', () => {});");
    await writeFile(join(folder, "content/evaluatie.md"), `# Evaluatie\n\n${script.replaceAll("\n", " ")}\n`);
    for (let tries = 0; tries < 250; tries += 1) {
      const answer = await fetch(`${address}/evaluatie/`);
      if ((await answer.text()).includes("sendBeacon")) break;
      await page.waitForTimeout(20);
    }
    await page.goto(`${address}/evaluatie/`);
    await assertHarmless(page, read);
    // A person still can.
    await page.locator("leerlijn-preview .strip iframe.open.ready").waitFor();
    await button(page).click();
    for (let tries = 0; tries < 250 && (await read()).length === 0; tries += 1) await page.waitForTimeout(20);
    assert.equal((await read()).length, 1);
  });

  test("a published page and a picture can neither read the preview nor open anything", async (t) => {
    const { folder, address, page, read } = await withEditor(t);
    await writeFile(join(folder, "content/attack.js"), "self.addEventListener('fetch', () => {});");
    await writeFile(join(folder, "content/attack.html"), `<!doctype html><title>x</title><link rel="stylesheet" href="/static/css/base.css"><body>${script}</body>`);
    await writeFile(join(folder, "content/attack.svg"), `<svg xmlns="http://www.w3.org/2000/svg"><script><![CDATA[(async () => { ${attack.replaceAll("document.body", "document.documentElement")} })().catch((error) => { window.found = ["failed " + error]; });]]></script></svg>`);
    for (const name of ["attack.html", "attack.svg"]) {
      for (let tries = 0; tries < 250 && (await fetch(`${address}/${name}`)).status !== 200; tries += 1) await page.waitForTimeout(20);
      await page.goto(`${address}/${name}`);
      assert.equal(await page.evaluate(() => globalThis.origin), "null");
      const found = await assertHarmless(page, read);
      assert.match(found.at(-1), /^refused/, "a published document read a page");
    }
    await page.goto(`${address}/attack.html`);
    assert.ok(await page.evaluate(() => document.styleSheets.length === 1 && getComputedStyle(document.body).margin !== "8px"), "its style sheet is missing");
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
