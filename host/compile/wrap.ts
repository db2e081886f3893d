// Lines: as few as hold the text, and those as even as can be.

export type Measure = (text: string) => number;

export interface Wrapped {
  readonly lines: readonly string[];
  /** False where the text does not fit: then the lines hold as much as they can. */
  readonly fits: boolean;
}

/**
 * Wraps a text at its spaces (never at U+00A0 or U+2009) into as few of the lines as it needs; among the ways to do
 * that, takes the one with the least sum of squares of the shares of each line that stay empty.
 * @param widths pixels of each line that there is room for, from the top
 */
export function wrapText(text: string, measure: Measure, widths: readonly number[]): Wrapped {
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== "");
  const known = new Map<string, number>();
  const measureOnce = (line: string): number => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const used = measure(line);
    known.set(line, used);
    return used;
  };
  for (let count = 1; count <= widths.length; count++) {
    const lines = balance(words, measureOnce, widths.slice(0, count));
    if (lines !== undefined) return { lines, fits: true };
  }
  return { lines: fill(words, measure, widths), fits: words.length === 0 };
}

function balance(
  words: readonly string[],
  measure: Measure,
  widths: readonly number[],
): readonly string[] | undefined {
  // best[n] = the cheapest way to set the first n words on the lines so far.
  let best: ({ cost: number; lines: readonly string[] } | undefined)[] = [{ cost: 0, lines: [] }];
  for (const width of widths) {
    const next: typeof best = [];
    for (let from = 0; from < words.length; from++) {
      const before = best[from];
      if (before === undefined) continue;
      for (let to = from + 1; to <= words.length; to++) {
        const line = words.slice(from, to).join(" ");
        const used = measure(line);
        if (used > width) break;
        const cost = before.cost + ((width - used) / width) ** 2;
        const held = next[to];
        if (held === undefined || cost < held.cost) next[to] = { cost, lines: [...before.lines, line] };
      }
    }
    best = next;
  }
  return best[words.length]?.lines;
}

function fill(words: readonly string[], measure: Measure, widths: readonly number[]): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const width of widths) {
    let to = from + 1;
    while (to < words.length && measure(words.slice(from, to + 1).join(" ")) <= width) to++;
    if (from < words.length) lines.push(words.slice(from, to).join(" "));
    from = to;
  }
  return lines;
}

/**
 * Joins what must not be parted at the end of a line: a number and the currency or word after it, and in Polish a
 * word of one letter and the next one.
 */
export function glueText(text: string, language: string): string {
  let glued = text.normalize("NFC").replace(/(\d) (?=zł|gr\b|€|\$|£|PLN|EUR|%|Kč|Uhr)/g, "$1\u00a0");
  if (language === "pl") glued = glued.replace(/(?<=^|[\s\u00a0(„])([aiouwzAIOUWZ])\s/g, "$1\u00a0");
  return glued;
}
