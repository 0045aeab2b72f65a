// Finds English in what a page says to a Dutch reader: in its texts, in the names and hints of its parts, in what styles put
// there, in the preview's own tree and in its frames. A page can be looked at once, or watched: then a text counts that stood
// there for a moment alone, such as a message that goes again.
import assert from "node:assert/strict";

/**
 * Words that English sentences and buttons are full of. Those that Dutch has as well are not among them, such as `of`, `last`, `start` and
 * `list`, nor the name of the key Delete.
 */
const WORDS = `the and which this that these those with without from into has have its are were being there here they them their you your
  each every nothing something written could would should cannot can't don't doesn't does must than then when where what why how who will shall
  not or but if because while after before again already only other others another more most less many much few some any both until
  to by on off it be so no yes all new old now next previous back first left right up down
  column columns rows sheet line lines file files folders items claims covered missing partly exempt gap gaps levels
  called lesson lessons changed gone read write leave leaves kept times page pages profile profiles programme programmes skills knowledge
  search results result found find shown hide close save saved cancel remove add edit undo redo copy copied printed build built building
  choose select selected skip go error errors warning warnings note loading please wait failed unknown click settings table
  hour hours credits year years name title answer question language make made stopped end ended ready`.split(/\s+/);

/**
 * What is done in the page: `english(roots)` gives the English words in the trees with these roots, each with its text. Code, the
 * excerpts of files and what says that it is in another language do not count.
 */
const inPage = (words) => {
  const known = new Set(words);
  const CODE = "script, style, code, kbd, samp, .path, .excerpt pre, .change-text, [lang]:not([lang|=nl])";
  const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder", "label", "summary"];
  const outer = (node) => node.parentNode ?? node.host ?? null;
  function isCode(node) {
    for (let at = node; at; at = outer(at)) if (at.nodeType === Node.ELEMENT_NODE && at.matches(CODE)) return true;
    return false;
  }
  function english(text) {
    // Between backticks stand words of commands; an address or the name of a file is one word.
    const said = text.split("`").filter((_, at) => at % 2 === 0).join(" ");
    return said.split(/[^\p{L}\p{N}'’\-./_:@*]+/u).map((word) => word.replace(/^['’.:-]+|['’.:-]+$/gu, "").replace("’", "'")).filter((word) => known.has(word.toLowerCase()) && word !== word.toUpperCase());
  }
  function ofNode(node, found) {
    const note = (text, where) => {
      for (const word of english(text)) found.add(`${word}: ${where}${text.trim().replace(/\s+/g, " ").slice(0, 160)}`);
    };
    if (node.nodeType === Node.TEXT_NODE) {
      if (/\p{L}/u.test(node.data) && !isCode(node)) note(node.data, "");
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || isCode(node)) return;
    for (const name of ATTRIBUTES) if (node.hasAttribute(name)) note(node.getAttribute(name), `${name}=`);
    if (node.matches("input[type=submit], input[type=button], input[type=reset]")) note(node.value, "value=");
  }
  /** What the head says of the page; that of a page in another language is in that language. */
  function ofHead(found) {
    if (document.querySelector("[lang]:not([lang|=nl]):has(h1), h1[lang]:not([lang|=nl])")) return;
    for (const { content } of document.querySelectorAll('meta[name="description"], meta[property="og:title"], meta[property="og:description"]')) {
      for (const word of english(content)) found.add(`${word}: in the head: ${content}`);
    }
  }
  function ofTree(root, found, isStyled = false) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      ofNode(node, found);
      if (node.shadowRoot) ofTree(node.shadowRoot, found, isStyled);
      if (!isStyled || node.nodeType !== Node.ELEMENT_NODE || isCode(node)) continue;
      for (const side of ["::before", "::after"]) {
        const content = [...getComputedStyle(node, side).content.matchAll(/"([^"]*)"/g)].map(([, text]) => text).join(" ");
        for (const word of english(content)) found.add(`${word}: ${side} ${content}`);
      }
    }
    return found;
  }
  return { ofHead, ofNode, ofTree };
};

/** The English words on `page` as it is, with those in its frames and those that its styles put there. */
export async function english(page) {
  const found = await Promise.all(page.frames().map((frame) => frame.evaluate(`(() => {
    const { ofHead, ofTree } = (${inPage})(${JSON.stringify(WORDS)});
    const found = ofTree(document.documentElement, new Set(), true);
    ofHead(found);
    return [...found];
  })()`).catch(() => [])));
  return found.flat();
}

/**
 * Watches all pages of `context` from now on. What is answered says which English words stood on them at any time; with `t`
 * the test `t` fails at its end where there are any.
 */
export async function watched(context, t = null) {
  const said = new Set();
  await context.exposeBinding("leerlijnEnglish", ({ page }, found) => found.forEach((one) => said.add(`${new URL(page.url()).pathname} ${one}`)));
  await context.addInitScript(`(() => {
    const { ofNode, ofTree } = (${inPage})(${JSON.stringify(WORDS)});
    const told = new Set();
    const tell = (found) => {
      const fresh = [...found].filter((one) => !told.has(one));
      fresh.forEach((one) => told.add(one));
      if (fresh.length > 0) globalThis.leerlijnEnglish(fresh);
    };
    const observer = new MutationObserver((changes) => {
      const found = new Set();
      for (const { type, target, addedNodes } of changes) {
        if (type === "childList") for (const node of addedNodes) ofTree(node, found);
        else ofNode(target, found);
      }
      tell(found);
    });
    const watch = (root) => {
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      tell(ofTree(root, new Set()));
    };
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      const root = attach.call(this, options);
      watch(root);
      return root;
    };
    watch(document);
  })();`);
  const all = () => [...said];
  t?.after(() => assert.deepEqual(all(), [], "English on the way of a Dutch reader"));
  return all;
}
