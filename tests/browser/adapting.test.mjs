// Pages as readers set them for themselves: colours of the system, larger letters, wider spaces, no motion.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KINDS, open, overflow, prepared, restyle, settled } from "./site.mjs";

const { chromium, site } = await prepared();

const seen = async (page, path) => {
  await page.goto(site.http + path);
  if (path === KINDS.matrix) await settled(page);
};

describe("zoom", { concurrency: 2 }, () => {
  // A browser that zooms gives the page a smaller window of larger pixels (WCAG 1.4.4 and 1.4.10).
  for (const [percent, width, height] of [[200, 640, 512], [400, 320, 256]]) {
    test(`at ${percent} % of a window of 1280 px no page scrolls in two directions, and no text is cut`, async (t) => {
      const { page } = await open(chromium, site.http, t, { viewport: { width, height }, deviceScaleFactor: percent / 100 });
      for (const [kind, path] of Object.entries(KINDS)) {
        await seen(page, path);
        assert.equal(await overflow(page), 0, kind);
        assert.deepEqual(await page.evaluate(cutTexts), [], kind);
      }
    });
  }

  test("at 400 % the head leaves most of the window to the text, and the search is whole", async (t) => {
    const { page } = await open(chromium, site.http, t, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    for (const kind of ["home", "module", "matrix", "gaps"]) {
      await seen(page, KINDS[kind]);
      await page.evaluate(() => scrollTo({ top: 600, behavior: "instant" }));
      const taken = await page.evaluate(() => {
        const fixed = [...document.querySelectorAll("body *")].filter((node) => ["fixed", "sticky"].includes(getComputedStyle(node).position) && node.checkVisibility());
        return fixed.map((node) => node.getBoundingClientRect()).filter(({ top, bottom, width }) => bottom > 0 && top < innerHeight && width > innerWidth / 2).reduce((sum, { top, bottom }) => sum + Math.min(bottom, innerHeight) - Math.max(top, 0), 0);
      });
      assert.ok(taken < 256 * 0.4, `${kind}: ${taken} px are covered`);
    }
    await page.locator(".find-open").click();
    const field = page.locator("#find-words");
    await field.waitFor();
    const { left, right } = await field.evaluate((node) => node.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= 320);
  });
});

test("spaces between lines, words and letters cut no text (WCAG 1.4.12)", async (t) => {
  const { page } = await open(chromium, site.http, t);
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 768 });
    for (const [kind, path] of Object.entries(KINDS)) {
      await seen(page, path);
      await restyle(page, "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
      assert.deepEqual(await page.evaluate(cutTexts), [], `${kind}, ${width}`);
      assert.ok((await overflow(page)) <= 1, `${kind}, ${width}`);
    }
  }
});

/** Texts of which a part is hidden by a box around them; names of terms above the matrix end with a sign for it. */
function cutTexts() {
  const isMeant = (node) => node.closest(".hidden, .name, .find-open, [aria-hidden], .terms, .readout, select, input, svg, math");
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const cut = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility({ contentVisibilityAuto: true }) || isMeant(node)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    for (let around = node; around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (!["hidden", "clip"].includes(style.overflowX) && !["hidden", "clip"].includes(style.overflowY)) continue;
      const edge = around.getBoundingClientRect();
      if (box.right > edge.right + 2 || box.bottom > edge.bottom + 2 || box.left < edge.left - 2 || box.top < edge.top - 2) cut.push(`${around.className || around.localName}: ${text.data.trim().slice(0, 40)}`);
    }
  }
  return cut;
}

describe("with the colours of the system", { concurrency: 2 }, () => {
  const open2 = (t) => open(chromium, site.http, t, { forcedColors: "active", viewport: { width: 1366, height: 768 } });
  const style = (page, selector, name, part = null) => page.locator(selector).first().evaluate((node, [name, part]) => getComputedStyle(node, part)[name], [name, part]);

  test("the page that one is on is marked in the head, the course and the contents", async (t) => {
    const { page } = await open2(t);
    await seen(page, KINDS.module);
    assert.notEqual(await style(page, ".course [aria-current]", "borderLeftColor"), await style(page, ".course ul ul > li > a:not([aria-current])", "borderLeftColor"));
    await seen(page, KINDS.gaps);
    assert.equal(await style(page, ".nav [aria-current]", "borderBottomWidth"), "3px");
  });

  test("missing, partial and covered stay apart in bars, legends and rules", async (t) => {
    const { page } = await open2(t);
    await seen(page, KINDS.gaps);
    const [missing, partial] = [await style(page, ".gap-list > .missing", "borderLeftStyle"), await style(page, ".gap-list > .partial", "borderLeftStyle")];
    assert.deepEqual([missing, partial], ["solid", "dashed"]);
    // A system with a dark ground and a site that was switched to light: words have the colour of the system.
    await page.evaluate(() => { document.documentElement.dataset.scheme = "light"; });
    assert.equal(await style(page, ".gap-list > .missing", "color"), await style(page, "main", "color"));
    assert.notEqual(await style(page, ".numbers .covered dt", "backgroundColor", "::before"), "rgba(0, 0, 0, 0)");
    const fills = await page.locator(".meter .part").evaluateAll((all) => all.map((part) => `${getComputedStyle(part).fill} ${getComputedStyle(part).stroke}`));
    assert.equal(new Set(fills).size, fills.length, fills.join(" | "));
  });

  test("cells of the matrix tell their level by a shape, and the row and column that one is at by a line", async (t) => {
    const { page } = await open2(t);
    await seen(page, KINDS.matrix);
    assert.ok((await page.locator("#matrix td .shape").first().boundingBox()).width >= 10);
    assert.equal(await style(page, "#matrix td.enough", "borderBottomWidth"), "2px");
    const [whole, half] = [await style(page, "#matrix tr.covered th .id", "color"), await style(page, "#matrix tr.partial th .id", "color")];
    assert.equal(half, whole, "the name of an item that is half covered has a colour of the system too");
    await page.locator("#matrix td.enough a").first().hover();
    assert.notEqual(await style(page, ".modules th.on", "outlineStyle"), "none");
  });
});

test("nothing moves for those who want no motion", async (t) => {
  const { page } = await open(chromium, site.http, t, { reducedMotion: "reduce" });
  for (const [kind, path] of Object.entries(KINDS)) {
    await seen(page, path);
    const moving = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll("body *")].filter((node) => {
      const { scrollBehavior, animationName, transitionDuration } = getComputedStyle(node);
      return scrollBehavior === "smooth" || animationName !== "none" || transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0);
    }).map((node) => node.className || node.localName));
    assert.deepEqual(moving, [], kind);
  }
});
