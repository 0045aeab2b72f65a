// A made-up school with more modules than a sheet of paper has room for.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PER_COMPETENCE = 10;
const PER_TERM = 10;
const LEVELS = ["introduced", "practised", "assessed"];

/** Writes a site with a programme of `modules` and a profile of `items` into the folder `root`. */
export function largeSite(root, modules, items) {
  mkdirSync(join(root, "content/modules"), { recursive: true });
  mkdirSync(join(root, "content/profiles"));
  mkdirSync(join(root, "content/programmes"));
  writeFileSync(join(root, "leerlijn.toml"), 'title = "Gemeten"\nlanguage = "nl"\n');
  const name = (item) => `c${Math.floor(item / PER_COMPETENCE) + 1}.${(item % PER_COMPETENCE) + 1}`;
  const profile = ['+++\ntitle = "Profiel"\n+++\n'];
  for (let item = 0; item < items; item += 1) {
    const competence = Math.floor(item / PER_COMPETENCE) + 1;
    if (item % PER_COMPETENCE === 0) profile.push(`\n## Werkt volgens afspraak ${competence} {#c${competence} .competence}\n`);
    profile.push(`- Gaat na of de gegevens van klant ${item} in het dossier juist en volledig zijn {#${name(item)}}`);
  }
  writeFileSync(join(root, "content/profiles/profiel.md"), `${profile.join("\n")}\n`);
  const codes = Array.from({ length: modules }, (_, at) => `M${String(at + 1).padStart(2, "0")}`);
  codes.forEach((code, at) => {
    // Each module claims one item in twelve, a few items are claimed by none.
    const claimed = Array.from({ length: items }, (_, item) => item).filter((item) => item % 37 !== 0 && (item * 7 + at * 5) % 12 === 0);
    const covers = LEVELS.map((level, step) => `${level} = [${claimed.filter((item) => (item + at) % 3 === step).map((item) => `"${name(item)}"`).join(", ")}]`);
    writeFileSync(join(root, `content/modules/${code.toLowerCase()}.md`), `+++\ntitle = "Module over onderwerp ${at + 1}"\ncode = "${code}"\n\n[covers]\n${covers.join("\n")}\n+++\n\nTekst.\n`);
  });
  const terms = [];
  for (let at = 0; at < modules; at += PER_TERM) terms.push(`[[terms]]\ntitle = "Periode ${at / PER_TERM + 1}"\nmodules = [${codes.slice(at, at + PER_TERM).map((code) => `"${code}"`).join(", ")}]\n`);
  writeFileSync(join(root, "content/programmes/opleiding.md"), `+++\ntitle = "Opleiding"\nprofile = "profiel"\n\n${terms.join("\n")}+++\n\nTekst.\n`);
}
