// Price logs: what an article cost from which day on. Lines `date,price`, sorted; `#` starts a comment.
// They prove an old price: the lowest price of the 30 days before a reduction (Directive 98/6/EC, article 6a).
import type { Finding } from "../compile/cards.ts";
import { parseDate } from "./date.ts";
import { readText } from "./document.ts";
import { parsePrice } from "./money.ts";
import { quote } from "./report.ts";

/** Days before a reduction whose lowest price is the old price. */
const PRIOR_DAYS = 30;

export interface LogEntry {
  readonly day: number;
  /** Minor units, from this day on. */
  readonly price: number;
}

/** Reads a price log. Never throws; every line that is none has a finding. */
export function readLog(path: string, digits: number): { entries: LogEntry[]; findings: readonly Finding[] } {
  const { text, findings } = readText(path);
  if (text === undefined) return { entries: [], findings };
  return parseLog(text, path, digits);
}

export function parseLog(
  text: string,
  file: string,
  digits: number,
): { entries: LogEntry[]; findings: readonly Finding[] } {
  const entries: LogEntry[] = [];
  const findings: Finding[] = [];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length && findings.length < 20; i++) {
    const line = lines[i].replace(/#.*$/, "").trim();
    if (line === "" || (entries.length === 0 && line === "date,price")) continue;
    const comma = line.indexOf(",");
    const day = parseDate(line.slice(0, Math.max(0, comma)).trim());
    const price = parsePrice(line.slice(comma + 1).trim(), digits);
    const place = { file, line: i + 1, column: 1 };
    const add = (message: string, hint: string) =>
      findings.push({ code: "shop-log-line", severity: "error", message, hint, place });
    if (day === undefined || price === undefined)
      add(`${quote(line)} is not a date and a price.`, "Write lines such as 2026-10-01,44.90");
    else if (day <= (entries.at(-1)?.day ?? -1))
      add("This line is not later than the one before.", "Sort the lines by date.");
    else entries.push({ day, price });
  }
  return { entries, findings };
}

/**
 * The lowest price of the 30 days before a day.
 * @returns undefined if the log does not say what the price was on each of them
 */
export function findPriorPrice(entries: readonly LogEntry[], day: number): number | undefined {
  const start = day - PRIOR_DAYS;
  const before = entries.filter((entry) => entry.day <= start).at(-1);
  if (before === undefined) return undefined;
  const during = entries.filter((entry) => entry.day > start && entry.day < day);
  return Math.min(before.price, ...during.map((entry) => entry.price));
}
