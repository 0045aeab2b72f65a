// A site is made without a terminal: somebody starts the program in a folder without a site, chooses documents, and looks at
// the pages.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { watched } from "./english.mjs";
import { PATIENCE, browser, program, violations } from "./setup.mjs";
import { cleaner } from "./site.mjs";

const PROFILE = `TITEL
Bakker

Opsomming competenties

Competentie 1:
Bereidt deeg
· Weegt de grondstoffen af
· Kneedt het deeg

Competentie 2:
Bakt brood
· Stelt de oven in
· Bakt het brood af
`;
const MATRIX = ";M01 Deeg;M02 Oven\nBereidt deeg;;\nWeegt de grondstoffen af;x;\nKneedt het deeg;x;\nBakt brood;;\nStelt de oven in;;x\nBakt het brood af;;x\n";

const chromium = await browser(cleaner());

describe("making a site without a terminal", () => {
  async function start(t, options = {}) {
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const child = spawn(program, ["start", "--no-open", "--port", "0"], { cwd: folder, stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, LC_ALL: "C" } });
    t.after(() => child.kill("SIGINT"));
    let said = "";
    let address;
    for await (const chunk of child.stderr) {
      said += chunk;
      address = /(http:\/\/\S+)\//.exec(said)?.[1];
      if (address) break;
    }
    child.stderr.resume();
    const context = await chromium.newContext({ locale: "nl-BE", viewport: { width: 1000, height: 1100 }, ...options });
    if (!options.locale) await watched(context, t);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    return { folder, address, page };
  }

  test("of a profile, a matrix and the texts of a course, without a command", async (t) => {
    const { folder, page } = await start(t);
    assert.equal(await page.title(), "Een nieuwe site – leerlijn");
    assert.deepEqual(await violations(page), []);
    const documents = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(documents, { recursive: true, force: true }));
    await mkdir(join(documents, "Cursus"));
    await writeFile(join(documents, "Bakker.txt"), PROFILE);
    await writeFile(join(documents, "Dekking.csv"), MATRIX);
    await writeFile(join(documents, "Cursus", "M01 Deeg.md"), "# M01 Deeg\n\nWe wegen en kneden.\n");
    await writeFile(join(documents, "Cursus", "M02 Oven.md"), "# M02 Oven\n\nWe bakken af.\n");
    await page.getByLabel("Het profiel").setInputFiles(join(documents, "Bakker.txt"));
    await page.getByLabel("De dekkingsmatrix").setInputFiles(join(documents, "Dekking.csv"));
    await page.getByLabel("De cursusteksten").setInputFiles(join(documents, "Cursus"));
    await page.getByLabel("Naam van de map").fill("Bakkerij");
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByRole("button", { name: "Toon de site" }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.match(await page.locator("pre").textContent(), /Bakker\.txt/);
    await page.getByRole("button", { name: "Toon de site" }).click();
    await page.locator("leerlijn-preview").waitFor({ state: "attached" });
    assert.deepEqual((await readdir(join(folder, "Bakkerij", "content"))).sort(), ["index.md", "modules", "profiles", "programmes"]);
    const modules = join(folder, "Bakkerij", "content", "modules");
    const texts = await Promise.all((await readdir(modules)).map((name) => readFile(join(modules, name), "utf8")));
    assert.equal(texts.length, 2);
    assert.ok(texts.every((text) => text.includes("[covers]")), texts.join("\n"));
  });

  test("of a matrix whose marks nobody explains, which the page asks", async (t) => {
    const { folder, page } = await start(t);
    const documents = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(documents, { recursive: true, force: true }));
    await writeFile(join(documents, "Bakker.txt"), PROFILE);
    await writeFile(join(documents, "Dekking.csv"), MATRIX.replaceAll(";x", ";q"));
    await page.getByLabel("Het profiel").setInputFiles(join(documents, "Bakker.txt"));
    await page.getByLabel("De dekkingsmatrix").setInputFiles(join(documents, "Dekking.csv"));
    await page.getByLabel("Naam van de map").fill("Bakkerij");
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("zit er nog niet in").waitFor();
    assert.deepEqual(await violations(page), []);
    assert.doesNotMatch(await page.locator("pre").textContent(), /--marks|leerlijn |\/tmp/);
    await page.getByLabel("“q” betekent").selectOption({ index: 4 });
    await page.getByRole("button", { name: "Lees de dekkingsmatrix" }).click();
    await page.getByText("De site is gemaakt", { exact: true }).waitFor();
    const modules = join(folder, "Bakkerij", "content", "modules");
    const texts = await Promise.all((await readdir(modules)).map((name) => readFile(join(modules, name), "utf8")));
    assert.ok(texts.length === 2 && texts.every((text) => text.includes("[covers]")), texts.join("\n"));
  });

  test("in the language of the browser, where the user named none", async (t) => {
    const { page } = await start(t, { locale: "fr-BE" });
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  });

  test("of a list without codes, once somebody says that it is one", async (t) => {
    const { folder, page } = await start(t);
    const documents = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(documents, { recursive: true, force: true }));
    await writeFile(join(documents, "Keuken.md"), "# Keuken\n\nWat we doen:\n\n- Snijdt groenten\n- Bakt brood\n- Ruimt de keuken op\n");
    await page.getByLabel("Het profiel").setInputFiles(join(documents, "Keuken.md"));
    await page.getByLabel("Naam van de map").fill("Keuken");
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("Beantwoord eerst de vraag").waitFor();
    assert.deepEqual(await violations(page), []);
    assert.doesNotMatch(await page.locator("pre").textContent(), /--[a-z]|leerlijn /);
    await page.getByLabel("Je antwoord").selectOption({ label: "dit zijn leerresultaten" });
    await page.getByRole("button", { name: "Maak de site met dit antwoord" }).click();
    await page.getByRole("button", { name: "Toon de site" }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.match(await readFile(join(folder, "Keuken", "content", "profiles", "keuken.md"), "utf8"), /Ruimt de keuken op/);
  });

  test("of a table with two columns of sentences, of which the page asks which one holds the outcomes", async (t) => {
    const { folder, page } = await start(t);
    const rows = ["Plant het werk van de ploeg;Organiseert de planning met anderen", "Leidt de vergadering van de klas;Zit een gesprek met anderen voor", "Schrijft het verslag van de les;Maakt notulen van een vergadering"];
    await page.getByLabel("Het profiel").setInputFiles({ name: "Keuken.csv", mimeType: "text/csv", buffer: Buffer.from(`${rows.join("\n")}\n`) });
    await page.getByLabel("Naam van de map").fill("Keuken");
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("Beantwoord eerst de vraag").waitFor();
    assert.doesNotMatch(await page.locator("pre").textContent(), /--[a-z]|leerlijn /);
    await page.getByLabel("Je antwoord").selectOption({ label: "kolom B, met “Organiseert de planning met anderen”" });
    await page.getByRole("button", { name: "Maak de site met dit antwoord" }).click();
    await page.getByRole("button", { name: "Toon de site" }).waitFor();
    assert.match(await readFile(join(folder, "Keuken", "content", "profiles", "keuken.md"), "utf8"), /Zit een gesprek met anderen voor \{/);
  });

  test("of a matrix about which several things are asked, each in a field of its own", async (t) => {
    const { folder, page } = await start(t);
    const documents = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(documents, { recursive: true, force: true }));
    await mkdir(join(documents, "Cursus"));
    await writeFile(join(documents, "Cursus", "M01 Deeg.md"), "# M01 Deeg\n\nWe wegen en kneden.\n");
    await writeFile(join(documents, "Bakker.txt"), PROFILE);
    await writeFile(join(documents, "Dekking.csv"), MATRIX.replace("M01 Deeg;M02 Oven", "Kneden;Bakken"));
    await page.getByLabel("Het profiel").setInputFiles(join(documents, "Bakker.txt"));
    await page.getByLabel("De cursusteksten").setInputFiles(join(documents, "Cursus"));
    await page.getByLabel("De dekkingsmatrix").setInputFiles(join(documents, "Dekking.csv"));
    await page.getByLabel("Naam van de map").fill("Bakkerij");
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("zit er nog niet in").waitFor();
    assert.deepEqual(await violations(page), []);
    assert.doesNotMatch(await page.locator("pre").textContent(), /--[a-z]|leerlijn /);
    await page.getByLabel("Je antwoord").selectOption({ label: "het zijn modules" });
    await page.getByRole("button", { name: "Lees de dekkingsmatrix" }).click();
    await page.getByText("De site is gemaakt", { exact: true }).waitFor();
    assert.equal((await readdir(join(folder, "Bakkerij", "content", "modules"))).length, 3);
  });

  test("of an example, beside a site that is there and can be opened as well", async (t) => {
    const { page, address } = await start(t);
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByRole("button", { name: "Toon de site" }).waitFor();
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("Die map bestaat al").waitFor();
    await page.getByLabel("Naam van de map").fill("../elders");
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("Geef de map een gewone naam").waitFor();
    await page.goto(address);
    await page.getByRole("button", { name: "Mijn opleiding" }).click();
    await page.locator("leerlijn-preview").waitFor({ state: "attached" });
  });

  test("of documents and beside sites whose names are markup, which stay names", async (t) => {
    const name = '<img src=x onerror="document.title=1">';
    const { folder, address, page } = await start(t);
    await mkdir(join(folder, name, "content"), { recursive: true });
    await writeFile(join(folder, name, "leerlijn.toml"), `title = '${name}'\n`);
    await page.goto(address);
    await page.getByRole("button", { name }).waitFor();
    const choose = (label, ending, text) =>
      page.getByLabel(label).setInputFiles({ name: `${name}.${ending}`, mimeType: "text/plain", buffer: Buffer.from(text) });
    await choose("Het profiel", "txt", PROFILE);
    await choose("De dekkingsmatrix", "csv", MATRIX.replaceAll("M01 Deeg", name));
    await page.getByLabel("Naam van de map").fill("Bakkerij");
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.locator("pre").waitFor();
    assert.ok((await page.locator("pre").textContent()).includes(name));
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.title(), "Een nieuwe site – leerlijn");
    assert.deepEqual(await violations(page), []);
  });

  // A double click gives no arguments. A file manager of Linux gives no terminal either; macOS, Windows and the entry in a menu give
  // one, as `script` does here. What stands for the browser of the system notes the address that it is to open.
  async function doubleClicked(t, where, { terminal, words = [] }) {
    const bin = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(bin, { recursive: true, force: true }));
    await writeFile(join(bin, "xdg-open"), '#!/bin/sh\nprintf %s "$1" > "$OPENED"\n', { mode: 0o755 });
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, OPENED: join(bin, "opened"), DISPLAY: ":0", LC_ALL: "nl_BE.UTF-8" };
    const line = [program, ...words].map((word) => `'${word}'`).join(" ");
    const [called, args] = terminal ? ["script", ["-qec", line, "/dev/null"]] : [program, words];
    const child = spawn(called, args, { cwd: where, detached: true, stdio: "ignore", env });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    t.after(() => child.kill("SIGKILL"));
    let address = "";
    for (const end = Date.now() + PATIENCE; !address && Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      address = await readFile(join(bin, "opened"), "utf8").catch(() => "");
    }
    assert.ok(address, "no browser was opened");
    return { address, end: async () => { process.kill(-child.pid, "SIGINT"); await ended; } };
  }

  test("by a double click in a folder that is a site, and by the entry in the menu of a desktop", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const entry = await readFile(new URL("../../packaging/leerlijn.desktop", import.meta.url), "utf8");
    const [called, ...words] = /^Exec=(.*)$/m.exec(entry)[1].split(" ");
    assert.equal(called, "leerlijn");
    await mkdir(join(folder, "empty"));
    assert.equal(spawnSync(program, ["init", "site", "--lang", "nl"], { cwd: folder }).status, 0);
    const context = await chromium.newContext({ locale: "nl-BE" });
    await watched(context, t);
    t.after(() => context.close());
    for (const [where, way, title] of [["site", { terminal: false }, /Mijn opleiding/], ["site", { terminal: true }, /Mijn opleiding/], ["empty", { terminal: true, words }, /^Een nieuwe site/]]) {
      const { address, end } = await doubleClicked(t, join(folder, where), way);
      const page = await context.newPage();
      await page.goto(address);
      assert.match(await page.title(), title, where);
      if (where === "site") await page.locator("leerlijn-preview .edit", { hasText: "Bewerken" }).waitFor();
      await page.close();
      await end();
    }
  });

  test("by a double click in an empty folder, to the pages of the site, word for word in Dutch", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "leerlijn-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const { address, end } = await doubleClicked(t, folder, { terminal: false });
    const context = await chromium.newContext({ locale: "en-GB", viewport: { width: 1000, height: 1100 } });
    await watched(context, t);
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    assert.equal(await page.locator("html").getAttribute("lang"), "nl");
    assert.equal(await page.title(), "Een nieuwe site – leerlijn");
    const lines = async (selector) => (await page.locator(selector).innerText()).split("\n").map((line) => line.trim()).filter(Boolean);
    const place = (await lines("main")).find((line) => line.startsWith("De site komt"));
    assert.deepEqual(await lines("main"), [
      "Een nieuwe site",
      "Kies wat je al hebt. Je documenten blijven op deze computer en worden niet gewijzigd.",
      "Het profiel",
      "De beroepskwalificatie, het leerplan of de lijst met leerresultaten: Word, Excel, CSV, CASE …",
      "De cursusteksten",
      "De map met de teksten van de modules: Word, markdown of HTML. Mag ontbreken.",
      "De dekkingsmatrix",
      "Het rekenblad waarin staat welke module wat behandelt. Mag ontbreken.",
      "Naam van de map",
      place,
      "Taal van de site",
      "Nederlands",
      "English",
      "Français",
      "Deutsch",
      "Heb je nog niets? Laat alles leeg en begin met een voorbeeld.",
      "Maak de site",
    ]);
    const choose = (label, name, text) => page.getByLabel(label).setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    // The wrong way round first: the page says where each belongs, and no site is made.
    await choose("Het profiel", "Dekking.csv", MATRIX);
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("De site is niet gemaakt").waitFor();
    assert.match(await page.locator("pre").innerText(), /^fout: Dekking\.csv ziet eruit als een dekkingsmatrix, niet als een profiel\n\s+= hulp: kies het bij de dekkingsmatrix, en kies bij het profiel het document met het profiel$/);
    await choose("Het profiel", "Bakker.txt", PROFILE);
    await choose("De dekkingsmatrix", "Dekking.csv", MATRIX);
    await page.getByRole("button", { name: "Maak de site" }).click();
    await page.getByText("De site is gemaakt", { exact: true }).waitFor();
    const said = await page.locator("pre").innerText();
    assert.match(said, /^Profiel, uit Bakker\.txt: Bakker\n\s+competenties\s+2\n\s+indicatoren\s+4\n/m);
    assert.deepEqual(said.match(/\b(the|and|which|from|with|of the|sheet|written|nothing|read|is|are)\b/gi)?.filter((word) => word !== "is") ?? [], []);
    await page.getByRole("button", { name: "Toon de site" }).click();
    await page.locator("leerlijn-preview").waitFor({ state: "attached" });
    assert.match(await page.title(), /Mijn opleiding/);
    await page.getByRole("link", { name: "Bakker" }).first().click();
    await page.locator("h1", { hasText: "Bakker" }).waitFor();
    await page.getByRole("link", { name: /matrix/i }).first().click();
    await page.locator("#matrix td.l2").first().waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "nl");
    assert.deepEqual((await readdir(join(folder, "Mijn opleiding", "content"))).sort(), ["index.md", "modules", "profiles", "programmes"]);
    // And on to the site that is built, which opens from its folder.
    await page.goto(address);
    await page.locator("leerlijn-preview .edit").click();
    await page.getByRole("button", { name: "Bouw de site …" }).click();
    await page.getByRole("button", { name: "Bouwen", exact: true }).click();
    await page.getByText(/^De site is gebouwd\./).waitFor();
    assert.deepEqual(await violations(page, "leerlijn-preview"), []);
    assert.match(await page.locator("leerlijn-preview dialog pre").innerText(), /^\d+ pagina’s gemaakt in /);
    const built = join(folder, "Mijn opleiding", "output");
    assert.ok((await page.locator("leerlijn-preview dialog .done").innerText()).includes(built));
    await page.goto(`file://${encodeURI(join(built, "index.html"))}`);
    await page.getByRole("link", { name: "Bekijk de matrix" }).first().click();
    await page.locator("#matrix td.l2").first().waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "nl");
    assert.equal(await page.locator("leerlijn-preview").count(), 0);
    await end();
  });

  test("nobody else's page makes or opens anything", async (t) => {
    const { folder, address, page } = await start(t);
    const { token } = JSON.parse(await page.locator("body").getAttribute("data-welcome"));
    const wish = JSON.stringify({ batch: "1", folder: "Elders", language: "nl" });
    const headers = { "content-type": "application/json" };
    for (const [own, status] of [
      [{}, 403],
      [{ origin: address }, 403],
      [{ origin: address, "x-leerlijn-token": "0".repeat(token.length) }, 403],
      [{ origin: "http://example.org", "x-leerlijn-token": token }, 403],
      [{ "x-leerlijn-token": token }, 403],
    ]) {
      const answer = await fetch(`${address}/make`, { method: "POST", headers: { ...headers, ...own }, body: wish });
      assert.equal(answer.status, status, JSON.stringify(own));
    }
    const own = { origin: address, "x-leerlijn-token": token };
    for (const name of ["../x", "/etc/x", "a/../../x"]) {
      const answer = await fetch(`${address}/document?${new URLSearchParams({ batch: "1", kind: "course", name })}`, { method: "PUT", headers: own, body: "x" });
      assert.equal(answer.status, 400, name);
    }
    assert.deepEqual(await readdir(folder), []);
  });
});
