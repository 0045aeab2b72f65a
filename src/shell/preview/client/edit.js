// Where pages are edited: the strip says how, takes edits back and makes them again; what can be edited on a page of
// this kind is for the module of that kind.
import { editBuild } from "./edit-build.js";
import { Desk } from "./edit-desk.js";
import { editGaps, listGaps } from "./edit-gaps.js";
import { editGrid } from "./edit-grid.js";
import { editProgramme } from "./edit-programme.js";
import { editReview } from "./edit-review.js";
import { editVersion } from "./edit-version.js";
import { editWhatIf } from "./edit-what-if.js";
import { marked } from "./parts.js";

/** The name of the profile whose page stands at `path`, or one below it. */
const profileOf = (path) => /^\/profiles\/([^/]+)\//.exec(path)?.[1] ?? null;

export async function start(preview) {
  const { make, say, shadow, strip, host, onStatus, place } = preview;
  document.head.append(Object.assign(make("link", { rel: "stylesheet", href: `${place}edit.css` }), { leerlijnAdded: true }));
  const desk = new Desk(preview);
  const bar = make("div", { class: "edits" });
  const hint = make("span", { class: "hint" });
  const result = make("span", { class: "result" });
  const undo = make("button", { type: "button", class: "undo", "aria-keyshortcuts": "Control+Z", click: () => desk.step("undo") });
  const redo = make("button", { type: "button", class: "redo", "aria-keyshortcuts": "Control+Shift+Z", click: () => desk.step("redo") });
  const live = make("div", { class: "heard", role: "status", "aria-live": "polite" });
  bar.append(hint, result, undo, redo);
  const countOpen = editReview(desk, bar);
  strip.append(bar);
  shadow.append(live);
  host.classList.add("editing");

  desk.hear(({ text, undo: canUndo, redo: canRedo, isWrong }) => {
    if (text !== undefined) {
      result.replaceChildren(...marked(text));
      result.classList.toggle("wrong", Boolean(isWrong));
      live.textContent = "";
      live.append(...marked(text));
    }
    if (canUndo === undefined) return;
    const words = [say("undo"), say("redo")];
    [undo, redo].forEach((button, at) => { button.textContent = words[at]; });
    undo.hidden = !canUndo;
    redo.hidden = !canRedo;
  });

  addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const isStep = (event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y");
    const origin = event.composedPath()[0];
    if (!isStep || origin.closest?.("input, textarea, select") || shadow.querySelector("dialog[open]")) return;
    event.preventDefault();
    desk.step(key === "y" || event.shiftKey ? "redo" : "undo");
  });

  let isReady = false;
  onStatus(async () => {
    desk.tellHistory();
    countOpen();
    if (isReady) return;
    isReady = true;
    const grid = await desk.grid();
    desk.hasFile = grid?.has_file;
    const kind = document.getElementById("matrix") ? editGrid : document.querySelector(".gap-list") ? editGaps : document.querySelector(".term-list") ? editProgramme : null;
    const isEditable = grid !== null && kind !== null && kind(desk, grid);
    const hints = new Map([[editGrid, "edit-hint-matrix"], [editGaps, "edit-hint-gaps"], [editProgramme, "edit-hint-programme"]]);
    if (isEditable) {
      hint.textContent = say(hints.get(kind));
    } else if (grid?.part === "overview" && !grid.has_file) {
      hint.replaceChildren(say("edit-no-file"), " ", desk.programmeFileButton());
    } else if (grid?.part === "matrix" || grid?.part === "gaps") {
      // A theme of the site's own shows them in another way.
      hint.textContent = say("edit-other-table");
      listGaps(desk, grid, bar);
    } else {
      hint.textContent = say("edit-hint-none");
    }
    if (grid !== null && grid.part === "overview") editWhatIf(desk, grid, bar);
    // The strip of a matrix and of gaps is full of what can be done there.
    if (grid?.part !== "matrix" && grid?.part !== "gaps") {
      await editVersion(desk, grid?.profile ?? profileOf(location.pathname), bar);
      editBuild(desk, bar);
    }
    host.setAttribute("data-editable", String(isEditable));
  });
}
