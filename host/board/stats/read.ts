// Asks a board for what it has counted, and for nothing else of the file: its seed stays where it is.
import { STATS_BYTES, STATS_FILE } from "../../../shared/link/slot.ts";
import { DAYS_FIRST } from "../../../shared/policy/record.ts";
import { HostError } from "../../error.ts";
import type { Session } from "../session/session.ts";
import { type Reading, readDays } from "./record.ts";

const PIECE_BYTES = 2048;
const WORK_MS = 1000;

/** @throws HostError `board-no-stats` where the board has no such file, and those of the session */
export async function readCounted(session: Session): Promise<Reading> {
  const pages = new Uint8Array(STATS_BYTES - DAYS_FIRST);
  for (let at = 0; at < pages.length; at += PIECE_BYTES) {
    const code = `require("Storage").read("${STATS_FILE}",${DAYS_FIRST + at},${PIECE_BYTES})||""`;
    const answer = await session.ask(code, undefined, WORK_MS);
    if (answer.length !== PIECE_BYTES)
      throw new HostError(
        "board-no-stats",
        "the board has no file with statistics",
        "Deploy the shop onto it first: `passerby deploy`.",
      );
    pages.set(Buffer.from(answer, "latin1"), at);
  }
  return readDays(pages);
}
