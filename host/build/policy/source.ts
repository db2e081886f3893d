// Rules about the sources as they are written, types and all: the compiler's word counts only where nobody takes it away.
import type { ReportBreach } from "./breach.ts";
import type { Source } from "./module.ts";

/** Comments and texts; a template is taken whole, so that no quote in it begins a text, and stays as it is. */
const BLANKED = /`(?:[^`\\]|\\[\s\S])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

const RAW = "shared/policy/raw.ts";
/** Words, and the files in which they may stand. Any of them could make a number of a reading without being asked. */
const WORDS: readonly { readonly word: RegExp; readonly files: readonly string[] }[] = [
  { word: /(?:[:<|&,([]|\bas|=>|=)\s*any\b(?!\s*[(.:])|\bany\s*\[\]/g, files: [] },
  { word: /\bunknown\b/g, files: [RAW] },
  { word: /[:<|&]\s*Function\b/g, files: [] },
  // What a reading is to the compiler, and a second signature of a function: with either it goes by another type.
  { word: /\bsymbol\b/g, files: [RAW] },
  { word: /\bfunction\s+\w+\s*\([^{};]*\)[^{};]*;/g, files: [] },
  // A type that is claimed. Names of imports and exports that are changed stand in braces, with a comma or a brace behind.
  {
    word: /(?<!\*\s)\bas\s+(?!const\b)(?![\w$]+\s*[,}])/g,
    files: [
      RAW,
      "shared/policy/egress.ts",
      "shared/policy/counts.ts",
      "shared/link/command.ts",
      "firmware/ports/scan.ts",
      "firmware/ports/listen.ts",
      "firmware/ports/storage.ts",
      "firmware/ports/display.ts",
    ],
  },
  { word: /\)\s*:\s*(?:asserts\s+)?\w+\s+is\b/g, files: [] },
  // A reading or something else: asking which of the two it is would open it.
  { word: /\|\s*Raw\s*<|\bRaw\s*<[^>]*>\s*\|/g, files: [RAW] },
  {
    word: /\bReading\b/g,
    files: [RAW, ...["filter", "line", "radar"].map((name) => `shared/presence/${name}.ts`)],
  },
];

export function checkSource({ file, source }: Source, report: ReportBreach): void {
  const say = (start: number, detail: string): void => {
    const before = source.slice(0, start).split("\n");
    report("source", { file, line: before.length, column: before[before.length - 1].length + 1 }, detail);
  };
  for (const match of source.matchAll(/@ts-(?:ignore|expect-error|nocheck)/g)) say(match.index, match[0]);
  // Comments and texts stay as long as they are, so that every place stays where it is.
  const code = source.replace(BLANKED, (part) => (part.startsWith("`") ? part : part.replace(/[^\n]/g, " ")));
  for (const { word, files } of WORDS)
    for (const match of code.matchAll(word))
      if (!files.includes(file)) say(match.index, match[0].replace(/\s+/g, " ").trim());
}
