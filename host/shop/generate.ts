// A made-up shop day as a trace (host/simulator/trace.ts): the same seed makes the same bytes everywhere.
// Nobody was recorded. The day shows what a display meets: people who pass, stop, read, tap and go.
import { utcMinuteOf } from "../compile/zone.ts";
import { createRandom, type Random } from "../random.ts";
import type { SensorKind } from "./model.ts";
import { seesStill } from "./sensor.ts";
import { HOUR_MS, inventVisits, PEOPLE_PER_HOUR, type TapKind, type Visit } from "./visit.ts";

/** Where a finger goes on a 320 x 240 panel: in the middle of what the card layout puts there. */
const POINTS: Readonly<Record<Exclude<TapKind, "answer">, readonly [number, number]>> = {
  dismiss: [48, 185],
  why: [118, 185],
  question: [272, 185],
  // In the question's place once something was tapped.
  forget: [272, 185],
  know: [146, 207],
  back: [284, 207],
};
const ANSWER_POINTS: readonly (readonly [number, number])[] = [
  [48, 153],
  [136, 153],
  [224, 153],
  [48, 207],
];
/** With one button: short presses that lead to an entry of the menu (an answer: so many more), and whether a
 *  long one then chooses it. The first two entries are pages to be read; a long press leaves them. Then come the
 *  ways out ("not this", "pause", "forget"), then the answers. */
const PRESSES: Readonly<Record<Exclude<TapKind, "question">, readonly [shorts: number, isChosen: boolean]>> =
  {
    why: [1, false],
    know: [1, false],
    back: [0, true],
    dismiss: [3, true],
    forget: [5, true],
    answer: [6, true],
  };

/** Power comes a quarter of an hour before the shop opens at 10:00, and goes five minutes after it closes. */
const POWER_AT = "09:45";
const OPEN_MS = 900_000;
const END_MS = OPEN_MS + PEOPLE_PER_HOUR.length * HOUR_MS + 300_000;
const RADAR_OFF_DELAY_MS = 1_500;
const PIR_PULSE_MS = 2_500;
/** Radio: a line each second in the two rushes (13:00 and 17:00), else each five seconds, which keeps a day's file
 *  small. A second never has more adverts than a healthy radio hears (shared/presence/limits.ts). */
const RUSHES: readonly (readonly [number, number])[] = [
  [OPEN_MS + 3 * HOUR_MS, OPEN_MS + 3 * HOUR_MS + 1_200_000],
  [OPEN_MS + 7 * HOUR_MS, OPEN_MS + 7 * HOUR_MS + 1_500_000],
];
const QUIET_STEP_MS = 5_000;
const PHONE_STEP_MS = 4_000;
const MOST_ADVERTS = 40;
/** In an hour with so many people there are some devices in the air all the time. */
const SOME_PEOPLE = 26;

interface Line {
  readonly atMs: number;
  readonly text: string;
}

/**
 * A shop day from 9:45 to 19:05.
 * @param seed any whole number
 * @param board sensors of the board that meets the day
 * @param day local day, such as 2026-11-27
 * @param timezone IANA name
 * @returns text of a trace
 */
export function generateDay(
  seed: number,
  board: { readonly sensors: readonly SensorKind[] },
  day: string,
  timezone: string,
): string {
  const visits = inventVisits(createRandom(seed), OPEN_MS);
  const has = (sensor: SensorKind) => board.sensors.includes(sensor);
  // Each sensor has its own stream, so that one more sensor leaves the others' events as they are.
  const lines: Line[] = levels(
    "truth",
    visits.map(({ fromMs, toMs }) => [fromMs, toMs]),
  );
  if (seesStill(board.sensors)) lines.push(...levels("radar", senseRadar(visits, createRandom(seed + 1))));
  if (has("pir")) lines.push(...levels("pir", sensePir(visits, createRandom(seed + 2))));
  if (has("touch")) lines.push(...touch(visits, createRandom(seed + 3)));
  else if (has("button")) lines.push(...press(visits, createRandom(seed + 3)));
  if (has("scan")) lines.push(...hear(visits, createRandom(seed + 4)));
  lines.sort((a, b) => a.atMs - b.atMs);
  const header = [
    `# A made-up day, ${day} in ${timezone}: seed ${seed}, sensors ${board.sensors.join(", ")}.`,
    `# ${visits.length} people come near; ${visits.filter(({ taps }) => taps.length > 0).length} of them touch something.`,
    `0,start,${startTime(day, timezone)}`,
  ];
  return `${[...header, ...lines.map(({ atMs, text }) => `${atMs},${text}`), `${END_MS},end`].join("\n")}\n`;
}

function startTime(day: string, timezone: string): string {
  const local = `${day}T${POWER_AT}`;
  const minutes = Date.parse(`${local}:00Z`) / 60_000 - utcMinuteOf(timezone, local);
  const size = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${local}:00${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** Radar holds while somebody is there, misses somebody now and then for a second, and sometimes sees nobody. */
function senseRadar(visits: readonly Visit[], random: Random): [number, number][] {
  const spans: [number, number][] = [];
  for (const { fromMs, toMs } of visits) {
    let startMs = fromMs;
    for (let atMs = fromMs + 20_000; atMs < toMs - 5_000; atMs += 20_000) {
      if (!random.chance(150)) continue;
      spans.push([startMs, atMs]);
      startMs = atMs + random.between(300, 1_200) + RADAR_OFF_DELAY_MS;
    }
    spans.push([startMs, toMs + RADAR_OFF_DELAY_MS]);
  }
  for (let i = 0; i < 8; i++) {
    const ghostMs = random.between(OPEN_MS, END_MS - 10_000);
    spans.push([ghostMs, ghostMs + random.between(400, 1_500)]);
  }
  return spans;
}

/** A PIR sees movement only: on arrival and on leaving, and in between when a reader shifts. */
function sensePir(visits: readonly Visit[], random: Random): [number, number][] {
  const spans: [number, number][] = [];
  for (const { fromMs, toMs } of visits) {
    for (let atMs = fromMs; atMs < toMs; atMs += random.between(3_000, 14_000))
      spans.push([atMs, atMs + PIR_PULSE_MS + random.between(0, 1_500)]);
    spans.push([toMs, toMs + PIR_PULSE_MS]);
  }
  return spans;
}

/** Spans in which a line is high, as its edges; overlapping ones are one. */
function levels(name: string, spans: readonly [number, number][]): Line[] {
  const lines: Line[] = [];
  let endMs = -1;
  for (const [startMs, stopMs] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (startMs > endMs) {
      if (endMs >= 0) lines.push({ atMs: endMs, text: `${name},0` });
      lines.push({ atMs: startMs, text: `${name},1` });
    }
    endMs = Math.max(endMs, stopMs);
  }
  if (endMs >= 0) lines.push({ atMs: endMs, text: `${name},0` });
  return lines;
}

/** One finger at a time: who finds the panel in use leaves it. */
function touch(visits: readonly Visit[], random: Random): Line[] {
  const lines: Line[] = [];
  let freeMs = 0;
  for (const { taps } of visits) {
    if (taps.length === 0 || taps[0].atMs < freeMs) continue;
    for (const { atMs, kind, answer } of taps) {
      const [x, y] = kind === "answer" ? ANSWER_POINTS[answer] : POINTS[kind];
      const text = `touch,${x + random.between(-8, 8)},${y + random.between(-8, 8)}`;
      freeMs = atMs + random.between(70, 220);
      lines.push({ atMs, text }, { atMs: freeMs, text: "release" });
    }
    freeMs += 1_000;
  }
  return lines;
}

/** The same wishes with one button: short presses to the entry, a long one to choose it. */
function press(visits: readonly Visit[], random: Random): Line[] {
  const lines: Line[] = [];
  let freeMs = 0;
  for (const { taps } of visits) {
    if (taps.length === 0 || taps[0].atMs < freeMs) continue;
    for (const { atMs, kind, answer } of taps) {
      if (kind === "question") continue;
      const [least, isChosen] = PRESSES[kind];
      const shorts = least + (kind === "answer" ? answer : 0);
      freeMs = Math.max(freeMs, atMs);
      for (let i = 0; i < shorts + (isChosen ? 1 : 0); i++) {
        const downMs = freeMs + random.between(500, 900);
        freeMs = downMs + (i < shorts ? random.between(90, 250) : random.between(1_000, 1_500));
        lines.push({ atMs: downMs, text: "button,1" }, { atMs: freeMs, text: "button,0" });
      }
    }
    freeMs += 1_000;
  }
  return lines;
}

/** How many adverts are in the air, and how strong: the shop's background, and phones in front of the board. */
function hear(visits: readonly Visit[], random: Random): Line[] {
  const lines: Line[] = [];
  const room: number[] = [];
  const put = (atMs: number, wanted: number, rssiDbm: number) => {
    const second = Math.floor(atMs / 1000);
    const free = room[second] ?? MOST_ADVERTS;
    const count = Math.min(wanted, free);
    room[second] = free - count;
    if (count > 0) lines.push({ atMs, text: `adverts,${count},${rssiDbm}` });
  };
  for (let atMs = 1_000; atMs < END_MS; ) {
    const isRush = RUSHES.some(([startMs, stopMs]) => atMs >= startMs && atMs < stopMs);
    const people = PEOPLE_PER_HOUR[Math.floor((atMs - OPEN_MS) / HOUR_MS)] ?? 0;
    const [least, most] = isRush ? [31, 36] : people >= SOME_PEOPLE ? [35, 39] : [8, 16];
    put(atMs, random.between(least, most), random.between(-92, -74));
    atMs += isRush ? 1_000 : QUIET_STEP_MS;
  }
  for (const { fromMs, toMs, hasPhone } of visits) {
    if (!hasPhone) continue;
    for (let atMs = fromMs + 500; atMs < toMs; atMs += PHONE_STEP_MS)
      put(atMs, random.between(2, 8), random.between(-66, -46));
  }
  return lines;
}
