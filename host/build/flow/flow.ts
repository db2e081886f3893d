// What a board may take in, what becomes of it, and where it ends: as data. The build holds the program to it
// (agree.ts), and manifest and label are made from it.
import type { BoardKind, SensorKind } from "../../shop/model.ts";

export type RadioProfile = "silent" | "maintenance" | "link" | "bthome";
export type Statistic = "footfall" | "answers" | "plays";

/** What decides which rows hold for a board. */
export interface Setup {
  readonly kind: BoardKind;
  readonly sensors: readonly SensorKind[];
  readonly radio: RadioProfile;
  readonly statistics: readonly Statistic[];
  /** Does it ask the shop's question? */
  readonly isAsking: boolean;
}

export type SinkId = "glass" | "cable" | "log" | "day" | "stats" | "radio";

/** One way from what is read to where it ends. */
export interface Flow {
  /** Stable; a label has a sentence for it in each language. */
  readonly id: string;
  readonly source: string;
  /** As fine as it is read. */
  readonly raw: string;
  /** What it is reduced to, and by which function. */
  readonly operator: string;
  /** Fields of the Situation that it becomes. */
  readonly fields: readonly string[];
  /** As fine as it is kept. */
  readonly granularity: string;
  readonly retention: string;
  readonly place: "memory" | "flash";
  readonly sinks: readonly SinkId[];
  /** What one episode spends of the privacy budget, in nats. */
  readonly epsilon?: number;
}

interface Row extends Flow {
  readonly holds: (setup: Setup) => boolean;
  /** Uses (use.ts) that the program has if, and only if, the row holds. */
  readonly uses: (setup: Setup) => readonly string[];
}

interface Wires {
  readonly pir: number;
  readonly radar: number;
  readonly radarRx: number;
  readonly button: number;
  readonly hasTouch: boolean;
  /** Input by which a panel says that it works. */
  readonly busy: number;
}

const NONE = { pir: -1, radar: -1, radarRx: -1, button: -1, busy: -1, hasTouch: false };
/** GPIO numbers, as in firmware/boards; -1 = the board has none. Written twice on purpose: one checks the other. */
export const WIRES: Readonly<Record<BoardKind, Wires>> = {
  "esp32-cyd": { ...NONE, pir: 22, radar: 35, radarRx: 35, button: 0, hasTouch: true },
  "esp32c3-oled": { ...NONE, pir: 3, radarRx: 4, button: 9 },
  "esp32c3-epaper213": { ...NONE, pir: 3, button: 9, busy: 1 },
  "esp32c3-epaper290": { ...NONE, pir: 3, button: 9, busy: 1 },
  "esp32s3-tft154": { ...NONE, pir: 4, radar: 5, radarRx: 18, button: 0 },
};

/** Every field of a Situation; of `axes` each axis by its own name. */
export const SITUATION_FIELDS = [
  "minuteOfWeek",
  "day",
  "mood",
  "presence",
  "dwell",
  "busy",
  "light",
  "temperature",
  "language",
  "pin",
  "banned",
  "soldOut",
] as const;
/** Fields that nothing fills yet: they stay at "unknown". */
export const UNFILLED_FIELDS: readonly string[] = ["light", "temperature"];

const LEVEL = "1 of 4 presence levels, 1 of 4 classes of dwell";
const WHILE = "while somebody is sensed, and at most 20 s after";
const SEEN = ["presence", "dwell"];
const OPEN: readonly SinkId[] = ["glass", "cable"];

function hears(sensor: SensorKind): (setup: Setup) => boolean {
  return ({ sensors }) => sensors.includes(sensor);
}

const SENSED = { fields: SEEN, granularity: LEVEL, retention: WHILE, place: "memory", sinks: OPEN } as const;
const TAPPED = "at the earliest of 20 s of nobody sensed, 90 s without a tap, and forget";

/** All rows there are, in the order in which people should read them. */
export const ROWS: readonly Row[] = [
  {
    ...SENSED,
    id: "pir",
    source: "passive infrared sensor",
    raw: "one line, high or low",
    operator: "sensePir: evidence in decibans",
    holds: hears("pir"),
    uses: ({ kind }) => [`read ${WIRES[kind].pir}`, `watch ${WIRES[kind].pir}`],
  },
  {
    ...SENSED,
    id: "radar",
    source: "radar, its output line",
    raw: "one line, high or low",
    operator: "senseRadar: evidence in decibans",
    // A kind without a pin for it takes the sensor in and has no port for it.
    holds: (setup) => hears("radar")(setup) && WIRES[setup.kind].radar >= 0,
    uses: ({ kind }) => [`read ${WIRES[kind].radar}`, `watch ${WIRES[kind].radar}`],
  },
  {
    ...SENSED,
    id: "radar-uart",
    source: "radar, its frames",
    raw: "distance in cm and energies of the last frame",
    operator: "senseBytes: somebody within the zone, or not",
    holds: hears("radar-uart"),
    uses: ({ kind }) => [`uart ${WIRES[kind].radarRx}`],
  },
  {
    ...SENSED,
    id: "distance",
    source: "distance sensor, infrared light",
    raw: "one distance in mm, five times a second",
    operator: "senseDistance: somebody within the zone, or not",
    holds: hears("distance"),
    uses: () => ["bus read"],
  },
  {
    id: "scan",
    source: "radio, listening only",
    raw: "signal strength of each advert; everything else of it is overwritten unread",
    operator: "senseAdvert: adverts a second in two bands of strength",
    fields: ["busy", ...SEEN],
    granularity: "1 of 3 levels of how busy it is; somebody near, or not",
    retention: "about 8 s",
    place: "memory",
    sinks: OPEN,
    holds: hears("scan"),
    uses: () => ["advert", "radio scan", "radio scan off"],
  },
  {
    id: "touch",
    source: "touch panel",
    raw: "where a finger is, in pixels",
    operator: "tap: which field of the card was touched",
    fields: ["language", ...SEEN],
    granularity: "1 of the fields of the card",
    retention: TAPPED,
    place: "memory",
    sinks: OPEN,
    holds: (setup) => hears("touch")(setup) && WIRES[setup.kind].hasTouch,
    uses: () => ["touch"],
  },
  {
    id: "button",
    source: "button",
    raw: "pressed or not",
    operator: "pressShort, pressLong: next entry of the menu, or this one",
    fields: ["language", ...SEEN],
    granularity: "1 of the entries of the menu",
    retention: TAPPED,
    place: "memory",
    sinks: OPEN,
    holds: (setup) => hears("button")(setup) && !WIRES[setup.kind].hasTouch,
    uses: ({ kind }) => [`watch ${WIRES[kind].button}`],
  },
  {
    id: "answer",
    source: "the answer to the shop's question",
    raw: "a tap or a press",
    operator: "act: the number of the answer",
    fields: ["mood"],
    granularity: "1 of at most 8 answers",
    retention: TAPPED,
    place: "memory",
    sinks: OPEN,
    holds: ({ isAsking }) => isAsking,
    uses: () => [],
  },
  {
    id: "clock",
    source: "clock, set by staff",
    raw: "seconds",
    operator: "followCalendar: minute of the week, and the date",
    fields: ["minuteOfWeek", "day"],
    granularity: "a minute; in flash a date, at most one a day",
    retention: "now; a date until its page is erased, at most 3.7 years",
    place: "flash",
    sinks: ["glass", "cable", "day"],
    holds: () => true,
    uses: () => ["store day"],
  },
  {
    id: "staff",
    source: "what staff ask for over the cable",
    raw: "a command with two numbers",
    operator: "obey: a mark on an offer",
    fields: ["pin", "banned", "soldOut"],
    granularity: "offers of the shop's own file",
    retention: "until staff end it; a pin at most 24 h",
    place: "memory",
    sinks: OPEN,
    holds: () => true,
    uses: () => ["link passerby"],
  },
  {
    id: "starts",
    source: "the start of the board",
    raw: "that it started, and that it ran for a minute",
    operator: "markGood: one byte each",
    fields: [],
    granularity: "in order, without a time",
    retention: "until the log is renewed, by a deploy",
    place: "flash",
    sinks: ["log"],
    holds: () => true,
    uses: () => ["store log"],
  },
  {
    id: "footfall",
    source: "beginnings of presence",
    raw: "that somebody came, by the hour",
    operator: "tally with two-sided geometric noise, a = 3/4",
    fields: [],
    granularity: "a noisy sum an hour, within opening hours",
    retention: "31 to 62 days",
    place: "flash",
    sinks: ["stats"],
    epsilon: 0.2877,
    holds: ({ statistics }) => statistics.includes("footfall"),
    uses: () => ["flash write"],
  },
  {
    id: "plays",
    source: "the first offer that a visit was shown",
    raw: "its group",
    operator: "tally with two-sided geometric noise, a = 7/8",
    fields: [],
    granularity: "a noisy sum a day and group",
    retention: "31 to 62 days",
    place: "flash",
    sinks: ["stats"],
    epsilon: 0.1335,
    holds: ({ statistics }) => statistics.includes("plays"),
    uses: () => ["flash write"],
  },
  {
    id: "answers",
    source: "the answer to the shop's question",
    raw: "its number, mixed with chance at the tap",
    operator:
      "randomised response, likelihood ratio at most 3; tally with two-sided geometric noise, a = 1/2",
    fields: [],
    granularity: "a noisy sum a day and answer",
    retention: "31 to 62 days",
    place: "flash",
    sinks: ["stats"],
    epsilon: Math.round(Math.LN2 * 10_000) / 10_000,
    holds: ({ statistics }) => statistics.includes("answers"),
    uses: () => ["flash write"],
  },
  {
    id: "bthome",
    source: "the present state",
    raw: "presence and how busy it is",
    operator: "BTHome advert on a fixed timetable, no noise",
    fields: [],
    granularity: "somebody or nobody; 1 of 3 levels",
    retention: "not kept; whoever listens learns that somebody is near",
    place: "memory",
    sinks: ["radio"],
    holds: ({ radio }) => radio === "bthome",
    uses: () => ["radio setAdvertising"],
  },
];
