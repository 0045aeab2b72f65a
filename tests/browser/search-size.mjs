// Measures the search: sizes and times on made-up Dutch sites, pages of 300 words in four sections, with
// the words of the demonstration school and compounds of them. The figures are in docs/search.md.
//
//   node tests/browser/search-size.mjs 200 1000 10000
//
// LEERLIJN is the program to build with (target/release/leerlijn). It fails when a limit is exceeded.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const project = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.LEERLIJN ?? join(project, "target/release/leerlijn");
/** Pages: bytes of the index with gzip. */
const LIMITS = { 200: 150_000, 1000: 400_000 };
const SLOWEST = 30;
const QUERIES = ["gewerkt ", "indicator", "klacht", "klahct ", "boze beller", "veiligheidsvoorschriften ", "kl", "de klant belt over de factuur ", "m500", "telefoon gesprek klacht opvolging"];

// The same numbers in every run.
let state = 20261123;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const texts = readdirSync(join(project, "content"), { recursive: true })
  .filter((name) => name.endsWith(".md"))
  .sort()
  .map((name) => readFileSync(join(project, "content", name), "utf8"));
const running = texts.flatMap((text) => text.toLowerCase().match(/\p{L}{2,}/gu));
const parts = [...new Set(running)].filter((word) => word.length > 4 && word.length < 11);
// What makes a vocabulary grow with a site: compounds, of which the later ones are rarer.
const compounds = Array.from({ length: 20_000 }, () => pick(parts) + pick(parts));
const next = new Map();
running.forEach((word, at) => next.set(word, [...(next.get(word) ?? []), running[at + 1] ?? running[0]]));

function sentence(length) {
  const words = [];
  let word = pick(running);
  for (let at = 0; at < length; at += 1) {
    words.push(random() < 0.06 ? compounds[Math.floor(random() ** 3 * compounds.length)] : word);
    word = pick(next.get(word));
  }
  return words.join(" ");
}

function make(root, pages) {
  mkdirSync(join(root, "content/modules"), { recursive: true });
  writeFileSync(join(root, "leerlijn.toml"), 'title = "Gemeten"\nlanguage = "nl"\n');
  for (let page = 0; page < pages; page += 1) {
    const sections = Array.from({ length: 3 }, () => `## ${sentence(3)}\n\n${sentence(38)}.\n\n${sentence(34)}.\n`);
    writeFileSync(join(root, `content/modules/m${page}.md`), `+++\ntitle = "${sentence(4)}"\ncode = "M${page}"\nsummary = "${sentence(12)}."\n+++\n\n${sentence(50)}.\n\n${sections.join("\n")}`);
  }
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(0);
const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
let isTooMuch = false;

for (const pages of process.argv.slice(2).map(Number)) {
  const root = mkdtempSync(join(tmpdir(), "leerlijn-size-"));
  make(root, pages);
  const started = performance.now();
  execFileSync(program, ["build", "--quiet", "--root", root]);
  const built = performance.now() - started;
  const folder = join(root, "output/static/search");
  const names = readdirSync(folder).filter((name) => name.startsWith("text-"));
  const index = gzipped(join(folder, "index.js"));
  const largest = Math.max(...names.map((name) => gzipped(join(folder, name))));

  const context = vm.createContext({});
  const loading = performance.now();
  for (const name of ["find.js", "index.js"]) vm.runInContext(readFileSync(join(folder, name), "utf8"), context);
  context.leerlijnSearch.find("eerste");
  const loaded = performance.now() - loading;
  const times = QUERIES.map((query) => {
    const runs = Array.from({ length: 5 }, () => {
      const from = performance.now();
      context.leerlijnSearch.find(query);
      return performance.now() - from;
    });
    return runs.sort((a, b) => a - b)[2];
  });
  const slowest = Math.max(...times);
  const terms = context.leerlijnSearch.index.terms.match(/[A-Z]/g).length;
  console.log(`${pages} pages: build ${(built / 1000).toFixed(2)} s, ${terms} terms, index ${kilobytes(index)} kB gz, script ${kilobytes(gzipped(join(folder, "find.js")))} kB gz, ${names.length} files of texts, the largest ${kilobytes(largest)} kB gz; first query ${loaded.toFixed(0)} ms, then ${QUERIES.map((query, at) => `"${query}" ${times[at].toFixed(1)}`).join(", ")} ms`);
  if (index > (LIMITS[pages] ?? Infinity) || (pages <= 1000 && slowest > SLOWEST)) isTooMuch = true;
  rmSync(root, { recursive: true, force: true });
}
process.exitCode = isTooMuch ? 1 : 0;
