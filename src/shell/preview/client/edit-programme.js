// The order of a programme: a module is taken up by its handle, moved with the arrows or by dragging, and put down. What
// that does to the texts, and what it breaks in the order of learning, is shown before it is saved. Nothing on the page
// moves until then but a mark that shows the new place.

export function editProgramme(desk, grid) {
  const { make, say, shadow } = desk;
  if (!grid.has_file) return false;
  const sections = () => [...document.querySelectorAll(".term-list > section.term")];
  if (sections().length !== grid.terms.length) return false;
  const address = (path) => new URL(path, new URL("/", location.href)).pathname;
  const byPath = new Map(grid.modules.map((module) => [address(module.path), module]));
  const moduleOf = (entry) => [...entry.querySelectorAll("a")].map((link) => byPath.get(new URL(link.href).pathname)).find(Boolean);
  const entriesOf = (section) => [...section.querySelectorAll(":scope > ul.modules > li")].filter(moduleOf);

  function furnish() {
    for (const entry of sections().flatMap(entriesOf)) {
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

  // A place is a term and the entry before which a module would stand, or the end of the term.
  let moving = null;
  function places(entry) {
    return sections().flatMap((section, term) => {
      const entries = entriesOf(section).filter((other) => other !== entry);
      return [...entries, null].map((before) => ({ term, before, section }));
    });
  }

  function take(entry, handle) {
    leave();
    const all = places(entry);
    const section = entry.closest("section.term");
    const own = entriesOf(section);
    const next = own[own.indexOf(entry) + 1] ?? null;
    const at = all.findIndex((place) => place.section === section && place.before === next);
    const mark = make("div", { class: "leerlijn-place", "aria-hidden": "true" });
    mark.leerlijnAdded = true;
    moving = { entry, handle, module: moduleOf(entry), all, at, home: at, mark };
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

  const termName = (at) => grid.terms[at].title || say("term-number", { n: at + 1 });
  const request = ({ module, all, at }, isOut = false) => {
    const names = { programme: grid.programme, module: module.name };
    if (isOut) return { intents: [{ kind: "unseat", ...names }] };
    const { term, before } = all[at];
    return { intents: [{ kind: "seat", ...names, term, before: before ? moduleOf(before).name : null }] };
  };

  let panel = null;
  let asked = 0;
  async function show(isOut = false) {
    const { module, all, at, home, mark } = moving;
    const { term, before, section } = all[at];
    if (isOut || at === home) mark.remove();
    else if (before) before.before(mark);
    else section.querySelector("ul.modules").append(mark);
    const where = isOut ? say("moved-out", { module: module.name }) : say(before ? "moved-before" : "moved-end", { module: module.name, term: termName(term), before: before ? moduleOf(before).name : "" });
    mark.textContent = module.name;
    desk.tell({ text: at === home && !isOut ? say("move-keys") : where });
    mark.scrollIntoView?.({ block: "nearest" });
    const mine = (asked += 1);
    const answer = at === home && !isOut ? null : await desk.look(request(moving, isOut));
    if (mine !== asked || !moving) return;
    const save = make("button", { type: "button", class: "primary", disabled: !answer?.isMade || answer.changes.length === 0, click: () => keep(isOut, where) }, say("save"));
    const next = make("section", { class: "moving", "aria-label": say("move-module", { module: module.name }) },
      make("p", { class: "where" }, answer ? where : say("move-keys")),
      make("div", { class: "difference" }, ...(answer ? desk.difference(answer) : [])),
      make("div", { class: "buttons" },
        make("span", { class: "effect" }, answer?.isMade ? desk.effects(answer) : ""),
        isOut ? "" : make("button", { type: "button", click: () => show(true) }, say("move-out")),
        make("button", { type: "button", click: () => { const { handle } = moving; leave(); handle.focus(); } }, say("cancel")), save));
    if (panel) panel.replaceWith(next);
    else shadow.insertBefore(next, shadow.querySelector(".strip"));
    panel = next;
  }

  async function keep(isOut, where) {
    const { module } = moving;
    const wanted = request(moving, isOut);
    const answer = await desk.edit(wanted, where);
    if (!answer.isMade) return;
    leave();
    const entry = sections().flatMap(entriesOf).find((other) => moduleOf(other) === module);
    entry?.querySelector(":scope > .leerlijn-handle")?.focus();
  }

  function keys(event, entry, handle) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isMoving = moving?.entry === entry;
    const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!isMoving) take(entry, handle);
      moving.at = Math.max(0, Math.min(moving.all.length - 1, moving.at + step));
      show();
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
    take(entry, handle);
    handle.setPointerCapture(event.pointerId);
    const boxOf = ({ before, section }) => {
      const box = (before ?? section.querySelector("ul.modules")).getBoundingClientRect();
      return { x: box.left + box.width / 2, y: before ? box.top : box.bottom };
    };
    const follow = ({ clientX, clientY }) => {
      const distance = (place) => { const { x, y } = boxOf(place); return Math.abs(y - clientY) + Math.abs(x - clientX) / 4; };
      const nearest = moving.all.reduce((best, place, at) => (distance(place) < distance(moving.all[best]) ? at : best), 0);
      if (nearest === moving.at) return;
      moving.at = nearest;
      show();
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("pointerup", () => handle.removeEventListener("pointermove", follow), { once: true });
    handle.addEventListener("pointercancel", () => { handle.removeEventListener("pointermove", follow); leave(); }, { once: true });
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
