// The gaps of a programme: each is covered in a module, or left out with a reason; what is left out comes back.
import { openCard } from "./edit-card.js";

/** Characters that a reason may have; the server refuses a longer one. */
const LONGEST_REASON = 2000;

export function editGaps(desk, grid) {
  const { make, say } = desk;
  const { cover, exempt, lift } = gapActions(desk, grid);
  const address = (path) => new URL(path, new URL("/", location.href)).pathname;
  const byPath = new Map(grid.items.map((item) => [address(item.path), item]));
  const itemOf = (entry) => {
    for (const link of entry.querySelectorAll("a")) {
      const item = byPath.get(new URL(link.href).pathname);
      if (item) return item;
    }
    return null;
  };
  if (!grid.has_file) {
    const note = make("p", { class: "leerlijn-note" }, say("edit-no-file"), " ", desk.programmeFileButton());
    note.leerlijnAdded = true;
    document.querySelector(".gap-list").before(note);
  }

  function furnish() {
    for (const entry of document.querySelectorAll(".gap-list > li")) {
      if (entry.querySelector(":scope > .leerlijn-edits")) continue;
      const item = itemOf(entry);
      if (!item) continue;
      const isGap = entry.matches(".missing, .partial, .possible");
      const buttons = buttonsOf(desk, grid, item, { isGap, isExempt: entry.classList.contains("exempt") }, { cover, exempt, lift });
      if (buttons.length === 0) continue;
      const row = make("p", { class: "leerlijn-edits" }, ...buttons);
      row.leerlijnAdded = true;
      entry.append(row);
    }
  }

  furnish();
  document.addEventListener("leerlijn-patched", furnish);
  return true;
}

function buttonsOf({ make, say }, grid, item, { isGap, isExempt }, { cover, exempt, lift }) {
  const button = (word, act) => make("button", { type: "button", "aria-label": `${say(word)} ${item.id}`, click: () => act(item) }, say(word));
  if (isExempt) return grid.has_file ? [button("lift", lift)] : [];
  return isGap ? [button("cover", cover), ...(grid.has_file ? [button("exempt", exempt)] : [])] : [];
}

/** Adds a button to `bar` that lists the gaps, for a page on which they cannot be edited where they stand. */
export function listGaps(desk, grid, bar) {
  const { make, say } = desk;
  const actions = gapActions(desk, grid);
  async function open() {
    const now = (await desk.grid()) ?? grid;
    const choose = Object.fromEntries(Object.entries(actions).map(([name, act]) => [name, (item) => { dialog.close(); act(item); }]));
    const entries = now.items.flatMap((item) => {
      const state = { isGap: ["missing", "partial", "possible"].includes(item.status), isExempt: item.status === "exempt" };
      const buttons = buttonsOf(desk, now, item, state, choose);
      return buttons.length ? [make("li", { class: item.status }, make("p", {}, make("code", {}, item.id), ` ${item.text}`), make("div", { class: "answers" }, ...buttons))] : [];
    });
    const dialog = desk.dialog({ class: "gaps", "aria-labelledby": "gaps-title" },
      make("h2", { id: "gaps-title" }, say("gap-list")),
      make("p", { class: "quiet" }, say("edit-other-table")),
      make("ol", { class: "open-claims" }, ...entries),
      make("div", { class: "buttons" }, make("button", { type: "button", class: "primary", click: () => dialog.close() }, say("close"))));
  }
  bar.append(make("button", { type: "button", class: "gap-list", click: open }, say("gap-list")));
}

/** What can be done about an item that is a gap, or that is left out. */
export function gapActions(desk, grid) {
  const { make, say } = desk;

  /** The sections that probably teach the item, with the words that met, then every module. */
  async function cover(item) {
    const offers = await desk.offers(grid.programme, item.name);
    const choose = (module, place) => {
      dialog.close();
      openCard(desk, grid, { item, module, place });
    };
    const name = (module) => (module.name === module.title ? module.title : `${module.name} ${module.title}`);
    const list = (title, entries) => (entries.length ? [make("h3", {}, title), make("ul", { class: "choices" }, ...entries)] : []);
    const why = ({ mentions, words }) => [mentions ? say("card-mentions", { item: item.id }) : "", words.length ? say("card-words", { words: words.join(", ") }) : ""].filter(Boolean).join("; ");
    const sections = offers.map((offer) => {
      const module = grid.modules[offer.module];
      return make("li", {}, make("button", { type: "button", click: () => choose(module, offer.place) },
        make("strong", {}, offer.label), ` ${name(module)}`, make("span", { class: "mentions" }, why(offer))));
    });
    const modules = grid.modules.map((module) => make("li", {}, make("button", { type: "button", click: () => choose(module, null) }, name(module))));
    const dialog = desk.dialog({ class: "cover", "aria-labelledby": "cover-title" },
      make("h2", { id: "cover-title" }, say("cover-item", { item: item.id })),
      make("p", { class: "text" }, item.text),
      ...list(say("cover-near"), sections), ...list(say("cover-all"), modules),
      make("div", { class: "buttons" }, make("button", { type: "button", click: () => dialog.close() }, say("cancel"))));
  }

  function exempt(item) {
    const reason = make("textarea", { id: "reason", rows: "3", required: true, "aria-describedby": "reason-length", input: () => { measure(); look(); } });
    const tooLong = make("p", { class: "wrong", id: "reason-length", role: "status", hidden: true });
    const measure = () => {
      const n = [...reason.value.trim()].length;
      tooLong.hidden = n <= LONGEST_REASON;
      tooLong.textContent = tooLong.hidden ? "" : say("reason-too-long", { n, most: LONGEST_REASON });
    };
    confirm(item, { class: "exempt", title: say("exempt-item", { item: item.id }) },
      [make("label", { for: "reason" }, say("exempt-reason")), reason, tooLong],
      () => (reason.value.trim() && tooLong.hidden ? { kind: "exempt", programme: grid.programme, item: item.name, reason: reason.value.trim() } : null));
    reason.focus();
  }

  function lift(item) {
    confirm(item, { class: "lift", title: say("lift-item", { item: item.id }) }, [], () => ({ kind: "lift_exemption", programme: grid.programme, item: item.name }));
  }

  let look = () => {};
  /** Shows what an intent does, and does it when a person agrees. */
  function confirm(item, { class: name, title }, fields, intent) {
    const difference = make("div", { class: "difference", "aria-live": "polite" });
    const effect = make("span", { class: "effect" });
    const save = make("button", { type: "submit", class: "primary", disabled: true }, say("save"));
    const keep = async (event) => {
      event.preventDefault();
      const answer = await desk.edit({ intents: [intent()] }, title);
      if (answer.isMade) {
        dialog.close();
        return;
      }
      difference.replaceChildren(...desk.difference(answer));
      effect.textContent = "";
      save.disabled = true;
    };
    const form = make("form", { submit: keep },
      make("h2", { id: "confirm-title" }, title), make("p", { class: "text" }, item.text), ...fields, difference,
      make("div", { class: "buttons" }, effect, make("button", { type: "button", click: () => dialog.close() }, say("cancel")), save));
    const dialog = desk.dialog({ class: name, "aria-labelledby": "confirm-title" }, form);
    let asked = 0;
    look = async () => {
      const mine = (asked += 1);
      const wanted = intent();
      const answer = wanted ? await desk.look({ intents: [wanted] }) : null;
      if (mine !== asked) return;
      difference.replaceChildren(...(answer ? desk.difference(answer) : []));
      effect.textContent = answer?.isMade ? desk.effects(answer) : "";
      save.disabled = !answer?.isMade || answer.changes.length === 0;
    };
    look();
  }

  return { cover, exempt, lift };
}
