// The timeline of a simulated day: presence above, below it one row for each offer that played, the darker the more.
import { INTERACTING } from "../../shared/offers/situation.ts";
import type { Day } from "./summary.ts";
import { escapeText } from "./text.ts";

const WIDTH = 900;
const LEFT = 220;
const ROW = 22;
const LEVEL = 12;
const TOP = 8;
/** The day is cut into so many stretches of the same length. */
const STRETCHES = 160;
/** A mark behind this part of the day has no room for its time on its right: it stands on its left. */
const LAST_MARK = 0.95;
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
  for (const [offer, y] of rowOf)
    for (const { fromMs, toMs, share } of listDensity(day, offer))
      parts.push(
        `<rect class="play" x="${x(fromMs)}" y="${y - LEVEL}" width="${wide(toMs - fromMs)}" height="${LEVEL}" fill-opacity="${share}"/>`,
      );
  const bottom = base + played.length * ROW + 6;
  for (const [atMs, text] of listMarks(day.endMs, day.startMinute)) {
    parts.push(`<line class="rule" x1="${x(atMs)}" y1="${TOP}" x2="${x(atMs)}" y2="${bottom}"/>`);
    const isLast = atMs > day.endMs * LAST_MARK;
    parts.push(`<text x="${x(atMs)}" y="${bottom + 14}"${isLast ? ' text-anchor="end"' : ""}>${text}</text>`);
  }
  const height = bottom + 22;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Presence and plays over the day">\n${parts.join("\n")}\n</svg>`;
}

/** In what part of each stretch of the day an offer was shown, in steps of a twentieth; stretches alike are one. */
function listDensity(day: Day, offer: number): { fromMs: number; toMs: number; share: number }[] {
  const stepMs = Math.max(1, day.endMs / STRETCHES);
  const shown = new Array<number>(STRETCHES).fill(0);
  eachSpan(day.plays, day.endMs, (play, atMs, lastsMs) => {
    if (play.offer !== offer) return;
    for (let i = Math.floor(atMs / stepMs); i < STRETCHES && i * stepMs < atMs + lastsMs; i++)
      shown[i] += Math.min(atMs + lastsMs, (i + 1) * stepMs) - Math.max(atMs, i * stepMs);
  });
  const list: { fromMs: number; toMs: number; share: number }[] = [];
  shown.forEach((ms, i) => {
    // The eye tells small shares apart better than large ones.
    const share = Math.ceil(Math.sqrt(Math.min(1, ms / stepMs)) * 20) / 20;
    const last = list.at(-1);
    if (last?.share === share && last.toMs === i * stepMs) last.toMs = (i + 1) * stepMs;
    else if (share > 0) list.push({ fromMs: i * stepMs, toMs: (i + 1) * stepMs, share });
  });
  return list;
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
