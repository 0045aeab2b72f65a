// The order of a programme: a module is taken up by its handle, moved with the arrows, with buttons or by dragging, and
// put down, within a term, to another, and into a choice or out of it. What that does to the texts, and what it breaks in
// the order of learning, is shown before it is saved. Nothing on the page moves until then but a mark that shows the new
// place.

/** Room that is left round what is brought into sight, in pixels. */
const ROOM = 8;

export function editProgramme(desk, grid) {
  const { make, say, shadow } = desk;
  if (!grid.has_file) return false;
  const sections = () => [...document.querySelectorAll(".term-list > section.term")];
  if (sections().length !== grid.terms.length) return false;
  const address = (path) => new URL(path, new URL("/", location.href)).pathname;
  const byPath = new Map(grid.modules.map((module) => [address(module.path), module]));
  const moduleOf = (entry) => [...entry.querySelectorAll("a")].map((link) => byPath.get(new URL(link.href).pathname)).find(Boolean);
  const entriesOf = (list) => [...(list?.children ?? [])].filter((child) => child.matches("li") && moduleOf(child));
  // The lists of a term: the modules that everyone takes, which stand in none where there are only choices, and those of
  // each choice.
  function listsOf(section, term) {
    const choices = [...section.querySelectorAll(":scope > .term-choice > ul.modules")];
    const own = { section, term, choice: null, list: section.querySelector(":scope > ul.modules") };
    const isKnown = choices.length === grid.terms[term].choices.length;
    return [own, ...(isKnown ? choices.map((list, choice) => ({ section, term, choice, list })) : [])];
  }
  const lists = () => sections().flatMap(listsOf);
  const allEntries = () => lists().flatMap(({ list }) => entriesOf(list));

  function furnish() {
    for (const entry of allEntries()) {
      if (entry.querySelector(":scope > .leerlijn-handle")) continue;
      const module = moduleOf(entry);
      const handle = make("button", { type: "button", class: "leerlijn-handle", "aria-label": say("move-module", { module: module.name }), title: say("move-module", { module: module.name }) }, "⠿");
      handle.leerlijnAdded = true;
      handle.addEventListener("keydown", (event) => keys(event, entry, handle));
      handle.addEventListener("click", (event) => { if (event.detail === 0 && !moving) take(entry, handle); });
      handle.addEventListener("pointerdown", (event) => drag(event, entry, handle));
      entry.append(handle);
    }
  }

  // A place is a list of a term and the entry before which a module would stand, or the end of the list.
  let moving = null;
  function places(entry) {
    return lists().flatMap((place) => {
      const entries = entriesOf(place.list).filter((other) => other !== entry);
      return [...entries, null].map((before) => ({ ...place, before }));
    });
  }

  function take(entry, handle, help = "move-keys") {
    leave();
    const all = places(entry);
    const own = entriesOf(entry.parentElement);
    const next = own[own.indexOf(entry) + 1] ?? null;
    const at = all.findIndex((place) => place.list === entry.parentElement && place.before === next);
    const mark = make("div", { class: "leerlijn-place", "aria-hidden": "true" });
    mark.leerlijnAdded = true;
    moving = { entry, handle, module: moduleOf(entry), all, at, home: at, mark, help, isDragged: false };
    entry.classList.add("leerlijn-moving");
    handle.setAttribute("aria-pressed", "true");
    show();
  }

  function leave() {
    if (!moving) return;
    const { entry, handle, mark } = moving;
    entry.classList.remove("leerlijn-moving");
    handle.removeAttribute("aria-pressed");
    mark.remove();
    panel?.remove();
    panel = null;
    moving = null;
  }

  function nameOf({ term, choice }) {
    const { title, choices } = grid.terms[term];
    const name = title || say("term-number", { n: term + 1 });
    if (choice === null) return name;
    return `${name}, ${choices[choice] ? say("choice-name", { title: choices[choice] }) : say("choice-number", { n: choice + 1 })}`;
  }
  const request = ({ module, all, at }, isOut = false) => {
    const names = { programme: grid.programme, module: module.name };
    if (isOut) return { intents: [{ kind: "unseat", ...names }] };
    const { term, choice, before } = all[at];
    return { intents: [{ kind: "seat", ...names, term, choice, before: before ? moduleOf(before).name : null }] };
  };

  /** The place to which a step leads: one up or down, or the end of the term before or after; none at the ends. */
  function target(step) {
    const { all, at } = moving;
    if (step === "up" || step === "down") return all[at + (step === "up" ? -1 : 1)] ? at + (step === "up" ? -1 : 1) : null;
    const term = all[at].term + (step === "term-before" ? -1 : 1);
    const found = all.findLastIndex((place) => place.term === term && place.choice === null);
    return found < 0 ? null : found;
  }
  function go(at) {
    if (at === null) return;
    moving.at = at;
    show();
  }
  const steps = () => ["up", "down", "term-before", "term-after"].map((step) => make("button", { type: "button", "data-step": step, disabled: target(step) === null, click: () => go(target(step)) }, say(`move-${step}`)));

  /** Brings the new place into sight, clear of the panel and of what sticks at the top. */
  function reveal() {
    const { mark, entry, isDragged } = moving;
    if (isDragged) return;
    const box = (mark.isConnected ? mark : entry).getBoundingClientRect();
    const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const bottom = innerHeight - shadow.host.offsetHeight - ROOM;
    const y = box.top < top + ROOM ? box.top - top - ROOM : box.bottom > bottom ? Math.min(box.bottom - bottom, box.top - top - ROOM) : 0;
    if (y) scrollBy({ top: y, behavior: "instant" });
  }

  let panel = null;
  let asked = 0;
  async function show(isOut = false) {
    const { module, all, at, home, mark, help } = moving;
    const { before, section, list } = all[at];
    if (isOut || at === home) mark.remove();
    else if (before) before.before(mark);
    else if (list) list.append(mark);
    else section.querySelector(":scope > .term-choice").before(mark);
    const where = isOut ? say("moved-out", { module: module.name }) : say(before ? "moved-before" : "moved-end", { module: module.name, term: nameOf(all[at]), before: before ? moduleOf(before).name : "" });
    mark.textContent = module.name;
    desk.tell({ text: at === home && !isOut ? say(help) : where });
    reveal();
    const mine = (asked += 1);
    const answer = at === home && !isOut ? null : await desk.look(request(moving, isOut));
    if (mine !== asked || !moving) return;
    const save = make("button", { type: "button", class: "primary", disabled: !answer?.isMade || answer.changes.length === 0, click: () => keep(isOut, where) }, say("save"));
    const next = make("section", { class: "moving", "aria-label": say("move-module", { module: module.name }) },
      make("p", { class: "where" }, answer ? where : say(help)),
      make("div", { class: "difference" }, ...(answer ? desk.difference(answer) : [])),
      make("div", { class: "buttons" },
        make("span", { class: "effect" }, answer?.isMade ? desk.effects(answer) : ""),
        ...(isOut ? [] : [...steps(), make("button", { type: "button", click: () => show(true) }, say("move-out"))]),
        make("button", { type: "button", click: () => { const { handle } = moving; leave(); handle.focus(); } }, say("cancel")), save));
    const step = panel?.contains(shadow.activeElement) ? shadow.activeElement.dataset.step : undefined;
    if (panel) panel.replaceWith(next);
    else shadow.insertBefore(next, shadow.querySelector(".strip"));
    panel = next;
    // The button that was pressed can be pressed again; at the end another one has the focus.
    if (step) (next.querySelector(`[data-step="${step}"]:enabled`) ?? next.querySelector("button:enabled")).focus();
    reveal();
  }

  async function keep(isOut, where) {
    const { module } = moving;
    const wanted = request(moving, isOut);
    const answer = await desk.edit(wanted, where);
    if (!answer.isMade) {
      // What it would have done is no longer true.
      panel?.querySelector(".difference").replaceChildren(...desk.difference(answer));
      panel?.querySelector(".effect").replaceChildren();
      panel?.querySelector(".primary").toggleAttribute("disabled", true);
      return;
    }
    leave();
    const entry = allEntries().find((other) => moduleOf(other) === module);
    entry?.querySelector(":scope > .leerlijn-handle")?.focus();
  }

  function keys(event, entry, handle) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isMoving = moving?.entry === entry;
    const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!isMoving) take(entry, handle);
      go(Math.max(0, Math.min(moving.all.length - 1, moving.at + step)));
    } else if (isMoving && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      panel?.querySelector(".primary:enabled")?.click();
    } else if (isMoving && event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (event.key === "Delete") {
      event.preventDefault();
      if (!isMoving) take(entry, handle);
      show(true);
    }
  }

  function drag(event, entry, handle) {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    if (moving?.entry !== entry) take(entry, handle, event.pointerType === "mouse" ? "move-keys" : "move-tap");
    handle.setPointerCapture(event.pointerId);
    const boxOf = ({ before, list, section }) => {
      // Where there are only choices, what everyone takes would stand above the first.
      const box = (before ?? list ?? section.querySelector(":scope > .term-choice")).getBoundingClientRect();
      return { x: box.left + box.width / 2, y: before || !list ? box.top : box.bottom };
    };
    const follow = ({ clientX, clientY }) => {
      const distance = (place) => { const { x, y } = boxOf(place); return Math.abs(y - clientY) + Math.abs(x - clientX) / 4; };
      const nearest = moving.all.reduce((best, place, at) => (distance(place) < distance(moving.all[best]) ? at : best), 0);
      if (nearest === moving.at) return;
      moving.isDragged = true;
      go(nearest);
    };
    handle.addEventListener("pointermove", follow);
    const end = () => {
      handle.removeEventListener("pointermove", follow);
      if (!moving) return;
      moving.isDragged = false;
      reveal();
    };
    handle.addEventListener("pointerup", end, { once: true });
    handle.addEventListener("pointercancel", () => { end(); leave(); }, { once: true });
  }

  furnish();
  document.addEventListener("leerlijn-patched", async () => {
    const now = await desk.grid();
    if (now) Object.assign(grid, now);
    byPath.clear();
    for (const module of grid.modules) byPath.set(address(module.path), module);
    furnish();
  });
  return true;
}
