// What the studio's server and its page say to each other. Types only, so that both projects can have it.
// Times called atMs are virtual milliseconds since the day's trace began; `epochMs` is the world's time.

/** One board of the shop, for the switcher. */
export interface BoardChoice {
  readonly id: string;
  readonly kind: string;
  readonly sensors: readonly string[];
}

export interface FindingLine {
  readonly severity: "error" | "warning";
  readonly code: string;
  /** file:line:column, the file without its folder. */
  readonly place: string;
  readonly message: string;
  readonly hint: string;
}

/** What changes only with the shop's file or the board that is looked at. */
export interface ShopMessage {
  readonly kind: "shop";
  /** Changes with every start of the server: a page of an earlier one must load anew. */
  readonly instance: string;
  readonly name: string;
  readonly boards: readonly BoardChoice[];
  readonly boardId: string;
  readonly hasTouch: boolean;
  readonly hasButton: boolean;
  /** Can it sense that somebody is near without being touched? */
  readonly hasSensor: boolean;
  readonly hasRadio: boolean;
  readonly panel: { readonly width: number; readonly height: number } | undefined;
  readonly offers: readonly { readonly id: string; readonly title: string }[];
  readonly findings: readonly FindingLine[];
  /** True while the file on disk cannot be used and an earlier version, if any, keeps running. */
  readonly isBroken: boolean;
}

/** Lines of shop.yaml, to be looked at. */
export interface Excerpt {
  /** Number of the first one, from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** A line of "what this board knows". */
export interface KnownLine {
  readonly text: string;
  readonly until: string;
}

export interface Reason {
  /** Offer id, or "" for the neutral card. */
  readonly offer: string;
  readonly title: string;
  readonly sentence: string;
  readonly facts: readonly string[];
  readonly others: readonly { readonly offer: string; readonly title: string; readonly why: string }[];
}

export interface PlayLine {
  readonly atMs: number;
  readonly title: string;
  readonly sentence: string;
}

export interface RecordLine {
  readonly atMs: number;
  readonly kind: string;
  readonly text: string;
}

/**
 * What the filter had at a time, until the next one: [ms, evidence of the sum, of what sees still bodies, of the PIR, of touch and
 * radio (all in decibans), truth]; truth 1 somebody was there, 0 nobody, -1 not told.
 */
export type EvidencePoint = readonly [number, number, number, number, number, number];

/** The minutes before now. */
export interface EvidenceView {
  readonly points: readonly EvidencePoint[];
  /** Presence is told to linger only once the sum was this high. */
  readonly sureDb: number;
}

export type Mode = "recording" | "own";

/** The present moment; sent several times a second while it changes. */
export interface NowMessage {
  readonly kind: "now";
  readonly atMs: number;
  /** World time at atMs as the shop's clocks show it, such as "Fri 27 Nov 2026, 17:04:10"; "" if none is known. */
  readonly clock: string;
  /** The same for the date and time field: "2026-11-27T17:04". */
  readonly clockField: string;
  readonly isClockKnown: boolean;
  readonly mode: Mode;
  /** Virtual seconds a second; 0 = paused. */
  readonly speed: number;
  readonly isNear: boolean;
  readonly isAtEnd: boolean;
  /** "" or what the server is busy with, in words. */
  readonly busy: string;
  readonly reason: Reason | undefined;
  /** What shop.yaml says of the offer that is shown; undefined for the neutral card. */
  readonly source: Excerpt | undefined;
  readonly known: readonly KnownLine[];
  readonly left: readonly RecordLine[];
  readonly leftCount: number;
  readonly evidence: EvidenceView;
  readonly recent: readonly PlayLine[];
  readonly shares: readonly { readonly title: string; readonly plays: number; readonly percent: number }[];
}

/** The panel, when its picture changed. */
export interface FrameMessage {
  readonly kind: "frame";
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: 1 | 16;
  readonly isOn: boolean;
  /** Backlight, 0 to 255. */
  readonly light: number;
  /** Base64 of little-endian u16 pairs: run length (1 to 65535), pixel value. */
  readonly runs: string;
}

/** A stretch of one presence level: [from ms, to ms, level 1 to 3]. Nobody is not listed. */
export type PresenceSpan = readonly [number, number, number];
/** One play: [from ms, to ms, offer number, rest in ms after it]; offer -1 = the neutral card. */
export type PlaySpan = readonly [number, number, number, number];

/** The whole day, for the timeline. Sent when it changed enough to draw anew. */
export interface DayMessage {
  readonly kind: "day";
  readonly lengthMs: number;
  /** How far the day has been computed. */
  readonly reachedMs: number;
  /** Local minute of the day at 0 ms, or -1 without a clock. */
  readonly startMinute: number;
  readonly presence: readonly PresenceSpan[];
  readonly plays: readonly PlaySpan[];
  /** When a shopper touched the board or its button. */
  readonly taps: readonly number[];
}

export type StudioMessage = ShopMessage | NowMessage | FrameMessage | DayMessage;

/** What a board's Storage is to hold, for the page to put it there: the answer to `content`. */
export interface ContentAnswer {
  readonly boardId: string;
  readonly kind: string;
  /** What a board of this kind says of itself. */
  readonly hardware: { readonly env: string; readonly console: string; readonly storageBytes: number };
  /** Texts of one byte a character. */
  readonly boot: string;
  readonly program: string;
  /** Base64. */
  readonly deployment: string;
  readonly fonts: string;
  /** It counts over time, and needs a seed of its own for that. */
  readonly isCounting: boolean;
  /** Of the offers, by their number on the board. */
  readonly titles: readonly string[];
}

/** A place of a walk, see host/calibrate/station.ts. */
export interface StationLine {
  readonly id: "empty" | "stand" | "edge" | "outside";
  readonly title: string;
  readonly request: string;
  readonly seconds: number;
}

/** What a walk with a real board needs: the answer to `survey`. */
export interface SurveyAnswer {
  readonly boardId: string;
  readonly hardware: ContentAnswer["hardware"];
  /** Text of the program that counts, one byte a character. */
  readonly program: string;
  readonly stations: readonly StationLine[];
}

/** What was learnt and written: the answer to `learn`. */
export interface LearntAnswer {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly plots: readonly {
    readonly title: string;
    readonly unit: string;
    readonly from: number;
    readonly step: number;
    readonly says: string;
    readonly last: string | undefined;
    readonly series: readonly {
      readonly name: string;
      readonly shares: readonly number[];
      readonly readings: number;
    }[];
    readonly limit: { readonly at: number; readonly name: string } | undefined;
  }[];
}

/** The counts at a place, table by table. */
export interface PlaceCounts {
  readonly id: StationLine["id"];
  readonly seconds: number;
  readonly tables: readonly (readonly number[])[];
}

/** What the page may ask for, POSTed to /command. */
export type StudioCommand =
  | { readonly do: "arrive" | "linger" | "leave" | "busy" | "release" | "loseClock" | "recording" }
  | { readonly do: "touch"; readonly x: number; readonly y: number }
  | { readonly do: "button"; readonly isDown: boolean }
  | { readonly do: "clock"; readonly local: string }
  | { readonly do: "speed"; readonly speed: number }
  | { readonly do: "seek"; readonly atMs: number }
  | { readonly do: "board"; readonly id: string }
  /** Of the board that is looked at, which has to be this one; this one and the next two have an answer. */
  | { readonly do: "content"; readonly id: string }
  /** The same board's program that counts; and what was counted, to be learnt from and written into shop.yaml. */
  | { readonly do: "survey"; readonly id: string }
  | { readonly do: "learn"; readonly id: string; readonly places: readonly PlaceCounts[] };

/** Speeds that the page offers, virtual seconds a second; 0 = pause. */
export const SPEEDS = [0, 1, 10, 60, 600] as const;
