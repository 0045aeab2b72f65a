// Filters, folding, swapped axes and keys for the matrix. The table itself is whole without them.
"use strict";

(() => {
  const table = document.getElementById("matrix");
  const form = document.getElementById("matrix-filter");
  const frame = table?.closest(".matrix-frame");
  const count = document.querySelector("output.shown");
  const none = document.querySelector(".matrix-none");
  if (!table || !form || !count) return;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const levelOf = (cell) => /(?:^| )l(\d+)/.exec(cell.className)?.[1];
  const heads = [...table.querySelectorAll("thead .modules th[id]")];
  const termHeads = [...table.querySelectorAll("thead .terms th[id]")];
  const cols = [...table.querySelectorAll("col")];
  const groups = [...table.tBodies].map((body) => {
    const [headRow, ...rows] = body.rows;
    return { body, row: headRow, head: headRow.cells[0], title: headRow.querySelector("a"), button: headRow.querySelector("button"), share: headRow.querySelector(".share"), kind: body.dataset.kind, rows: rows.map(rowOf), isFolded: false };
  });
  // A matrix of so many items begins with its competences folded.
  const MANY = 150;
  const beginsFolded = groups.reduce((sum, { rows }) => sum + rows.length, 0) >= MANY;

  function rowOf(tr) {
    const [head, ...all] = tr.cells;
    const cells = all.slice(0, heads.length);
    // `term` and `level` are those that its cells were last shown for.
    return { tr, head, cells, term: "", level: "", ...contentOf(tr, head, cells) };
  }

  function contentOf(tr, head, cells) {
    const gap = tr.matches(".missing, .partial, .possible");
    const claims = cells.flatMap((cell, at) => (cell.firstChild ? [{ cell, at, level: levelOf(cell), isEnough: cell.classList.contains("enough") }] : []));
    return { claims, gap, isExempt: tr.classList.contains("exempt"), number: tr.lastElementChild, text: plain(head.textContent) };
  }

  // State: the form, which groups are folded, which way the axes lie; all of it stands in the address.
  const button = (name) => form.elements.namedItem(name);
  const pressed = (name) => button(name).getAttribute("aria-pressed") === "true";
  const press = (name, on) => button(name).setAttribute("aria-pressed", String(on));
  const isFolded = (group) => group.isFolded;

  function fold(group, on) {
    group.isFolded = on;
    group.button.setAttribute("aria-expanded", String(!on));
  }

  /** What the filters ask for, by name. */
  const asked = () => [...new FormData(form)].filter(([, value]) => value);
  // How the competences were folded before a filter, which opens them all: what it finds is to be seen.
  let before = null;

  function openFound() {
    if (asked().length) {
      before ??= groups.map(isFolded);
      for (const group of groups) fold(group, false);
    } else if (before) {
      groups.forEach((group, at) => fold(group, before[at]));
      before = null;
    }
  }

  function stateToAddress() {
    const state = new URLSearchParams(asked());
    const usual = beginsFolded && state.size === 0;
    if (groups.some((group) => isFolded(group) !== usual)) state.set("fold", groups.flatMap((group, at) => (isFolded(group) ? [at] : [])).join("."));
    if (pressed("swap")) state.set("swap", "1");
    const hash = state.toString();
    // An address that leads to a row stays as it is.
    if (!hash && location.hash && !location.hash.includes("=")) return;
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  /** Unfolds the competence with the row that the address names, and shows the row, whatever was filtered. */
  function showPlace() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const group = groups.find(({ body }) => body.contains(place));
    if (!group) return;
    if (place.closest("[hidden]")) {
      form.reset();
      openFound();
    }
    if (place !== group.head) fold(group, false);
    arrival = place;
  }
  // The row that is to be brought into sight when the table is at rest.
  let arrival = null;

  function addressToState() {
    if (!location.hash.includes("=")) {
      showPlace();
      return;
    }
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", "level", "term"]) if (button(name)) button(name).value = state.get(name) ?? "";
    const kinds = [...form.querySelectorAll("[name=kind]")];
    for (const kind of kinds) kind.checked = kind.value === (state.get("kind") ?? "");
    button("gaps").checked = state.has("gaps");
    const isAsking = asked().length > 0;
    before = isAsking ? groups.map(() => beginsFolded) : null;
    const folded = state.get("fold")?.split(".");
    groups.forEach((group, at) => fold(group, folded?.includes(String(at)) ?? (beginsFolded && !isAsking)));
    press("swap", state.has("swap"));
  }

  // Filter
  function wanted() {
    const data = new FormData(form);
    const value = (name) => data.get(name) ?? "";
    return { words: plain(value("q")).split(/\s+/).filter(Boolean), kind: value("kind"), level: value("level"), term: value("term"), gaps: data.has("gaps") };
  }

  const isOpen = (at, term) => !term || heads[at].dataset.term === term;

  function fits(row, group, want) {
    const claims = row.claims.filter(({ at }) => isOpen(at, want.term));
    return (
      want.words.every((word) => row.text.includes(word)) &&
      (!want.kind || group.kind === want.kind) &&
      (!want.gaps || row.gap) &&
      (!want.term || want.gaps || claims.length > 0) &&
      (!want.level || claims.some(({ level }) => level === want.level))
    );
  }

  // Rows change from the top down, so many cells at a time that the largest matrix does not hold up a frame.
  const AT_ONCE = 600;
  // A row that goes costs the page as little as so many cells that come.
  const ROW_GOES = 6;
  let work = null;
  // The term that the head was last shown for.
  let headTerm = "";

  function apply() {
    const want = wanted();
    for (const group of groups) group.shown = new Set(group.rows.filter((row) => fits(row, group, want)));
    press("fold", groups.every(isFolded));
    button("clear").disabled = asked().length === 0;
    frame.setAttribute("aria-busy", "true");
    const mine = (work = changes(want));
    const step = () => {
      if (work !== mine) return;
      for (let cells = 0; cells < AT_ONCE; ) {
        const { value, done } = mine.next();
        if (done) {
          work = null;
          frame.style.minHeight = "";
          frame.removeAttribute("aria-busy");
          arrive();
          settle();
          return;
        }
        cells += value;
      }
      requestAnimationFrame(step);
    };
    step();
    // The first rows are there; the others follow below the edge of the window.
    tell();
  }

  /** Says how many rows are found. */
  function tell() {
    const shown = groups.reduce((sum, group) => sum + group.shown.size, 0);
    const text = count.dataset.text.replace("#", String(shown));
    if (count.textContent !== text) count.textContent = text;
    if (!shown) frame.append(none);
    none.hidden = shown > 0;
  }

  /** Changes the matrix as somebody has asked, who may mail the address of it. */
  function follow() {
    stateToAddress();
    apply();
  }

  function arrive() {
    arrival?.scrollIntoView({ block: arrival.scope === "rowgroup" ? "start" : "center", behavior: "instant" });
    arrival = null;
  }

  // What a competence counts: of the columns that are shown, and when it is folded for each of them.
  const levelNames = [...button("level").options].slice(1).map((option) => option.text);

  /** Whether everyone takes one of the cells that are enough: a module of a choice counts with the others of it. */
  function isSure(enough) {
    const chosen = new Map();
    for (const { at } of enough) {
      const choice = heads[at].dataset.choice;
      if (!choice) return true;
      chosen.set(choice, (chosen.get(choice) ?? 0) + 1);
    }
    return [...chosen].some(([choice, able]) => {
      const [, pick, of] = choice.split(" ").map(Number);
      return of - able < pick;
    });
  }

  /** How many of the rows are covered, possible, partial, missing and exempt in the columns that `open` has. */
  function standing(rows, open) {
    const parts = { covered: 0, possible: 0, partial: 0, missing: 0, exempt: 0 };
    for (const { claims, isExempt } of rows) {
      const here = claims.filter(({ at }) => open[at]);
      if (isExempt) parts.exempt += 1;
      else if (isSure(here.filter(({ isEnough }) => isEnough))) parts.covered += 1;
      else if (here.some(({ isEnough }) => isEnough)) parts.possible += 1;
      else if (here.length) parts.partial += 1;
      else parts.missing += 1;
    }
    return parts;
  }

  /** Writes the numbers of `group` and its rows for the columns that `open` has. */
  function tally(group, open, isWhole) {
    group.whole ??= [...group.share.childNodes].map((node) => node.cloneNode(true));
    for (const { number, claims } of group.rows) number.textContent = String(claims.filter(({ at }) => open[at]).length);
    group.share.replaceChildren(...group.whole.map((node) => node.cloneNode(true)));
    if (isWhole) return;
    const parts = standing(group.rows, open);
    const [bar, words, short] = group.share.children;
    words.remove();
    short.removeAttribute("aria-hidden");
    short.textContent = `${parts.covered}/${group.rows.length}`;
    let left = 0;
    bar.replaceChildren(...Object.entries(parts).filter(([, amount]) => amount > 0).map(([name, amount]) => {
      const share = (amount * 100) / group.rows.length;
      const part = drawn("svg", { x: `${left}%`, width: `${share}%`, height: "100%" }, drawn("rect", { class: `part ${name}`, width: "100%", height: "100%", ...(name === "partial" ? { fill: "url(#hatch)" } : {}) }));
      left += share;
      return part;
    }));
  }

  function drawn(name, attributes, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  /** The cells of a folded competence: for each module how many of its items it claims, and the highest level. */
  function heat(group, open, columns) {
    group.head.colSpan = isFolded(group) ? 1 : columns;
    // An open one keeps its cells, unseen.
    const key = `${headTerm} ${[...group.shown].map(({ head }) => head.id)}`;
    if (!isFolded(group) || group.heated === key) return 0;
    group.heated = key;
    for (const cell of [...group.row.cells].slice(1)) cell.remove();
    const claims = heads.map(() => []);
    for (const row of group.shown) for (const claim of row.claims) claims[claim.at].push(claim);
    heads.forEach((head, at) => {
      const cell = make("td", { class: head.classList.contains("opens") ? "opens" : "" });
      const here = claims[at];
      hide(cell, !open[at]);
      if (here.length) {
        const highest = Math.max(...here.map(({ level }) => Number(level)));
        cell.className += ` heat heat-${Math.ceil((here.length * 4) / group.shown.size)}`;
        const use = drawn("use", { href: `#shape-${highest}` });
        cell.append(drawn("svg", { class: "shape", "aria-hidden": "true" }, use), String(here.length), make("span", { class: "name" }, `, ${levelNames[highest]}`));
      }
      group.row.append(cell);
    });
    group.row.append(make("td", { class: "n" }));
    return heads.length;
  }

  const hide = (node, on) => { if (node.hidden !== on) node.hidden = on; };

  /** Brings `row` to what is wanted; the answer is how many cells that has changed. */
  function show(row, isShown, want, open) {
    let cells = 0;
    if (row.tr.hidden === isShown) {
      row.tr.hidden = !isShown;
      cells += isShown ? heads.length : ROW_GOES;
    }
    if (isShown && row.term !== want.term) {
      row.cells.forEach((cell, at) => hide(cell, !open[at]));
      row.term = want.term;
      cells += heads.length;
    }
    if (isShown && row.level !== want.level) {
      for (const { cell, level } of row.claims) cell.classList.toggle("dim", want.level !== "" && level !== want.level);
      row.level = want.level;
      cells += row.claims.length;
    }
    return cells;
  }

  /** Brings the rows of `group` to what is wanted before it is unfolded, and after it is folded; yields as `changes` does. */
  function* brought(group, want, open, isSwapped) {
    const { body } = group;
    const isAway = () => body.hidden || ["folded", "away"].some((why) => body.classList.contains(why));
    if (isFolded(group) && !body.classList.contains("folded")) {
      body.classList.add("folded");
      yield 2 * heads.length;
    }
    const wasAway = isAway();
    yield heat(group, open, open.filter(Boolean).length + 2);
    for (const row of group.rows) {
      const cells = show(row, group.shown.has(row), want, open);
      if (cells) yield wasAway ? 1 : cells;
    }
    if (group.shown.size) hide(body, false);
    if (!isFolded(group)) body.classList.remove("folded");
    if (!isSwapped) body.classList.remove("away");
    if (wasAway && !isAway()) yield group.shown.size * heads.length;
  }

  /** Brings the table to what is wanted, row by row; yields how many cells each step has changed. */
  function* changes(want) {
    const open = heads.map((_, at) => isOpen(at, want.term));
    const columns = open.filter(Boolean).length + 2;
    const on = pressed("swap");
    const isLarge = groups.reduce((sum, group) => sum + group.shown.size, 0) * columns > LARGE;
    if (on || swapped) {
      // What is below the table stays where it is until the new one is there.
      frame.style.minHeight = `${frame.offsetHeight}px`;
      if (swapped) yield* cleared();
      for (const { body } of groups) {
        const goes = isLarge && !body.classList.contains("away");
        body.classList.toggle("away", isLarge);
        // What is not shown costs nothing to take away.
        if (goes && !frame.classList.contains("swapped")) yield AT_ONCE / 3;
      }
      frame.classList.toggle("swapped", on);
    }
    heads.forEach((head, at) => { hide(head, !open[at]); hide(cols[at + 1], !open[at]); });
    termHeads.forEach((head) => hide(head, want.term !== "" && head.id !== `t${want.term}`));
    [...table.tFoot.rows[0].cells].slice(1, -1).forEach((cell, at) => hide(cell, !open[at]));
    if (isLarge && headTerm !== want.term) yield AT_ONCE;
    const isOther = headTerm !== want.term;
    headTerm = want.term;
    frame.classList.toggle("few", !on && columns < 9);
    for (const { body, shown } of groups) if (!shown.size) hide(body, true);
    for (const group of groups) {
      if (isOther) {
        tally(group, open, !want.term);
        yield group.rows.length;
      }
      yield* brought(group, want, open, on);
    }
    if (on) yield* transposed(isLarge);
    frame.classList.toggle("wide", on && swapped.querySelectorAll("col").length > PAPER_COLUMNS);
  }

  // Swapped axes: a second table, made of what the filter leaves of the first. With more cells than these it comes row
  // by row, in a layout in which no row moves the others.
  let swapped = null;
  const LARGE = 3000;
  // More than these do not fit on a sheet of A4, so the table is printed as it was.
  const PAPER_COLUMNS = 25;

  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const copyOf = (link, ...parts) => make("a", { href: link.getAttribute("href") }, ...parts);

  /** Makes the swapped table; yields how many cells each step has made. */
  function* transposed(isLarge) {
    // Where all are folded there would be no column, so then all are shown.
    const areAllFolded = groups.every(isFolded);
    const open = groups.map((group) => ({ ...group, rows: isFolded(group) && !areAllFolded ? [] : [...group.shown] }));
    const full = open.filter((group) => group.rows.length > 0);
    const items = full.flatMap((group) => group.rows);
    const top = make("tr", { class: "terms" }, make("th", { scope: "col", rowspan: "2", class: "corner" }, make("span", { class: "hidden" }, table.querySelector(".corner-label").textContent), make("span", { class: "readout", "aria-hidden": "true" })));
    for (const group of full) top.append(groupHead(group));
    const second = make("tr", { class: "modules" });
    swapped = make("table", { class: isLarge ? "matrix rows" : "matrix", "aria-labelledby": "matrix-caption" }, make("colgroup", {}, make("col"), ...items.map(() => make("col"))), make("thead", {}, top, second));
    if (isLarge) frame.append(swapped);
    for (const row of items) {
      second.append(itemHead(row));
      // A title that stands upright costs as much as several cells.
      if (isLarge) yield 16;
    }
    let body = null;
    for (const [at, head] of heads.entries()) {
      if (head.hidden) continue;
      const term = termHeads.find((candidate) => candidate.id === `t${head.dataset.term}`);
      if (!body || body.dataset.term !== head.dataset.term) {
        body = make("tbody", { "data-term": head.dataset.term });
        if (term) body.append(make("tr", { class: "group" }, make("th", { scope: "rowgroup", colspan: String(items.length + 1) }, make("div", { class: "group-line" }, make("span", { class: "name" }, term.textContent)))));
        swapped.append(body);
      }
      body.append(moduleRow(head, at, items));
      // A new cell costs twice as much as one that changes.
      if (isLarge) yield 2 * items.length;
    }
    if (!isLarge) frame.append(swapped);
  }

  /** Takes the swapped table away; yields as the others do. */
  function* cleared() {
    if (swapped.classList.contains("rows")) {
      for (const row of [...swapped.querySelectorAll("tbody tr")].reverse()) {
        row.remove();
        yield AT_ONCE / 6;
      }
    }
    swapped.remove();
    swapped = null;
  }

  /** The name of a competence above its items; above a few of them its id alone has room. */
  function groupHead({ title, rows }) {
    const [id, name] = [title.querySelector(".id"), title.textContent.trim()];
    const isShort = id && rows.length < 4;
    return make("th", { scope: "colgroup", colspan: String(rows.length), ...(isShort ? { "aria-label": name, title: name } : {}) }, make("span", {}, isShort ? id.textContent : name));
  }

  function itemHead(row) {
    const link = row.head.querySelector("a");
    const status = row.head.querySelector(".tag");
    const text = link.querySelector(".text").textContent;
    const parts = [make("span", { class: "title" }, status ? `${status.textContent}: ${text}` : text)];
    // A long id would widen its column, and says no more than the text.
    if (!link.classList.contains("long")) parts.unshift(make("span", { class: "code" }, link.querySelector(".id").textContent), " ");
    return make("th", { scope: "col", class: row.tr.className, "data-row": row.head.id }, copyOf(link, ...parts));
  }

  function moduleRow(head, at, items) {
    const link = head.querySelector("a");
    const parts = [...link.children].flatMap((part) => [make("span", { class: part.className === "code" ? "id" : "text" }, part.textContent), " "]);
    const tr = make("tr", { "data-column": String(at) }, make("th", { scope: "row" }, copyOf(link, ...parts)));
    for (const row of items) {
      const cell = row.cells[at];
      const copy = make("td", { class: [cell.className, row.tr.classList.contains("missing") ? "missing" : ""].join(" ").trim() });
      if (cell.firstChild) copy.append(cell.firstChild.cloneNode(true));
      tr.append(copy);
    }
    return tr;
  }

  // Keys: one stop for Tab, then the arrows, over everything in the table that is a link.
  const current = () => swapped ?? table;
  const links = () => current().querySelectorAll(":is(th, td) a");
  const isVisible = (link) => link.offsetParent !== null;
  // The cell that spans both rows of the head shifts the second row by one.
  const shift = (row) => (row.classList.contains("modules") && row.previousElementSibling ? 1 : 0);
  const columnOf = (cell) => cell.cellIndex + shift(cell.parentElement);
  const linkAt = (row, column) => {
    const link = row?.cells[column - shift(row)]?.querySelector("a");
    return link && isVisible(link) ? link : null;
  };

  // The one link that Tab stops at.
  let stop = null;

  function settle() {
    for (const link of links()) if (link.tabIndex !== -1) link.tabIndex = -1;
    stop = swapped ? swapped.querySelector("tbody a") : groups.find((group) => group.shown.size > 0)?.title;
    if (stop) stop.tabIndex = 0;
  }

  function along(row, from, step) {
    for (let column = from + step; column >= 0 && column < row.cells.length + shift(row); column += step) {
      const link = linkAt(row, column);
      if (link) return link;
    }
    return null;
  }

  function across(cell, step, distance = 0) {
    const rows = [...current().rows];
    const column = columnOf(cell);
    const start = cell.getBoundingClientRect().top;
    let last = null;
    for (let at = rows.indexOf(cell.parentElement) + step; at >= 0 && at < rows.length; at += step) {
      const link = linkAt(rows[at], column);
      if (!link) continue;
      last = link;
      if (Math.abs(link.getBoundingClientRect().top - start) >= distance) break;
    }
    return last;
  }

  function target(event, cell) {
    const row = cell.parentElement;
    const all = () => [...links()].filter(isVisible);
    switch (event.key) {
      case "ArrowRight": return along(row, columnOf(cell), 1);
      case "ArrowLeft": return along(row, columnOf(cell), -1);
      case "ArrowDown": return across(cell, 1);
      case "ArrowUp": return across(cell, -1);
      case "PageDown": return across(cell, 1, innerHeight * 0.7);
      case "PageUp": return across(cell, -1, innerHeight * 0.7);
      case "Home": return event.ctrlKey ? all()[0] : along(row, -1, 1);
      case "End": return event.ctrlKey ? all().at(-1) : along(row, row.cells.length + shift(row), -1);
      default: return undefined;
    }
  }

  frame.addEventListener("keydown", (event) => {
    const cell = event.target.closest("a")?.closest("th, td");
    if (!cell || event.altKey || event.metaKey) return;
    const link = target(event, cell);
    if (link === undefined) return;
    event.preventDefault();
    link?.focus();
    // A head that sticks may have scrolled its titles away, and a browser takes it for seen as it is.
    if (link?.closest("thead")) scrollTo({ top: frame.getBoundingClientRect().top + scrollY });
  });

  // The column under pointer or focus, and its name in the corner.
  let lit = [];
  let litHead = null;
  function light(cell) {
    const shown = current();
    const titles = shown.querySelector("thead .modules");
    const column = cell && cell.scope !== "rowgroup" && cell.scope !== "colgroup" ? columnOf(cell) : 0;
    const title = column < 1 ? null : titles?.cells[column - shift(titles)];
    const head = title?.querySelector("a") ? title : null;
    if (head === litHead) return;
    litHead = head;
    for (const node of lit) node.classList.remove("on");
    shown.querySelector(".readout").textContent = head ? head.textContent.trim() : "";
    // A table in blocks has no columns that a colour could be given to.
    let cells = [];
    if (head && swapped?.classList.contains("rows")) cells = [...swapped.querySelectorAll("tbody tr:not(.group)")].map((row) => row.cells[column]);
    else if (head && !swapped && frame.classList.contains("size-huge")) cells = groups.flatMap(({ rows }) => rows.map((row) => row.cells[column - 1]));
    lit = head ? [shown.querySelectorAll("col")[column], head, ...cells].filter(Boolean) : [];
    for (const node of lit) node.classList.add("on");
  }
  frame.addEventListener("pointerover", (event) => light(event.target.closest("th, td")));
  frame.addEventListener("pointerleave", () => light(null));
  frame.addEventListener("focusin", (event) => {
    const link = event.target.closest(":is(th, td) a");
    if (link) {
      if (stop) stop.tabIndex = -1;
      stop = link;
      stop.tabIndex = 0;
    }
    light(event.target.closest("th, td"));
  });
  frame.addEventListener("focusout", ({ relatedTarget }) => { if (!frame.contains(relatedTarget)) light(null); });

  // The card with the evidence behind a cell is a script of its own, loaded when somebody first comes to a cell. A tap
  // shows the card and a second one follows the link, so the first waits for the script.
  const evidence = () => leerlijn.load("js/matrix-card.js").then(() => leerlijn.evidence);
  if (frame.dataset.also !== undefined && document.querySelector(".find-open") && HTMLElement.prototype.showPopover) {
    const linkOf = (event) => (leerlijn.evidence ? null : event.target.closest("#matrix tbody td > a"));
    for (const near of ["pointerover", "focusin"]) {
      frame.addEventListener(near, (event) => {
        const link = event.pointerType !== "touch" && linkOf(event);
        if (link) evidence().then((show) => show(link, false), () => {});
      });
    }
    frame.addEventListener("click", (event) => {
      const link = event.pointerType === "touch" && linkOf(event);
      if (!link) return;
      event.preventDefault();
      evidence().then((show) => show(link, true), () => { location.href = link.href; });
    });
  }

  // Set up
  for (const group of groups) {
    group.button.addEventListener("click", () => { fold(group, !isFolded(group)); follow(); });
  }
  button("fold").addEventListener("click", () => {
    const all = !groups.every(isFolded);
    for (const group of groups) fold(group, all);
    follow();
  });
  button("swap").addEventListener("click", () => {
    press("swap", !pressed("swap"));
    scrollTo({ left: 0, top: Math.min(scrollY, frame.getBoundingClientRect().top + scrollY), behavior: "instant" });
    follow();
  });
  button("print").addEventListener("click", () => print());
  for (const name of ["swap", "print"]) button(name).addEventListener("click", () => { button(name).closest("details").open = false; });
  const filter = () => { openFound(); follow(); };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  button("clear").addEventListener("click", () => setTimeout(filter));
  addEventListener("hashchange", () => { addressToState(); apply(); });
  // The live preview brings in what changed. Rows stay until somebody filters anew: a gap that was just closed is
  // still looked at.
  document.addEventListener("leerlijn-patched", () => {
    for (const row of groups.flatMap(({ rows }) => rows)) Object.assign(row, contentOf(row.tr, row.head, row.cells), { level: "" });
    if (swapped) apply();
    for (const link of links()) if (link !== stop) link.tabIndex = -1;
  });
  document.getElementById("matrix-keys").hidden = false;
  frame.setAttribute("aria-describedby", "matrix-keys");
  for (const group of groups) fold(group, beginsFolded);
  addressToState();
  apply();
})();
