// The search as a reader meets it, on the demonstration school: from a folder and over HTTP. And the two
// implementations of stemming, in Rust and in the script, held to the same words.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import vm from "node:vm";
import { program } from "./setup.mjs";
import { here, prepared } from "./site.mjs";

const { chromium, site, clean } = await prepared();
const folder = mkdtempSync(join(tmpdir(), "leerlijn-search-"));
clean(() => rmSync(folder, { recursive: true, force: true }));

/** The script and the index in `from`, as a browser has them, with all texts. */
function engine(from) {
  const context = vm.createContext({});
  const names = readdirSync(from).filter((name) => name.startsWith("text-"));
  for (const name of ["find.js", "index.js", ...names]) vm.runInContext(readFileSync(join(from, name), "utf8"), context);
  return context.leerlijnSearch;
}

describe("stems", () => {
  for (const language of ["nl", "en", "fr", "de"]) {
    test(`the script gives the words in ${language}.txt their terms`, () => {
      const root = join(folder, language);
      execFileSync(program, ["init", "--lang", language, root]);
      execFileSync(program, ["build", "--quiet", "--root", root, "--output", join(root, "output")]);
      const search = engine(join(root, "output/static/search"));
      for (const line of readFileSync(join(here, `../search/stems/${language}.txt`), "utf8").trim().split("\n")) {
        const [word, ...terms] = line.split(" ");
        assert.deepEqual([...search.terms(word)], terms, word);
      }
    });

    test(`every word of the example in ${language} is found in the index under the script's terms`, () => {
      agree(engine(join(folder, language, "output/static/search")));
    });
  }

  test("every word of the demonstration school is found in the index under the script's terms", () => {
    agree(engine(join(site.folder, "static/search")));
  });

  function agree(search) {
    let before = "";
    const filed = new Set();
    for (const [, shared, rest] of search.index.terms.matchAll(/([A-Z])([^A-Z]*)/g)) filed.add((before = before.slice(0, shared.charCodeAt(0) - 65) + rest));
    const { titles, headings, codes } = search.index;
    const texts = [titles, headings, codes, ...Object.values(search.text).flat()];
    const words = new Set(texts.flatMap((text) => search.words(text)).filter((word) => word.length <= 40));
    assert.ok(words.size > 20);
    const missing = [...words].filter((word) => search.terms(word).some((term) => !filed.has(term)));
    assert.deepEqual(missing, []);
  }
});

describe("what is found", () => {
  const first = (search, query) => search.find(query).results[0];
  let dutch;
  before(() => { dutch = engine(join(site.folder, "static/search")); });

  const codes = (query) => Array.from(dutch.find(query).results, (result) => result.code);
  const addresses = (query) => Array.from(dutch.find(query).results, (result) => result.address);
  const holds = (query, part) => assert.ok(addresses(query).some((address) => address.includes(part)), `${query}: ${addresses(query)}`);

  test("an id or a code leads to its page first, in any case and by its beginning", () => {
    assert.equal(codes("c4.6")[0], "c4.6");
    assert.equal(codes("C4.6")[0], "c4.6");
    assert.equal(codes("M05")[0], "M05");
    assert.equal(codes("m05 ")[0], "M05");
    assert.equal(codes("k.empathie")[0], "k.empathie");
    assert.deepEqual(codes("c4.").slice(0, 3), ["c4", "c4.1", "c4.2"]);
  });
  test("an id also finds the sections that claim or mention it", () => holds("c4.6", "m06-klachten/02-de-boze-beller/index.html#fasen"));
  test("words of a title find its page first", () => assert.match(addresses("boze beller")[0], /02-de-boze-beller\/index\.html$/));
  test("inflected forms find each other", () => {
    holds("gewerkt ", "profiles/klantcontactmedewerker/c1/");
    holds("werken ", "profiles/klantcontactmedewerker/c1/");
    holds("indicator ", "evaluatie/index.html#drie-niveaus");
    holds("boos ", "02-de-boze-beller");
  });
  test("accents make no difference", () => assert.deepEqual(addresses("geevalueerd "), addresses("geëvalueerd ")));
  test("a word finds the compounds that it is a part of", () => holds("behandeling ", "k.klachtenbehandeling"));
  test("a word finds the compounds whose own stem has lost its end", () => {
    for (const query of ["rooster", "rooster ", "uurroosters "]) holds(query, "stagegids/index.html#je-uren");
  });
  test("the two words of a compound are found where nothing has the whole", () => holds("lesuren ", "stagegids/index.html#je-uren"));
  test("a page in another language comes behind those in the language of the site", () => {
    const found = addresses("examen ");
    assert.ok(found.some((address) => address.startsWith("in-english/")), String(found));
    assert.ok(!found[0].startsWith("in-english/"), String(found));
  });
  test("one mistake is forgiven", () => {
    holds("emphatie ", "k.empathie");
    holds("klahct ", "01-wat-is-een-klacht");
    holds("klaht ", "01-wat-is-een-klacht");
    holds("kklacht ", "01-wat-is-een-klacht");
  });
  test("results come while a word is being typed", () => {
    for (const typed of ["klac", "klacht", "klachtenb", "klachtenbehan"]) holds(typed, "k.klachtenbehandeling");
  });
  test("the word for a kind of page finds the page", () => {
    const found = dutch.find("matrix", { matrix: "Matrix" }).results[0];
    assert.equal(found.kind, "matrix");
  });
  test("when no page has all words, the nearest are shown", () => {
    const found = dutch.find("klacht xylofoonmuseum ");
    assert.equal(found.isWhole, false);
    assert.ok(found.results.length > 0);
  });
  test("nothing is found for nothing", () => {
    for (const query of ["", " ", "…", "zzzzqqqq "]) assert.equal(dutch.find(query).results.length, 0, query);
  });
  test("a snippet shows the words that were asked for", () => {
    const found = dutch.find("zandloper");
    const pieces = dutch.snippet(found.results[0], found);
    assert.ok(pieces.some(([text, isMatch]) => isMatch && text === "zandloper"), JSON.stringify(pieces));
  });
  for (const [language, query, part] of [
    ["en", "greeted visitor", "m01-visitors"],
    ["fr", "accueillir visiteur", "m01-visiteurs"],
    ["de", "begrüsst Gast", "m01-gaeste"],
  ]) {
    test(`inflected words find a page in ${language}`, () => {
      const search = engine(join(folder, language, "output/static/search"));
      const found = search.find(`${query} `).results.map((result) => result.address);
      assert.ok(found.some((address) => address.includes(part)), `${query}: ${found}`);
      assert.ok(first(search, "m01"));
    });
  }
});

for (const [name, address] of [
  ["from a folder", `${site.file}index.html`],
  ["over HTTP with a strict policy", site.http],
]) {
  describe(name, () => {
    let page;
    const problems = [];
    const links = () => page.locator(".find-hits a");

    before(async () => {
      page = await chromium.newPage({ viewport: { width: 360, height: 720 } });
      page.on("console", (message) => { if (message.type() === "error") problems.push(message.text()); });
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(address);
    });
    after(() => page.close());

    test("nothing is loaded before the dialog is opened", async () => {
      assert.equal(await page.locator("script[src*='static/search/']").count(), 0);
    });
    test("a slash opens it, results come with a snippet and where they stand, and arrows walk through them", async () => {
      await page.keyboard.press("/");
      await page.keyboard.type("boze beller");
      await links().first().waitFor();
      assert.match(await page.locator(".find-hits li").first().innerText(), /De boze beller[\s\S]*Les › Klachten en weerstand/);
      await page.locator(".find-snippet mark").first().waitFor();
      assert.match(await page.locator(".find-count").innerText(), /^\d+ result/);
      await page.keyboard.press("ArrowDown");
      assert.ok(await links().first().evaluate((link) => link === document.activeElement));
      await page.keyboard.press("ArrowUp");
      assert.ok(await page.locator("#find-words").evaluate((input) => input === document.activeElement));
    });
    test("nothing is wider than the screen", async () => {
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });
    test("where nothing is found, it says where to look, and arrows walk through that too", async () => {
      const elsewhere = page.locator(".find-elsewhere a");
      assert.equal(await elsewhere.first().isVisible(), false);
      await page.locator("#find-words").fill("zzzzqqqq");
      await elsewhere.first().waitFor();
      await page.keyboard.press("ArrowDown");
      assert.ok(await elsewhere.first().evaluate((link) => link === document.activeElement));
      assert.match(await elsewhere.first().getAttribute("href"), /programmes\/klantcontactmedewerker\/index\.html$/);
    });
    test("Escape closes it and gives the focus back", async () => {
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("dialog.find").evaluate((dialog) => dialog.open), false);
      await page.locator(".find-open").click();
      await page.keyboard.press("Escape");
      assert.ok(await page.locator(".find-open").evaluate((button) => button === document.activeElement));
    });
    test("Ctrl-K opens it, and Enter goes to the first result", async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("c4.6");
      await page.locator(".find-hits .code", { hasText: "c4.6" }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(/profiles\/klantcontactmedewerker\/c4\.6\/index\.html$/);
      assert.match(await page.locator("h1").innerText(), /ontevredenheden/);
    });
    test("a result leads to the section", async () => {
      await page.keyboard.press("/");
      await page.keyboard.type("zandloper");
      await links().first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(/02-de-boze-beller\/index\.html#fasen$/);
    });
    test("the browser has no complaint", () => assert.deepEqual(problems, []));
  });
}
