// What all editing shares: requests, one after the other, and how a change of a text and its effects are shown.
import { marked, sentences } from "./parts.js";

export class Desk {
  #token;
  #queue = Promise.resolve();
  #hearers = [];
  #can = { undo: false, redo: false };

  constructor({ token, place, make, say, shadow, signed, update }) {
    this.#token = token;
    Object.assign(this, { place, make, marked, say, shadow, signed, update });
  }

  hear(hearer) {
    this.#hearers.push(hearer);
  }

  tell(news) {
    if (news.undo !== undefined) this.#can = { undo: news.undo, redo: news.redo };
    for (const hearer of this.#hearers) hearer(news);
  }

  async #ask(name, options) {
    const answer = await fetch(`${this.place}${name}`, { cache: "no-store", ...options }).catch(() => null);
    const isJson = answer?.headers.get("content-type") === "application/json";
    const body = isJson ? await answer.json() : null;
    return { isMade: Boolean(answer?.ok) && body !== null, ...(body ?? { key: "edit-lost" }) };
  }

  async grid() {
    const grid = await this.#ask(`grid?${new URLSearchParams({ path: location.pathname })}`);
    return grid.isMade ? grid : null;
  }

  async card(module, item, programme) {
    const card = await this.#ask(`card?${new URLSearchParams({ module, item, programme })}`);
    return card.isMade ? card : null;
  }

  /** The sections that probably teach an item, the best first. */
  async offers(programme, item) {
    const { offers = [] } = await this.#ask(`offers?${new URLSearchParams({ programme, item })}`);
    return offers;
  }

  /** The claims that a new version of a profile put in doubt: all, or those of the modules that a person teaches. */
  async review(teacher = null) {
    const { levels = [], claims = [], more = 0, total = 0, people = [] } = await this.#ask(`review?${new URLSearchParams(teacher === null ? {} : { teacher })}`);
    return { levels, claims, more, total, people };
  }

  /** How a programme would stand with a few things otherwise, and with another profile where one is named. */
  whatIf({ profile, ...scenario }) {
    return this.#ask(`what-if?${new URLSearchParams({ scenario: JSON.stringify(scenario), ...(profile ? { profile } : {}) })}`);
  }

  /** Sends a document, to be read as a new version of the profile called `profile`. */
  sendProfile(profile, file) {
    const headers = { "content-type": "application/octet-stream", "x-leerlijn-token": this.#token };
    return this.#ask(`profile?${new URLSearchParams({ profile, name: file.name.slice(-200) })}`, { method: "POST", headers, body: file });
  }

  /** Builds the site. */
  build() {
    return this.#post("build", {});
  }

  /** The names and titles of the profiles of the site. */
  async profiles() {
    const { profiles = [] } = await this.#ask("profiles");
    return profiles;
  }

  /** What a document that was sent changes as a new version of its profile. */
  version(document) {
    return this.#ask(`version?${new URLSearchParams({ document })}`);
  }

  /** Takes that version over; `what` says in words that it was. */
  takeOver(document, what) {
    return this.#inTurn(() => this.#post("version", { document }), what);
  }

  async tellHistory() {
    const { isMade, undo, redo } = await this.#ask("history");
    if (isMade) this.tell({ undo, redo });
  }

  #post(name, body) {
    const headers = { "content-type": "application/json", "x-leerlijn-token": this.#token };
    return this.#ask(name, { method: "POST", headers, body: JSON.stringify(body) });
  }

  /** What an edit would do; nothing is written. */
  look(request) {
    return this.#post("edit", { ...request, dry: true });
  }

  /** Makes an edit, after all that were asked for before; `what` says in words what it is. */
  edit(request, what = "") {
    return this.#inTurn(() => this.#post("edit", request), what);
  }

  /** Takes the last edit back, or makes it again. */
  async step(way) {
    // Edits that are still being made count.
    await this.#queue;
    if (!this.#can[way]) {
      this.tell({ text: this.say(`edit-no-${way}`) });
      return { isMade: false };
    }
    const answer = await this.#inTurn(() => this.#post(way, {}), this.say(way === "undo" ? "undone" : "redone"));
    // With the file of a programme comes and goes what can be done on its pages.
    const mayMatter = answer.isMade && answer.changes.some(({ file }) => file.startsWith("content/programmes/"));
    if (mayMatter && this.hasFile !== undefined && (await this.grid())?.has_file !== this.hasFile) location.reload();
    return answer;
  }

  #inTurn(ask, what) {
    const done = this.#queue.then(async () => {
      const answer = await ask();
      const { isMade, undo, redo } = answer;
      if (isMade) await this.update();
      this.tell({ text: isMade ? this.#done(what, answer) : this.refusal(answer), undo, redo, isWrong: !isMade });
      if (!isMade && answer.changes?.length) this.#showConflict(answer);
      return answer;
    });
    this.#queue = done.catch(() => {});
    return done;
  }

  #done(what, answer) {
    const effects = answer.obstacle ? `${this.say("edit-saved")}. ${this.obstacle(answer)}` : this.effects(answer);
    return [what, effects].filter(Boolean).join(". ");
  }

  /** The button that makes the file of a programme without one, and with it those of all others. */
  programmeFileButton() {
    const { make, say } = this;
    const click = async () => {
      const { isMade } = await this.edit({ intents: [{ kind: "write_programmes" }] }, say("programme-file-made"));
      if (isMade) location.reload();
    };
    return make("button", { type: "button", class: "programme-file", click }, say("make-programme-file"));
  }

  /** "+1 gedekt, −1 hiaat" for the programme of the page; nothing while a mistake keeps the page from showing it. */
  effects({ effects, obstacle = null }) {
    const { say, signed } = this;
    if (obstacle) return "";
    return effects.programmes.map(({ title, covered, gaps, exempt }) => {
      const parts = [];
      if (covered) parts.push(say("effect-covered", { n: signed(covered) }));
      if (gaps) parts.push(say("effect-gaps", { n: signed(gaps) }));
      if (exempt) parts.push(say("effect-exempt", { n: signed(exempt) }));
      return (effects.programmes.length > 1 ? `${title}: ` : "") + parts.join(", ");
    }).filter(Boolean).join("; ");
  }

  /** Why the page does not show what is saved, and from when on it will. */
  obstacle({ obstacle }) {
    return obstacle ? this.say("edit-obstacle", { place: `\`${obstacle.file}:${obstacle.line}\`` }) : "";
  }

  refusal({ key, value, message, help, file, line }) {
    const said = this.say(key, { value }) || key;
    const why = [file ? `\`${file}${line ? `:${line}` : ""}\`` : "", message].filter(Boolean).join(": ");
    return sentences(said, why, help);
  }


  /** The lines of a profile that are otherwise in another version of it, below headings of the `level`. */
  profileLines({ words, new: come, gone }, level) {
    const { make, say } = this;
    const list = (title, entries) => (entries.length ? [make(level, {}, title), make("ul", {}, ...entries.map((entry) => make("li", {}, ...entry)))] : []);
    const item = ({ id, text }) => [make("code", {}, id), ` ${text}`];
    const run = ([kind, text]) => (kind === "kept" ? text : make(kind === "gone" ? "del" : "ins", {}, text));
    return [
      ...list(say("what-if-words"), words.map(({ id, words: runs }) => [make("code", {}, id), " ", ...runs.map(run)])),
      ...list(say("what-if-new"), come.map(item)),
      ...list(say("what-if-gone"), gone.map(item)),
    ];
  }

  /** Why an edit was refused, with the texts that differ. */
  refused(answer) {
    return [this.make("p", { class: "wrong" }, ...marked(this.refusal(answer))), ...this.#texts(answer.changes ?? [])];
  }

  /** The changes of texts, line by line, with the effects on the programme. */
  difference(answer) {
    const { make, say } = this;
    if (!answer.isMade) return this.refused(answer);
    if (answer.changes.length === 0) return [make("p", { class: "quiet" }, say("edit-nothing"))];
    const { warnings, more } = answer.effects;
    return [
      ...this.#texts(answer.changes),
      ...(answer.obstacle ? [make("p", { class: "quiet" }, ...marked(this.obstacle(answer)))] : []),
      ...(warnings.length ? [make("div", { class: "breaks" }, make("strong", {}, say("edit-breaks")), make("ul", {}, ...warnings.map(({ code, message }) => make("li", {}, `${code} `, ...marked(message)))), more ? say("edit-more", { n: more }) : "")] : []),
    ];
  }

  #texts(changes) {
    const { make, say } = this;
    return changes.map(({ file, line, lines, more }) => make("div", { class: "change-text" },
      make("code", { class: "path" }, `${file}:${line}`),
      make("pre", { tabindex: "0", "aria-label": say("edit-text", { file }) }, ...lines.map(({ sign, parts: [start, other, end] }) => {
        const name = { "-": "del", "+": "ins", " ": "span" }[sign];
        return make(name, { class: "row" }, make("span", { "aria-hidden": "true" }, `${sign} `), start, other ? make("mark", {}, other) : null, end, "\n");
      })),
      more ? make("p", { class: "quiet" }, say("edit-more", { n: more })) : null));
  }

  #showConflict(answer) {
    const { make, say } = this;
    const close = () => dialog.close();
    const dialog = this.dialog({ class: "conflict", "aria-labelledby": "conflict-title" },
      make("h2", { id: "conflict-title" }, say("edit-conflict")),
      make("p", {}, say("edit-conflict-text")),
      ...this.#texts(answer.changes),
      make("div", { class: "buttons" }, make("button", { type: "button", class: "primary", click: close }, say("close"))));
  }

  /** Opens a dialog; the focus goes back where it was when it closes. */
  dialog(attributes, ...content) {
    const back = this.shadow.activeElement ?? document.activeElement;
    const dialog = this.make("dialog", attributes, ...content);
    this.shadow.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (back?.isConnected) back.focus({ preventScroll: true });
    });
    dialog.showModal();
    return dialog;
  }
}
