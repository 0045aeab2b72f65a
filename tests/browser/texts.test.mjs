// An author's text in a browser: on paper nothing is cut off, a phone page is no wider than the phone, and pictures can
// be seen on a dark screen.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, program } from "./setup.mjs";
import { cleaner } from "./site.mjs";

const clean = cleaner();
const folder = mkdtempSync(join(tmpdir(), "leerlijn-texts-"));
clean(() => rmSync(folder, { recursive: true, force: true }));

const row = (cells) => `| ${cells.join(" | ")} |\n`;
const table = (columns) => {
  const cells = (words) => Array.from({ length: columns }, (_, at) => `${words}${at}`);
  return `\n${row(cells("Kop"))}${"|---".repeat(columns)}|\n${row(cells(`Klantgesprekken${columns}x`))}`;
};
const WIDE = [5, 7, 10, 14, 20];
const LINES = `
\`\`\`text
${"woord ".repeat(60)}EINDEREGEL
${"x".repeat(300)}EINDECODE
\`\`\`

https://www.school.example/${"b".repeat(250)}/EINDEADRES

| Uur | Wat |
|-----|-----|
| 08:30–10:10 | ${"Je oefent met twee collega's een gesprek over een klacht. ".repeat(8)}${"q".repeat(300)}EINDECEL |
`;
const sum = (parts) => `a${"+ b^2 + \\frac{x}{y}".repeat(parts)} = 4711`;
const SUMS = [4, 9, 12, 40];
const FORMULAS = `
${SUMS.map((parts) => `$$${sum(parts)}$$`).join("\n\n")}

Zo is $${sum(9)}$ ook.

- In een lijst:

  $$\\begin{aligned} y &= ${sum(10)} \\\\ &= 1 \\end{aligned}$$
`;
const BY_HAND = `
<table><tr>${Array.from({ length: 12 }, (_, at) => `<td>Klantgesprekken${at}</td>`).join("")}</tr></table>

<img src="lijn.svg" alt="Een lijn"> <img class="bare" src="lijn.svg" alt="Een lijn"> ![Een lijn](lijn.svg)
`;

const chromium = await browser(clean);

before(() => {
  mkdirSync(join(folder, "content"), { recursive: true });
  writeFileSync(join(folder, "leerlijn.toml"), 'title = "Proef"\nlanguage = "nl"\n');
  const page = (name, text) => writeFileSync(join(folder, `content/${name}.md`), `+++\ntitle = "${name}"\n+++\n${text}`);
  page("index", "Thuis");
  page("breed", WIDE.map(table).join("\n"));
  page("regels", LINES);
  page("formules", FORMULAS);
  page("hand", BY_HAND);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0L40 40" stroke="#000"/></svg>';
  writeFileSync(join(folder, "content/lijn.svg"), svg);
  execFileSync(program, ["build", "--quiet", "--root", folder, "--output", join(folder, "output")]);
});

const address = (name) => pathToFileURL(join(folder, `output/${name}/index.html`)).href;

describe("on paper", () => {
  /** The words of a page's PDF with their places, and the width of the sheet. */
  async function printed(name) {
    const page = await chromium.newPage();
    await page.goto(address(name));
    const file = join(folder, `${name}.pdf`);
    await page.pdf({ path: file, format: "A4" });
    await page.close();
    const text = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8" });
    const width = Number(/<page width="([\d.]+)"/.exec(text)[1]);
    const words = [...text.matchAll(/<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)<\/word>/g)];
    return { width, words: words.map(([, left, right, word]) => ({ left: Number(left), right: Number(right), word })) };
  }

  test("every column of a wide table stands on the sheet", async () => {
    const { width, words } = await printed("breed");
    assert.ok(words.every(({ left, right }) => left >= 0 && right <= width));
    // A word may be broken where a column is narrow, and a cell is written from top to bottom.
    const letters = (columns) => words.filter(({ word }) => word.includes(`${columns - 1}`)).length;
    for (const columns of WIDE) assert.ok(letters(columns) > 0, `${columns} columns`);
    const cut = words.filter(({ right }) => right > width - 20);
    assert.deepEqual(cut, []);
  });

  test("words of a usual table are whole", async () => {
    const { words } = await printed("breed");
    for (const at of [0, 1, 2, 3, 4]) assert.ok(words.some(({ word }) => word === `Klantgesprekken5x${at}`), `column ${at}`);
    const lines = await printed("regels");
    assert.ok(lines.words.some(({ word }) => word === "08:30–10:10"));
  });

  test("long lines of code, addresses and words are there to their ends", async () => {
    const { width, words } = await printed("regels");
    const all = words.map(({ word }) => word).join("");
    for (const end of ["EINDEREGEL", "EINDECODE", "EINDEADRES", "EINDECEL"]) assert.ok(all.includes(end), end);
    assert.ok(words.every(({ right }) => right <= width));
  });
});

describe("formulas on paper", () => {
  test("each is on the sheet to its end, and one that could not be read there is its LaTeX", async () => {
    const page = await chromium.newPage({ viewport: { width: 703, height: 1000 } });
    await page.goto(address("formules"));
    await page.emulateMedia({ media: "print" });
    const ends = await page.evaluate(() => [...document.querySelectorAll(".formula")].map((formula) => {
      const inside = [...formula.querySelectorAll("math, math *")].filter((node) => node.checkVisibility());
      return { right: Math.max(formula.getBoundingClientRect().right, ...inside.map((node) => node.getBoundingClientRect().right)), source: getComputedStyle(formula, "::after").content };
    }));
    assert.equal(ends.length, SUMS.length + 2);
    const sheet = await page.evaluate(() => document.documentElement.clientWidth);
    assert.deepEqual(ends.filter(({ right }) => right > sheet), []);
    assert.deepEqual(ends.map(({ source }) => source !== "none"), [false, false, false, true, false, false]);
    await page.close();
  });
});

describe("on a screen", () => {
  test("a table that is written by hand is scrolled by itself", async () => {
    const page = await chromium.newPage({ viewport: { width: 390, height: 800 } });
    await page.goto(address("hand"));
    const { page: wide, frame } = await page.evaluate(() => {
      const frame = document.querySelector("table").parentElement;
      return { page: document.documentElement.scrollWidth, frame: [frame.className, frame.scrollWidth > frame.clientWidth] };
    });
    assert.ok(wide <= 390, `${wide} px`);
    assert.deepEqual(frame, ["table", true]);
    await page.close();
  });

  test("code that is wider than a phone is scrolled by itself and by keyboard, and shows that it goes on", async () => {
    const page = await chromium.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(address("regels"));
    const code = page.locator("pre");
    await code.focus();
    const { wide, page: whole } = await code.evaluate((node) => ({ wide: node.scrollWidth - node.clientWidth, page: document.documentElement.scrollWidth }));
    assert.ok(wide > 100 && whole <= 360, `${wide} px beside a page of ${whole}`);
    // At an end the ground hides the shadow of that side: the edges differ until the last line is at its end.
    const edges = async () => {
      const box = await code.boundingBox();
      const clip = (x) => ({ x, y: box.y + 3, width: 2, height: 6 });
      return Promise.all([box.x + 2, box.x + box.width - 4].map((x) => page.screenshot({ clip: clip(x) }).then(String)));
    };
    const [left, right] = await edges();
    assert.notEqual(left, right);
    await code.evaluate((node) => node.scrollTo({ left: node.scrollWidth, behavior: "instant" }));
    const ended = await edges();
    assert.notEqual(ended[0], left);
    assert.notEqual(ended[1], right);
    await page.close();
  });

  for (const [scheme, grounds] of [
    ["light", ["rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)"]],
    ["dark", ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"]],
  ]) {
    test(`a black line on no ground is seen in the ${scheme} scheme, but where its author wants none`, async () => {
      const page = await chromium.newPage({ colorScheme: scheme });
      await page.goto(address("hand"));
      const found = await page.$$eval(".prose img", (images) => images.map((image) => getComputedStyle(image).backgroundColor));
      assert.deepEqual(found, grounds);
      const loaded = await page.$$eval(".prose img", (images) => images.map((image) => image.naturalWidth));
      assert.deepEqual(loaded, [40, 40, 40]);
      await page.close();
    });
  }
});
