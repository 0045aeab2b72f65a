// Makes the packages of npm: one per platform that holds the program, and `leerlijn`, which depends on all of them
// optionally, so that npm installs the one that fits, and starts it.
//
//   node packaging/npm/build.mjs OUT                     the package leerlijn
//   node packaging/npm/build.mjs OUT PLATFORM PROGRAM    the package of a platform, such as linux-x64
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PLATFORMS = {
  "linux-x64": { os: ["linux"], cpu: ["x64"] },
  "linux-arm64": { os: ["linux"], cpu: ["arm64"] },
  "darwin-x64": { os: ["darwin"], cpu: ["x64"] },
  "darwin-arm64": { os: ["darwin"], cpu: ["arm64"] },
  "win32-x64": { os: ["win32"], cpu: ["x64"] },
};
const root = new URL("../../", import.meta.url);
const version = readFileSync(new URL("Cargo.toml", root), "utf8").match(/^version = "(.+)"/m)[1];
const common = {
  version,
  description: "Turns qualification profiles and course modules into a static site with a coverage matrix",
  license: "(MIT OR Apache-2.0)",
};

function write(folder, manifest, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "bin"), { recursive: true });
  for (const [from, to] of files) {
    copyFileSync(from, join(folder, to));
  }
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) {
    copyFileSync(new URL(licence, root), join(folder, licence));
  }
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ ...manifest, ...common }, null, 2)}\n`);
}

const [out, platform, program] = process.argv.slice(2);
if (!out || (platform && !(platform in PLATFORMS && program))) {
  console.error(`usage: build.mjs OUT [PLATFORM PROGRAM], with PLATFORM one of ${Object.keys(PLATFORMS).join(", ")}`);
  process.exit(2);
}
if (platform) {
  const file = platform.startsWith("win32") ? "leerlijn.exe" : "leerlijn";
  const folder = join(out, platform);
  write(folder, { name: `@leerlijn/${platform}`, ...PLATFORMS[platform], files: ["bin"] }, [[program, `bin/${file}`]]);
  chmodSync(join(folder, "bin", file), 0o755);
} else {
  const optional = Object.keys(PLATFORMS).map((name) => [`@leerlijn/${name}`, version]);
  const manifest = {
    name: "leerlijn",
    bin: { leerlijn: "bin/leerlijn.js" },
    files: ["bin"],
    engines: { node: ">=18" },
    optionalDependencies: Object.fromEntries(optional),
  };
  write(join(out, "leerlijn"), manifest, [[new URL("leerlijn.js", import.meta.url), "bin/leerlijn.js"]]);
}
