// Mends what is beyond doubt, in the text itself: comments, order and layout stay as they are.
import type { Fix, Fixable } from "./report.ts";

export interface Mended {
  readonly text: string;
  readonly fixes: number;
}

/**
 * Puts the fixes of one file into its text. What overlaps an earlier one, or no longer stands where it was found, is
 * left for the next time.
 */
export function mendText(text: string, file: string, findings: readonly Fixable[]): Mended {
  const fixes = findings
    .flatMap(({ fix }) => (fix?.file === file ? [fix] : []))
    .sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  let done = 0;
  for (const fix of fixes) {
    if (fix.start < at || text.slice(fix.start, fix.end) !== fix.raw || fix.raw === fix.text) continue;
    pieces.push(text.slice(at, fix.start), fix.text);
    at = fix.end;
    done++;
  }
  return { text: [...pieces, text.slice(at)].join(""), fixes: done };
}

/** Files that have something to mend. */
export function listMendable(findings: readonly Fixable[]): string[] {
  return [...new Set(findings.flatMap(({ fix }: { fix?: Fix }) => (fix === undefined ? [] : [fix.file])))];
}
