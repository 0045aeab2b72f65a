// Added to pages by the preview alone: loads the page again when it changed, and shows beside it what is
// wrong, how the coverage stands and which file makes the page.
import { make, marked, sayer } from "./parts.js";

const own = [...document.scripts].find(({ src }) => src === import.meta.url);
const { run, controls, editing, pages, lost } = own.dataset;
// Where pages are edited, a browser that alone may do so has a key in its memory, and the page itself has none.
const isDesk = pages !== undefined;
const token = own.dataset.token ?? (isDesk ? keptKey() : null);
let { moment, shown } = own.dataset;
delete own.dataset.token;
const place = new URL(own.src).pathname.replace(/[^/]*$/, "");

function keptKey() {
  try {
    return localStorage.getItem("leerlijn-key");
  } catch {
    return null;
  }
}

// A reload keeps the place on the page; the address keeps the rest.
const kept = `leerlijn-preview ${location.pathname}`;
try {
  const scroll = JSON.parse(sessionStorage.getItem(kept));
  sessionStorage.removeItem(kept);
  if (scroll) addEventListener("load", () => scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" }));
} catch {
  // Then the browser's own memory has to do.
}
// The address of the same place where the page is read, or where it is edited.
const AT = "leerlijn-at";
function addressAt(origin) {
  const address = new URL(location.href);
  address.searchParams.set(AT, String(Math.round(scrollY)));
  return new URL(address.pathname + address.search + address.hash, origin).href;
}
const arrived = new URL(location.href);
if (arrived.searchParams.has(AT)) {
  const top = Number(arrived.searchParams.get(AT));
  arrived.searchParams.delete(AT);
  history.replaceState(null, "", arrived.pathname + arrived.search + arrived.hash);
  addEventListener("load", () => scrollTo({ top, behavior: "instant" }));
}
const other = editing ?? pages;
// What is typed in the preview's own tree is not the page's to see, but for its path.
const isTyping = (event) => event.composedPath()[0].closest?.("input, textarea, select, dialog, [contenteditable]") ?? false;
addEventListener("keydown", (event) => {
  if (!other || event.key !== "e" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  event.preventDefault();
  location.assign(addressAt(other));
});

// What this page was made of, to which its next version is compared.
let before = null;
async function remember() {
  const { made, given } = await import(`${place}patch.js`);
  const page = await made();
  if (given(page).shown === shown) before = page;
}
// Only what changed is brought over; where that cannot be done, the page is loaded again.
let bringing = Promise.resolve();
function update() {
  bringing = bringing.then(async () => {
    const { made, given, patch } = await import(`${place}patch.js`);
    const after = await made();
    const next = given(after);
    if (next.run !== run || !before || !patch(before, after)) return reload();
    before = after;
    ({ moment, shown } = next);
    return undefined;
  }).catch(reload);
  return bringing;
}
function reload() {
  try {
    sessionStorage.setItem(kept, JSON.stringify([scrollX, scrollY]));
  } catch {
    // As above.
  }
  location.reload();
}

// A style sheet is replaced by its new version, and taken away when that is there.
function swapStyles(version) {
  for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
    const address = new URL(old.href);
    if (address.origin !== location.origin) continue;
    address.searchParams.set("leerlijn", version);
    const next = old.cloneNode();
    next.href = address.href;
    next.addEventListener("load", () => old.remove());
    next.addEventListener("error", () => next.remove());
    old.after(next);
  }
}

let words = {};
const say = sayer(() => words);
const signed = (number) => (number > 0 ? `+${number}` : number < 0 ? `−${-number}` : "±0");

// Everything stands in a shadow tree, where the theme's styles and the preview's do not meet.
const host = make("leerlijn-preview");
const shadow = host.attachShadow({ mode: "open" });
const panel = make("section", { class: "panel", role: "alert", tabindex: "-1", "aria-labelledby": "title", hidden: true });
const said = make("div", { class: "said" });
const origin = make("span", { class: "source" });
const strip = make("aside", { class: "strip", hidden: true }, said, origin);
shadow.append(make("link", { rel: "stylesheet", href: `${place}client.css` }), panel, strip);
document.body.append(host);
const spaced = new ResizeObserver(() => {
  // What the keyboard reaches must not end up behind the strip.
  document.documentElement.style.scrollPaddingBottom = `${host.offsetHeight + 8}px`;
});
spaced.observe(strip);

// The button that opens a file is a document of another origin, which the scripts of this page can neither read
// nor press; it shows itself when it says how large it is. A policy of the page may keep it away.
const buttonAddress = (file, line) => `${controls}/__leerlijn/button?${new URLSearchParams({ file })}#${line}`;
let isKeptAway = !controls;
document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
  if (!controls || !blockedURI.startsWith(controls)) return;
  isKeptAway = true;
  for (const frame of shadow.querySelectorAll("iframe.open")) frame.remove();
});
function openButton(file, line) {
  if (isKeptAway) return null;
  return make("iframe", { class: "open", loading: "lazy", title: `${say("open-file")} ${pathOf(file, line)}`, src: buttonAddress(file, line) });
}
addEventListener("message", ({ origin: sender, source, data }) => {
  if (sender !== controls) return;
  const frame = [...shadow.querySelectorAll("iframe.open")].find((found) => found.contentWindow === source);
  if (!frame) return;
  frame.style.width = `${Number(data.width)}px`;
  frame.style.height = `${Number(data.height)}px`;
  frame.classList.add("ready");
});

async function copy(event, text) {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("copied");
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector(".path"));
  }
}

const pathOf = (file, line) => `${file}:${line}`;
function place_(file, line, column) {
  if (!file) return null;
  const path = column ? `${pathOf(file, line)}:${column}` : pathOf(file, line);
  return make("span", { class: "place" }, make("code", { class: "path" }, path), openButton(file, line));
}

function excerpt({ file, line, column, before, marked, after }, what = null) {
  if (!file) return null;
  const number = String(line);
  const empty = before + marked + after === "";
  return make("div", { class: "excerpt" },
    make("div", { class: "where" }, what, place_(file, line, column)),
    empty ? null : make("pre", { tabindex: "0", "aria-label": say("line", { line }) },
      make("span", { class: "number", "aria-hidden": "true" }, `${number} | `), before, make("mark", {}, marked || " "), after,
      make("span", { class: "caret", "aria-hidden": "true" }, `\n${" ".repeat(number.length)} | ${before.replace(/[^\t]/g, " ")}${"^".repeat(Math.max(1, [...marked].length))}`)));
}

function problem({ code, severity, message, help, related, ...at }) {
  return make("li", { class: severity },
    make("p", { class: "message" }, make("strong", {}, [say(severity), code ? `[${code}]` : ""].join("")), " ", ...marked(message)),
    excerpt(at),
    ...related.map(({ what, ...at }) => excerpt(at, make("span", { class: "what" }, ...marked(what)))),
    help ? make("p", { class: "help" }, make("strong", {}, `${say("help")}:`), " ", ...marked(help)) : null);
}

let closed = "";
let listed = null;
let summary = "";
const counts = ({ errors, warnings }) => [errors ? say("errors", { n: errors }) : "", warnings ? say("warnings", { n: warnings }) : ""].filter(Boolean).join(" · ");

function showPanel(status, on) {
  const { errors, warnings, list } = status.problems;
  panel.hidden = !on;
  if (!on) {
    panel.replaceChildren();
    listed = null;
    return;
  }
  const shownNow = JSON.stringify(status.problems);
  if (shownNow === listed) return;
  listed = shownNow;
  const more = errors + warnings - list.filter((found) => found.severity !== "note").length;
  const close = () => {
    closed = shownNow;
    showPanel(status, false);
    showStrip(status);
    strip.querySelector(".counts")?.focus();
  };
  panel.replaceChildren(
    make("div", { class: "head" },
      make("h2", { id: "title" }, say("problems"), make("span", { class: "counts" }, counts(status.problems))),
      make("button", { type: "button", class: "close", click: close }, say("close"))),
    ...(status.stale ? [make("p", { class: "stale" }, say(document.querySelector("main") ? "stale" : "no-page"))] : []),
    make("ol", {}, ...list.map(problem)),
    ...(more > 0 ? [make("p", {}, say("more", { n: more }))] : []));
}
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") panel.querySelector(".close").click();
});

// The heading that is being read says on which line its text stands.
function lineOf(source) {
  let line = source.line;
  for (const [id, at] of source.headings) {
    const heading = document.getElementById(id);
    if (heading && heading.getBoundingClientRect().top < innerHeight * 0.3) line = at;
  }
  return line;
}

function coverageText({ covered, items, gaps, required, change }) {
  const now = `${say("coverage", { covered, items, required })} · ${say("gaps", { gaps })}`;
  if (!change) return [now];
  const parts = [];
  if (change.covered) parts.push(`${signed(change.covered)} ${required}`);
  if (change.gaps) parts.push(say("change-gaps", { n: signed(change.gaps) }));
  const names = change.items.join(", ") + (change.more ? " …" : "");
  return [now, make("span", { class: "change" }, say("change", { changes: [parts.join(", "), names].filter(Boolean).join(": ") }))];
}

function showStrip(status) {
  const { coverage, source, problems } = status;
  const wrong = counts(problems);
  const togglePanel = () => {
    closed = panel.hidden ? "" : JSON.stringify(problems);
    showPanel(status, panel.hidden);
    showStrip(status);
    if (!panel.hidden) panel.focus();
  };
  const edit = other ? make("a", { class: isDesk ? "edit on" : "edit", href: other, "aria-keyshortcuts": "e", title: say(isDesk ? "edit-off-title" : "edit-title"), click: (event) => { event.preventDefault(); location.assign(addressAt(other)); } }, say(isDesk ? "edit-off" : "edit")) : null;
  const next = [
    make("strong", { class: "name" }, say("preview")),
    ...(edit ? [edit] : []),
    ...(isDesk && !token ? [make("span", { class: "locked" }, ...marked(say("edit-locked")))] : []),
    ...(wrong ? [make("button", { type: "button", class: problems.errors ? "counts error" : "counts", "aria-expanded": String(!panel.hidden), click: togglePanel }, wrong)] : []),
    ...(coverage ? [make("span", { class: "coverage", title: coverage.programme }, ...coverageText(coverage))] : []),
  ];
  showSource(source);
  const text = next.map((node) => node.textContent).join("|");
  strip.hidden = false;
  strip.setAttribute("aria-label", say("preview"));
  const isOpen = (nodes) => nodes.find((node) => node.classList?.contains("counts"))?.getAttribute("aria-expanded");
  if (text === summary && isOpen([...said.children]) === isOpen(next)) return;
  summary = text;
  said.replaceChildren(...next);
}

// The frame of the button stays while only the line differs: a new one would have to load again.
function showSource(source) {
  const line = source ? lineOf(source) : 0;
  const frame = origin.querySelector("iframe");
  if (source && origin.dataset.file === source.file) {
    if (origin.dataset.line === String(line)) return;
    origin.dataset.line = line;
    origin.querySelector(".path").textContent = pathOf(source.file, line);
    if (!frame) return;
    frame.title = `${say("open-file")} ${pathOf(source.file, line)}`;
    // In place of the address before, so that the way back in the browser does not lead through lines.
    if (frame.classList.contains("ready")) frame.contentWindow.location.replace(buttonAddress(source.file, line));
    else frame.src = buttonAddress(source.file, line);
    return;
  }
  origin.dataset.file = source?.file ?? "";
  origin.dataset.line = line;
  const path = () => pathOf(origin.dataset.file, origin.dataset.line);
  origin.replaceChildren(...(source ? [place_(source.file, line), make("button", { type: "button", click: (event) => copy(event, path()) }, say("copy"))] : []));
}

let current = null;
function show(status) {
  current = status;
  words = status.words;
  host.lang = document.documentElement.lang;
  showPanel(status, status.problems.errors > 0 && JSON.stringify(status.problems) !== closed);
  showStrip(status);
  for (const hear of hearers) hear(status);
}
const hearers = [];
if (token) {
  import(`${place}edit.js`).then(({ start }) => start({ token, place, make, say, shadow, strip, said, host, update, signed, onStatus: (hear) => { hearers.push(hear); if (current) hear(current); } }));
}
let waiting = false;
addEventListener("scroll", () => {
  if (waiting || !current?.source) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; if (!origin.contains(shadow.activeElement)) showSource(current.source); });
}, { passive: true });

// A hidden tab lets go: browsers keep few connections to one server, and it compares when it comes back.
let events = null;
function connect() {
  if (events || document.hidden) return;
  const query = new URLSearchParams({ path: location.pathname, shown, moment, run });
  events = new EventSource(`${place}events?${query}`);
  events.addEventListener("open", () => host.removeAttribute("data-lost"));
  events.addEventListener("status", (event) => show(JSON.parse(event.data)));
  events.addEventListener("style", (event) => swapStyles(event.data));
  events.addEventListener("reload", update);
  events.addEventListener("error", () => setTimeout(() => {
    if (!events || events.readyState === EventSource.OPEN) return;
    host.setAttribute("data-lost", "");
    summary = "";
    strip.hidden = false;
    showSource(null);
    said.replaceChildren(make("span", { class: "lost", role: "status" }, ...marked(say("lost") || lost)));
  }, 1500));
}
function letGo() {
  events?.close();
  events = null;
}
document.addEventListener("visibilitychange", () => (document.hidden ? letGo() : connect()));
addEventListener("pagehide", letGo);
addEventListener("pageshow", connect);
connect();
addEventListener("load", () => remember().catch(() => {}));
