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
const list = make("input", { type: "checkbox" });
const course = make("input", { type: "file", webkitdirectory: true, multiple: true });
const name = make("input", { type: "text", required: true, maxlength: "80", autocomplete: "off", value: say("default-name") });
const NAMES = { nl: "Nederlands", en: "English", fr: "Français", de: "Deutsch" };
const languages = make("select", { id: "site-language" }, ...Object.entries(NAMES).map(([tag, own]) => make("option", { value: tag, selected: tag === language }, own)));
const button = make("button", { type: "submit", class: "primary" }, say("make"));
const status = make("p", { role: "status" });
const outcome = make("section", { "aria-live": "polite" });

/** Sends the chosen documents; gives the key of a sentence where one is refused. */
async function deliver(batch, chosen) {
  for (const [kind, input] of chosen) {
    for (const file of input.files) {
      const query = new URLSearchParams({ batch, kind, name: file.webkitRelativePath || file.name });
      const answer = await ask("PUT", `document?${query}`, file);
      if (!answer?.ok) return answer ? "too-large" : "lost";
    }
  }
  return null;
}

/** Says in the line of the page where things stand. */
function tell(key, isWrong = false) {
  status.className = isWrong ? "wrong" : "";
  status.textContent = say(key);
}

/** Asks for something that takes its time; gives what came of it, or null where it was refused, which is said. */
async function work(pressed, path, value, batch, chosen) {
  pressed.disabled = true;
  tell("making");
  let refused = await deliver(batch, chosen);
  let made = null;
  if (!refused) {
    const answer = await send(path, { batch, ...value });
    made = answer?.ok ? await answer.json() : null;
    refused = made === null ? "lost" : made.key;
  }
  pressed.disabled = false;
  if (refused) tell(refused, true);
  return refused ? null : made;
}

async function order(event) {
  event.preventDefault();
  outcome.replaceChildren();
  const batch = crypto.randomUUID();
  const folder = name.value;
  const made = await work(button, "make", { folder, language: languages.value, is_list: list.checked }, batch, [["profile", profile], ["matrix", matrix], ["course", course]]);
  if (made) report(made, { batch, folder, marks: [] });
}

/** Shows what was made and how it was read, and asks what is to be known yet. */
function report(made, site) {
  const key = !made.is_made ? "failed" : made.lacks_matrix ? "made-without" : "made";
  tell(key, key !== "made");
  const show = make("button", { type: "button", class: key === "made" ? "primary" : false, click: () => open(site.folder) }, say("show"));
  const said = made.said.trim();
  outcome.replaceChildren(
    ...(made.is_made ? [make("p", {}, show)] : []),
    ...(made.is_made && (made.lacks_matrix || made.marks.length) ? [questions(made, site)] : []),
    ...(said ? [make("h2", { id: "said" }, say("said")), make("pre", { tabindex: "0", role: "region", "aria-labelledby": "said" }, said)] : []));
  if (key === "made") show.focus();
}

/** The form in which somebody says what the marks of a matrix mean, or chooses a mended one. */
function questions({ marks, levels, has_other, lacks_matrix }, site) {
  const meanings = marks.map((mark, at) => {
    const none = make("option", { value: "" }, say("mark-nothing"));
    const choice = make("select", { id: `mark-${at}` }, ...(lacks_matrix ? [make("option", { value: "?", selected: true }, say("mark-unsaid"))] : []), none, ...levels.map(({ id, label }) => make("option", { value: id }, label)));
    return { mark, choice, line: make("div", { class: "field" }, make("label", { for: `mark-${at}` }, say("mark", { mark })), choice) };
  });
  const mended = make("input", { type: "file", accept: matrix.accept });
  const answer = make("input", { type: "text", autocomplete: "off" });
  const bring = make("button", { type: "submit", class: "primary" }, say("bring"));
  const submit = async (event) => {
    event.preventDefault();
    const said = meanings.filter(({ choice }) => choice.value !== "?").map(({ mark, choice }) => [mark, choice.value]);
    const isMended = mended.files.length > 0;
    // A mended matrix takes the place of the one that was sent.
    const batch = isMended ? crypto.randomUUID() : site.batch;
    const all = [...site.marks.filter(([mark]) => !said.some(([other]) => other === mark)), ...said];
    const brought = await work(bring, "matrix", { folder: site.folder, marks: all, answer: answer.value.trim() }, batch, isMended ? [["matrix", mended]] : []);
    if (brought) report(brought, { ...site, batch, marks: all });
  };
  return make("form", { submit }, make("h2", {}, say(meanings.length ? "marks" : "mend")),
    make("p", { class: "help" }, say(meanings.length ? "marks-help" : "mend-help")),
    ...meanings.map(({ line }) => line),
    ...(has_other ? [field("answer", answer)] : []),
    ...(lacks_matrix ? [field("mended", mended)] : []),
    bring);
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
    field("profile", profile), field("list", list), field("course", course), field("matrix", matrix), field("name", name),
    make("div", { class: "field" }, make("label", { for: "site-language" }, say("site-language")), languages),
    make("p", { class: "quiet" }, say("nothing")),
    button),
  status, outcome);
