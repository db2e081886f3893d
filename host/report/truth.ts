// What a virtual board's statistics should come near to: the same day, counted without noise by somebody who watches.

import { STATS_FILE } from "../../shared/link/slot.ts";
import { DAYS_FIRST, ENTROPY_FIRST } from "../../shared/policy/record.ts";
import { listInstalled } from "../board/install.ts";
import { findExtent, planLayout } from "../board/layout.ts";
import { type DayRecord, readDays } from "../board/stats/record.ts";
import { encodeSeed, SEED_BYTES } from "../board/stats/seed.ts";
import type { BoardFiles, Hardware, Status } from "../simulator/board.ts";
import { STORAGE_BASE } from "../simulator/hardware.ts";
import { startBoard } from "../simulator/start.ts";
import type { TraceEvent } from "../simulator/trace.ts";

/** The board is looked at so often. */
const LOOK_MS = 1000;
const NEUTRAL = 65535;

export interface Truth {
  /** By hour of the day. */
  readonly footfall: readonly number[];
  readonly answers: readonly number[];
  /** By group of the board. */
  readonly plays: readonly number[];
}

export interface Counted {
  readonly records: readonly DayRecord[];
  /** Of the whole trace, opening hours or not. */
  readonly truth: Truth;
}

/** Files of a virtual board that has a seed: the same one each time, so that the same day gives the same numbers. */
export function installSeeded(
  files: BoardFiles,
  hardware: Hardware,
  seed: number,
): ReadonlyMap<string, Uint8Array> {
  const all = new Map(listInstalled(files, hardware.storageBytes));
  const address = STORAGE_BASE + findExtent(planLayout(hardware.storageBytes), STATS_FILE).address;
  const bytes = new Uint8Array(SEED_BYTES).map((_, i) => (seed >> ((i & 3) * 8)) ^ i);
  all.get(STATS_FILE)?.set(encodeSeed(bytes, address), ENTROPY_FIRST);
  return all;
}

/**
 * Plays a trace on a board that counts.
 * @param groupOf group of each offer, as an index into the board's groups
 */
export function countTrace(
  files: BoardFiles,
  hardware: Hardware,
  events: readonly TraceEvent[],
  groupOf: readonly number[],
  seed = 1,
): Counted {
  const board = startBoard({ hardware, files: installSeeded(files, hardware, seed) });
  const truth = {
    footfall: new Array<number>(24).fill(0),
    answers: new Array<number>(8).fill(0),
    plays: new Array<number>(8).fill(0),
  };
  let before = 0;
  let isAnswered = false;
  let isPlayed = false;
  let nextMs = LOOK_MS;
  const look = (status: Status | undefined): void => {
    if (status === undefined) return;
    const { episodeSeconds, minuteOfWeek, mood, offer } = status;
    if (episodeSeconds > 0 && (before === 0 || episodeSeconds < before)) {
      isAnswered = false;
      isPlayed = false;
      if (minuteOfWeek >= 0) truth.footfall[Math.floor((minuteOfWeek % 1440) / 60)]++;
    }
    before = episodeSeconds;
    if (episodeSeconds === 0) return;
    if (!isAnswered && mood > 0) {
      isAnswered = true;
      truth.answers[mood - 1]++;
    }
    if (!isPlayed && offer !== NEUTRAL) {
      isPlayed = true;
      truth.plays[groupOf[offer] ?? 0]++;
    }
  };
  for (const event of events) {
    for (; nextMs < event.atMs; nextMs += LOOK_MS) {
      board.advanceTo(nextMs);
      look(board.status());
    }
    board.happen(event);
  }
  const file = board.readFile(STATS_FILE) ?? new Uint8Array();
  return { records: readDays(file.subarray(DAYS_FIRST)).days, truth };
}
