// Measures how a large matrix behaves in the hand: 60 modules by 300 items, in a window of 1440 by 900. Times are those
// that the page's main thread itself has run, so that other programs on the machine lengthen them less; a frame takes
// no longer than the longest task. The figures are in docs/theme.md.
//
//   node tests/browser/frames.mjs [modules items]
//
// LEERLIJN is the program to build with (target/release/leerlijn).
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { largeSite } from "./large.mjs";
import { browser, program } from "./setup.mjs";

const [modules = 60, items = 300] = process.argv.slice(2).map(Number);

const cleaners = [];
const root = mkdtempSync(join(tmpdir(), "leerlijn-frames-"));
cleaners.push(() => rmSync(root, { recursive: true, force: true }));
try {
  largeSite(root, modules, items);
  execFileSync(program, ["build", "--quiet", "--root", root, "--output", join(root, "out")], { stdio: ["ignore", "ignore", "pipe"] });
  await measure(join(root, "out/programmes/opleiding/matrix/index.html"));
} finally {
  for (const clean of cleaners.reverse()) await clean();
}

/** The longest task of the thread that does the layout, in milliseconds of its own time. */
function longestTask(trace) {
  const { traceEvents } = JSON.parse(trace);
  const thread = ({ pid, tid }) => `${pid}:${tid}`;
  const main = thread(traceEvents.find(({ name }) => name === "UpdateLayoutTree" || name === "Layout") ?? {});
  const tasks = traceEvents.filter((event) => event.name === "RunTask" && event.ph === "X" && thread(event) === main);
  return Math.max(0, ...tasks.map(({ tdur }) => (tdur ?? 0) / 1000));
}

async function measure(file) {
  const chromium = await browser((clean) => cleaners.push(clean));
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => Object.fromEntries((await devtools.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value * 1000]));
  await page.goto(String(pathToFileURL(file)));
  const opened = await spent();
  console.log(`${modules} modules, ${items} items, ${(statSync(file).size / 1e6).toFixed(1)} MB of HTML; opened with ${opened.TaskDuration.toFixed(0)} ms of the main thread, ${opened.ScriptDuration.toFixed(0)} of them scripts, ${opened.LayoutDuration.toFixed(0)} layout`);
  console.log("act                      longest task   each act:   scripts     styles     layout");

  // What comes in slices has come when the frame is let go of, and has been drawn a few frames later.
  const settled = () => page.evaluate(() => new Promise((resolve) => { let left = 12; const step = () => { if (document.querySelector(".matrix-frame").style.minHeight) left = 12; return left-- ? requestAnimationFrame(step) : resolve(); }; step(); }));
  const act = async (name, times, once) => {
    await settled();
    const before = await spent();
    await chromium.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
    for (let at = 0; at < times; at += 1) {
      await once(at);
      await settled();
    }
    const longest = longestTask(String(await chromium.stopTracing()));
    const after = await spent();
    const each = (what) => `${((after[what] - before[what]) / times).toFixed(1)} ms`.padStart(11);
    console.log(`${name.padEnd(24)} ${`${longest.toFixed(0)} ms`.padStart(12)}  ${" ".repeat(8)}${each("ScriptDuration")}${each("RecalcStyleDuration")}${each("LayoutDuration")}`);
  };
  const frame = page.locator(".matrix-frame");
  await frame.hover();
  await act("scroll down, a notch", 20, () => page.mouse.wheel(0, 120));
  await act("scroll sideways", 10, () => page.mouse.wheel(90, 0));
  const search = page.locator("#matrix-filter [name=q]");
  await search.focus();
  await act("filter, a letter", 9, (at) => page.keyboard.press("klant 123"[at]));
  await act("filter, a letter less", 9, () => page.keyboard.press("Backspace"));
  await act("only gaps, on and off", 2, () => page.locator("[name=gaps]").click());
  await act("a level", 2, (at) => page.locator("[name=level]").selectOption(at ? "" : "2"));
  await act("a term", 2, (at) => page.locator("[name=term]").selectOption(at ? "" : "2"));
  await act("fold one", 2, () => page.locator(".fold").nth(1).click());
  await act("fold all", 2, () => page.locator("[name=fold]").click());
  await frame.locator("tbody td a").first().focus();
  await act("an arrow key", 20, () => page.keyboard.press("ArrowDown"));
  await act("swap axes", 2, () => page.locator("[name=swap]").click());
}
