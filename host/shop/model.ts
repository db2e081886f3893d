// A shop as the rest of the tool sees it: shop.yaml parsed, checked and in plain numbers.
import type { Place } from "../error.ts";
import type { DayRange } from "./date.ts";

/** A text in each of the shop's languages. */
export type Text = Readonly<Record<string, string>>;

export type Tier = "staff" | "campaign" | "regular";
export type BoardKind =
  | "esp32-cyd"
  | "esp32c3-oled"
  | "esp32c3-epaper213"
  | "esp32c3-epaper290"
  | "esp32s3-tft154";
export type SensorKind = "touch" | "button" | "pir" | "radar" | "scan" | "radar-uart" | "distance";

/** What a board may count over time, on purpose only. */
export type StatisticKind = "footfall" | "answers" | "plays";

/** Minutes of the day [start, end); end <= start means "over midnight", counted to the day it starts on. */
export interface DayWindow {
  readonly start: number;
  readonly end: number;
}

/** All that an offer may ask of the situation. An absent field is no condition. */
export interface Conditions {
  /** Days of the week, bit 0 = Monday. */
  readonly days?: number;
  readonly hours?: readonly DayWindow[];
  /** First and last day, local, as days since 1970-01-01, both included. */
  readonly from?: number;
  readonly until?: number;
  /** At least this presence level (1 to 3). */
  readonly presence?: number;
  /** At least this dwell bucket (1 to 3). */
  readonly dwell?: number;
  /** Ids of answers to the shop's question, any of them. */
  readonly moods?: readonly string[];
  /** At least this busy level (1 or 2), or exactly "none" = 0. */
  readonly busy?: number;
  readonly light?: readonly number[];
  readonly temperature?: readonly number[];
  readonly stock?: boolean;
}

/** Prices in minor units (grosz, cent). */
export interface Price {
  readonly now: number;
  readonly was?: number;
  readonly log?: string;
}

/** A picture, already small: red, green, blue and alpha of each pixel, row by row, 0 to 255. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export interface Offer {
  readonly id: string;
  readonly group: string;
  readonly tier: Tier;
  readonly title: Text;
  readonly text: Text;
  readonly article?: string;
  readonly price?: Price;
  /** Address that a QR code on its card leads to. */
  readonly qr?: string;
  /** Drawn where the code would stand; never both. */
  readonly picture?: Picture;
  /** Who paid for the offer to be shown. */
  readonly sponsor?: Text;
  /** The card says that it is valid at the till. */
  readonly isValidAtTill?: boolean;
  readonly when: Conditions;
  readonly plays: { readonly share: number; readonly restSeconds: number; readonly perHour: number };
  readonly approved: { readonly by: string; readonly review: number };
  readonly place: Place;
}

export interface Answer {
  readonly id: string;
  readonly text: Text;
}

export interface Question {
  readonly text: Text;
  /** Short label of the chip that opens the question. */
  readonly chip: Text;
  readonly answers: readonly Answer[];
}

/** What a board sends by itself: nothing, a static link, or in BTHome's form whether somebody is near. */
export type RadioProfile = "silent" | "link" | "bthome";

/** What a walk has taught: all in plain numbers; what is absent is as it is for a board that was never calibrated. */
export interface Calibration {
  readonly pirHoldS?: number;
  readonly pirWarmUpS?: number;
  readonly radarHoldS?: number;
  /** A radar on a UART is asked for its engineering mode: energies of each gate instead of one target's. */
  readonly hasRadarGates?: boolean;
  readonly radarZoneCm?: number;
  /** Energies of the empty shop: of movement in nine gates, then of stillness. */
  readonly radarQuiet?: readonly number[];
  readonly nearMm?: number;
  /** Strength from which an advert is near, dBm. */
  readonly nearDbm?: number;
  /** Near adverts a second from which somebody is near. */
  readonly nearAdverts?: number;
  readonly fewAdverts?: number;
  readonly manyAdverts?: number;
}

export interface Board {
  readonly id: string;
  readonly kind: BoardKind;
  readonly sensors: readonly SensorKind[];
  /** Groups whose offers it plays. */
  readonly groups: readonly string[];
  readonly radio: RadioProfile;
  /** Address that it advertises, in the profile `link` only. */
  readonly link?: string;
  /** What it counts over time; nothing unless the file names it. */
  readonly statistics?: readonly StatisticKind[];
  /** What a walk has taught about its sensors; the defaults where it is absent. */
  readonly calibration?: Calibration;
  /** Metres at which it is read. */
  readonly readAtMetres: number;
  readonly place: Place;
}

/** Opening hours of one weekday, bit mask as in Conditions.days. */
export interface Hours {
  readonly days: number;
  readonly window: DayWindow;
}

/** Days with opening hours of their own. */
export interface Exception {
  readonly range: DayRange;
  /** When the shop is open on these days; empty = closed. */
  readonly hours: readonly DayWindow[];
}

export interface Shop {
  readonly name: string;
  readonly languages: readonly string[];
  readonly timezone: string;
  readonly currency: string;
  readonly hours: readonly Hours[];
  /** Days that have others; left out where there are none. */
  readonly exceptions?: readonly Exception[];
  /** The hours as the shopkeeper wrote them, for the neutral card. */
  readonly hoursText: Text;
  /** Whom to ask about the displays, and where the label's page is. */
  readonly contact?: string;
  readonly label?: string;
  /** Every Nth slot belongs to staff picks; 0 = none. */
  readonly staffEvery: number;
  readonly question?: Question;
  readonly boards: readonly Board[];
  readonly offers: readonly Offer[];
  /** The file it was read from. */
  readonly file: string;
}
