// Messages for the page out of the session's state. Nothing here changes anything.
import { basename } from "node:path";
import type { Finding } from "../compile/cards.ts";
import { formatPlace, HostError } from "../error.ts";
import { toLocal } from "../shop/localtime.ts";
import type { Shop } from "../shop/model.ts";
import { formatLocal } from "./clock.ts";
import { epochAt, isNearAt, listTaps, sensingEvents } from "./day.ts";
import type { Bench } from "./engine.ts";
import { viewEvidence } from "./evidence.ts";
import type { Past, Play } from "./history.ts";
import { listKnown } from "./knowledge.ts";
import type { DayMessage, FindingLine, Mode, NowMessage, PlayLine, ShopMessage } from "./protocol.ts";
import type { Run } from "./run.ts";

const RECENT_PLAYS = 6;
const LEFT_LINES = 40;
const NEUTRAL_TITLE = "Neutral card";

export interface Pace {
  readonly mode: Mode;
  readonly speed: number;
  readonly busy: string;
  readonly lengthMs: number;
}

/** What the page must know of the shop's file and the board. */
export function viewShop(
  instance: string,
  shop: Shop | undefined,
  bench: Bench | undefined,
  findings: readonly Finding[],
  isBroken: boolean,
): ShopMessage {
  const sensors = bench?.board.sensors ?? [];
  return {
    kind: "shop",
    instance,
    name: shop?.name ?? "",
    boards: (shop?.boards ?? []).map(({ id, kind, sensors }) => ({ id, kind, sensors })),
    boardId: bench?.board.id ?? "",
    hasTouch: bench?.hardware.hasTouch ?? false,
    hasButton: sensors.includes("button"),
    hasSensor: bench !== undefined && sensingEvents(bench.board).length > 0,
    hasRadio: sensors.includes("scan"),
    panel: bench && { width: bench.hardware.panel.width, height: bench.hardware.panel.height },
    offers: (bench?.offers ?? []).map(({ id, title }) => ({ id, title })),
    findings: findings.map(viewFinding),
    isBroken,
  };
}

/** The present moment of a run, and what the day has shown before it. */
export function viewNow(
  run: Run,
  history: Past,
  bench: Bench,
  shop: Shop,
  pace: Pace,
): Omit<NowMessage, "source"> {
  const epoch = epochAt(run.events, run.nowMs);
  const local = epoch === undefined ? undefined : toLocal(epoch, shop.timezone);
  const past = history.plays.filter((play) => play.atMs <= run.nowMs);
  return {
    kind: "now",
    atMs: run.nowMs,
    clock: local === undefined ? "" : formatLocal(local),
    clockField: local === undefined ? "" : local.toISOString().slice(0, 16),
    isClockKnown: (run.status?.minuteOfWeek ?? -1) >= 0,
    mode: pace.mode,
    speed: pace.speed,
    isNear: isNearAt(run.events, run.nowMs),
    isAtEnd: pace.mode === "recording" && run.nowMs >= pace.lengthMs,
    busy: pace.busy,
    reason: run.status && bench.explain(run.status, past),
    known: [
      ...(run.status === undefined ? [] : listKnown(run.status, shop, bench.board.sensors.includes("scan"))),
      ...run.faults.slice(-1).map(({ text }) => ({ text: `Its program reported: ${text}`, until: "" })),
    ],
    left: run.left
      .slice(-LEFT_LINES)
      .map(({ atMs, kind, text }) => ({ atMs, kind, text: text.slice(0, 120) })),
    leftCount: run.leftCount,
    evidence: viewEvidence(run.events, bench.board, run.nowMs),
    recent: past
      .slice(-RECENT_PLAYS)
      .reverse()
      .map((play) => viewPlay(play, bench)),
    shares: countShares(past, bench),
  };
}

/** The day as the timeline draws it. */
export function viewDay(run: Run, history: Past, bench: Bench, shop: Shop, lengthMs: number): DayMessage {
  const epoch = epochAt(run.events, run.nowMs);
  const start = epoch === undefined ? undefined : toLocal(epoch - run.nowMs, shop.timezone);
  return {
    kind: "day",
    lengthMs,
    reachedMs: history.reachedMs,
    startMinute: start === undefined ? -1 : start.getUTCHours() * 60 + start.getUTCMinutes(),
    presence: history.presence
      .filter(({ level }) => level > 0)
      .map(({ atMs, endMs, level }) => [atMs, endMs, level]),
    plays: history.plays.map(({ atMs, endMs, offer }) => [
      atMs,
      endMs,
      offer,
      bench.offers[offer]?.restMs ?? 0,
    ]),
    taps: listTaps(run.events),
  };
}

function viewPlay(play: Play, bench: Bench): PlayLine {
  return {
    atMs: play.atMs,
    title: bench.offers[play.offer]?.title ?? NEUTRAL_TITLE,
    sentence: bench.tell(play.status),
  };
}

function countShares(plays: readonly Play[], bench: Bench): NowMessage["shares"] {
  const counts = new Map<number, number>();
  for (const { offer } of plays) counts.set(offer, (counts.get(offer) ?? 0) + 1);
  return [...counts]
    .map(([offer, count]) => ({
      title: bench.offers[offer]?.title ?? NEUTRAL_TITLE,
      plays: count,
      percent: Math.round((100 * count) / plays.length),
    }))
    .sort((a, b) => b.plays - a.plays);
}

function viewFinding(finding: Finding): FindingLine {
  const { severity, code, message, hint, place } = finding;
  return {
    severity,
    code,
    place: formatPlace({ ...place, file: basename(place.file) }),
    message,
    hint,
  };
}

/** What was thrown, as something to mend. */
export function toFinding(error: unknown): Finding {
  const isKnown = error instanceof HostError;
  return {
    severity: "error",
    code: isKnown ? error.code : "studio-internal",
    message: error instanceof Error ? error.message : String(error),
    hint: isKnown ? error.hint : "This is a fault of the tool, not of your shop: please report it.",
    place: (isKnown ? error.place : undefined) ?? { file: "shop.yaml" },
  };
}
