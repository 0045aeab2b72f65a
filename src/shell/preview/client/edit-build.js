// The site as a folder of pages, for a server or to be taken along: somebody without a terminal has it built here.

/** Adds the button to `bar`. */
export function editBuild(desk, bar) {
  const { make, marked, say } = desk;
  bar.append(make("button", { type: "button", class: "build", click: () => open() }, say("build")));

  function open() {
    const answer = make("div", { class: "answer", "aria-live": "polite" });
    const start = make("button", { type: "button", class: "primary", click: () => build() }, say("build-start"));
    const dialog = desk.dialog({ class: "build", "aria-labelledby": "build-title" },
      make("h2", { id: "build-title" }, say("build-title")),
      make("p", { class: "quiet" }, say("build-text")),
      answer,
      make("div", { class: "buttons" }, make("button", { type: "button", click: () => dialog.close() }, say("close")), start));
    async function build() {
      start.disabled = true;
      answer.replaceChildren(make("p", { class: "quiet" }, say("building")));
      const built = await desk.build();
      start.disabled = false;
      answer.replaceChildren(...(built.isMade ? shown(built) : desk.refused(built)));
    }
    start.focus();
  }

  const shown = ({ is_done, folder, said }) => [
    make("p", { class: is_done ? "done" : "wrong" }, ...marked(say(is_done ? "build-done" : "build-failed", { folder }))),
    make("pre", { tabindex: "0", "aria-label": say("build-said") }, said.trim()),
  ];
}
