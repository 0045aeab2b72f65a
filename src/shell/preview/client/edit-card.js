// The card of a cell: at which level the module covers the item and where it says so, with the change as text before
// it is written.
import { marked } from "./parts.js";

/** Lines of a changed text that are shown. */
const MOST_LINES = 40;

/**
 * Opens the card of `item` in `module`, both of the grid, at `place` where one was chosen; with the answer that refused
 * what was asked in an earlier card of it, and the level and texts of that card.
 */
export async function openCard(desk, grid, { item, module, place: wanted = null, refused = null, level: askedLevel = undefined, texts = [] }) {
  const { make, say } = desk;
  const card = await desk.card(module.name, item.name, grid.programme);
  if (!card) {
    desk.tell({ text: refused ? desk.refusal(refused) : say("edit-unknown"), isWrong: true });
    return;
  }
  // First the place that was asked for, then one that claims the item, mentions it or has its words, then the whole module.
  const isWanted = (place) => wanted !== null && place.place.kind === wanted.kind && place.place.lesson === wanted.lesson && place.place.anchor === wanted.anchor;
  const strongest = card.places.reduce((best, place) => (place.level !== null && place.level >= (best?.level ?? -1) ? place : best), null);
  let chosen = card.places.find(isWanted) ?? strongest ?? card.places.find(({ mentions }) => mentions) ?? card.places.find((place) => place.is_likeliest) ?? card.places[0];
  let level = askedLevel === undefined ? chosen.level ?? grid.required : askedLevel;

  const placeName = (place) => (place.place.kind === "module" ? say("place-module") : place.label);
  const marks = [null, ...grid.levels.keys()];
  const nameOfLevel = (at) => (at === null ? `– ${say("level-none")}` : `${grid.levels[at].symbol} ${at + 1} ${grid.levels[at].label}`);
  const levels = make("fieldset", { class: "levels" }, make("legend", {}, say("card-level")),
    ...marks.map((at) => make("label", {}, make("input", { type: "radio", name: "level", value: String(at ?? "none"), change: () => { level = at; look(); } }), make("span", {}, nameOfLevel(at)))));
  const places = make("fieldset", { class: "places" }, make("legend", {}, say("card-where")),
    ...card.places.map((place, at) => make("label", { style: `--depth: ${Math.max(0, place.depth - 1)}` },
      make("input", { type: "radio", name: "place", value: String(at), change: () => { chosen = place; if (place.level !== null) { level = place.level; mark(); } look(); } }),
      make("span", { class: "label" }, placeName(place)),
      place.level !== null ? make("span", { class: "now" }, `${grid.levels[place.level].symbol} ${say("card-now")}`) : null,
      place.mentions ? make("span", { class: "mentions" }, say("card-mentions", { item: card.item })) : null,
      place.words.length ? make("span", { class: "mentions" }, say("card-words", { words: place.words.join(", ") })) : null)));
  const moves = make("input", { type: "checkbox", change: () => look() });
  const move = make("label", { class: "move" }, moves, make("span", {}, ""));
  const counted = card.counted === null ? null : make("p", { class: "counted" }, ...marked(say("card-counted", { level: grid.levels[card.counted.level].label, module: card.module, file: `\`${card.counted.file}\`` })));
  const refusal = refused === null ? null : make("div", { class: "refusal", role: "alert" }, ...desk.refused({ ...refused, changes: changesOf(texts, card.texts) }));
  const difference = make("div", { class: "difference", "aria-live": "polite" });
  const effect = make("span", { class: "effect" });
  const save = make("button", { type: "submit", class: "primary", disabled: true }, say("save"));
  const form = make("form", { method: "dialog", submit: (event) => { event.preventDefault(); keep(); } },
    make("h2", { id: "card-title" }, say("card-title", { item: card.item, module: [card.module, card.title].filter((text, at, all) => all.indexOf(text) === at).join(" ") })),
    make("p", { class: "text" }, card.text),
    counted, refusal, levels, places, move, difference,
    make("div", { class: "buttons" }, effect, make("button", { type: "button", click: () => dialog.close() }, say("cancel")), save));
  const dialog = desk.dialog({ class: "card", "aria-labelledby": "card-title" }, form);

  function mark() {
    levels.querySelector(`[value="${level ?? "none"}"]`).checked = true;
    places.querySelector(`[value="${card.places.indexOf(chosen)}"]`).checked = true;
  }

  // A claim that stands elsewhere can come along.
  const others = () => card.places.filter((place) => place.level !== null && place !== chosen);
  function request() {
    const names = { module: module.name, item: item.name };
    const taken = moves.checked && level !== null ? others() : [];
    const here = level === null ? { kind: "withdraw", ...names, place: chosen.place } : { kind: "claim", ...names, level: grid.levels[level].id, place: chosen.place };
    return { intents: [...taken.map(({ place }) => ({ kind: "withdraw", ...names, place })), here] };
  }

  let asked = 0;
  async function look() {
    const mine = (asked += 1);
    const elsewhere = others();
    move.hidden = elsewhere.length === 0 || level === null || chosen.level !== null;
    move.lastChild.textContent = say("card-move", { place: elsewhere.map(placeName).join(", ") });
    const answer = await desk.look(request());
    if (mine !== asked) return;
    difference.replaceChildren(...desk.difference(answer));
    effect.textContent = answer.isMade ? desk.effects(answer) : "";
    save.disabled = !answer.isMade || answer.changes.length === 0;
  }
  async function keep() {
    const what = `${say("cell-name", { item: card.item, module: card.module })}: ${level === null ? say("level-none") : grid.levels[level].label}`;
    const answer = await desk.edit(request(), what);
    dialog.close();
    // What was refused was asked of texts that are others by now, so the card is made anew.
    if (!answer.isMade) openCard(desk, grid, { item, module, place: chosen.place, refused: answer, level, texts: card.texts });
  }
  // A key for a level works in the whole card.
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-9]$/.test(event.key) && Number(event.key) <= grid.levels.length) {
      event.preventDefault();
      level = event.key === "0" ? null : Number(event.key) - 1;
      mark();
      look();
    } else if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  mark();
  places.querySelector(":checked").closest("label").scrollIntoView({ block: "nearest" });
  levels.querySelector(":checked").focus();
  await look();
}

/** The texts that are not what they were, each with its lines that differ. */
function changesOf(before, after) {
  const was = new Map(before.map(({ file, text }) => [file, text.split("\n")]));
  return after.flatMap(({ file, text }) => {
    const [old, now] = [was.get(file), text.split("\n")];
    if (!old || old.join("\n") === text) return [];
    const most = Math.min(old.length, now.length);
    let start = 0;
    while (start < most && old[start] === now[start]) start += 1;
    let end = 0;
    while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
    const rows = (lines, sign) => lines.slice(start, lines.length - end).map((line) => ({ sign, parts: ["", line, ""] }));
    const all = [...rows(old, "-"), ...rows(now, "+")];
    return [{ file, line: start + 1, lines: all.slice(0, MOST_LINES), more: Math.max(0, all.length - MOST_LINES) }];
  });
}
