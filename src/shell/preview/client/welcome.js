// The page on which a site is made without a terminal: choose documents, see how they were read, look at the site.
import { make, marked, sayer, sentences } from "./parts.js";

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

const CHOSEN = [["profile", profile], ["matrix", matrix], ["course", course]];

async function order(event) {
  event.preventDefault();
  outcome.replaceChildren();
  const site = { batch: crypto.randomUUID(), folder: name.value, language: languages.value, answers: new Map() };
  const made = await work(button, "make", { folder: site.folder, language: site.language, answers: [] }, site.batch, CHOSEN);
  if (made) report(made, site);
}

/** Shows what was made and how it was read, and asks what is to be known yet. */
function report(made, site) {
  const isAsked = made.questions.length > 0;
  const key = !made.is_made ? (isAsked ? "asked" : "failed") : made.lacks_matrix ? "made-without" : "made";
  tell(key, key !== "made");
  const show = make("button", { type: "button", class: key === "made" ? "primary" : false, click: () => open(site.folder) }, say("show"));
  const said = made.said.trim();
  outcome.replaceChildren(
    ...(made.is_made ? [make("p", {}, show)] : []),
    ...(isAsked || (made.is_made && made.lacks_matrix) ? [questions(made, site)] : []),
    ...(said ? [make("h2", { id: "said" }, say("said")), make("pre", { tabindex: "0", role: "region", "aria-labelledby": "said" }, said)] : []));
  if (key === "made") show.focus();
}

/** A line of a form, whose field is called `label`. */
function line(id, label, input) {
  input.id = id;
  return make("div", { class: "field" }, make("label", { for: id }, label), input);
}

/** A choice between `options`, each a value and its text; `unsaid` comes first where one has to be chosen. */
function choice(options, unsaid) {
  const all = unsaid ? [["?", unsaid], ...options] : options;
  return make("select", {}, ...all.map(([value, text], at) => make("option", { value, selected: at === 0 }, text)));
}

/** The fields of one question. What they say is asked from `answers`, which are the options of a command. */
function question({ text, otherwise, marks, choices, fields }, at, { levels, isOpen }) {
  const parts = [];
  for (const [number, mark] of marks.entries()) {
    const meaning = choice([["", say("mark-nothing")], ...levels.map(({ id, label }) => [id, label])], isOpen && say("unsaid"));
    parts.push({ key: `mark ${mark}`, answers: () => (meaning.value === "?" ? null : [`--marks=${mark}=${meaning.value}`]), line: line(`mark-${at}-${number}`, say("mark", { mark }), meaning) });
  }
  if (choices.length > 0) {
    const chosen = choice(choices.map(({ label }, number) => [`${number}`, label]), say("unsaid"));
    parts.push({ key: `choice ${text}`, answers: () => (chosen.value === "?" ? null : choices[chosen.value].arguments), line: line(`choice-${at}`, say("choice"), chosen) });
  }
  for (const [number, { label, argument, likely }] of fields.entries()) {
    const typed = make("input", { type: "text", autocomplete: "off", value: likely });
    parts.push({ key: `text ${argument}`, answers: () => (typed.value.trim() ? [argument + typed.value.trim()] : null), line: line(`text-${at}-${number}`, label, typed) });
  }
  const whole = make("fieldset", {}, make("legend", {}, ...marked(sentences(text))), ...parts.map(({ line }) => line), ...(otherwise ? [make("p", { class: "help" }, ...marked(sentences(otherwise)))] : []));
  return { parts, whole };
}

/** The form in which somebody answers what is asked about the profile or the matrix, or chooses a mended document. */
function questions({ questions: asked, levels, is_made, lacks_matrix }, site) {
  const isOpen = !is_made || lacks_matrix;
  const all = asked.map((one, at) => question(one, at, { levels, isOpen }));
  const mended = make("input", { type: "file", accept: matrix.accept });
  const again = make("button", { type: "submit", class: "primary" }, say(is_made ? "bring" : "make-again"));
  const submit = async (event) => {
    event.preventDefault();
    const answers = new Map(site.answers);
    for (const { key, answers: said } of all.flatMap(({ parts }) => parts)) {
      const own = said();
      if (own) answers.set(key, own);
    }
    const own = [...answers.values()].flat();
    if (!is_made) {
      const made = await work(again, "make", { folder: site.folder, language: site.language, answers: own }, site.batch, []);
      if (made) report(made, { ...site, answers: made.is_made ? new Map() : answers });
      return;
    }
    // A mended matrix takes the place of the one that was sent.
    const isMended = mended.files.length > 0;
    const batch = isMended ? crypto.randomUUID() : site.batch;
    const brought = await work(again, "matrix", { folder: site.folder, answers: own }, batch, isMended ? [["matrix", mended]] : []);
    if (brought) report(brought, { ...site, batch, answers });
  };
  return make("form", { submit }, make("h2", {}, say(asked.length > 0 ? "questions" : "mend")),
    make("p", { class: "help" }, say(!is_made ? "questions-profile-help" : asked.length > 0 ? "questions-help" : "mend-help")),
    ...all.map(({ whole }) => whole),
    ...(is_made && lacks_matrix ? [field("mended", mended)] : []),
    again);
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
    field("profile", profile), field("course", course), field("matrix", matrix), field("name", name),
    make("div", { class: "field" }, make("label", { for: "site-language" }, say("site-language")), languages),
    make("p", { class: "quiet" }, say("nothing")),
    button),
  status, outcome);
