// Brings a page up to date without loading it again. What a page holds is compared as it was made, before any script
// changed it: what the page was made of against what it is made of now. Only that difference is carried over, so
// filters, folded groups, the focus and whatever else scripts and readers did to the page stay.

/** The page at its own address as it is made now; null when there is none. */
export async function made() {
  const answer = await fetch(location.pathname + location.search, { cache: "no-store" }).catch(() => null);
  if (!answer?.headers.get("content-type")?.startsWith("text/html")) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const IS_OWN = 'script[src*="/__leerlijn/"]';
/** What the preview's own script is given with a page. */
export const given = (page) => page?.querySelector(IS_OWN)?.dataset ?? {};

// A page that gets other scripts, or another table, has to begin anew.
const scripts = (page) => [...page.querySelectorAll("script[src]")].filter((script) => !script.matches(IS_OWN)).map((script) => script.getAttribute("src")).join();
const table = (page) => [...page.querySelectorAll("#matrix :is(thead th, tbody th)[id]")].map((head) => `${head.id} ${head.querySelector("a")?.getAttribute("href")}`).join();

/** Carries the difference between `before` and `after` over to this page; false where only loading it again helps. */
export function patch(before, after) {
  if (scripts(before) !== scripts(after) || table(before) !== table(after)) return false;
  const steps = [];
  try {
    compare(before.head, after.head, document.head, steps);
    attributes(before.body, after.body, document.body, steps);
    children(before.body, after.body, document.body, steps);
  } catch (error) {
    if (error !== LOST) throw error;
    return false;
  }
  for (const step of steps) step();
  document.dispatchEvent(new CustomEvent("leerlijn-patched"));
  return true;
}

const LOST = new Error("a part of the page is not where it was made");

function compare(before, after, live, steps) {
  if (before.isEqualNode(after)) return;
  if (before.nodeType !== Node.ELEMENT_NODE) {
    steps.push(() => { live.nodeValue = after.nodeValue; });
    return;
  }
  if (before.matches(IS_OWN)) return;
  attributes(before, after, live, steps);
  children(before, after, live, steps);
}

function attributes(before, after, live, steps) {
  const names = new Set([...before.attributes, ...after.attributes].map(({ name }) => name));
  for (const name of names) {
    const [old, now] = [before.getAttribute(name), after.getAttribute(name)];
    if (old === now) continue;
    if (name === "class") {
      const words = (text) => (text ?? "").split(/\s+/).filter(Boolean);
      steps.push(() => {
        live.classList.remove(...words(old));
        live.classList.add(...words(now));
      });
    } else {
      steps.push(() => { if (now === null) live.removeAttribute(name); else live.setAttribute(name, now); });
    }
  }
}

const isSame = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");

/** For each of the nodes that were made, the one on the page; scripts may have put others between them. */
function found(made, live) {
  const own = [...live.childNodes];
  let at = 0;
  return made.map((node) => {
    const isIt = (candidate) => isSame(node, candidate) && !candidate.leerlijnAdded && (node.nodeType === Node.ELEMENT_NODE || node.nodeValue === candidate.nodeValue);
    while (at < own.length && !isIt(own[at])) at += 1;
    // White space between elements is of no use to anybody.
    if (at === own.length) throw LOST;
    at += 1;
    return own[at - 1];
  });
}

function children(before, after, live, steps) {
  const [old, now] = [[...before.childNodes], [...after.childNodes]];
  if (old.length === now.length && old.every((node, at) => node.isEqualNode(now[at]))) return;
  const nodes = found(old, live);
  let start = 0;
  while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end).isEqualNode(now.at(-1 - end))) end += 1;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const places = nodes.slice(start, old.length - end);
  if (gone.length === come.length && gone.every((node, at) => isSame(node, come[at]))) {
    gone.forEach((node, at) => compare(node, come[at], places[at], steps));
    return;
  }
  // Of a list of other length, those that are the same stay where they are.
  let at = 0;
  const follower = nodes[old.length - end] ?? null;
  for (const node of come) {
    const same = gone.findIndex((candidate, index) => index >= at && candidate.isEqualNode(node));
    if (same >= 0) {
      for (; at < same; at += 1) remove(places[at], steps);
      at = same + 1;
      continue;
    }
    const place = places[at] ?? follower;
    steps.push(() => live.insertBefore(document.importNode(node, true), place?.parentNode === live ? place : null));
  }
  for (; at < gone.length; at += 1) remove(places[at], steps);
}

const remove = (node, steps) => steps.push(() => node.remove());
