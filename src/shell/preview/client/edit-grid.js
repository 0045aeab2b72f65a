// The matrix as a grid in which cells are edited (the grid pattern of ARIA): one stop for Tab, arrows between the cells,
// Shift for a block, a key for a level, and blocks to and from a spreadsheet.
import { openCard } from "./edit-card.js";
import { gapActions } from "./edit-gaps.js";

const PAGE = 10;

/** Makes the table editable, whichever way its axes lie; false when it is not the one that `grid` speaks of. */
export function editGrid(desk, grid) {
  const table = document.getElementById("matrix");
  const frame = table.closest(".matrix-frame");
  const heads = [...table.querySelectorAll("thead .modules th[id]")];
  const itemsById = new Map(grid.items.map((item) => [item.id, item]));
  const idOf = (head) => head?.replace(/^r-/, "");
  const all = [...table.querySelectorAll("tbody tr")].flatMap((tr) => {
    const item = itemsById.get(idOf(tr.querySelector('th[scope="row"]')?.id));
    return item ? [{ tr, item, cells: [...tr.cells].slice(1, heads.length + 1) }] : [];
  });
  if (!frame || heads.length !== grid.modules.length || all.length === 0 || all.some(({ cells }) => cells.length !== heads.length)) return false;

  const { say, make } = desk;
  const keys = make("p", { class: "leerlijn-keys", id: "leerlijn-keys" }, say("edit-keys"));
  keys.leerlijnAdded = true;
  table.before(keys);
  const { cover } = gapActions(desk, grid);
  furnish();

  // On a small screen a row is a list of the modules that claim its item; all others stand behind one button.
  function furnish() {
    for (const { tr, item } of all) {
      const head = tr.cells[0];
      if (head.querySelector(":scope > .leerlijn-add")) continue;
      // Its words stand in the style, since the filters look at the text of a row.
      const button = make("button", { type: "button", class: "leerlijn-add", "data-words": say("cover"), "aria-label": `${say("cover")} ${item.id}`, click: () => cover(item) });
      button.leerlijnAdded = true;
      head.append(button);
    }
  }

  function dress(shown) {
    shown.setAttribute("role", "grid");
    shown.setAttribute("aria-multiselectable", "true");
    shown.setAttribute("aria-describedby", "leerlijn-keys");
    shown.classList.add("leerlijn-grid");
  }

  function quiet(cell) {
    const link = cell.firstElementChild;
    if (link && link.tabIndex !== -1) link.tabIndex = -1;
  }

  // The table as it is shown: items below each other, or with swapped axes the modules. A view knows its rows among those
  // that the filters leave, which of their cells are shown, and what a cell is about.
  const straight = {
    table,
    rows: () => all.filter(({ tr }) => tr.offsetParent !== null),
    columns: () => heads.flatMap((head, at) => (head.hidden ? [] : [at])),
    subject: (row, column) => ({ item: row.item, module: grid.modules[column] }),
    cellOf: ({ item, module }) => all.find((row) => row.item === item)?.cells[grid.modules.indexOf(module)],
  };
  function crossed(shown) {
    const items = [...shown.querySelectorAll("thead th[data-row]")].map((head) => itemsById.get(idOf(head.dataset.row)));
    const lines = [...shown.querySelectorAll("tbody tr[data-column]")].map((tr) => ({ tr, module: grid.modules[Number(tr.dataset.column)], cells: [...tr.cells].slice(1) }));
    return {
      table: shown,
      rows: () => lines,
      columns: () => [...items.keys()],
      subject: (row, column) => ({ item: items[column], module: row.module }),
      cellOf: ({ item, module }) => lines.find((row) => row.module === module)?.cells[items.indexOf(item)],
    };
  }

  let view = straight;
  const rows = () => view.rows();
  const columns = () => view.columns();
  const levelOf = (cell) => { const found = /(?:^| )l(\d+)/.exec(cell.className); return found ? Number(found[1]) : null; };

  let active = null;
  let anchor = null;
  let selected = [];
  // What the active cell is about, and whether the focus was in the table: one that is made anew gets both back.
  let about = null;
  let isWithin = false;
  const place = (cell, shown = rows()) => {
    const row = shown.findIndex(({ tr }) => tr === cell.parentElement);
    const column = row < 0 ? -1 : columns().indexOf(shown[row].cells.indexOf(cell));
    return row < 0 || column < 0 ? null : { row, column };
  };
  const cellAt = ({ row, column }, shown = rows(), open = columns()) => shown[Math.max(0, Math.min(row, shown.length - 1))]?.cells[open[Math.max(0, Math.min(column, open.length - 1))]];
  function subjectOf(cell) {
    const row = rows().find(({ tr }) => tr === cell.parentElement);
    return row ? view.subject(row, row.cells.indexOf(cell)) : null;
  }

  /** The block between the anchor and the active cell, row by row. */
  function block() {
    const [shown, open] = [rows(), columns()];
    const [a, b] = [place(anchor ?? active, shown), place(active, shown)];
    if (!a || !b) return [];
    const range = (one, other) => [Math.min(one, other), Math.max(one, other)];
    const [[top, bottom], [left, right]] = [range(a.row, b.row), range(a.column, b.column)];
    return shown.slice(top, bottom + 1).map((row) => open.slice(left, right + 1).map((column) => ({ cell: row.cells[column], ...view.subject(row, column) })));
  }

  function select() {
    const now = block().flat().map(({ cell }) => cell);
    const kept = new Set(now);
    for (const cell of selected) if (!kept.has(cell)) cell.removeAttribute("aria-selected");
    for (const cell of now) cell.setAttribute("aria-selected", "true");
    selected = now;
  }

  function go(cell, isBlock = false) {
    // On a small screen empty cells are not shown.
    if (!cell || cell.offsetParent === null) return;
    if (active && active !== cell) active.removeAttribute("tabindex");
    active = cell;
    about = subjectOf(cell);
    if (!isBlock || !anchor) anchor = cell;
    cell.tabIndex = 0;
    select();
    cell.focus({ preventScroll: true });
    reveal(cell);
  }

  // The head sticks at the top, the items at the left, and the strip at the bottom.
  function reveal(cell) {
    const box = cell.getBoundingClientRect();
    const top = view.table.tHead.getBoundingClientRect().bottom;
    const bottom = innerHeight - (parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0);
    const left = cell.parentElement.cells[0].getBoundingClientRect().right;
    const right = document.documentElement.clientWidth;
    const x = box.left < left ? box.left - left - 4 : box.right > right ? box.right - right + 4 : 0;
    const y = box.top < top ? box.top - top - 4 : box.bottom > bottom ? box.bottom - bottom + 4 : 0;
    if (x || y) scrollBy({ left: x, top: y, behavior: "instant" });
  }

  // Edits
  const label = (mark) => (mark === "" ? say("level-none") : grid.levels[Number(mark) - 1]?.label ?? mark);
  const nameOf = ({ item, module }) => say("cell-name", { item: item.id, module: module.name });

  function ask(cells) {
    const what = cells.length === 1 ? `${nameOf(cells[0])}: ${label(cells[0].mark)}` : say("cells-edited", { n: cells.length });
    return desk.edit({ programme: grid.programme, cells: cells.map(({ item, module, mark }) => ({ item: item.name, module: module.name, mark })) }, what);
  }
  const fill = (mark) => { const cells = block().flat(); if (cells.length) ask(cells.map((cell) => ({ ...cell, mark }))); };

  function round() {
    const level = levelOf(active);
    const next = level === null ? 1 : level + 2;
    fill(next > grid.levels.length ? "" : String(next));
  }

  function open(cell) {
    const [[found]] = [block().flat().filter((one) => one.cell === cell)];
    if (found) openCard(desk, grid, found);
  }

  function target(event) {
    const [shown, all_] = [rows(), columns()];
    const at = place(active, shown);
    if (!at) return null;
    const move = (row, column) => cellAt({ row: at.row + row, column: at.column + column }, shown, all_);
    const far = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case "ArrowRight": return far ? move(0, all_.length) : move(0, 1);
      case "ArrowLeft": return far ? move(0, -all_.length) : move(0, -1);
      case "ArrowDown": return far ? move(shown.length, 0) : move(1, 0);
      case "ArrowUp": return far ? move(-shown.length, 0) : move(-1, 0);
      case "PageDown": return move(PAGE, 0);
      case "PageUp": return move(-PAGE, 0);
      case "Home": return far ? cellAt({ row: 0, column: 0 }, shown, all_) : move(0, -all_.length);
      case "End": return far ? cellAt({ row: shown.length, column: all_.length }, shown, all_) : move(0, all_.length);
      default: return null;
    }
  }

  const isOwn = (event) => active !== null && event.target === active;
  frame.addEventListener("keydown", (event) => {
    if (!isOwn(event) || event.altKey) return;
    const far = event.ctrlKey || event.metaKey;
    const cell = target(event);
    const take = () => { event.preventDefault(); event.stopPropagation(); };
    if (cell) {
      take();
      go(cell, event.shiftKey);
    } else if (far && event.key.toLowerCase() === "a") {
      take();
      const [shown, all_] = [rows(), columns()];
      anchor = cellAt({ row: 0, column: 0 }, shown, all_);
      const last = cellAt({ row: shown.length, column: all_.length }, shown, all_);
      go(last, true);
    } else if (far) {
      return;
    } else if (event.key === "Delete" || event.key === "Backspace") {
      take();
      fill("");
    } else if (event.key === " ") {
      take();
      round();
    } else if (event.key === "Enter" || event.key === "F2") {
      take();
      open(active);
    } else if (event.key === "Escape" && selected.length > 1) {
      take();
      go(active);
    } else if (event.key.length === 1) {
      const key = event.key.toLowerCase();
      const byLetter = grid.levels.findIndex(({ letter }) => letter === key) + 1;
      const number = /^[0-9]$/.test(key) ? Number(key) : byLetter || (key === "x" ? grid.required + 1 : -1);
      if (number < 0 || number > grid.levels.length) return;
      take();
      fill(number === 0 ? "" : String(number));
    }
  });

  // Pointer: a click chooses a cell, dragging or Shift a block; a second click, or a tap, opens the cell.
  const cellOf = (event) => { const cell = event.target.closest?.("td"); return cell && place(cell) ? cell : null; };
  let isDragging = false;
  frame.addEventListener("pointerdown", (event) => {
    const cell = cellOf(event);
    if (!cell || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    isDragging = true;
    go(cell, event.shiftKey);
  });
  frame.addEventListener("pointerover", (event) => {
    const cell = isDragging && event.buttons === 1 ? cellOf(event) : null;
    if (cell && cell !== active) go(cell, true);
  });
  addEventListener("pointerup", () => { isDragging = false; });
  frame.addEventListener("click", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    event.preventDefault();
    if (event.pointerType !== "touch") return;
    go(cell);
    open(cell);
  });
  frame.addEventListener("dblclick", (event) => { const cell = cellOf(event); if (cell) open(cell); });

  // A spreadsheet: rows by line, cells by tab.
  const mine = () => active !== null && document.activeElement === active;
  function copy(event) {
    if (!mine()) return false;
    const text = block().map((row) => row.map(({ cell }) => { const level = levelOf(cell); return level === null ? "" : grid.levels[level].mark; }).join("\t")).join("\n");
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    desk.tell({ text: say("cells-copied", { n: selected.length }) });
    return true;
  }
  document.addEventListener("copy", copy);
  document.addEventListener("cut", (event) => { if (copy(event)) fill(""); });
  document.addEventListener("paste", (event) => {
    if (!mine()) return;
    event.preventDefault();
    const sheet = readSheet(event.clipboardData.getData("text/plain"));
    if (sheet.length === 0) return;
    const isOne = sheet.length === 1 && sheet[0].length === 1;
    if (isOne) {
      fill(sheet[0][0]);
      return;
    }
    const [shown, all_] = [rows(), columns()];
    const places = block();
    const start = place(places[0][0].cell, shown);
    let left = 0;
    const cells = sheet.flatMap((line, down) => line.flatMap((mark, right) => {
      const row = shown[start.row + down];
      const column = all_[start.column + right];
      if (row === undefined || column === undefined) {
        left += 1;
        return [];
      }
      return [{ cell: row.cells[column], ...view.subject(row, column), mark }];
    }));
    anchor = cellAt({ row: start.row, column: start.column }, shown, all_);
    go(cellAt({ row: start.row + sheet.length - 1, column: start.column + Math.max(...sheet.map((line) => line.length)) - 1 }, shown, all_), true);
    ask(cells).then(({ isMade }) => { if (isMade && left) desk.tell({ text: say("cells-outside", { n: left }) }); });
  });

  // After a change of the page: new marks are links, and the active cell may be filtered away.
  document.addEventListener("leerlijn-patched", () => {
    furnish();
    for (const { cells } of all) for (const cell of cells) if (cell.firstElementChild) quiet(cell);
    if (view === straight && active && !place(active)) {
      const shown = rows();
      const next = shown.find(({ tr }) => active.parentElement.compareDocumentPosition(tr) & Node.DOCUMENT_POSITION_FOLLOWING) ?? shown.at(-1);
      const cell = next?.cells[all.find(({ tr }) => tr === active.parentElement)?.cells.indexOf(active)];
      if (cell) go(cell);
    }
  });

  // The table with swapped axes is made anew whenever something changes, and is whole when the frame is no longer busy.
  function look() {
    if (frame.hasAttribute("aria-busy")) return;
    const other = frame.querySelector(":scope > table.matrix:not(#matrix, .block)");
    const shown = other && frame.classList.contains("swapped") ? other : table;
    if (shown === view.table) return;
    view = shown === table ? straight : crossed(shown);
    if (view !== straight) {
      dress(shown);
      for (const { cells } of rows()) cells.forEach(quiet);
    }
    active?.removeAttribute("tabindex");
    for (const cell of selected) cell.removeAttribute("aria-selected");
    selected = [];
    active = anchor = (about && view.cellOf(about)) ?? cellAt({ row: 0, column: 0 }) ?? null;
    if (!active) return;
    active.tabIndex = 0;
    about = subjectOf(active);
    if (isWithin && (document.activeElement === document.body || frame.contains(document.activeElement))) go(active);
  }
  new MutationObserver(look).observe(frame, { attributes: true, attributeFilter: ["aria-busy", "class"], childList: true });
  document.addEventListener("focusin", (event) => { isWithin = frame.contains(event.target) && event.target.matches("td"); });
  document.addEventListener("pointerdown", (event) => { if (!frame.contains(event.target)) isWithin = false; }, true);

  dress(table);
  for (const { cells } of all) cells.forEach(quiet);
  const first = cellAt({ row: 0, column: 0 });
  if (first) {
    first.tabIndex = 0;
    active = anchor = first;
    about = subjectOf(first);
  }
  frame.addEventListener("focusin", (event) => { if (event.target === active && selected.length === 0) select(); });
  look();
  return true;
}

/** The cells of what a spreadsheet put on the clipboard; a cell with quotation marks may have line breaks in it. */
export function readSheet(text) {
  const rows = [[]];
  const cells = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/gy;
  for (let found = cells.exec(text); found && found.index < text.length; found = cells.exec(text)) {
    const [, cell, end] = found;
    const isQuoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
    rows.at(-1).push((isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim());
    if (end !== "\t" && end !== "" && cells.lastIndex < text.length) rows.push([]);
    if (end === "\t" && cells.lastIndex === text.length) rows.at(-1).push("");
  }
  return rows[0].length ? rows : [];
}
