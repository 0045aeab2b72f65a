// What a programme would be without a module, with one in another term, at another required level: asked in one or two
// columns side by side. The question stands in the address, which asks it again while the preview runs; what a column supposes about
// modules can be made an edit.

const KEY = "what-if";

/** Adds the button to `bar`; the questions of the address are open at once. */
export function editWhatIf(desk, grid, bar) {
  const { make, say } = desk;
  bar.append(make("button", { type: "button", class: "what-if", click: () => open([{}]) }, say("what-if")));

  /** A question as it stands in the address; null for one that is none. */
  function read(text) {
    try {
      const { without = [], moves = [], required = null, profile = null } = JSON.parse(text);
      return { without: without.map(String), moves: moves.map(([module, term]) => [String(module), String(term)]), required, profile: profile === null ? null : String(profile) };
    } catch {
      return null;
    }
  }

  function open(questions) {
    const columns = make("div", { class: "scenarios" });
    const more = make("button", { type: "button", click: () => add({}) }, say("what-if-more"));
    const dialog = desk.dialog({ class: "what-if", "aria-labelledby": "what-if-title" },
      make("h2", { id: "what-if-title" }, say("what-if")),
      make("p", { class: "quiet" }, say("what-if-text")),
      columns,
      make("div", { class: "buttons" }, more, make("button", { type: "button", click: () => dialog.close() }, say("close"))));
    const all = [];
    function add(question) {
      const column = scenario(question, { number: all.length + 1, changed, done: () => dialog.close() });
      all.push(column);
      columns.append(column.node);
      more.hidden = all.length === 2;
      changed();
    }
    function changed() {
      const address = new URL(location.href);
      address.searchParams.delete(KEY);
      for (const { question } of all) {
        const { programme, ...rest } = question();
        if (rest.without.length || rest.moves.length || rest.required || rest.profile) address.searchParams.append(KEY, JSON.stringify(rest));
      }
      history.replaceState(history.state, "", address.pathname + address.search + address.hash);
    }
    dialog.addEventListener("close", () => {
      all.length = 0;
      changed();
    });
    questions.forEach(add);
    columns.querySelector("select").focus();
  }

  const termName = (term, at) => term.title || say("term-number", { n: at + 1 });

  /** One column: what is otherwise, and below it what comes of that. */
  function scenario({ without = [], moves = [], required = null, profile = null }, { number, changed, done }) {
    const level = make("select", { id: `required-${number}`, change: () => ask() }, ...grid.levels.map(({ id, label }, at) => {
      const option = make("option", { value: at === grid.required ? "" : id }, label);
      option.selected = required === id || (required === null && at === grid.required);
      return option;
    }));
    const version = profiles(number, profile, () => ask());
    const places = [];
    const rows = grid.terms.flatMap((term, home) => term.modules.map((index) => {
      const module = grid.modules[index];
      const wanted = moves.find(([name]) => name === module.name)?.[1];
      const select = make("select", { "aria-label": say("what-if-place", { module: module.name }), change: () => ask() },
        ...grid.terms.map((other, at) => {
          const option = make("option", { value: String(at) }, termName(other, at));
          option.selected = wanted === undefined ? at === home : wanted === String(at + 1);
          return option;
        }),
        make("option", { value: "" }, say("what-if-without")));
      if (without.includes(module.name)) select.value = "";
      places.push({ module, home, select });
      return make("tr", {}, make("th", { scope: "row" }, module.name === module.title ? module.title : `${module.name} ${module.title}`), make("td", {}, select));
    }));
    const answer = make("div", { class: "answer", "aria-live": "polite" });
    const apply = make("button", { type: "button", class: "primary", disabled: true, click: () => carryOut() }, say("what-if-apply"));
    const node = make("section", { "aria-labelledby": `scenario-${number}` },
      make("h3", { id: `scenario-${number}` }, say("what-if-scenario", { n: number })),
      make("p", {}, make("label", { for: `required-${number}` }, say("what-if-required")), " ", level),
      version.node,
      make("div", { class: "modules", tabindex: "0", role: "group", "aria-label": say("what-if-modules") }, make("table", {}, ...rows)),
      answer, make("p", { class: "buttons" }, apply));

    const moved = () => places.filter(({ home, select }) => select.value !== "" && Number(select.value) !== home);
    const gone = () => places.filter(({ select }) => select.value === "");
    const question = () => ({
      programme: grid.programme,
      without: gone().map(({ module }) => module.name),
      moves: moved().map(({ module, select }) => [module.name, String(Number(select.value) + 1)]),
      required: level.value || null,
      profile: version.chosen(),
    });
    let asking = 0;
    async function ask() {
      const mine = (asking += 1);
      for (const { home, select } of places) select.closest("tr").classList.toggle("changed", select.value !== String(home));
      const wanted = question();
      changed();
      apply.disabled = !grid.has_file || (wanted.without.length === 0 && wanted.moves.length === 0);
      const found = await desk.whatIf(wanted);
      if (mine !== asking) return;
      answer.replaceChildren(...(found.isMade ? shown(found, wanted) : [make("p", { class: "wrong" }, desk.refusal(found))]));
    }
    async function carryOut() {
      const programme = grid.programme;
      const intents = [
        ...gone().map(({ module }) => ({ kind: "unseat", programme, module: module.name })),
        ...moved().map(({ module, select }) => ({ kind: "seat", programme, module: module.name, term: Number(select.value) })),
      ];
      const made = await desk.edit({ intents }, say("what-if-scenario", { n: number }));
      if (made.isMade) done();
      else answer.replaceChildren(...desk.difference(made));
    }
    queueMicrotask(ask);
    return { node, question };
  }

  /** The choice of another profile: one of the site, or a document that is read as a new version. */
  function profiles(number, wanted, ask) {
    const known = new Set(grid.profiles.map(([name]) => name));
    const select = make("select", { id: `profile-${number}` },
      make("option", { value: "" }, say("what-if-profile-own")),
      ...grid.profiles.map(([name, title]) => make("option", { value: name }, title)),
      ...(wanted && !known.has(wanted) ? [make("option", { value: wanted }, say("what-if-profile-sent"))] : []));
    select.value = wanted ?? "";
    const file = make("input", { type: "file", id: `document-${number}`, accept: ".docx,.odt,.txt,.md,.json,.csv,.xlsx,.ods,.html" });
    const said = make("span", { role: "status", class: "wrong" });
    async function send() {
      const [document] = file.files;
      if (!document) return;
      said.textContent = "";
      const answer = await desk.sendProfile(grid.profile, document);
      if (!answer.isMade) {
        said.textContent = desk.refusal(answer);
        return;
      }
      select.append(make("option", { value: answer.profile }, document.name));
      select.value = answer.profile;
      ask();
    }
    select.addEventListener("change", () => ask());
    file.addEventListener("change", send);
    const node = make("p", {}, make("label", { for: select.id }, say("what-if-profile")), " ", select, " ", make("label", { for: file.id }, say("what-if-profile-document")), " ", file, " ", said);
    return { node, chosen: () => select.value || null };
  }

  function shown(found, { required, profile }) {
    const { before, after, opened, closed, single, early, hours } = found;
    const list = (title, entries) => (entries.length ? [make("h4", {}, title), make("ul", {}, ...entries.map((entry) => make("li", {}, ...entry)))] : []);
    const item = ({ id, text }) => [make("code", {}, id), ` ${text}`];
    const change = (from, to) => (from === to ? String(to) : `${from} → ${to}`);
    return [
      make("p", { class: "counts" }, make("strong", {}, say("what-if-covered", { n: change(before.covered, after.covered), items: after.items })), " · ", make("strong", {}, say("gaps", { gaps: change(before.gaps, after.gaps) }))),
      ...list(say("what-if-opened"), opened.map(item)),
      ...list(say("what-if-closed"), closed.map(item)),
      ...list(say("what-if-early"), early.map(([one, assessed, introduced]) => [...item(one), ` (${assessed} → ${introduced})`])),
      ...list(say("what-if-single"), single.map(([one, module]) => [...item(one), ` (${module})`])),
      ...list(say("what-if-hours"), hours.map(([term, from, to]) => [`${term}: ${change(from, to)}`])),
      ...desk.profileLines(found, "h4"),
      ...(profile ? [make("p", { class: "quiet" }, say("what-if-import"))] : []),
      ...(required ? [make("p", { class: "quiet" }, say("what-if-settings"))] : []),
    ];
  }

  const asked = new URLSearchParams(location.search).getAll(KEY).slice(0, 2).map(read).filter(Boolean);
  if (asked.length) open(asked);
}
