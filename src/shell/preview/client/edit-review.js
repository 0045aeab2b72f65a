// The claims that a new version of a profile put in doubt: each still holds, gets another level, or is withdrawn. What is
// answered leaves the list, and can be taken back like any edit.

/** No name of a person, since names have no line ends. */
const ALL = "\n";

/** Adds the button that opens the list to `bar`, and keeps its number right. */
export function editReview(desk, bar) {
  const { make, say } = desk;
  const button = make("button", { type: "button", class: "review", hidden: true, click: () => open() });
  bar.append(button);
  let list = null;
  // The person whose modules are shown; none for everybody.
  let teacher = null;

  async function count() {
    const review = await desk.review(teacher);
    button.hidden = review.total === 0;
    button.textContent = say("review", { n: review.total });
    list?.(review);
  }

  function open() {
    const entries = make("ol", { class: "open-claims" });
    const rest = make("p", { class: "quiet", role: "status" });
    const person = make("select", { id: "review-person", change: () => { teacher = person.value === ALL ? null : person.value; count(); } });
    const whose = make("p", { class: "whose", hidden: true }, make("label", { for: "review-person" }, say("review-person")), " ", person);
    function furnish({ people, total }) {
      const option = (value, text) => {
        const node = make("option", { value }, text);
        node.selected = value === (teacher ?? ALL);
        return node;
      };
      whose.hidden = !people.some(([name]) => name);
      // Whoever has answered everything stays chosen, and sees that it is done.
      const mine = teacher === null || people.some(([name]) => name === teacher) ? [] : [[teacher, 0]];
      const nameOf = (name) => name || say("review-nobody");
      person.replaceChildren(option(ALL, `${say("review-everybody")} (${total})`), ...[...people, ...mine].map(([name, n]) => option(name, `${nameOf(name)} (${n})`)));
    }
    const dialog = desk.dialog({ class: "open-review", "aria-labelledby": "review-title" },
      make("h2", { id: "review-title" }, say("review-title")),
      make("p", { class: "quiet" }, say("review-text")),
      whose, entries, rest,
      make("div", { class: "buttons" }, make("button", { type: "button", class: "primary", click: () => dialog.close() }, say("close"))));
    let shown = null;
    list = (review) => {
      // The list is made anew only when it is another one: a person may be choosing a level in it.
      if (JSON.stringify(review) === shown) return;
      shown = JSON.stringify(review);
      const { levels, claims, more } = review;
      const isChoosing = desk.shadow.activeElement === person;
      furnish(review);
      entries.replaceChildren(...claims.map((claim) => entry(levels, claim)));
      rest.textContent = claims.length === 0 ? say("review-done") : more ? say("edit-more", { n: more }) : "";
      if (isChoosing) person.focus();
      else (entries.querySelector("button") ?? dialog.querySelector(".primary")).focus();
    };
    dialog.addEventListener("close", () => {
      list = null;
      teacher = null;
    });
    count();
  }

  function entry(levels, { module, title, path, teachers, id, item, words, claims }) {
    const text = (kinds, tag) => words.filter(([kind]) => kinds.includes(kind)).map(([kind, run]) => (kind === "kept" ? run : make(tag, {}, run)));
    const names = { module, item };
    const cell = say("cell-name", { item: id, module });
    const answer = async (intents, what) => {
      const made = await desk.edit({ intents }, `${cell}: ${what}`);
      if (!made.isMade) said.replaceChildren(...desk.difference(made));
    };
    const holds = { kind: "hold", ...names };
    const level = make("select", { "aria-label": say("review-level-of", { cell }) }, ...levels.map(([, label], at) => {
      const option = make("option", { value: String(at) }, label);
      option.selected = at === claims[0]?.[1];
      return option;
    }));
    const said = make("div", { class: "difference", "aria-live": "polite" });
    return make("li", {},
      make("h3", {}, make("code", {}, id), " ", make("a", { href: new URL(path, new URL("/", location.href)).href }, module === title ? title : `${module} ${title}`),
        teachers.length ? make("span", { class: "quiet" }, ` ${teachers.join(", ")}`) : null),
      make("p", { class: "before" }, make("span", {}, say("review-before")), " ", ...text(["kept", "gone"], "del")),
      make("p", { class: "now" }, make("span", {}, say("review-now")), " ", ...text(["kept", "new"], "ins")),
      make("p", { class: "quiet" }, claims.map(([heading, at]) => `${levels[at][1]}: ${heading || say("place-module")}`).join("; ")),
      make("div", { class: "answers" },
        make("button", { type: "button", class: "primary", "aria-label": `${say("review-holds")} (${cell})`, click: () => answer([holds], say("review-holds")) }, say("review-holds")),
        make("span", { class: "level" }, level, make("button", { type: "button", "aria-label": `${say("review-level")} (${cell})`, click: () => answer([{ kind: "cell", ...names, level: levels[Number(level.value)][0] }, holds], levels[Number(level.value)][1]) }, say("review-level"))),
        make("button", { type: "button", "aria-label": `${say("review-withdraw")} (${cell})`, click: () => answer([{ kind: "cell", ...names, level: null }], say("review-withdraw")) }, say("review-withdraw"))),
      said);
  }

  return count;
}
