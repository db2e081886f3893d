// The part of shop.yaml that an offer was read from.
import type { Excerpt } from "./protocol.ts";

/** Longer offers, and longer lines, are cut: a hostile file must not become a hostile page. */
const MOST_LINES = 60;
const MOST_LETTERS = 200;

/**
 * The lines of an offer: from its first one to before the next line that is not further right.
 * @param line its first, from 1; 0 or one that there is not = nothing
 */
export function cutOffer(text: string, line: number): Excerpt | undefined {
  const all = text.split(/\r?\n/);
  const first = all[line - 1];
  if (first === undefined) return undefined;
  const lines = [first];
  for (let i = line; i < all.length && lines.length < MOST_LINES; i++) {
    const next = all[i] ?? "";
    if (next.trim() !== "" && indentOf(next) <= indentOf(first)) break;
    lines.push(next);
  }
  while (lines.at(-1)?.trim() === "") lines.pop();
  const cut = (whole: string) =>
    whole.length > MOST_LETTERS ? `${whole.slice(0, MOST_LETTERS - 1)}…` : whole;
  return { firstLine: line, lines: lines.map(cut) };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
