// Every kind of page as a reader meets it: with and without scripts, by keyboard, over HTTP and from a folder.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { COLOURS, violations } from "./setup.mjs";
import { KINDS, MATRIX, NOWHERE, POLICY, SINGLES, here, hiddenFocus, open, overflow, prepared, restyle, servedBelow, settled } from "./site.mjs";

const WIDTHS = { 1440: 900, 768: 1024, 360: 740 };
// What WCAG 1.4.12 lets a reader set.
const SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
const SCHEMES = ["light", "dark"];
const kinds = Object.entries(KINDS);

const { chromium, site, clean } = await prepared();

describe("one page of every kind", { concurrency: 2 }, () => {
  for (const [kind, path] of kinds) {
    test(`axe-core finds nothing on ${kind}, light and dark and at three widths`, async (t) => {
      const { page, complaints } = await open(chromium, site.http, t);
      await page.goto(site.http + path);
      const found = [];
      for (const [width, height] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width: Number(width), height });
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          // The scheme changes colours alone: in the second one the other rules are asked once.
          const rules = colorScheme === "dark" && width !== "360" ? COLOURS : undefined;
          found.push(...(await violations(page, "html", rules)).map((what) => `${width} ${colorScheme}: ${what}`));
        }
      }
      assert.deepEqual(found, []);
      assert.deepEqual(complaints, []);
    });
  }

  test("is reached by the link that skips its navigation, and nothing focused is out of sight", async (t) => {
    const { page } = await open(chromium, site.http, t, { viewport: { width: 1024, height: 600 } });
    for (const [kind, path] of kinds) {
      await page.goto(site.http + path);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip", kind);
      assert.equal(await hiddenFocus(page), null, kind);
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main", kind);
      await page.goto(site.http + path);
      const lost = [];
      for (let step = 0; step < 400; step += 1) {
        await page.keyboard.press("Tab");
        const hidden = await hiddenFocus(page);
        if (hidden === NOWHERE) break;
        lost.push(hidden);
      }
      assert.ok(lost.length > 1, `${kind} has nothing to focus`);
      assert.deepEqual(lost.filter(Boolean), [], kind);
    }
  });

  test("has its numbers on one line, with room around them", async (t) => {
    const { page } = await open(chromium, site.http, t);
    for (const kind of ["home", "programme", "gaps", "dossier"]) {
      for (const width of [360, 768, 1366]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(site.http + KINDS[kind]);
        const seen = await page.locator(".numbers").first().evaluate((numbers) => {
          const parts = [...numbers.children].map((part) => ({ top: Math.round(part.getBoundingClientRect().top), bottom: Math.round(part.querySelector("dd").getBoundingClientRect().bottom) }));
          const uneven = parts.filter(({ top, bottom }) => parts.some((other) => other.top === top && Math.abs(other.bottom - bottom) > 1));
          const below = numbers.nextElementSibling?.getBoundingClientRect().top ?? Infinity;
          return { uneven, room: below - numbers.getBoundingClientRect().bottom };
        });
        assert.deepEqual(seen.uneven, [], `${kind}, ${width}`);
        assert.ok(seen.room >= 12, `${kind}, ${width}: ${seen.room} px below`);
      }
    }
  });

  test("is readable without scripts, with no control that does nothing", async (t) => {
    const { page, complaints } = await open(chromium, site.http, t, { javaScriptEnabled: false });
    for (const [kind, path] of kinds) {
      await page.goto(site.http + path);
      assert.ok(await page.locator("h1").isVisible(), kind);
      assert.ok((await page.locator("main").innerText()).trim().length > 60, kind);
      assert.equal(await page.locator("button:visible, input:visible, select:visible").count(), 0, kind);
    }
    await page.goto(site.http);
    await page.getByRole("navigation").getByRole("link", { name: "Matrix" }).or(page.locator("main").getByRole("link", { name: /matrix/i })).first().click();
    await page.waitForURL(site.http + MATRIX);
    await page.locator(".nav summary", { hasText: "Meer" }).click();
    await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name: "Stagegids" }).click();
    await page.waitForURL(`${site.http}stagegids/index.html`);
    assert.deepEqual(complaints, []);
  });

  test("leads from the first use of a word to its explanation, by keyboard and without scripts", async (t) => {
    const { page, complaints } = await open(chromium, site.file, t, { javaScriptEnabled: false });
    await page.goto(`${site.file}modules/m13-stage/index.html`);
    const word = page.locator(".prose a.gloss", { hasText: /^procedures$/ });
    assert.equal(await word.count(), 1);
    await word.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.file}${KINDS.glossary}#procedure`);
    const place = page.locator(":target");
    assert.match(await place.innerText(), /^Procedure, procedures\s+De vaste stappen/);
    const { top, bottom } = await place.evaluate((node) => node.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= page.viewportSize().height);
    await page.getByRole("navigation", { name: "Ga naar een letter" }).getByRole("link", { name: "W" }).click();
    await page.waitForURL(/#letter-w$/);
    await page.goto(site.file + KINDS.explained);
    await page.locator(".glosses").getByRole("link", { name: "Simultaan" }).click();
    await page.waitForURL(/glossary\/index\.html#simultaan$/);
    assert.deepEqual(complaints, []);
  });

  test("says the language of what is written in another one", async (t) => {
    const { page } = await open(chromium, site.http, t);
    const languages = (selector) => page.locator(selector).evaluateAll((all) => all.map((node) => node.closest("[lang]").lang));
    await page.goto(site.http + KINDS.english);
    assert.deepEqual(await languages("main h1, main .lead, main .prose > p:first-child"), ["en", "en", "en"]);
    assert.deepEqual(await languages(".prose a[href*=toelating], .footer a[href*=in-english], .footer a[href*=evaluatie]"), ["nl", "nl", "en"].sort().reverse());
    await page.goto(`${site.http}modules/m08-frans-in-klantcontact/index.html`);
    assert.ok((await languages(".prose [lang=fr]")).length > 3);
    assert.equal(await page.locator("[lang=fr] a.gloss").count(), 0);
  });

  test("shows a formula, a film with captions and a figure, on a phone", async (t) => {
    const { page, complaints } = await open(chromium, site.http, t, { viewport: { width: 360, height: 740 } });
    await page.goto(`${site.http}modules/m12-kwaliteit-en-zelfontwikkeling/index.html`);
    const formula = page.locator(".formula.display");
    const [frame, inside] = await formula.evaluate((span) => [span.clientWidth, span.scrollWidth]);
    assert.ok(frame <= 360 && inside > frame, `the formula of ${inside} px scrolls in its frame of ${frame}`);
    assert.equal(await overflow(page), 0);
    assert.equal(await formula.locator("mfrac").count(), 2);
    assert.match(await formula.locator("math").getAttribute("alttext"), /frac\{26\}\{1040\}/);

    await page.goto(`${site.http}modules/m02-zakelijk-nederlands/index.html`);
    const film = page.locator("figure.film video");
    const lines = await film.evaluate(async (video) => {
      if (video.readyState < 1) await new Promise((done) => video.addEventListener("loadedmetadata", done, { once: true }));
      const track = video.querySelector("track");
      track.track.mode = "showing";
      if (track.readyState < 2) await new Promise((done) => track.addEventListener("load", done, { once: true }));
      return [...track.track.cues].map((cue) => cue.text);
    });
    assert.equal(lines.length, 6);
    assert.equal(lines[1], "Waarmee kan ik u helpen?");
    assert.equal(await overflow(page), 0);

    await page.goto(`${site.http}modules/m05-inkomende-vragen/index.html`);
    assert.equal(await page.locator("figcaption").innerText(), "De zes stappen van een inkomend gesprek");
    const large = page.locator("figure a.enlarge");
    await large.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/gespreksverloop.svg");
    assert.deepEqual(complaints, []);
  });

  test("works from a folder, with the scheme and the filters", async (t) => {
    const { page, complaints } = await open(chromium, site.file, t);
    for (const [kind, path] of kinds) {
      await page.goto(site.file + path);
      assert.ok(await page.locator("h1").isVisible(), kind);
    }
    await page.goto(`${site.file}index.html`);
    const dark = page.locator("button.scheme");
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await paper();
    await dark.click();
    assert.equal(await dark.getAttribute("aria-pressed"), "true");
    const after = await paper();
    assert.notEqual(after, before);
    await page.locator("main").getByRole("link", { name: /matrix/i }).first().click();
    await page.waitForURL(site.file + MATRIX);
    assert.equal(await paper(), after);
    await page.getByRole("checkbox", { name: "Enkel hiaten" }).check();
    await settled(page);
    assert.equal(await page.locator("tbody tr:not(.group):visible").count(), await page.locator("tbody tr:is(.missing, .partial)").count());
    await page.locator("tbody td a:visible").first().click();
    await page.waitForURL(/\/modules\/.*index\.html#/);
    await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name: "Modules" }).click();
    await page.waitForURL(`${site.file}modules/index.html`);
    assert.deepEqual(complaints, []);
  });
});

describe("every page", { concurrency: 2 }, () => {
  // A page in one file has its own policy, which an outer one would narrow; see the tests of the matrix.
  const files = () => site.files.filter((file) => !SINGLES.includes(file));

  for (const half of [0, 1]) {
    test(`asks nobody else, says nothing, has its headings in order and fits 320 px, half ${half + 1}`, async (t) => {
      const { page, complaints } = await open(chromium, site.http, t, { viewport: { width: 320, height: 640 } });
      const wide = [];
      for (const path of files().filter((_, at) => at % 2 === half)) {
        await page.goto(site.http + path);
        const { language, levels, font } = await page.evaluate(async () => ({
          language: document.documentElement.lang,
          levels: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1])),
          font: (await document.fonts.ready).check("16px 'Atkinson Hyperlegible Next'"),
        }));
        assert.equal(language, "nl", path);
        assert.ok(font, path);
        assert.equal(levels[0], 1, path);
        assert.equal(levels.filter((level) => level === 1).length, 1, path);
        levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `${path}: ${levels}`));
        const plain = await overflow(page);
        await restyle(page, SPACED);
        const spaced = await overflow(page);
        if (plain > 0 || spaced > 0) wide.push(`${path}: ${plain} px, spaced ${spaced} px`);
      }
      assert.deepEqual(wide, []);
      assert.deepEqual(complaints, []);
    });
  }

  test("would show code in colours that can be read, in both schemes", async (t) => {
    const { page } = await open(chromium, site.http, t);
    await page.goto(site.http);
    const classes = (await readFile(join(site.folder, "static/css/base.css"), "utf8")).match(/\.hl-[\w-]+/g);
    await page.evaluate((names) => {
      const code = document.createElement("code");
      for (const name of new Set(names)) code.append(Object.assign(document.createElement("span"), { className: name.slice(1), textContent: `${name}\n` }));
      const pre = Object.assign(document.createElement("pre"), { className: "code", tabIndex: 0 });
      pre.append(code);
      document.querySelector(".prose").append(pre);
    }, classes);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page, "pre"), [], colorScheme);
    }
  });

  test("has a name and a description of its own for those who show a link to it", async () => {
    for (const file of files()) {
      const head = (await readFile(join(site.folder, file), "utf8")).split("</head>")[0];
      const value = (name) => new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(head)?.[1];
      assert.ok(value("og:title"), file);
      assert.equal(value("og:locale"), file === KINDS.english ? "en" : "nl", file);
      assert.ok(value("description")?.length > 10, `${file}: ${value("description")}`);
      assert.equal(value("og:description"), value("description"), file);
    }
  });

  test("has a title of its own", async () => {
    const titles = await Promise.all(files().map(async (file) => /<title>(.*?)<\/title>/s.exec(await readFile(join(site.folder, file), "utf8"))?.[1].trim()));
    assert.ok(titles.every(Boolean));
    // The matrix for a frame is the matrix.
    assert.equal(new Set(titles).size, titles.length - 1);
  });
});

describe("a site below a folder of a server, without a base_url", () => {
  test("has a 404 page that is whole at any depth, with links and a search that lead into the site", async (t) => {
    const base = await servedBelow(site.folder, clean);
    const { page } = await open(chromium, base, t);
    const looks = () => page.evaluate(() => getComputedStyle(document.querySelector("a.button")).backgroundColor);
    await page.goto(`${base}404.html`);
    const whole = await looks();
    for (const address of ["niets", "modules/weg/", "oud/pad/van/vroeger.html"]) {
      await page.goto(base + address);
      await page.waitForFunction((colour) => getComputedStyle(document.querySelector("a.button")).backgroundColor === colour, whole);
      assert.equal(await page.evaluate(() => document.querySelector("a.button").href), `${base}index.html`, address);
      assert.equal(await page.evaluate(() => document.querySelector("a.skip").getAttribute("href")), "#main", address);
    }
    await page.keyboard.press("/");
    await page.waitForSelector("#find[open]");
    await page.fill("#find input", "klacht");
    await page.waitForSelector("#find .find-hits a");
    assert.ok((await page.evaluate(() => document.querySelector("#find .find-hits a").href)).startsWith(base));
    await page.keyboard.press("Escape");
    await page.click("a.button.primary");
    await page.waitForURL(`${base}index.html`);
  });

  test("has the policy that the documentation names", async () => {
    assert.ok((await readFile(join(here, "../../docs/theme.md"), "utf8")).includes(`Content-Security-Policy: ${POLICY}\n`));
  });
});
