// Elements and sentences, of which the preview makes what it shows.

/** An element with its attributes, what it does at events, and its children; a child that is null is none. */
export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** A sentence as nodes: what stands between backticks in it is code. */
export function marked(text) {
  return text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? make("code", {}, part) : part)).filter((part) => part !== "");
}

/** Sentences one after the other, each with its end; messages have none of their own. */
export function sentences(...texts) {
  const ended = (text) => (/[.?!…]["”»“’)]*$/.test(text) ? text : `${text}.`);
  const begun = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  return texts.filter(Boolean).map((text) => begun(ended(text))).join(" ");
}

/** A function that says the sentence of a key with its values; `words` gives the sentences that there are by then. */
export function sayer(words) {
  return (key, values = {}) => (words()[key] ?? "").replace(/\{\$(\w+)\}/g, (_, name) => values[name] ?? "");
}
