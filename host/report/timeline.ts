// The timeline of a simulated day: presence above, below it one row for each offer that played.
import { INTERACTING, NEUTRAL } from "../../shared/offers/situation.ts";
import type { Day } from "./summary.ts";
import { escapeText } from "./text.ts";

const WIDTH = 900;
const LEFT = 220;
const ROW = 22;
const LEVEL = 12;
const TOP = 8;
/** Longest title, in letters, that fits left of the rows. */
const TITLE_LETTERS = 30;

/** An SVG image. @param titles of the offers, in the order of the deployment */
export function drawTimeline(day: Day, titles: readonly string[]): string {
  const scale = (WIDTH - LEFT) / Math.max(1, day.endMs);
  const x = (atMs: number) => (LEFT + Math.min(atMs, day.endMs) * scale).toFixed(1);
  const wide = (ms: number) => Math.max(0.5, ms * scale).toFixed(1);
  const parts: string[] = [];
  const base = TOP + INTERACTING * LEVEL;
  label(parts, "Somebody near", base);
  eachSpan(day.presence, day.endMs, (change, atMs, lastsMs) => {
    if (change.presence === 0) return;
    const height = change.presence * LEVEL;
    parts.push(
      `<rect class="level" x="${x(atMs)}" y="${base - height}" width="${wide(lastsMs)}" height="${height}"/>`,
    );
  });
  const played = titles.map((_, i) => i).filter((i) => day.plays.some((play) => play.offer === i));
  const rowOf = new Map(played.map((offer, row) => [offer, base + (row + 1) * ROW]));
  for (const [offer, y] of rowOf) label(parts, titles[offer], y);
  eachSpan(day.plays, day.endMs, (play, atMs, lastsMs) => {
    const y = play.offer === NEUTRAL ? undefined : rowOf.get(play.offer);
    if (y === undefined) return;
    parts.push(
      `<rect class="play" x="${x(atMs)}" y="${y - LEVEL}" width="${wide(lastsMs)}" height="${LEVEL}"/>`,
    );
  });
  const bottom = base + played.length * ROW + 6;
  for (const [atMs, text] of listMarks(day.endMs, day.startMinute)) {
    parts.push(`<line class="rule" x1="${x(atMs)}" y1="${TOP}" x2="${x(atMs)}" y2="${bottom}"/>`);
    parts.push(`<text x="${x(atMs)}" y="${bottom + 14}">${text}</text>`);
  }
  const height = bottom + 22;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Presence and plays over the day">\n${parts.join("\n")}\n</svg>`;
}

function label(parts: string[], title: string, y: number): void {
  const short = title.length > TITLE_LETTERS ? `${title.slice(0, TITLE_LETTERS - 1)}…` : title;
  parts.push(`<text x="0" y="${y - 2}">${escapeText(short)}</text>`);
}

/** Each item with when it begins and how long it lasts: until the next one. */
function eachSpan<Item extends { readonly atMs: number }>(
  items: readonly Item[],
  endMs: number,
  visit: (item: Item, atMs: number, lastsMs: number) => void,
): void {
  items.forEach((item, i) => {
    visit(item, item.atMs, Math.max(0, Math.min(endMs, items[i + 1]?.atMs ?? endMs) - item.atMs));
  });
}

/**
 * Marks at round times, at most a dozen: of the clock where the start is known, else since the start.
 */
function listMarks(endMs: number, startMinute: number | undefined): [number, string][] {
  const steps = [60_000, 300_000, 900_000, 3_600_000, 7_200_000, 21_600_000, 86_400_000];
  const step = steps.find((candidate) => endMs / candidate <= 12) ?? Math.ceil(endMs / 12);
  const startMs = (startMinute ?? 0) * 60_000;
  const marks: [number, string][] = [];
  for (let clockMs = Math.ceil(startMs / step) * step; clockMs <= startMs + endMs; clockMs += step) {
    const minutes = Math.floor(clockMs / 60_000);
    const hour = String(startMinute === undefined ? Math.floor(minutes / 60) : Math.floor(minutes / 60) % 24);
    marks.push([clockMs - startMs, `${hour}:${String(minutes % 60).padStart(2, "0")}`]);
  }
  return marks;
}
