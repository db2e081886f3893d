// Rules about the sources as they are written, types and all: the compiler's word counts only where nobody takes it away.
import type { ReportBreach } from "./breach.ts";
import type { Source } from "./module.ts";

const BLANKED = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** Words, and the files in which they may stand. */
const WORDS: readonly { readonly word: RegExp; readonly files: readonly string[] }[] = [
  { word: /(?:[:<|&,(]|\bas|=>|=)\s*any\b(?!\s*[(.:])|\bany\s*\[\]/g, files: [] },
  { word: /\bas\s+(?:unknown|never)\b/g, files: ["shared/policy/raw.ts"] },
  { word: /\bas\s+Told\b/g, files: ["shared/policy/egress.ts", "shared/link/command.ts"] },
  { word: /\bas\s+Raw\b/g, files: ["shared/policy/raw.ts"] },
];

export function checkSource({ file, source }: Source, report: ReportBreach): void {
  const say = (start: number, detail: string): void => {
    const before = source.slice(0, start).split("\n");
    report("source", { file, line: before.length, column: before[before.length - 1].length + 1 }, detail);
  };
  for (const match of source.matchAll(/@ts-(?:ignore|expect-error|nocheck)/g)) say(match.index, match[0]);
  // Comments and texts stay as long as they are, so that every place stays where it is.
  const code = source.replace(BLANKED, (part) => part.replace(/[^\n]/g, " "));
  for (const { word, files } of WORDS)
    for (const match of code.matchAll(word))
      if (!files.includes(file)) say(match.index, match[0].replace(/\s+/g, " ").trim());
}
