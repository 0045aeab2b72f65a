// The page on which a site is made without a terminal: choose documents, see how they were read, look at the site.
import { make, sayer } from "./parts.js";

const { token, language, words, sites, place } = JSON.parse(document.body.dataset.welcome);
const say = sayer(() => words);
const main = document.querySelector("main");

const ask = (method, path, body, headers = {}) => fetch(path, { method, body, headers: { "x-leerlijn-token": token, ...headers } }).catch(() => null);
const send = (path, value) => ask("POST", path, JSON.stringify(value), { "content-type": "application/json" });

function field(id, input) {
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-help`);
  return make("div", { class: "field" }, make("label", { for: id }, say(id)), make("p", { class: "help", id: `${id}-help` }, say(`${id}-help`, { place })), input);
}

const profile = make("input", { type: "file", accept: ".docx,.odt,.txt,.md,.json,.csv,.xlsx,.ods,.html" });
const matrix = make("input", { type: "file", accept: ".xlsx,.ods,.csv,.tsv" });
const marks = make("input", { type: "text", autocomplete: "off" });
const list = make("input", { type: "checkbox" });
const course = make("input", { type: "file", webkitdirectory: true, multiple: true });
const name = make("input", { type: "text", required: true, maxlength: "80", autocomplete: "off", value: say("default-name") });
const NAMES = { nl: "Nederlands", en: "English", fr: "Français", de: "Deutsch" };
const languages = make("select", { id: "site-language" }, ...Object.entries(NAMES).map(([tag, own]) => make("option", { value: tag, selected: tag === language }, own)));
const button = make("button", { type: "submit", class: "primary" }, say("make"));
const status = make("p", { role: "status" });
const outcome = make("section", { "aria-live": "polite" });

/** Sends the chosen documents; false where one is refused. */
async function deliver(batch) {
  const chosen = [["profile", profile], ["matrix", matrix], ["course", course]];
  for (const [kind, input] of chosen) {
    for (const file of input.files) {
      const query = new URLSearchParams({ batch, kind, name: file.webkitRelativePath || file.name });
      const answer = await ask("PUT", `document?${query}`, file);
      if (!answer?.ok) return answer ? "too-large" : "lost";
    }
  }
  return null;
}

async function order(event) {
  event.preventDefault();
  button.disabled = true;
  status.className = "";
  status.textContent = say("making");
  outcome.replaceChildren();
  const batch = crypto.randomUUID();
  let refused = await deliver(batch);
  let made = null;
  if (!refused) {
    const answer = await send("make", { batch, folder: name.value, language: languages.value, marks: marks.value.trim(), is_list: list.checked });
    made = answer?.ok ? await answer.json() : null;
    refused = made === null ? "lost" : made.key;
  }
  button.disabled = false;
  if (refused) {
    status.className = "wrong";
    status.textContent = say(refused);
    return;
  }
  status.className = made.is_made ? "" : "wrong";
  status.textContent = say(made.is_made ? "made" : "failed");
  const show = make("button", { type: "button", class: "primary", click: () => open(name.value) }, say("show"));
  outcome.replaceChildren(
    ...(made.is_made ? [make("p", {}, show)] : []),
    ...(made.said.trim() ? [make("h2", { id: "said" }, say("said")), make("pre", { tabindex: "0", role: "region", "aria-labelledby": "said" }, made.said.trim())] : []));
  if (made.is_made) show.focus();
}

/** Shows a site: once the preview answers at this address in place of this page, it is loaded. */
async function open(folder) {
  status.className = "";
  status.textContent = say("opening");
  const answer = await send("show", { folder: folder.trim() });
  if (!answer?.ok) {
    status.className = "wrong";
    status.textContent = say("lost");
    return;
  }
  const look = async () => {
    const page = await fetch("/", { cache: "no-store" }).catch(() => null);
    if (page && !page.headers.has("x-leerlijn-welcome")) location.replace("/");
    else setTimeout(look, 200);
  };
  look();
}

main.append(
  make("h1", {}, say("title")),
  make("p", {}, say("intro")),
  ...(sites.length ? [make("h2", {}, say("existing")), make("ul", { class: "sites" }, ...sites.map((site) => make("li", {}, make("button", { type: "button", click: () => open(site) }, site)))), make("h2", {}, say("title"))] : []),
  make("form", { submit: order },
    field("profile", profile), field("list", list), field("course", course), field("matrix", matrix), field("marks", marks), field("name", name),
    make("div", { class: "field" }, make("label", { for: "site-language" }, say("site-language")), languages),
    make("p", { class: "quiet" }, say("nothing")),
    button),
  status, outcome);
