// Firefox and WebKitGTK as Debian has them, beside the Chromium of the other tests: each is driven by its own protocol
// (Marionette, WebDriver) over what Node has, so that nothing has to be downloaded for them. An engine that is not
// installed is null, and its tests are skipped.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const WEBKIT = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
const DISPLAY = process.env.XVFB ?? "/usr/bin/Xvfb";
const exists = (path) => access(path).then(() => true, () => false);

/** Asks again until `ask` answers, for as long as a browser may need to start. */
async function patiently(ask) {
  for (let time = 0; ; time += 1) {
    try {
      return await ask();
    } catch (error) {
      if (time === 150) throw error;
      await pause(200);
    }
  }
}

/** A number for a port, other than those of runs beside this one. */
const port = (from) => from + (process.pid % 997);

function started(command, args, after, environment = {}) {
  const child = spawn(command, args, { stdio: "ignore", detached: true, env: { ...process.env, ...environment } });
  after(async () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    if (child.exitCode === null && child.signalCode === null) await Promise.race([once(child, "exit"), pause(3000)]);
  });
  return child;
}

/** What a test asks of a page, in words of WebDriver; `command` sends one. */
function page(command) {
  const run = async (script, args) => (await command("script", { script, args }));
  return {
    goto: (url) => command("goto", { url }),
    /** The answer of `step`, which may be a promise, in the page. */
    evaluate: (step, ...args) => run(`return (${step})(...arguments)`, args),
    /** Gives the window so many pixels for the page. */
    async size(width, height) {
      await command("size", { width, height });
      const [inner, outer] = await run("return [[innerWidth, innerHeight], [outerWidth, outerHeight]]", []);
      const [x, y] = [width + outer[0] - inner[0], height + outer[1] - inner[1]];
      if (inner[0] !== width || inner[1] !== height) await command("size", { width: x, height: y });
    },
    screenshot: async (path) => writeFile(path, Buffer.from(await command("shot", {}), "base64")),
    /** The page on sheets of so many centimetres, A4 where nothing else is said, as PDF. */
    pdf: async (path, sheet = { width: 21, height: 29.7 }) => writeFile(path, Buffer.from(await command("print", sheet), "base64")),
  };
}

/** Firefox without windows; null where it is not installed. */
export async function firefox(after) {
  if (!(await exists(FIREFOX))) return null;
  const profile = await mkdtemp(join(tmpdir(), "leerlijn-firefox-"));
  after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const at = port(12_800);
  const settings = { "marionette.port": at, "ui.prefersReducedMotion": 1, "browser.startup.page": 0, "datareporting.policy.dataSubmissionEnabled": false, "app.update.enabled": false };
  await writeFile(join(profile, "user.js"), Object.entries(settings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(""));
  started(FIREFOX, ["--headless", "--marionette", "--no-remote", "--profile", profile, "about:blank"], after, { MOZ_HEADLESS: "1" });
  const socket = await patiently(async () => {
    const found = connect(at, "127.0.0.1");
    await once(found, "connect");
    return found;
  });
  after(() => socket.destroy());
  const waiting = new Map();
  let heard = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    heard = Buffer.concat([heard, chunk]);
    for (;;) {
      // Messages are told apart by their length: `12:[1,1,null,{}]`.
      const colon = heard.indexOf(58);
      const end = colon + 1 + Number(heard.subarray(0, colon));
      if (colon < 0 || heard.length < end) return;
      const message = JSON.parse(heard.subarray(colon + 1, end));
      heard = heard.subarray(end);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const { resolve, reject } = waiting.get(id);
      if (error) reject(new Error(`${error.error}: ${error.message}`));
      else resolve(result?.value ?? result);
    }
  });
  let last = 0;
  const send = (name, parameters) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const text = JSON.stringify([0, last, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  await send("WebDriver:NewSession", { capabilities: {} });
  const commands = {
    goto: ({ url }) => send("WebDriver:Navigate", { url }),
    script: ({ script, args }) => send("WebDriver:ExecuteScript", { script, args, newSandbox: false }),
    size: ({ width, height }) => send("WebDriver:SetWindowRect", { width, height }),
    shot: () => send("WebDriver:TakeScreenshot", { full: false }),
    print: (sheet) => send("WebDriver:Print", { page: sheet, background: true }),
  };
  return page((name, parameters) => commands[name](parameters));
}

/** WebKitGTK on a screen that nobody sees; null where it, or such a screen, is not installed. */
export async function webkit(after) {
  if (!(await exists(WEBKIT)) || !(await exists(DISPLAY))) return null;
  const screen = `:${port(100)}`;
  started(DISPLAY, [screen, "-screen", "0", "1920x1200x24", "-nolisten", "tcp"], after);
  const at = port(14_800);
  started(WEBKIT, [`--port=${at}`], after, { DISPLAY: screen, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1", GDK_BACKEND: "x11" });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${at}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const { sessionId } = await patiently(() => ask("POST", "/session", { capabilities: { alwaysMatch: {} } }));
  const session = `/session/${sessionId}`;
  after(() => ask("DELETE", session).catch(() => {}));
  const commands = {
    goto: ({ url }) => ask("POST", `${session}/url`, { url }),
    script: ({ script, args }) => ask("POST", `${session}/execute/sync`, { script, args }),
    size: ({ width, height }) => ask("POST", `${session}/window/rect`, { width, height }),
    shot: () => ask("GET", `${session}/screenshot`),
  };
  return page((name, parameters) => commands[name](parameters));
}
