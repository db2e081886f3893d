// A shop and one of its boards, compiled: rules, calendar, rows and cards as the bytes that go onto the board.
import { HostError } from "../error.ts";
import type { Board, Offer, Shop } from "../shop/model.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { compileCalibration } from "./calibration.ts";
import type { Finding } from "./cards.ts";
import { writeDeployment } from "./deployment.ts";
import { compileCards } from "./layout.ts";
import type { LabelMark } from "./mark.ts";
import { fitsPacing, measurePacing, type PacingNeed } from "./pacing.ts";
import { checkReading, slotSecondsOf } from "./reading.ts";
import { readRule } from "./rules.ts";
import { compileRules, ROW_BUDGET_BYTES } from "./selection.ts";
import { checkSpace } from "./space.ts";
import { encodeStatistics } from "./statistics.ts";
import { listZoneOffsets, type ZoneOffset } from "./zone.ts";

/** Offsets are compiled for these years (UTC minutes since 1970); after the last, its offset stays. */
const ZONE_FROM = Date.UTC(2025, 0, 1) / 60_000;
const ZONE_TO = Date.UTC(2046, 0, 1) / 60_000;

export interface Report {
  readonly offers: number;
  readonly units: number;
  readonly slotSeconds: number;
  readonly weekCells: number;
  readonly dateCells: number;
  readonly periods: number;
  readonly classes: number;
  readonly groups: number;
  readonly rows: number;
  readonly rowBytes: number;
  readonly isBits: boolean;
  readonly restingOffers: number;
  readonly hourlyPlays: number;
  readonly deploymentBytes: number;
  readonly fontBytes: number;
}

export interface CompiledBoard {
  readonly board: Board;
  /** Offer n of the deployment. */
  readonly offers: readonly Offer[];
  readonly deployment: Uint8Array;
  readonly fonts: Uint8Array;
  readonly report: Report;
  readonly findings: readonly Finding[];
}

/** Has the board a way to answer? */
export function hasInput(board: Board): boolean {
  return board.sensors.includes("touch") || board.sensors.includes("button");
}

const zones = new Map<string, ZoneOffset[]>();

/** Offsets of a time zone for the years that a deployment covers. */
export function zoneOf(timezone: string): ZoneOffset[] {
  const known = zones.get(timezone) ?? listZoneOffsets(timezone, ZONE_FROM, ZONE_TO);
  zones.set(timezone, known);
  return known;
}

/** The board of that id. @throws HostError `board-unknown` */
export function findBoard(shop: Shop, id: string): Board {
  const board = shop.boards.find((candidate) => candidate.id === id);
  if (board !== undefined) return board;
  const ids = shop.boards.map((candidate) => candidate.id).join(", ");
  throw new HostError("board-unknown", `The shop has no board "${id}".`, `Its boards are: ${ids}.`, {
    file: shop.file,
  });
}

/**
 * Compiles one board. Pure: the same shop gives the same bytes.
 * @param mark what it shows of its label; nothing where it is left out
 * @throws HostError `board-empty` when no offer belongs to it
 */
export function compileBoard(shop: Shop, board: Board, mark?: LabelMark): CompiledBoard {
  const offers = shop.offers.filter((offer) => board.groups.includes(offer.group));
  if (offers.length === 0)
    throw new HostError(
      "board-empty",
      `Board "${board.id}" has no offers.`,
      "Give it a group that has some.",
      board.place,
    );
  const slotSeconds = slotSecondsOf(offers, shop.languages);
  const answers = hasInput(board) ? (shop.question?.answers.length ?? 0) : 0;
  const rules = offers.map((offer) => readRule(shop, offer, slotSeconds));
  const { units, calendar, classes, rows } = compileRules(rules, answers, ROW_BUDGET_BYTES);
  const cards = compileCards(shop, board, offers, HARDWARE[board.kind], mark);
  const calibration = compileCalibration(board);
  const { deployment, fonts } = writeDeployment({
    rules,
    calendar,
    classes,
    rows,
    zone: zoneOf(shop.timezone),
    slotSeconds,
    staffEvery: shop.staffEvery,
    languages: shop.languages.length,
    answers,
    calibration,
    ...(board.statistics === undefined ? {} : { statistics: encodeStatistics(shop, board, offers) }),
    cards,
  });
  const need = measurePacing(rules, slotSeconds);
  return {
    board,
    offers,
    deployment,
    fonts,
    findings: [
      ...cards.findings,
      ...checkReading(offers, shop.languages),
      ...checkPacing(board, need),
      ...checkSpace(board, deployment.length + fonts.length),
    ],
    report: {
      offers: offers.length,
      units: units.offers.length,
      slotSeconds,
      weekCells: calendar.weekCells,
      dateCells: calendar.days.length,
      periods: calendar.periods.length,
      classes: classes.count,
      groups: rows.groups.length,
      rows: rows.rows.length,
      rowBytes: rows.bytes,
      isBits: rows.isBits,
      restingOffers: need.resting,
      hourlyPlays: need.plays,
      deploymentBytes: deployment.length,
      fontBytes: fonts.length,
    },
  };
}

function checkPacing(board: Board, need: PacingNeed): Finding[] {
  if (fitsPacing(need)) return [];
  return [
    {
      code: "pacing-too-long",
      severity: "error",
      message: `Board "${board.id}" would have to remember ${need.resting} resting offers and ${need.plays} plays in an hour; it can 128 of each.`,
      hint: "Shorten the longest rest, or take perHour away from the offers that have it.",
      place: board.place,
    },
  ];
}
