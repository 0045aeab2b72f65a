// No English stands on a Dutch reader's way: on no kind of page of the demonstration school, in nothing that opens there, and in
// nothing of the preview. The dialogs of editing and of the page that makes sites are opened by their own tests, which watch
// for English as well.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { english, watched } from "./english.mjs";
import { PATIENCE, demonstration, serve } from "./setup.mjs";
import { KINDS, MATRIX, SINGLES, open, prepared, settled } from "./site.mjs";

const { chromium, site } = await prepared();
const M02 = "content/modules/m02-zakelijk-nederlands.md";

async function dutch(t) {
  const opened = await open(chromium, site.http, t);
  await watched(opened.context, t);
  return opened;
}

describe("a Dutch reader meets no English", () => {
  for (const [kind, path] of Object.entries({ ...KINDS, matrix_file: SINGLES[0], dossier_file: SINGLES[1] })) {
    test(`on a page of the kind ${kind}`, async (t) => {
      const { page } = await dutch(t);
      await page.goto(site.http + path);
      assert.deepEqual(await english(page), []);
      if (kind === "matrix") {
        await settled(page);
        await page.locator("#matrix-filter [name=q]").fill("zzzz");
        await settled(page);
        assert.deepEqual(await english(page), []);
      }
    });
  }

  test("where the search finds much, little and nothing", async (t) => {
    const { page } = await dutch(t);
    await page.goto(site.http + KINDS.home);
    await page.locator(".find-open").click();
    for (const words of ["klachten", "c4.6", "zzzzqqqq"]) {
      await page.locator("#find-words").fill(words);
      await page.locator(words === "zzzzqqqq" ? ".find-elsewhere a" : ".find-hits li").first().waitFor();
      assert.deepEqual(await english(page), []);
    }
  });

  test("where mistakes stand beside a page, and where the preview has ended", async (t) => {
    const folder = await demonstration((clean) => t.after(clean));
    const enders = [];
    const address = await serve(folder, (end) => enders.push(end));
    t.after(() => enders.forEach((end) => end()));
    const context = await chromium.newContext({ locale: "en-GB" });
    await watched(context, t);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${address}/modules/m02-zakelijk-nederlands/`);
    await page.locator("leerlijn-preview .edit").waitFor();
    const whole = await readFile(join(folder, M02), "utf8");
    const breaks = [
      (text) => text.replace('title = "', "title = "),
      (text) => `${text}\n## Proef {#proef geevalueerd=c99.9}\n\n[[nergens]] [weg](nergens.md)\n\n<script>x</script>\n`,
      (text) => text.replace("[covers]", "[covers]\nonbekend = [\"c1.1\"]"),
    ];
    for (const broken of breaks) {
      await writeFile(join(folder, M02), broken(whole));
      await page.locator("leerlijn-preview .panel:not([hidden]) li").first().waitFor();
      assert.deepEqual(await english(page), []);
      await writeFile(join(folder, M02), whole);
      await page.locator("leerlijn-preview .panel").waitFor({ state: "hidden" });
    }
    for (const path of ["/nergens/", `/${MATRIX}`, "/programmes/klantcontactmedewerker/dossier/"]) {
      await page.goto(address + path);
      await page.locator("leerlijn-preview .edit").waitFor();
      assert.deepEqual(await english(page), []);
    }
    enders.splice(0).forEach((end) => end());
    await page.locator("leerlijn-preview .lost").waitFor();
    assert.deepEqual(await english(page), []);
  });

  test("a preview that ends before it said anything says so in Dutch", async (t) => {
    const folder = await demonstration((clean) => t.after(clean));
    const address = await serve(folder, (clean) => t.after(clean));
    const context = await chromium.newContext({ locale: "en-GB" });
    await watched(context, t);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.route("**/__leerlijn/events?*", (route) => route.abort());
    await page.goto(`${address}/`);
    await page.locator("leerlijn-preview .lost", { hasText: "Het voorbeeld is gestopt." }).waitFor();
  });
});

describe("an English word is found", () => {
  const DUTCH = "<html lang=nl><title>Doelen</title><p>De doelen van dit <code>the item</code> blok, zie <span lang=en>the items</span>.<p>Typ `cover the item`.";
  for (const [where, planted] of [
    ["in a text", "document.body.append('Close the item')"],
    ["in the title", "document.title = 'Without a name'"],
    ["in the name of a part", "document.querySelector('p').setAttribute('aria-label', 'Show more')"],
    ["in a hint", "document.querySelector('p').title = 'Close'"],
    ["in a field", "document.body.append(Object.assign(document.createElement('input'), { placeholder: 'Search' }))"],
    ["in a tree of its own", "document.querySelector('p').attachShadow({ mode: 'open' }).append('Not found')"],
    ["for a moment", "{ const p = document.body.appendChild(document.createElement('p')); p.textContent = 'Please wait'; setTimeout(() => p.remove()); }"],
  ]) {
    test(where, async (t) => {
      const context = await chromium.newContext();
      t.after(() => context.close());
      const found = await watched(context);
      const page = await context.newPage();
      await page.goto(`data:text/html,${encodeURIComponent(DUTCH)}`);
      assert.deepEqual([await english(page), found()], [[], []]);
      await page.evaluate(planted);
      for (const end = Date.now() + PATIENCE; found().length === 0 && Date.now() < end;) await page.waitForTimeout(20);
      assert.notDeepEqual(found(), []);
      if (where !== "for a moment") assert.notDeepEqual(await english(page), []);
    });
  }

  test("in what a style puts there, and in a frame", async (t) => {
    const context = await chromium.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`data:text/html,${encodeURIComponent(`${DUTCH}<style>p::before { content: "Skip this" }</style>`)}`);
    assert.notDeepEqual(await english(page), []);
    await page.goto(`data:text/html,${encodeURIComponent(`${DUTCH}<iframe srcdoc="<html lang=nl>Please wait"></iframe>`)}`);
    assert.notDeepEqual(await english(page), []);
  });
});
