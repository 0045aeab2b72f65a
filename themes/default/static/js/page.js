// What every page does beyond what HTML and CSS do by themselves. Nothing here is needed to read.
"use strict";

(() => {
  const root = document.documentElement;

  // Scripts and style sheets that not every reader needs are loaded by the first who does, and run in the order in which
  // they were asked for. Who asks again after a failure tries again: a network comes back.
  const statics = document.currentScript.src;
  const loads = new Map();
  function load(path) {
    if (!loads.has(path)) {
      loads.set(path, new Promise((resolve, reject) => {
        const address = new URL(`../${path}`, statics).href;
        const isStyle = path.endsWith(".css");
        const node = Object.assign(document.createElement(isStyle ? "link" : "script"), isStyle ? { rel: "stylesheet", href: address } : { src: address, async: false });
        node.onload = resolve;
        node.onerror = () => { loads.delete(path); node.remove(); reject(new Error(path)); };
        document.head.append(node);
      }));
    }
    return loads.get(path);
  }
  globalThis.leerlijn = { load };

  // The search is loaded when it is opened; what is typed until it is there goes into its field.
  const find = document.querySelector(".find-open");
  if (find && HTMLDialogElement.prototype.showModal) {
    const prepare = () => Promise.all(["css/search.css", "search/dialog.js", "js/search.js"].map(load));
    let typed = null;
    const open = async () => {
      if (typed !== null) return;
      typed = "";
      try {
        await prepare();
        leerlijn.search(typed);
      } catch {
        alert(find.dataset.failed);
      }
      typed = null;
    };
    const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]") != null;
    document.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      const isPlain = !ctrlKey && !metaKey && !altKey;
      const isSlash = key === "/" && isPlain && !isTyping(event.target);
      const isK = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey && !shiftKey;
      if (isSlash || isK) {
        event.preventDefault();
        open();
      } else if (typed !== null && isPlain && key.length === 1) {
        event.preventDefault();
        typed += key;
      }
    });
    find.addEventListener("click", open);
    for (const near of ["pointerenter", "focus"]) find.addEventListener(near, () => prepare().catch(() => {}), { once: true });
  }

  // Light and dark: the switch remembers, and choosing what the system has goes back to following it.
  const button = document.querySelector(".scheme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  if (button) {
    show();
    system.addEventListener("change", show);
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      if ((wanted === "dark") === system.matches) delete root.dataset.scheme;
      else root.dataset.scheme = wanted;
      try {
        if (root.dataset.scheme) localStorage.setItem("scheme", wanted);
        else localStorage.removeItem("scheme");
      } catch {
        // Then the choice lasts as long as the page.
      }
      show();
    });
  }

  // Long lists are filtered by what is typed: an entry stays that has every word, in itself or in the name of its school.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const form of document.querySelectorAll("form[data-filters]")) {
    const list = form.dataset.filters;
    const entries = [...document.querySelectorAll(`[data-entry="${list}"]`)];
    const texts = entries.map((entry) => folded(`${entry.dataset.school} ${entry.textContent}`));
    const heads = [...document.querySelectorAll(`[data-heads="${list}"]`)];
    const filter = () => {
      const words = folded(form.querySelector("input").value).split(/\s+/).filter(Boolean);
      entries.forEach((entry, at) => { entry.hidden = !words.every((word) => texts[at].includes(word)); });
      const open = new Set(entries.filter((entry) => !entry.hidden).map((entry) => entry.dataset.school));
      heads.forEach((head) => { head.hidden = !open.has(head.textContent.trim()); });
      form.querySelector("output").textContent = `${entries.filter((entry) => !entry.hidden).length} / ${entries.length}`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  // Menus close when the attention goes elsewhere.
  const menus = document.querySelectorAll("details.menu");
  const closeOthers = (target) => menus.forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus.forEach((menu) => {
      if (!menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // The style sheets show on a wide window what folds on a narrow one; here it is also opened, for browsers that cannot
  // show the inside of a closed element, and for all that read the state of one. A button's list closes when a
  // place was chosen.
  const WIDE = [[".nav > .unfolds", "60rem"], [".toc > .unfolds", "64rem"], [".course > .unfolds", "80rem"], [".claims.unfolds", "48rem"], [".filter > .unfolds", "44rem"]];
  for (const [selector, width] of WIDE) {
    const wide = matchMedia(`(min-width: ${width})`);
    const follow = () => document.querySelectorAll(selector).forEach((details) => { details.open = wide.matches; });
    wide.addEventListener("change", follow);
    follow();
  }
  document.querySelectorAll(".nav > .unfolds, .toc > .unfolds").forEach((details) => {
    const isButton = () => getComputedStyle(details.querySelector("summary")).display !== "none";
    const close = () => { if (details.open && isButton()) details.open = false; };
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !details.open || !isButton()) return;
      close();
      details.querySelector("summary").focus();
    });
    details.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
    document.addEventListener("click", (event) => { if (!details.contains(event.target)) close(); });
    details.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !details.contains(relatedTarget)) close(); });
  });

  // Who comes from a cell of the matrix finds its item marked in the section, with a way back to the row.
  let asked = null;
  try {
    asked = JSON.parse(sessionStorage.getItem("leerlijn-claim"));
    sessionStorage.removeItem("leerlijn-claim");
  } catch {
    // Then nothing is marked.
  }
  const place = asked && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  // Between the heading and its claims may stand how the section is taught or assessed.
  const next = place?.nextElementSibling;
  const below = next?.matches(".occasion") ? next.nextElementSibling : next;
  const claims = below?.matches(".claims") ? below : document.querySelector(".whole");
  const chip = asked && [...(claims?.querySelectorAll("li") ?? [])].find((node) => node.querySelector("a")?.href === asked.item);
  if (chip) {
    claims.open = true;
    chip.classList.add("asked");
    const way = document.createElement("a");
    way.className = "back";
    way.href = asked.back;
    way.textContent = asked.text;
    chip.append(way);
  }

  // The explanation of a word stands in its `title`, which only a pointer shows: a card has it with the focus, and by
  // the first tap, after which a second one follows the link.
  const explained = ".gloss[title], .marks a[title], .near-places a[title]";
  if (document.querySelector(explained) && HTMLElement.prototype.showPopover) {
    const note = document.createElement("p");
    note.className = "card note-card";
    note.popover = "manual";
    document.body.append(note);
    let word = null;
    let byTouch = false;
    const hide = () => {
      word = null;
      if (note.matches(":popover-open")) note.hidePopover();
    };
    const show = (link) => {
      word = link;
      note.textContent = link.title;
      note.showPopover();
      const at = link.getBoundingClientRect();
      const below = at.bottom + 6 + note.offsetHeight <= innerHeight;
      note.style.left = `${Math.max(8, Math.min(innerWidth - note.offsetWidth - 8, at.left))}px`;
      note.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - note.offsetHeight)}px`;
    };
    document.addEventListener("pointerdown", ({ pointerType }) => { byTouch = pointerType === "touch"; });
    document.addEventListener("focusin", ({ target }) => {
      if (target.matches(explained) && target.matches(":focus-visible")) show(target);
      else if (!byTouch) hide();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".gloss[title]");
      if (byTouch && link && link !== word) {
        event.preventDefault();
        show(link);
      } else if (!note.contains(event.target)) {
        hide();
      }
    });
    document.addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
    addEventListener("scroll", () => { if (word) hide(); }, { passive: true });
  }

  document.querySelectorAll("[data-print]").forEach((node) => node.addEventListener("click", () => print()));

  // Paper says where it comes from and of which day it is.
  const printed = document.createElement("p");
  printed.className = "printed";
  addEventListener("beforeprint", () => {
    const day = new Intl.DateTimeFormat(root.lang, { dateStyle: "long" }).format(new Date());
    printed.textContent = [location.protocol.startsWith("http") ? location.origin + location.pathname.replace(/index\.html$/, "") : "", day].filter(Boolean).join(" · ");
    // A page without a head of the site, such as the dossier, has it above its own.
    const top = document.querySelector(".masthead");
    if (top) top.append(printed);
    else document.querySelector(".head")?.before(printed);
  });
  addEventListener("afterprint", () => printed.remove());

  // The module that is shown is in sight in a programme that is longer than its column.
  const course = document.querySelector(".reader > .course");
  const here = course?.querySelector("[aria-current]");
  if (here && course.scrollHeight > course.clientHeight) course.scrollTop = here.offsetTop - course.offsetTop - course.clientHeight / 2;

  // The table of contents marks the heading that is being read.
  const links = new Map();
  document.querySelectorAll(".toc a").forEach((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  });
  if (links.size) {
    const headings = [...links.keys()];
    // What stands beside the text is in sight with the contents, and is no place in it.
    const beside = matchMedia("(min-width: 64rem)");
    const isBeside = (heading) => beside.matches && heading.closest(".side");
    const contents = document.querySelector(".toc > .unfolds");
    let waiting = false;
    let before = scrollY;
    const mark = () => {
      waiting = false;
      const atEnd = innerHeight + scrollY >= document.body.scrollHeight - 4;
      // The button of the contents covers no text for whoever reads on.
      contents?.classList.toggle("passed", scrollY > before && !atEnd);
      before = scrollY;
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3 && !isBeside(heading));
      const current = atEnd ? headings.at(-1) : passed.at(-1);
      links.forEach((link, heading) => {
        if (heading === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }
})();
