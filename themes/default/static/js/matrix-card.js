// The evidence behind a cell, beside it: the section that makes the claim, its first sentences, the weaker claims. It
// comes under the pointer, with the focus and by a tap. `matrix.js` loads this when somebody first comes to a cell; the
// texts are those of the search, loaded when the first card is shown, by classic scripts, which also work from a folder.
"use strict";

(() => {
  const table = document.getElementById("matrix");
  const frame = table.closest(".matrix-frame");
  const { root } = document.querySelector(".find-open").dataset;
  const { load } = leerlijn;
  const { also, whole, back } = frame.dataset;
  const WAIT = 250;

  const make = (name, className, ...children) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };
  const card = make("aside", "card evidence");
  card.id = "evidence";
  card.popover = "manual";
  frame.append(card);

  // The texts
  /** The section at `address`, with its text; null where the search does not know it. */
  async function section(address) {
    try {
      await load("search/find.js");
      await load("search/index.js");
      const found = leerlijnSearch.at(address);
      if (!found) return null;
      await load(`search/text-${leerlijnSearch.chunk(found)}.js`);
      return { heading: found.heading || (found.kind === "lesson" ? found.title : whole), text: leerlijnSearch.opening(found) };
    } catch {
      return null;
    }
  }

  // A card
  const addressOf = (link) => link.getAttribute("href").slice(root.length);
  const moduleOf = (cell) => {
    const id = cell.headers.split(" ").find((header) => /^m\d+$/.test(header));
    return document.getElementById(id)?.querySelector("a");
  };
  const shape = (level) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "shape");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#shape-${level}`);
    svg.append(use);
    return svg;
  };
  const levels = [...document.querySelectorAll("#matrix-filter [name=level] option")].slice(1).map((option) => option.text);

  async function fill(link) {
    const cell = link.parentElement;
    const item = cell.parentElement.querySelector("th a");
    const level = /(?:^| )l(\d+)/.exec(cell.className)[1];
    const weaker = (cell.dataset.also ?? "").split("|").filter(Boolean).map((claim) => claim.split(" "));
    const [strongest, ...others] = await Promise.all([addressOf(link), ...weaker.map(([, address]) => address)].map(section));
    const place = make("a", "evidence-place", strongest?.heading ?? link.textContent);
    place.href = link.href;
    place.addEventListener("click", () => remember(cell));
    const parts = [
      make("p", "evidence-item", item.textContent),
      make("p", "evidence-where", moduleOf(cell)?.textContent.trim() ?? ""),
      make("p", "evidence-claim", shape(level), ` ${levels[level]}: `, place),
    ];
    if (strongest?.text) parts.push(make("p", "evidence-text", strongest.text));
    if (weaker.length) {
      const list = make("ul", "", ...weaker.map(([step, address], at) => {
        const other = make("a", "", others[at]?.heading ?? address);
        other.href = root + address;
        other.addEventListener("click", () => remember(cell));
        return make("li", "", shape(step), ` ${levels[step]}: `, other);
      }));
      parts.push(make("p", "evidence-also", also), list);
    }
    card.replaceChildren(...parts);
  }

  function beside(link) {
    const cell = link.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = cell.bottom + 6 + height <= innerHeight;
    card.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, cell.left + cell.width / 2 - width / 2))}px`;
    card.style.top = `${below ? cell.bottom + 6 : Math.max(8, cell.top - 6 - height)}px`;
  }

  let shown = null;
  let waiting = 0;
  async function show(link) {
    clearTimeout(waiting);
    // An edit in the preview may have taken the claim away meanwhile.
    if (!link.isConnected) return;
    shown?.removeAttribute("aria-describedby");
    shown = link;
    await fill(link);
    if (shown !== link || !link.isConnected) return;
    card.showPopover();
    link.setAttribute("aria-describedby", "evidence");
    beside(link);
  }
  function hide() {
    clearTimeout(waiting);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    if (card.matches(":popover-open")) card.hidePopover();
  }
  const later = (step) => { clearTimeout(waiting); waiting = setTimeout(step, WAIT); };

  // The page that a cell leads to marks its item there, and leads back to the row.
  function remember(cell) {
    const row = cell.parentElement.querySelector("th");
    try {
      sessionStorage.setItem("leerlijn-claim", JSON.stringify({ item: row.querySelector("a").href, back: `${location.href.split("#")[0]}#${row.id}`, text: back }));
    } catch {
      // Then the section is shown as it is.
    }
  }

  const linkOf = (node) => node.closest?.("#matrix tbody td > a");
  let byTouch = false;
  frame.addEventListener("pointerdown", ({ pointerType }) => { byTouch = pointerType === "touch"; });
  frame.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch" || card.contains(target)) {
      clearTimeout(waiting);
      return;
    }
    const link = linkOf(target);
    if (link && link !== shown) later(() => show(link));
    else if (!link && shown && document.activeElement !== shown) later(hide);
  });
  frame.addEventListener("pointerleave", () => { if (document.activeElement !== shown) later(hide); });
  frame.addEventListener("focusin", ({ target }) => {
    if (card.contains(target)) return;
    const link = linkOf(target);
    // The card of the cell before would cover the one that has the focus now.
    if (link !== shown && !byTouch) hide();
    if (link && target.matches(":focus-visible")) later(() => show(link));
  });
  frame.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !frame.contains(relatedTarget)) hide(); });
  frame.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    if (!link) return;
    if (byTouch && shown !== link) {
      event.preventDefault();
      show(link);
      return;
    }
    remember(link.parentElement);
  });
  document.addEventListener("click", ({ target }) => { if (!frame.contains(target)) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && shown) { event.preventDefault(); hide(); } });
  addEventListener("scroll", () => { if (shown) hide(); }, { passive: true });

  // Who came to a cell before this script was there has waited for it.
  leerlijn.evidence = (link, isTap) => {
    byTouch = isTap;
    if (isTap || link.matches(":hover, :focus-visible")) show(link);
  };
})();
