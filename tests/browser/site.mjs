// The built demonstration site, served with a strict policy, and pages that write down all they complain about.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { firefox, webkit } from "./engines.mjs";
import { PATIENCE, browser, program } from "./setup.mjs";

export const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..", "..");

/** Pages of the demonstration site by name: one of every kind at least, which a test in Rust holds. */
export const KINDS = JSON.parse(await readFile(join(here, "pages.json"), "utf8"));
export const MATRIX = KINDS.matrix;
export const SINGLE = KINDS.embed.replace("index.html", "klantcontactmedewerker-matrix.html");
/** The pages that are one file each, with a policy of their own. */
export const SINGLES = [SINGLE, KINDS.dossier.replace("index.html", "klantcontactmedewerker-dossier.html")];

/** The policy that docs/theme.md has for servers; the hash is that of the script in a 404 page without a `base_url`. */
export const POLICY = "default-src 'self'; script-src 'self' 'sha256-rX6qW+QthraF78MS9qUNa4euEjNfizt58hsnqh52bh8='";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".mp4": "video/mp4", ".vtt": "text/vtt" };

/** The site of a university with three programmes; a test in Rust says what it has. */
export const UNIVERSITY = join(repository, "tests", "university");

/** A function that takes what is to be cleaned up once the tests of the file have ended, the last first. */
export function cleaner() {
  const cleaners = [];
  after(async () => {
    for (const clean of cleaners.reverse()) await clean();
  });
  return (clean) => cleaners.push(clean);
}

/** What the tests of one file share: a browser, the built site, and `clean` for more that they share. */
export async function prepared(root = repository, ...options) {
  const clean = cleaner();
  return { chromium: await browser(clean), site: await builtSite(clean, root, ...options), clean };
}

/** Builds the site at `root`, by itself with the theme as it lies in this folder, and serves it; `after` cleans up. */
export async function builtSite(after, root = repository, ...options) {
  const folder = await mkdtemp(join(tmpdir(), "leerlijn-site-"));
  after(() => rm(folder, { recursive: true, force: true }));
  execFileSync(program, ["build", "--quiet", "--root", root, "--output", folder, ...options]);
  const answers = new Map();
  const answer = async (path) => {
    const read = (name) => readFile(join(folder, name));
    const found = await read(path.endsWith("/") ? `${path}index.html` : path).catch(() => null);
    const body = found ?? (await read("404.html"));
    const head = { "content-type": (found && TYPES[extname(path)]) ?? TYPES[".html"], "content-security-policy": POLICY };
    if (path.endsWith(".mp4")) return { status: found ? 200 : 404, head, body };
    return { status: found ? 200 : 404, head: { ...head, "content-encoding": "gzip" }, body: gzipSync(body) };
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!answers.has(path)) answers.set(path, answer(path));
    const { status, head, body } = await answers.get(path);
    response.writeHead(status, head).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => { server.closeAllConnections(); server.close(); });
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  return { folder, files, http: `http://127.0.0.1:${server.address().port}/`, file: `${pathToFileURL(folder)}/` };
}

/** Serves `folder` below `/academie/onthaal/` alone, as a host of many sites does, with its 404 page at every other address. */
export async function servedBelow(folder, after) {
  const base = "/academie/onthaal/";
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const name = path.startsWith(base) ? path.slice(base.length).replace(/(^|\/)$/, "$1index.html") : null;
    const found = name === null ? null : await readFile(join(folder, name)).catch(() => null);
    response.writeHead(found ? 200 : 404, { "content-type": (found && TYPES[extname(name)]) ?? TYPES[".html"], "content-security-policy": POLICY });
    response.end(found ?? (await readFile(join(folder, "404.html"))));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${server.address().port}${base}`;
}

/**
 * A page in a context of its own, and its complaints: every message in the console, every error, every request that
 * does not begin with `base` and every answer that is not a success. Pages do not glide, so that places can be measured.
 */
export async function open(browser, base, t, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = [];
  const complain = (what) => complaints.push(`${page.url().slice(base.length)}: ${what}`);
  page.on("console", (message) => complain(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complain(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) complain(`a request to ${request.url()}`);
  });
  // Who leaves a page gives up what it was still asking for.
  const isGivenUp = (request) => request.failure().errorText === "net::ERR_ABORTED";
  page.on("requestfailed", (request) => isGivenUp(request) || complain(`no answer from ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && complain(`${response.status()} from ${response.url()}`));
  return { page, context, complaints };
}

/**
 * The three engines with the same steps (`goto`, `evaluate`, `size`), and the page of Chromium, for what it alone can do. One that
 * is not installed is null.
 */
export async function everyEngine(chromium, site, clean) {
  const { page } = await open(chromium, site.http, { after: clean });
  const engines = {
    chromium: {
      goto: (url) => page.goto(url),
      evaluate: (step, ...args) => page.evaluate(`(${step})(...${JSON.stringify(args)})`),
      size: (width, height) => page.setViewportSize({ width, height }),
    },
    firefox: await firefox(clean),
    webkit: await webkit(clean),
  };
  return { page, engines };
}

/** Waits until the matrix on `page` is at rest: it follows its filters over several frames, and changes in each of them. */
export const settled = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let isChanged = true;
        const watch = new MutationObserver(() => { isChanged = true; });
        watch.observe(document.querySelector(".matrix-frame"), { subtree: true, childList: true, attributes: true });
        const look = () => {
          if (!isChanged && watch.takeRecords().length === 0) {
            watch.disconnect();
            resolve();
            return;
          }
          isChanged = false;
          requestAnimationFrame(look);
        };
        look();
      }),
  );

/** How many pixels `page` is wider than its window. */
export const overflow = (page) =>
  page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);

/** Puts rules into `page` in a way that its policy allows. */
export const restyle = (page, css) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);

/** The answer of `hiddenFocus` where nothing has the focus, as before the first and after the last stop of Tab. */
export const NOWHERE = "nothing has the focus";

/**
 * Why a reader does not see the whole of what has the focus, or null. Of a region that scrolls, or of something
 * larger than the window, a part must be in sight.
 */
export const hiddenFocus = (page) =>
  page.evaluate((nowhere) => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return nowhere;
    const name = `${focused.tagName} ${focused.getAttribute("aria-label") ?? focused.getAttribute("href") ?? focused.getAttribute("name") ?? focused.className}`;
    const { innerWidth: width, innerHeight: height } = window;
    for (const box of focused.getClientRects()) {
      if (["region", "group"].includes(focused.role) || box.width > width || box.height > height) {
        if (box.bottom <= 0 || box.top >= height) return `${name}: out of the window`;
        continue;
      }
      if (box.top < -1 || box.left < -1 || box.bottom > height + 1 || box.right > width + 1) {
        return `${name}: out of the window (${[box.left, box.top, box.right, box.bottom].map(Math.round)})`;
      }
      const above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      const label = focused.closest("label");
      if (above !== focused && !focused.contains(above) && !label?.contains(above)) {
        return `${name}: below ${above?.tagName} ${above?.className}`;
      }
    }
    return null;
  }, NOWHERE);
