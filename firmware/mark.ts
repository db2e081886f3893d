// The program says of itself that its start went well.
import { LOG_FILE, LOG_SLOT_A, LOG_SLOT_B, LOG_START, readLog, SLOT_B } from "../shared/link/slot.ts";
import { readFile, slotName, writeAt } from "./ports/storage.ts";

/** Names its own slot in the log, unless the last word there is not this start: then a host has named one since. */
export function markGood(): void {
  const log = readFile(LOG_FILE);
  const end = readLog(log).end;
  if (end > 0 && log[end - 1] === LOG_START)
    writeAt(LOG_FILE, slotName() === SLOT_B ? LOG_SLOT_B : LOG_SLOT_A, end);
}
