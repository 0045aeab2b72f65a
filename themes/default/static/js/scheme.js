// Runs before anything is drawn, so that a chosen appearance does not flash in the other one first, and so that what
// works with a script alone has its place from the first moment.
document.documentElement.dataset.script = "";
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
} catch {
  // A browser that keeps nothing for this site follows the system.
}
