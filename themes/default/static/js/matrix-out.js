// How the matrix leaves the screen: on paper in blocks of columns where one sheet cannot hold them, and as a table
// of words when a selection of it is copied.
"use strict";

(() => {
  const table = document.getElementById("matrix");
  const frame = table?.closest(".matrix-frame");
  if (!frame) return;

  // More columns than these do not fit beside the items on a sheet of A4.
  const ON_A_SHEET = 40;

  // Paper
  let blocks = [];

  function columnsInBlocks() {
    const heads = [...table.querySelectorAll("thead .modules th[id]")];
    const open = heads.flatMap((head, at) => (head.hidden ? [] : [at]));
    const sheets = Math.ceil(open.length / ON_A_SHEET);
    const length = Math.ceil(open.length / sheets);
    return Array.from({ length: sheets }, (_, at) => open.slice(at * length, (at + 1) * length));
  }

  function block(columns, number, all) {
    const copy = table.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.add("block");
    const wanted = new Set(columns);
    const keep = (cells) => cells.forEach((cell, at) => { if (!wanted.has(at)) cell.remove(); });
    keep([...copy.querySelectorAll("col")].slice(1, -1));
    const modules = [...copy.querySelectorAll("thead .modules th[id]")];
    const codes = columns.map((at) => modules[at].querySelector(".code, .title").textContent);
    for (const term of copy.querySelectorAll("thead .terms th[id]")) {
      const own = columns.filter((at) => `t${modules[at].dataset.term}` === term.id);
      if (own.length) term.colSpan = own.length;
      else term.remove();
    }
    keep(modules);
    for (const row of [...copy.tBodies, copy.tFoot].flatMap((part) => [...part.rows])) {
      if (row.classList.contains("group")) {
        // Paper has the rows of folded competences, so their sums are left out.
        for (const cell of [...row.cells].slice(1)) cell.remove();
        row.cells[0].colSpan = columns.length + 2;
      }
      else keep([...row.cells].slice(1, -1));
    }
    for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
    // Firefox prints no shape that was referred to a moment ago, so each stands here itself.
    for (const use of copy.querySelectorAll("use")) {
      const symbol = document.querySelector(use.getAttribute("href"));
      use.parentNode.setAttribute("viewBox", symbol.getAttribute("viewBox"));
      use.replaceWith(...symbol.cloneNode(true).childNodes);
    }
    copy.caption.removeAttribute("id");
    copy.caption.textContent = frame.dataset.block.replace("#1", codes[0]).replace("#2", codes.at(-1)).replace("#3", number).replace("#4", all);
    return copy;
  }

  function toPaper() {
    backToScreen();
    const parts = columnsInBlocks();
    if (parts.length < 2) return;
    blocks = parts.map((columns, at) => block(columns, at + 1, parts.length));
    frame.classList.add("in-blocks");
    frame.append(...blocks);
  }

  function backToScreen() {
    for (const made of blocks) made.remove();
    blocks = [];
    frame.classList.remove("in-blocks");
  }

  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", backToScreen);

  // Copying
  const words = (cell) => {
    const name = cell.querySelector(".name");
    // A mark is told by the word of its level, which is the last in its name.
    if (cell.tagName === "TD" && name) return name.lastChild.textContent;
    const parts = [...cell.querySelectorAll(".id, .code, .text, .title, .name, .tag")].map((part) => part.textContent.trim());
    return (parts.length ? parts.join(" ") : cell.textContent).trim();
  };

  /** The texts of the cells of `row` that are selected, each at its column. */
  function line(row, selection) {
    // The cell that spans both rows of the head shifts the second row by one.
    let column = row.matches(".terms + .modules") ? 1 : 0;
    const texts = [];
    for (const cell of row.cells) {
      if (cell.hidden) continue;
      if (selection.containsNode(cell, true)) texts[column] = words(cell);
      column += cell.colSpan;
    }
    return texts;
  }

  frame.addEventListener("copy", (event) => {
    const selection = getSelection();
    const shown = [...frame.querySelectorAll("table")].find((candidate) => candidate.checkVisibility());
    const rows = [...shown.rows].filter((row) => row.checkVisibility() && selection.containsNode(row, true));
    const texts = rows.map((row) => line(row, selection)).filter((found) => found.length > 0);
    if (texts.flat().length < 2) return;
    const first = Math.min(...texts.map((found) => found.findIndex((text) => text !== undefined)));
    const last = Math.max(...texts.map((found) => found.length));
    const lines = texts.map((found) => Array.from({ length: last - first }, (_, at) => found[first + at] ?? ""));
    const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    event.clipboardData.setData("text/plain", lines.map((line) => line.map((text) => text.replace(/\s+/g, " ")).join("\t")).join("\n"));
    event.clipboardData.setData("text/html", `<table>${lines.map((line) => `<tr>${line.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`).join("")}</table>`);
    event.preventDefault();
  });
})();
