// Whether the glass shows something whole, and whether a board after a power cut is as a fresh one.
import type { Frame } from "../../host/simulator/board.ts";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import { drawCard } from "./glass.ts";
import { cutDay, happen, readDay, type Subject, start } from "./stand.ts";

const HOUR_MS = 3_600_000;

/** What is wrong with the glass: undefined while it shows what the status says, whole. Pages are not looked at. */
export function findHalf(subject: Subject, board: SimulatedBoard): string | undefined {
  const status = board.status();
  if (status === undefined) return "no answer";
  if (status.screen >= 0) return undefined;
  return compareFrames(board.frame(), drawCard(subject, status).pixels);
}

/** What is wrong with a frame that ought to have these pixels. */
export function compareFrames(frame: Frame, expected: Uint16Array): string | undefined {
  if (!frame.isOn) return "the panel is off";
  let wrong = 0;
  for (let i = 0; i < expected.length; i++) if (frame.pixels[i] !== expected[i]) wrong++;
  return wrong === 0 ? undefined : `${wrong} pixels are wrong`;
}

function readFiles(board: SimulatedBoard): Map<string, Uint8Array> {
  return new Map(board.listFiles().map((name) => [name, board.readFile(name) ?? new Uint8Array()]));
}

/** A fresh board with the files of another one, and somebody near if somebody is near there. */
function startFresh(subject: Subject, files: ReadonlyMap<string, Uint8Array>, sensor: string, level: string) {
  const board = startBoard({ hardware: subject.hardware, files });
  happen(board, 0, sensor, level);
  happen(board, 0, "start", "unknown");
  return board;
}

/**
 * Plays a part of the day and cuts the power again and again; after each cut a fresh board goes along for a while.
 * @returns what was wrong, with the time of the cut
 */
export function cutOften(subject: Subject, id: string, cutsMs: readonly number[]): string[] {
  const events = cutDay(readDay(id), 3 * HOUR_MS, 3.5 * HOUR_MS);
  const sensor = subject.compiled.board.sensors.includes("radar") ? "radar" : "pir";
  const board = start(subject, { time: events[0].values[0] });
  const wrong: string[] = [];
  let level = "0";
  let next = 1;
  let fresh: SimulatedBoard | undefined;
  let cutMs = 0;
  const step = (event: TraceEvent): void => {
    board.happen(event);
    fresh?.happen({ ...event, atMs: event.atMs - cutMs });
    if (event.event === sensor) level = event.values[0];
    const half = findHalf(subject, board);
    if (half !== undefined) wrong.push(`${board.nowMs}, cut at ${cutMs}: ${half}`);
    if (fresh !== undefined && !isSame(board, fresh))
      wrong.push(`${board.nowMs}: not as fresh since ${cutMs}`);
  };
  for (const atMs of cutsMs) {
    while (next < events.length && events[next].atMs <= atMs) step(events[next++]);
    happen(board, atMs, "power", "0");
    if (board.frame().isOn || board.status() !== undefined) wrong.push(`${atMs}: not off`);
    fresh = startFresh(subject, readFiles(board), sensor, level);
    cutMs = atMs;
    happen(board, atMs, "power", "1");
    step({ atMs, event: "status", values: [], line: 0 });
  }
  return wrong;
}

function isSame(board: SimulatedBoard, fresh: SimulatedBoard): boolean {
  const [a, b] = [board.frame(), fresh.frame()];
  return (
    JSON.stringify(board.status()) === JSON.stringify(fresh.status()) &&
    Buffer.compare(bytesOf(a), bytesOf(b)) === 0
  );
}

function bytesOf({ pixels }: Frame): Buffer {
  return Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}
