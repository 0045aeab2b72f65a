// What a person has accepted: texts and small pictures in `expected/`. `./accept` writes them anew, to be looked at in
// the difference before they are committed.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { here } from "./site.mjs";

const folder = join(here, "expected");
const isAccepting = process.env.ACCEPT === "1";

/** Holds `text` to the file `name`. */
export async function expectText(name, text) {
  if (isAccepting) return accept(name, text);
  assert.equal(text, await readFile(join(folder, name), "utf8"), `${name}: if this is meant, run tests/browser/accept`);
}

/** Holds the PNG `picture` to the file `name`: at most one pixel in a hundred may clearly differ. `page` is any page. */
export async function expectPicture(page, name, picture) {
  if (isAccepting) return accept(name, picture);
  const accepted = await readFile(join(folder, name));
  const share = await page.evaluate(differing, [accepted.toString("base64"), picture.toString("base64")]);
  if (share <= 0.01) return;
  const seen = join(here, "shots", name);
  await mkdir(join(here, "shots"), { recursive: true });
  await writeFile(seen, picture);
  assert.fail(`${name}: ${(share * 100).toFixed(1)} % of it looks different; ${seen} has it as it is now. If this is meant, run tests/browser/accept`);
}

async function accept(name, content) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), content);
}

/** The share of the pixels of two pictures that differ by more than the edge of a letter does; all of them for another size. */
async function differing(pictures) {
  const [one, other] = await Promise.all(pictures.map(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  if (one.width !== other.width || one.height !== other.height) return 1;
  let different = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(one.data[at + channel] - other.data[at + channel]) > 60)) different += 1;
  }
  return (different * 4) / one.data.length;
}
