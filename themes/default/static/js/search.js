// The search: a dialog over the page, in which `search/dialog.js` has the words of the site. The page loads both, and the
// index, when somebody searches for the first time, and the texts of results when they are shown; all by classic
// scripts, which also work from a folder.
"use strict";

(() => {
  document.body.insertAdjacentHTML("beforeend", leerlijnDialog);
  const dialog = document.getElementById("find");
  const { load } = leerlijn;

  const part = (name) => dialog.querySelector(`.find-${name}`);
  const [form, close, count, hits, more, elsewhere] = ["form", "close", "count", "hits", "more", "elsewhere"].map(part);
  const input = form.elements.namedItem("q");
  const { root } = document.querySelector(".find-open").dataset;
  for (const link of elsewhere.querySelectorAll("[data-path]")) link.href = root + link.dataset.path;
  const FIRST = 10;
  const MORE = 20;

  const kindName = (kind) => dialog.dataset[`kind${kind[0].toUpperCase()}${kind.slice(1)}`] ?? "";
  // Such pages have no title of their own: they are named by the word for their kind, before the title of what they show.
  const labels = Object.fromEntries((dialog.dataset.namedByKind ?? "").split(" ").filter(Boolean).map((kind) => [kind, kindName(kind)]));
  const number = new Intl.NumberFormat(document.documentElement.lang);

  // Loading
  let isReady = false;

  async function prepare() {
    if (isReady) return;
    try {
      await load("search/find.js");
      await load("search/index.js");
      isReady = true;
      show();
    } catch {
      count.textContent = dialog.dataset.failed;
    }
  }

  // Results
  let found = null;
  let shown = 0;

  function make(tag, name, ...children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children);
    return node;
  }

  const pieces = (parts) => parts.map(([words, isMatch]) => (isMatch ? make("mark", "", words) : words));
  const marked = (text) => pieces(leerlijnSearch.marked(text, found));
  const nameOf = ({ title, kind }) => (title && !(kind in labels) ? title : [kindName(kind), title].filter(Boolean).join(": "));

  function hit(result) {
    const name = nameOf(result);
    const link = make("a", "");
    link.href = root + result.address;
    if (result.code) link.append(make("span", "code", ...marked(result.code)), " ");
    link.append(make("span", "find-title", ...marked(name)));
    if (result.heading) link.append(make("span", "find-heading", " › ", ...marked(result.heading)));
    const where = [kindName(result.kind), ...result.trail.map(nameOf)].filter((words) => words !== name);
    const snippet = make("p", "find-snippet");
    const item = make("li", "", link, make("p", "find-where", where.join(" › ")), snippet);
    fill(snippet, result, found);
    return item;
  }

  async function fill(snippet, result, asked) {
    try {
      await load(`search/text-${leerlijnSearch.chunk(result)}.js`);
      if (asked === found) snippet.replaceChildren(...pieces(leerlijnSearch.snippet(result, asked)));
    } catch {
      // A result without a snippet still leads to its page.
    }
  }

  function show() {
    const query = input.value;
    hits.replaceChildren();
    more.hidden = true;
    elsewhere.hidden = true;
    shown = 0;
    if (!isReady || !query.trim()) {
      found = null;
      count.textContent = "";
      return;
    }
    found = leerlijnSearch.find(query, labels);
    count.textContent = message(found);
    elsewhere.hidden = found.results.length > 0;
    showMore(FIRST);
  }

  function message({ results, isWhole }) {
    const { none, one, many, nearest } = dialog.dataset;
    if (!results.length) return none;
    const total = results.length === 1 ? one : many.replace("#", number.format(results.length));
    return isWhole ? total : `${nearest} ${total}`;
  }

  function showMore(amount) {
    const next = found.results.slice(shown, shown + amount);
    hits.append(...next.map(hit));
    shown += next.length;
    more.hidden = shown >= found.results.length;
  }

  // Opening, closing and keys
  leerlijn.search = (typed) => {
    if (dialog.open) return;
    dialog.showModal();
    if (typed) input.value = typed;
    else input.select();
    prepare();
    show();
  };

  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...(elsewhere.hidden ? hits : elsewhere).querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hits.querySelector("a")?.click();
  });
  more.addEventListener("click", () => {
    const first = shown;
    showMore(MORE);
    hits.children[first]?.querySelector("a").focus();
  });
  // Chromium empties a search field on Escape before it closes the dialog; one Escape closes.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });
  input.addEventListener("input", show);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".find-hits a, .find-elsewhere a")) dialog.close();
  });
})();
