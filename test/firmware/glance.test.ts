// "Not this" just as a card changes: it is about the card that was there, not about one that nobody has read yet.
import { describe, expect, it } from "vitest";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { ACTION_DISMISS, SCREEN_CONTROLS } from "../../shared/cards/list.ts";
import {
  breakProgram,
  happen,
  openSubject,
  type Subject,
  start,
  tapAction,
  withTexts,
} from "../promises/stand.ts";

/** Slots that are looked at. */
const EDGES = 12;
const LOOK_MS = 50;

/** A board before which somebody stands. */
function enter(subject: Subject, untilMs: number): SimulatedBoard {
  const board = start(subject);
  happen(board, 1000, "pir", "1");
  board.advanceTo(untilMs);
  return board;
}

interface Edge {
  /** When the new card is there, at most LOOK_MS late. */
  readonly atMs: number;
  readonly before: number;
  readonly after: number;
}

function findEdges(subject: Subject): Edge[] {
  const board = enter(subject, 2000);
  const edges: Edge[] = [];
  let before = board.status()?.offer ?? 0;
  for (let atMs = 2000; edges.length < EDGES; atMs += LOOK_MS) {
    board.advanceTo(atMs);
    const after = board.status()?.offer ?? 0;
    if (after !== before) edges.push({ atMs, before, after });
    before = after;
  }
  return edges;
}

/** The offer that is shown after "not this" was tapped so long after the change. */
function tapAt(subject: Subject, { atMs }: Edge, laterMs: number): number | undefined {
  const board = enter(subject, atMs + laterMs);
  tapAction(board, subject.d, SCREEN_CONTROLS, ACTION_DISMISS);
  expect(board.status()?.dismissed).toBe(1);
  return board.status()?.offer;
}

describe("not this, tapped", () => {
  it("P8: as a card changes, or just after, is about the one before: the new one stays", async () => {
    const subject = await openSubject("till");
    const edges = findEdges(subject);
    for (const edge of edges)
      for (const laterMs of [-LOOK_MS - 1, 0, 200])
        expect([laterMs, tapAt(subject, edge, laterMs)]).not.toEqual([laterMs, edge.before]);
    for (const edge of edges) expect(tapAt(subject, edge, 0)).toBe(edge.after);
    for (const edge of edges) expect(tapAt(subject, edge, 200)).toBe(edge.after);
  });

  it("P8: once there was time to look is about the card that is there", async () => {
    const subject = await openSubject("till");
    for (const edge of findEdges(subject)) expect(tapAt(subject, edge, 400)).not.toBe(edge.after);
  });

  it("P8: to a program that asks no time is about a card that nobody has read (control)", async () => {
    const subject = await openSubject("till");
    const { kind, sensors } = subject.compiled.board;
    const hasty = await breakProgram(
      kind,
      "firmware/act.ts",
      "(app.nowMs - app.formerMs) >>> 0 < GLANCE_MS ? app.former : offer",
      "offer",
      { sensors },
    );
    const broken = withTexts(subject, hasty);
    const [edge] = findEdges(subject);
    expect(tapAt(broken, edge, 0)).not.toBe(edge.after);
  });
});
