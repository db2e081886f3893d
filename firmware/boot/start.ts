// Which slot is started: the one that the log names, unless three starts of it came to nothing; else the other.
import {
  DIR_CRC,
  DIR_LENGTH,
  DIR_MAGIC,
  DIR_OWN_CRC,
  DIR_PROGRAM,
  DIR_VERSION,
  DIRECTORY_BYTES,
  DIRECTORY_MAGIC,
  DIRECTORY_OFFSET,
  DIRECTORY_VERSION,
  LOG_FILE,
  LOG_LAST_START,
  LOG_START,
  NEUTRAL_BUTTON,
  NEUTRAL_DOOR,
  NEUTRAL_EMPTY,
  NEUTRAL_ERROR,
  NEUTRAL_STARTS,
  PROGRAM_OFFSET,
  readLog,
  SLOT_A,
  SLOT_B,
  TRIES,
} from "../../shared/link/slot.ts";
import { buttonPin, isButtonInverted } from "../boards/current.ts";
import { isButtonDown } from "../ports/button.ts";
import { stopProgram } from "../ports/leave.ts";
import {
  crc32,
  isLastChoice,
  leaveProgram,
  readFile,
  readPart,
  slotName,
  viewBytes,
  writeAt,
} from "../ports/storage.ts";
import { runNeutral } from "./neutral.ts";

/** Text of a slot's program, "" where the slot is not whole. */
function readProgram(slot: string): string {
  const text = readPart(slot, DIRECTORY_OFFSET, DIRECTORY_BYTES);
  if (text.length < DIRECTORY_BYTES) return "";
  const words = new Uint32Array(viewBytes(text));
  if (
    words[DIR_MAGIC] !== DIRECTORY_MAGIC ||
    words[DIR_VERSION] !== DIRECTORY_VERSION ||
    crc32(text.substr(0, DIR_OWN_CRC * 4)) !== words[DIR_OWN_CRC] ||
    crc32(readPart(slot, PROGRAM_OFFSET, words[DIR_LENGTH] - PROGRAM_OFFSET)) !== words[DIR_CRC]
  )
    return "";
  return readPart(slot, words[DIR_PROGRAM], words[DIR_PROGRAM + 1]);
}

/** Leaves a slot's program for the statement that follows. @returns false where the slot is not whole */
function choose(slot: string): boolean {
  const text = readProgram(slot);
  if (text === "") return false;
  leaveProgram(slot, text);
  return true;
}

/** The first look at log and button: counts the start, and chooses. @returns NEUTRAL_ constant, 0 = a program is chosen */
function chooseFirst(): number {
  // A button that is held is somebody's wish and no failed start: it is not counted.
  if (isButtonDown(buttonPin, isButtonInverted)) return NEUTRAL_BUTTON;
  const log = readLog(readFile(LOG_FILE));
  const starts = log.starts;
  // In a full log nothing can be counted any more: there the sign would stay for ever. The last bytes are a host's.
  if (log.end > 0 && log.end < LOG_LAST_START) {
    if (starts >= 2 * TRIES) return NEUTRAL_STARTS;
    writeAt(LOG_FILE, LOG_START, log.end);
  }
  const isB = log.isB !== (starts >= TRIES && starts < 2 * TRIES);
  return choose(isB ? SLOT_B : SLOT_A) || choose(isB ? SLOT_A : SLOT_B) ? 0 : NEUTRAL_EMPTY;
}

/** The program that was chosen threw: the other slot's is next, once. @returns as above */
function chooseAgain(): number {
  return isLastChoice() || !choose(slotName() === SLOT_B ? SLOT_A : SLOT_B) ? NEUTRAL_ERROR : 0;
}

/**
 * Chooses a program, or shows the neutral sign. This runs once more whenever the program that was chosen throws.
 * @param isOpen a door could not be closed: nothing is started that somebody could listen to, and no start is counted
 */
export function chooseProgram(isOpen: boolean): void {
  const isFirst = slotName() === "";
  if (!isFirst) stopProgram();
  const code = isOpen ? NEUTRAL_DOOR : isFirst ? chooseFirst() : chooseAgain();
  if (code !== 0) {
    leaveProgram("-", "");
    runNeutral(code);
  }
}
