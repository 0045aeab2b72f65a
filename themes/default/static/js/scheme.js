// Runs before anything is drawn, so that a chosen appearance does not flash in the other one first.
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
} catch {
  // A browser that keeps nothing for this site follows the system.
}
