// What the tests of editing share: a preview of a site of its own, at the address where it is edited, and hands for it.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { watched } from "./english.mjs";
import { PATIENCE, complaintsOf, demonstration, serve } from "./setup.mjs";

export const PROGRAMME = "/programmes/klantcontactmedewerker/";
export const MATRIX = `${PROGRAMME}matrix/`;
export const GAPS = `${PROGRAMME}gaps/`;

/** The hands for pages that are opened in `chromium`. */
export function hands(chromium) {
  async function start(t, path, { prepare = async () => {}, ...options } = {}) {
    const folder = await demonstration((clean) => t.after(clean));
    await prepare(folder);
    const address = await serve(folder, (clean) => t.after(clean));
    const context = await chromium.newContext({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
    await watched(context, t);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints = complaintsOf(page);
    await page.goto(address + path);
    await page.locator("leerlijn-preview .edit").click();
    await ready(page);
    const first = await content(folder);
    const changed = async () => {
      const now = await content(folder);
      return Object.keys({ ...first, ...now }).filter((name) => first[name] !== now[name]);
    };
    const lines = async (name) => {
      const [old, now] = [first[name].split("\n"), (await content(folder))[name].split("\n")];
      return now.filter((line, at) => line !== old[at + old.length - now.length] && !old.includes(line));
    };
    return { folder, address, page, context, complaints, changed, lines };
  }

  async function ready(page) {
    await page.locator('leerlijn-preview[data-editable="true"]').waitFor({ state: "attached" });
    await page.evaluate(() => { globalThis.notReloaded = true; });
  }
  const stays = async (page) => assert.equal(await page.evaluate(() => globalThis.notReloaded), true, "the page was loaded again");

  async function content(folder) {
    const names = (await readdir(join(folder, "content"), { recursive: true })).filter((name) => name.endsWith(".md"));
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, "content", name), "utf8")])));
  }

  const cell = (page, item, module) => page.evaluateHandle(([id, code]) => {
    const heads = [...document.querySelectorAll("#matrix thead .modules th[id]")];
    const at = heads.findIndex((head) => head.querySelector(".code").textContent === code);
    return document.getElementById(`r-${id}`).parentElement.cells[at + 1];
  }, [item, module]);
  const levelOf = (handle) => handle.evaluate((node) => /(?:^| )l(\d)/.exec(node.className)?.[1] ?? "");
  const becomes = (page, handle, level) => page.waitForFunction(([node, wanted]) => (/(?:^| )l(\d)/.exec(node.className)?.[1] ?? "") === wanted, [handle, level]);
  const result = (page) => page.locator("leerlijn-preview .edits .result");
  const dialog = (page) => page.locator("leerlijn-preview dialog");
  const undo = (page) => page.locator("leerlijn-preview .undo");
  const says = async (page, pattern) => {
    await page.waitForFunction((source) => new RegExp(source).test(document.querySelector("leerlijn-preview").shadowRoot.querySelector(".edits .result").textContent), pattern.source);
  };
  async function missing(page) {
    return page.evaluate(() => [...document.querySelectorAll("#matrix tr.missing th[scope=row]")].map((head) => head.id.slice(2)));
  }

  const order = (page) => page.evaluate(() => [...document.querySelectorAll(".term-list section.term")].map((term) => [...term.querySelectorAll("ul.modules > li .code")].map((code) => code.textContent).join(" ")).join(" | "));

  return { start, ready, stays, content, cell, levelOf, becomes, result, dialog, undo, says, missing, order };
}
