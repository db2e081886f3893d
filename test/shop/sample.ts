// A small sound shop as text, and a way to say where a finding is expected: at the mark §.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const GOOD = `shop:
  name: Corner Books
  languages: [en, pl]
  timezone: Europe/Warsaw
  currency: PLN
  hours: Mon-Sat 10:00-19:00
boards:
  shelf: { board: esp32-cyd, sensors: [touch, scan], offers: [crime, cafe] }
question:
  text: { en: What now?, pl: Co teraz? }
  answers: { crime: { en: Crime, pl: Kryminał }, tea: { en: Tea, pl: Herbata } }
offers:
  - id: noir
    group: crime
    title: { en: Noir, pl: Noir }
    text: { en: Two books, pl: Dwie książki }
    article: noir-set
    price: { now: 39.90 }
    when: { days: fri-sat, hours: 16:00-19:00, mood: crime, from: 2026-11-01, until: 2026-12-24 }
    plays: { share: 2, rest: 10 min, perHour: 12 }
    approved: { by: MK, review: 2026-12-31 }
  - id: tea
    group: cafe
    title: { en: Tea, pl: Herbata }
    text: { en: With ginger, pl: Z imbirem }
    approved: { by: MK, review: 2027-01-31 }
`;

/** GOOD with one part replaced; fails if the part is not there exactly once. */
export function change(part: string, by: string): string {
  const pieces = GOOD.split(part);
  if (pieces.length !== 2) throw new Error(`"${part}" is in the sample ${pieces.length - 1} times`);
  return pieces.join(by);
}

/** Takes the mark § out of a text and says where it was. */
export function findMark(marked: string): { text: string; line: number; column: number } {
  const offset = marked.indexOf("§");
  if (offset < 0) throw new Error("no mark in the text");
  const before = marked.slice(0, offset).split("\n");
  return {
    text: marked.replace("§", ""),
    line: before.length,
    column: (before.at(-1) ?? "").length + 1,
  };
}

/** A folder of its own with these files; the first one's path is returned. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "passerby-shop-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return join(folder, Object.keys(files)[0] ?? "");
}
