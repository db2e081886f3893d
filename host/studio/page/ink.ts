// Draws the timeline: above, the whole day; below, the minutes around now, with the names of what was played.
import type { DayMessage } from "../protocol.ts";

const HOUR_MS = 3_600_000;
/** Heights in CSS pixels, top to bottom; style.css lays the slider over the first three. */
const AXIS = 15;
const PRESENCE = 18;
/** Least height of the lanes of plays; they take what the rest of the canvas leaves. */
const LEAST_PLAYS = 18;
const GAP = 8;
const CLOSE = 30;
/** Under the strip: presence, and the dots of taps. */
const BELOW = 7;
/** The close-up shows so much before and after now. */
const BEFORE_MS = 120_000;
const AFTER_MS = 60_000;

export interface DayPicture {
  readonly day: DayMessage;
  readonly atMs: number;
  readonly titles: readonly string[];
}

interface Page {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  /** Height of the lanes of plays, CSS pixels. */
  readonly plays: number;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly leaf: string;
  readonly accent: string;
}

/** Draws at the canvas's size on the page, sharp on any screen. */
export function drawDay(canvas: HTMLCanvasElement, picture: DayPicture): void {
  const context = canvas.getContext("2d");
  const ratio = window.devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (context === null || width === 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const page: Page = {
    context,
    width,
    plays: Math.max(LEAST_PLAYS, height - AXIS - PRESENCE - GAP - CLOSE - BELOW),
    ink: colour("--ink"),
    quiet: colour("--quiet"),
    rule: colour("--rule"),
    leaf: colour("--leaf"),
    accent: colour("--accent"),
  };
  context.font = `12px ${style.fontFamily}`;
  context.textBaseline = "top";
  drawHours(page, picture.day);
  drawWhole(page, picture);
  drawClose(page, picture);
}

function drawHours({ context, width, plays, quiet, rule }: Page, day: DayMessage): void {
  const first = day.startMinute < 0 ? 0 : (60 - (day.startMinute % 60)) % 60;
  for (let ms = first * 60_000; ms < day.lengthMs; ms += HOUR_MS) {
    const x = Math.round((ms / day.lengthMs) * width);
    context.fillStyle = rule;
    context.fillRect(x, 0, 1, AXIS + PRESENCE + plays);
    context.fillStyle = quiet;
    const hour = Math.floor((Math.max(0, day.startMinute) + ms / 60_000) / 60) % 24;
    if (x < width - 34) context.fillText(`${hour}:00`, x + 4, 0);
  }
}

function drawWhole(
  { context, width, plays, ink, quiet, rule, accent }: Page,
  { day, atMs }: DayPicture,
): void {
  const toX = (ms: number) => (ms / Math.max(1, day.lengthMs)) * width;
  context.fillStyle = quiet;
  for (const [from, to, level] of day.presence) {
    const high = (PRESENCE / 3) * level;
    context.fillRect(toX(from), AXIS + PRESENCE - high, Math.max(0.6, toX(to) - toX(from)), high);
  }
  context.fillStyle = rule;
  context.fillRect(0, AXIS + PRESENCE, width, 1);
  // A lane for each offer that plays at all, in the order of the shop's file.
  const lanes = [...new Set(day.plays.map(([, , offer]) => offer))]
    .filter((o) => o >= 0)
    .sort((a, b) => a - b);
  const lane = new Map(lanes.map((offer, i) => [offer, i]));
  const step = (plays - 6) / Math.max(1, lanes.length);
  const top = AXIS + PRESENCE + 4;
  const topOf = (offer: number) => top + (lane.get(offer) ?? 0) * step;
  context.globalAlpha = 0.3;
  for (const [, to, offer, rest] of day.plays) {
    if (offer < 0 || rest === 0) continue;
    context.fillRect(toX(to), topOf(offer) + step / 2 - 0.35, Math.min(toX(rest), width - toX(to)), 0.7);
  }
  context.globalAlpha = 1;
  context.fillStyle = ink;
  for (const [from, to, offer] of day.plays)
    if (offer >= 0)
      context.fillRect(toX(from), topOf(offer), Math.max(0.8, toX(to) - toX(from)), Math.max(1, step - 0.5));
  context.fillStyle = accent;
  for (const tap of day.taps) context.fillRect(toX(tap), AXIS - 1, 1, 4);
  context.fillRect(Math.round(toX(atMs)) - 1, 2, 2, AXIS + PRESENCE + plays);
}

function drawClose(
  { context, plays, width, ink, quiet, rule, leaf, accent }: Page,
  { day, atMs, titles }: DayPicture,
): void {
  const top = AXIS + PRESENCE + plays + GAP;
  const from = atMs - BEFORE_MS;
  const span = BEFORE_MS + AFTER_MS;
  const toX = (ms: number) => ((ms - from) / span) * width;
  const isShown = (start: number, end: number) => end > from && start < atMs + AFTER_MS;
  context.fillStyle = rule;
  for (const [start, end, level] of day.presence)
    if (isShown(start, end)) {
      context.fillStyle = level > 1 ? quiet : rule;
      context.fillRect(toX(start), top + CLOSE + 2, toX(end) - toX(start), 1 + level);
    }
  for (const [start, end, offer] of day.plays) {
    if (!isShown(start, end)) continue;
    const x = toX(start);
    const wide = Math.max(1, toX(end) - x - 1);
    context.fillStyle = leaf;
    context.fillRect(x, top, wide, CLOSE);
    context.fillStyle = offer < 0 ? rule : quiet;
    context.fillRect(x, top, 2, CLOSE);
    context.save();
    context.beginPath();
    context.rect(x, top, wide - 3, CLOSE);
    context.clip();
    context.fillStyle = offer < 0 ? quiet : ink;
    context.fillText(titles[offer] ?? "Neutral card", Math.max(x, 0) + 7, top + 9);
    context.restore();
  }
  context.fillStyle = accent;
  for (const tap of day.taps)
    if (isShown(tap, tap + 1)) {
      context.beginPath();
      context.arc(toX(tap), top + CLOSE + 4, 3, 0, 2 * Math.PI);
      context.fill();
    }
  context.fillRect(Math.round(toX(atMs)) - 1, top - 3, 2, CLOSE + 10);
}
