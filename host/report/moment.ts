// Evidence over time as a picture: truth and state as bars, the sum of the evidence beside its thresholds, and where the board
// listens, near adverts beside theirs.
import { SURE_DB, TOUCH_DB } from "../../shared/presence/limits.ts";
import type { Moment } from "./evidence.ts";
import { escapeText } from "./text.ts";

const WIDTH = 900;
const LEFT = 130;
const BAR = 14;
const TALL = 110;
const RADIO_TALL = 60;
const GAP = 14;
/** Decibans at the top and the bottom of the picture. */
const MOST_DB = 60;
const LEAST_DB = -20;
const MOST_MARKS = 7;
/** Seconds between two times on the scale: what a clock's face has. */
const MARK_STEPS_S = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600];
const SENSORS = [
  ["still", "radar or distance"],
  ["pir", "PIR"],
  ["touch", "touch"],
  ["radio", "radio"],
] as const;

export interface EvidencePlot {
  /** At least two, in order, of one stretch of the day. */
  readonly moments: readonly Moment[];
  /** Only where the board listens to radio. */
  readonly limits: { readonly enter: number; readonly leave: number } | undefined;
  /** Local minute of the day at 0 ms, where a clock was known. */
  readonly startMinute: number | undefined;
}

/** An SVG image. */
export function drawEvidence({ moments, limits, startMinute }: EvidencePlot): string {
  const fromMs = moments[0]?.atMs ?? 0;
  const toMs = Math.max(fromMs + 1, moments.at(-1)?.atMs ?? 0);
  const x = (atMs: number): number => round(LEFT + ((atMs - fromMs) / (toMs - fromMs)) * (WIDTH - LEFT));
  const parts: string[] = [];
  let top = 0;
  const name = (text: string, y: number): void => {
    parts.push(`<text x="0" y="${y}">${escapeText(text)}</text>`);
  };
  if (moments.some(({ isThere }) => isThere !== undefined)) {
    name("Truth: somebody", top + BAR - 2);
    addBars(parts, moments, ({ isThere }) => (isThere ? 3 : 0), "truth", top, x);
    top += BAR + GAP / 2;
  }
  name("Board: presence", top + BAR - 2);
  addBars(parts, moments, ({ level }) => level, "level", top, x);
  top += BAR + GAP;
  // A row a sensor: lines in one picture lie on each other wherever one sensor alone speaks.
  for (const [sensor, title] of SENSORS) {
    if (!moments.some((moment) => moment[sensor] !== 0)) continue;
    name(`Says so: ${title}`, top + BAR - 2);
    addBars(
      parts,
      moments,
      (moment) => (3 * Math.max(0, moment[sensor])) / TOUCH_DB,
      `sensor ${sensor}`,
      top,
      x,
    );
    // Silence that speaks against somebody is a low bar of its own colour.
    addBars(parts, moments, (moment) => (moment[sensor] < 0 ? 1 / 2 : 0), "sensor against", top, x);
    top += BAR + GAP / 2;
  }
  top += GAP / 2;
  const y = (db: number): number =>
    round(top + ((MOST_DB - Math.max(LEAST_DB, Math.min(MOST_DB, db))) / (MOST_DB - LEAST_DB)) * TALL);
  name("All together, decibans", top + 12);
  for (const [db, text] of [
    [0, "somebody above 0"],
    [SURE_DB, `sure from ${SURE_DB}`],
  ] as const) {
    parts.push(`<line class="limit" x1="${LEFT}" y1="${y(db)}" x2="${WIDTH}" y2="${y(db)}"/>`);
    name(text, y(db) + 4);
  }
  parts.push(`<path class="sum" d="${drawSteps(moments, ({ sum }) => y(sum), x)}"/>`);
  top += TALL + GAP;
  if (limits !== undefined) {
    const most = Math.max(limits.enter * 2, ...moments.map(({ near }) => near));
    const high = (value: number): number => round(top + RADIO_TALL - (value / most) * RADIO_TALL);
    name("Near adverts a second", top + 12);
    for (const [value, text] of [
      [limits.enter, `enter ${tellRate(limits.enter)}`],
      [limits.leave, `leave ${tellRate(limits.leave)}`],
    ] as const)
      parts.push(
        `<line class="limit" x1="${LEFT}" y1="${high(value)}" x2="${WIDTH}" y2="${high(value)}"><title>${text}</title></line>`,
      );
    name(`enter ${tellRate(limits.enter)}, leave ${tellRate(limits.leave)}`, top + 28);
    parts.push(`<path class="sum" d="${drawSteps(moments, ({ near }) => high(near), x)}"/>`);
    top += RADIO_TALL + GAP;
  }
  for (const atMs of listMarks(fromMs, toMs, startMinute)) {
    // A time at the very end has no room on both sides of its place.
    const anchor = x(atMs) > WIDTH - 25 ? "end" : "middle";
    parts.push(
      `<text x="${x(atMs)}" y="${top + 4}" text-anchor="${anchor}">${tellTime(atMs, startMinute)}</text>`,
    );
  }
  return `<svg viewBox="0 0 ${WIDTH} ${top + 10}" role="img" aria-label="Evidence, thresholds, state and truth over time">\n${parts.join("\n")}\n</svg>`;
}

/** Stretches of one height. */
function addBars(
  parts: string[],
  moments: readonly Moment[],
  levelOf: (moment: Moment) => number,
  kind: string,
  top: number,
  x: (atMs: number) => number,
): void {
  for (let i = 0; i < moments.length; ) {
    const level = levelOf(moments[i]);
    let end = i + 1;
    while (end < moments.length && levelOf(moments[end]) === level) end++;
    const tall = round((BAR * level) / 3);
    const from = x(moments[i].atMs);
    const to = x(moments[Math.min(end, moments.length - 1)].atMs);
    if (level > 0)
      parts.push(
        `<rect class="${kind}" x="${from}" y="${round(top + BAR - tall)}" width="${round(Math.max(0.5, to - from))}" height="${tall}"/>`,
      );
    i = end;
  }
}

/** A line of steps: only where it changes there is a point. */
function drawSteps(
  moments: readonly Moment[],
  yOf: (moment: Moment) => number,
  x: (atMs: number) => number,
): string {
  let path = "";
  let last = Number.NaN;
  for (const moment of moments) {
    const y = yOf(moment);
    if (y === last) continue;
    path += path === "" ? `M${x(moment.atMs)} ${y}` : `H${x(moment.atMs)}V${y}`;
    last = y;
  }
  return moments.length === 0 ? "" : `${path}H${x(moments[moments.length - 1].atMs)}`;
}

/** Round times of the clock within a stretch, at most MOST_MARKS. */
function listMarks(fromMs: number, toMs: number, startMinute: number | undefined): number[] {
  const startMs = (startMinute ?? 0) * 60_000;
  const stepMs =
    1000 * (MARK_STEPS_S.find((seconds) => (toMs - fromMs) / 1000 / seconds < MOST_MARKS) ?? 86_400);
  const marks: number[] = [];
  for (let atMs = Math.ceil((fromMs + startMs) / stepMs) * stepMs; atMs <= toMs + startMs; atMs += stepMs)
    marks.push(atMs - startMs);
  return marks;
}

/** Hours and minutes, and seconds where there are any. */
function tellTime(atMs: number, startMinute: number | undefined): string {
  const seconds = Math.round(atMs / 1000) + (startMinute ?? 0) * 60;
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const told = seconds % 60 === 0 ? parts.slice(0, 2) : parts;
  return told.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** Adverts a second: half of 0.5 is no 0.3. */
function tellRate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
