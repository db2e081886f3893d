// Mutated shops, checked as on a day and compiled for every board: all that `passerby check` does. A fixed number of runs;
// PASSERBY_RUNS=1000 makes many more of them (with --testTimeout=0).
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileBoard } from "../../host/compile/board.ts";
import type { Finding } from "../../host/compile/cards.ts";
import { HostError } from "../../host/error.ts";
import { standInMark } from "../../host/label/fact.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { MIDDLE_DAY, runs } from "../arbitraries.ts";
import { FILE } from "../shop/mistake.ts";
import { GOOD } from "../shop/sample.ts";

const SAMPLE = readFileSync(FILE, "utf8");
const FOLDER = dirname(FILE);

/** What is written in a file, by what can stand in its place: most of it leaves a shop that is sound enough to be compiled. */
const KINDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\b\d{4}-\d{2}-\d{2}\b/g,
    ["2026-11-27", "2026-11-28", "2027-02-28", "2028-02-29", "2099-12-31", "2026-02-30"],
  ],
  [
    /\b\d{2}:\d{2}-\d{2}:\d{2}\b/g,
    ["00:00-24:00", "22:00-02:00", "23:59-00:00", "10:00-10:01", "10:00-10:00"],
  ],
  [/\b(?:fri-sat|mon-fri|sat-sun)\b/g, ["mon", "sun-mon", "mon-sun", "[tue, thu]"]],
  [/(?<=(?:now|was): )[\d.]+/g, ["0", "0.01", "9.90", "99999.99", "1e9", "39.905"]],
  [/(?<=(?:share|perHour|staffEvery): )\d+/g, ["0", "1", "20", "129", "255", "256"]],
  [/(?<=(?:rest): )\d+ (?:s|min|h)/g, ["1 s", "2 h", "90 min", "3 h"]],
  [/(?<=presence: )\w+/g, ["near", "lingering", "interacting", "gone"]],
  [/(?<=tier: )\w+/g, ["staff", "campaign", "regular", "none"]],
  [
    /(?<=board: )esp32[\w-]+/g,
    ["esp32-cyd", "esp32c3-oled", "esp32c3-epaper213", "esp32c3-epaper290", "esp32s3-tft154"],
  ],
  [/(?<=readAt: )[\d.]+ m/g, ["0.2 m", "20 cm", "2 m", "5 m"]],
  [/(?<=sensors: )\[[^\]]*\]/g, ["[]", "[button]", "[touch, pir, scan]", "[pir, button]"]],
  [/(?<=languages: )\[[^\]]*\]/g, ["[pl]", "[en, pl]", "[pl, en, de]", "[pl, en, ar]"]],
  [
    /(?<=(?:pl|en): )\p{L}+/gu,
    [
      "W",
      "\u0141\u00f3\u017aki",
      "e\u0301",
      "\u{1f4da}",
      "\u4e66\u5e97",
      "\u0645\u0643\u062a\u0628\u0629",
      "Donaudampfschifffahrtsgesellschaft",
      '"\\u00ad"',
      "a ".repeat(90),
    ],
  ],
  [
    /\n[^\n]+(?=\n)/g,
    [
      "",
      "\n",
      "\n    stock: true",
      "\n    picture: pictures/tea.png",
      "\n    sponsor: Kalina",
      "\n    qr: https://example.org/a",
    ],
  ],
  [/[\s\S]/g, ["", "x", ": ", "{", "*a ", "- ", "0", "§"]],
];

interface Edit {
  /** Which kind, and as parts of 1 which of its places and what instead. */
  readonly kind: number;
  readonly place: number;
  readonly by: number;
}

/** Every part as likely: a double would mostly be next to nothing. */
const part = fc.nat(999_999).map((number) => number / 1_000_000);
const edit: fc.Arbitrary<Edit> = fc.record({ kind: fc.nat(KINDS.length - 1), place: part, by: part });
const edits = fc.array(edit, { minLength: 1, maxLength: 3 });

function mutate(text: string, { kind, place, by }: Edit): string {
  const [pattern, values] = KINDS[kind] ?? [/$/g, [""]];
  const places = [...text.matchAll(pattern)];
  const match = places[Math.floor(place * places.length)];
  if (match === undefined) return text;
  const value = values[Math.floor(by * values.length)] ?? "";
  return text.slice(0, match.index) + value + text.slice(match.index + match[0].length);
}

/** How often each end came about. */
interface Tally {
  refused: number;
  compiled: number;
  found: number;
}

function expectPlaced({ code, message, hint, place }: Finding, text: string, file: string): void {
  expect(code).toMatch(/^(?:board|card|pacing|pressure|shop|tone)-[a-z-]+$/);
  expect(message.length > 0 && hint.length > 0, `${code}: ${message} ${hint}`).toBe(true);
  expect(place.file.startsWith(dirname(file)), `${code} in ${place.file}`).toBe(true);
  // Of more findings than anybody reads the last says only that.
  if (code === "shop-many-findings") return;
  const lines = (place.file === file ? text : readFileSync(place.file, "utf8")).split("\n");
  const line = lines[(place.line ?? 0) - 1];
  expect(line, `${code} in line ${place.line}`).toBeDefined();
  expect((place.column ?? 0) >= 1 && (place.column ?? 0) <= (line ?? "").length + 1, code).toBe(true);
}

function expectTidy(text: string, tally: Tally): void {
  const { shop, findings } = checkShopText(text, FILE, FOLDER, MIDDLE_DAY);
  for (const finding of findings) expectPlaced(finding, text, FILE);
  expect(shop === undefined).toBe(findings.some(({ severity }) => severity === "error"));
  if (shop === undefined) {
    tally.refused++;
    return;
  }
  for (const board of shop.boards)
    try {
      const compiled = compileBoard(shop, board, standInMark(shop));
      tally.compiled++;
      if (compiled.findings.length > 0) tally.found++;
      for (const finding of compiled.findings) expectPlaced(finding, text, FILE);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      // Its command says where the board is, where the error does not say more.
      const { code, message, hint, place = board.place } = error;
      expectPlaced({ code, severity: "error", message, hint, place }, text, FILE);
    }
}

test.each([
  ["the sample of the manual", GOOD, 150],
  ["the bookshop", SAMPLE, 40],
] as const)(
  "%s, mutated: on a day, on every board, findings with a place and nothing thrown",
  (_, text, count) => {
    const tally: Tally = { refused: 0, compiled: 0, found: 0 };
    fc.assert(
      fc.property(edits, (list) => expectTidy(list.reduce(mutate, text), tally)),
      runs(count),
    );
    // Control: some were refused, many were compiled, and their cards had findings.
    for (const [end, times] of Object.entries(tally)) expect(times, end).toBeGreaterThan(4);
  },
);

test("control: a finding outside of the file is not let through", () => {
  const finding = { code: "shop-value", severity: "error", message: "m", hint: "h" } as const;
  expect(() =>
    expectPlaced({ ...finding, place: { file: FILE, line: 3, column: 1 } }, "a\nb\nc", FILE),
  ).not.toThrow();
  expect(() =>
    expectPlaced({ ...finding, place: { file: FILE, line: 4, column: 1 } }, "a\nb\nc", FILE),
  ).toThrow();
  expect(() => expectPlaced({ ...finding, place: { file: FILE } }, "a\nb\nc", FILE)).toThrow();
});
