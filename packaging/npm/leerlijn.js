#!/usr/bin/env node
// Starts the program, which stands in the package of this platform.
const { spawnSync } = require("node:child_process");

const platform = `${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "leerlijn.exe" : "leerlijn";
let program;
try {
  program = require.resolve(`@leerlijn/${platform}/bin/${file}`);
} catch {
  console.error(
    `leerlijn: npm did not install the program for ${platform}. Install again without --omit=optional; ` +
      "if there is no package for this platform, build the program with cargo.",
  );
  process.exit(2);
}
const ended = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (ended.error) {
  console.error(`leerlijn: ${ended.error.message}`);
  process.exit(2);
}
if (ended.signal) {
  process.kill(process.pid, ended.signal);
}
process.exit(ended.status);
