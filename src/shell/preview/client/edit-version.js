// A new version of a profile: somebody chooses the document, sees what it changes, and takes it over or not. What is taken
// over can be taken back like any edit.

/** Adds the button to `bar` where the site has a profile; `own` is the name of the profile of the page, if it has one. */
export async function editVersion(desk, own, bar) {
  const { make, say } = desk;
  const profiles = await desk.profiles();
  if (profiles.length === 0) return;
  bar.append(make("button", { type: "button", class: "version", click: () => open() }, say("version")));

  function open() {
    const select = make("select", { id: "version-profile", change: () => send() }, ...profiles.map(([name, title]) => {
      const option = make("option", { value: name }, title);
      option.selected = name === own;
      return option;
    }));
    const file = make("input", { type: "file", id: "version-document", accept: ".docx,.odt,.txt,.md,.json,.csv,.xlsx,.ods,.html", change: () => send() });
    const answer = make("div", { class: "answer", "aria-live": "polite" });
    const apply = make("button", { type: "button", class: "primary", disabled: true, click: () => takeOver() }, say("version-apply"));
    const dialog = desk.dialog({ class: "version", "aria-labelledby": "version-title" },
      make("h2", { id: "version-title" }, say("version-title")),
      make("p", { class: "quiet" }, say("version-text")),
      profiles.length > 1 ? make("p", {}, make("label", { for: select.id }, say("what-if-profile")), " ", select) : null,
      make("p", {}, make("label", { for: file.id }, say("version-document")), " ", file),
      answer,
      make("div", { class: "buttons" }, make("button", { type: "button", click: () => dialog.close() }, say("cancel")), apply));
    let sending = 0;
    let chosen = null;
    async function send() {
      const [document] = file.files;
      const mine = (sending += 1);
      apply.disabled = true;
      if (!document) return;
      answer.replaceChildren(make("p", { class: "quiet" }, say("version-reading")));
      const sent = await desk.sendProfile(select.value, document);
      const found = sent.isMade ? await desk.version(sent.profile) : sent;
      if (mine !== sending) return;
      chosen = sent.profile;
      answer.replaceChildren(...(found.isMade ? shown(found) : desk.refused(found)));
      apply.disabled = !found.isMade || found.is_same;
      apply.textContent = say(found.lost?.length ? "version-apply-lost" : "version-apply");
    }
    async function takeOver() {
      apply.disabled = true;
      const made = await desk.takeOver(chosen, say("version-done"));
      if (made.isMade) dialog.close();
      else answer.replaceChildren(...desk.refused(made));
    }
    file.focus();
  }

  function shown(found) {
    if (found.is_same) return [make("p", {}, say("version-same"))];
    const list = (title, entries, more = 0) => (entries.length ? [make("h3", {}, title), make("ul", {}, ...entries.map((entry) => make("li", {}, ...entry)), ...(more ? [make("li", {}, say("edit-more", { n: more }))] : []))] : []);
    const effects = desk.effects(found);
    return [
      ...desk.profileLines(found, "h3"),
      ...(effects ? [make("h3", {}, say("version-effects")), make("p", {}, effects)] : []),
      ...(found.open ? [make("p", {}, say("version-open", { n: found.open }))] : []),
      ...list(say("version-orphans"), found.orphans.map(({ file, line, message }) => [make("code", {}, `${file}:${line}`), " ", ...desk.marked(message)]), found.more_orphans),
      ...list(say("version-lost"), found.lost.map((line) => [make("code", {}, line)]), found.more_lost),
      ...list(say("version-said"), found.said.map((line) => desk.marked(line))),
      make("p", { class: "undo-hint" }, ...desk.marked(`${say("version-undo")} ${say(found.is_in_history ? "version-undo-git" : "version-undo-copy", { file: found.file })}`)),
    ];
  }
}
