// What all browser tests share: the program, a copy of the demonstration site, a browser.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Milliseconds after which a test gives up a wait; a machine that does much else is slow, and that is no fault. */
export const PATIENCE = 60_000;

/** The program; `run` builds it. */
export const program = process.env.LEERLIJN ?? join(repository, "target", "release", "leerlijn");

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A copy of the demonstration site in a new folder; `after` is the test's own hook to clean up. */
export async function demonstration(after) {
  const folder = await mkdtemp(join(tmpdir(), "leerlijn-"));
  after(() => rm(folder, { recursive: true, force: true }));
  await cp(join(repository, "leerlijn.toml"), join(folder, "leerlijn.toml"));
  await cp(join(repository, "content"), join(folder, "content"), { recursive: true });
  return folder;
}

/** Runs `leerlijn serve` on `folder`, with more variables of the environment; the answer is its address, without a slash at the end. */
export async function serve(folder, after, environment = {}) {
  const child = spawn(program, ["serve", "--root", folder, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...environment } });
  after(() => child.kill("SIGINT"));
  let said = "";
  for await (const chunk of child.stderr) {
    said += chunk;
    const address = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said);
    if (address) {
      child.stderr.resume();
      return address[1];
    }
  }
  throw new Error(`the preview did not start: ${said}`);
}

/** The Chromium without windows, which takes half the time, where it is installed. */
export const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

/** A browser without windows that asks nobody outside for anything. */
export async function browser(after) {
  const started = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=slight", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  after(() => started.close());
  return started;
}

/** The errors that `page` writes to its console or throws, from now on. */
export function complaintsOf(page) {
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

/** Those of its rules that look at colours. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe-core finds wrong on `page`, or in the part of it that `selector` names, in short. */
export async function violations(page, selector = "html", rules = RULES) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  return page.evaluate(async ([part, rules]) => {
    // Of what is in order the page tells nothing: of a matrix that would be megabytes.
    const { violations: found } = await globalThis.axe.run(part, { runOnly: rules, resultTypes: ["violations"] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(" ")).join(", ")}`);
  }, [selector, rules]);
}
