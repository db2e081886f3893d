// Evidence of the minutes before now, for the page: the board's own filter hears them once more.
import { CAL_STUCK_MIN } from "../../shared/presence/calibration.ts";
import { SURE_DB } from "../../shared/presence/limits.ts";
import { compileCalibration } from "../compile/calibration.ts";
import { type Moment, replayEvidence } from "../report/evidence.ts";
import type { Board } from "../shop/model.ts";
import type { TraceEvent } from "../simulator/trace.ts";
import { listConditions } from "./day.ts";
import type { EvidencePoint, EvidenceView } from "./protocol.ts";

/** As much as the page shows: host/studio/page/proof.tsx. */
const SHOWN_MS = 120_000;
const STEP_MS = 500;

/** What is shown begins so much earlier: by then a line that is stuck is known to be, and a PIR has settled. */
function warmMs(board: Board): number {
  return compileCalibration(board)[CAL_STUCK_MIN] * 60_000 + SHOWN_MS + STEP_MS;
}

/** Pages ask several times a second; a moment lasts half a second. */
const known = new WeakMap<readonly TraceEvent[], { readonly key: string; readonly view: EvidenceView }>();

/** @param events the day's, up to now at least */
export function viewEvidence(events: readonly TraceEvent[], board: Board, nowMs: number): EvidenceView {
  const step = Math.floor(nowMs / STEP_MS);
  const key = `${step} ${events.length} ${board.id}`;
  const last = known.get(events);
  if (last?.key === key) return last.view;
  const fromMs = Math.max(0, step * STEP_MS - warmMs(board));
  const before = fromMs === 0 ? [] : listConditions(events, fromMs);
  // Clocks of the replay begin at 0.
  const recent = events.filter(({ atMs }) => (fromMs === 0 || atMs > fromMs) && atMs <= nowMs);
  const truth = events.findLast(({ atMs, event }) => event === "truth" && atMs <= fromMs);
  const day = [...before, ...(truth === undefined ? [] : [{ ...truth, atMs: fromMs }]), ...recent].map(
    (event) => ({
      ...event,
      atMs: event.atMs - fromMs,
    }),
  );
  const moments = replayEvidence(day, board, nowMs - fromMs)
    .map((moment) => ({ ...moment, atMs: moment.atMs + fromMs }))
    .filter(({ atMs }) => atMs >= nowMs - SHOWN_MS);
  const view = { points: listChanges(moments), sureDb: SURE_DB };
  known.set(events, { key, view });
  return view;
}

/** Moments at which something is other than before. */
function listChanges(moments: readonly Moment[]): EvidencePoint[] {
  const points: EvidencePoint[] = [];
  for (const { atMs, sum, still, pir, touch, radio, isThere } of moments) {
    const point: EvidencePoint = [
      atMs,
      sum,
      still,
      pir,
      touch + radio,
      isThere === undefined ? -1 : Number(isThere),
    ];
    const last = points.at(-1);
    if (last === undefined || point.some((value, i) => i > 0 && value !== last[i])) points.push(point);
  }
  return points;
}
