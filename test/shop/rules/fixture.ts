// Fixtures of the rules: good.txt and bad.txt in a folder for each rule, shops one after the other, parted by `---` (a formatter
// would break the marks of YAML files).
// Each begins with a line `# name`, of a bad one `# name ! code`
// (`+ code` for what follows from it); § marks where the finding is expected. To keep them
// short, a shop and a board are put in front where they are missing, an offer that always holds behind (unless the
// name ends with "bare"), and for `…` the keys that every offer needs, for `‥` those but title and text, for `¶` those
// that every shop needs. A line that begins with `×40 ` stands there 40 times, with the number for `%`.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findMark } from "../sample.ts";

const APPROVED = "approved: { by: TK, review: 2027-06-30 }";
const ALL = `group: g, title: A title, text: A text, ${APPROVED}`;
const HEAD = "name: T, languages: [en], timezone: Europe/Warsaw, currency: PLN, hours: Mon-Sun 10:00-19:00";
const SHOP = `shop: { ${HEAD} }\n`;
const BOARD = "boards: { shelf: { board: esp32-cyd, sensors: [touch, pir, scan], offers: [g] } }\n";
const LAST = `  - { id: base, group: g, title: Base, text: Base, ${APPROVED} }\n`;

export interface Fixture {
  readonly name: string;
  readonly text: string;
  /** Of a bad one. */
  readonly code: string;
  readonly also: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** Folder of a rule's fixtures; lists and logs lie in it too. */
export function folderOf(rule: string): string {
  return fileURLToPath(new URL(rule, import.meta.url));
}

export function readFixtures(rule: string, kind: "good" | "bad"): Fixture[] {
  const text = readFileSync(`${folderOf(rule)}/${kind}.txt`, "utf8");
  return text.split(/^---\n/m).map((part) => {
    const [head, ...lines] = part.split("\n");
    const [name, codes = ""] = head.replace(/^# /, "").split(" ! ");
    const [code, ...also] = codes.split(" + ");
    let body = lines
      .flatMap(repeat)
      .join("\n")
      .replaceAll("…", ALL)
      .replaceAll("‥", `group: g, ${APPROVED}`)
      .replaceAll("¶", HEAD);
    if (!/^§?boards:/m.test(body)) body = BOARD + body;
    if (!/^§?shop:/m.test(body)) body = SHOP + body;
    if (!name.endsWith("bare")) body = `${body.trimEnd()}\n${LAST}`;
    const isMarked = body.includes("§");
    const mark = isMarked ? findMark(body) : { text: body, line: 0, column: 0 };
    return { name, code, also, ...mark };
  });
}

function repeat(line: string): string[] {
  const [, times, one = ""] = /^×(\d+) (.*)$/.exec(line) ?? [];
  return times === undefined
    ? [line]
    : Array.from({ length: Number(times) }, (_, i) => one.replaceAll("%", String(i)));
}
