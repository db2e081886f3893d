// From whatever is on a board to this content, whole or not at all; and back, and away.
import {
  BOOT_BYTES,
  DIRECTORY_BYTES,
  DIRECTORY_OFFSET,
  LOG_SLOT_A,
  LOG_SLOT_B,
  PAGE_BYTES,
  readLog,
  SLOT_A,
  SLOT_B,
  STATS_FILE,
  TRIES,
} from "../../../shared/link/slot.ts";
import { crc32 } from "../../compile/crc.ts";
import { HostError } from "../../error.ts";
import { buildSlotImage, type Content } from "../image.ts";
import { areSame } from "../latin.ts";
import { findExtent, type Layout, planLayout } from "../layout.ts";
import type { Operation } from "../operation.ts";
import {
  chooseTarget,
  padBoot,
  planBack,
  planDeploy,
  planInstall,
  planResume,
  planSwitch,
  type Slot,
} from "../plan.ts";
import { setClock, startBoard } from "./alive.ts";
import { type Applied, applyOperations, type Way } from "./apply.ts";
import { type Console, checkBoard, type Place } from "./check.ts";
import { describeBoot, describeForeign, describeNothing, INSTALL_HINT } from "./refusal.ts";
import type { Identity, Session } from "./session.ts";
import { mendStats, planStats, readCounting } from "./statistics.ts";
import { readPages, type Survey, surveyBoard } from "./survey.ts";

export interface Wanted extends Content {
  /** Text of `.boot0`. */
  readonly boot: string;
}

export interface DeployOptions {
  /** Erase whatever is on the board, be it somebody else's. */
  readonly isInstall?: boolean;
  /** UTC seconds to set its clock to; asked for when it is set. */
  readonly now?: () => number;
  readonly onProgress?: (bytes: number, all: number) => void;
  /** For a board that counts over time: SEED_BYTES out of a generator that is fit for keys. Without it what a board has
   *  counted is destroyed, and it counts nothing. */
  readonly seed?: Uint8Array;
  /** Hears when all is on the board, verified and switched to; the restart follows. */
  readonly onVerified?: () => void;
}

export interface Deployed {
  readonly identity: Identity;
  /** The slot that is the one from now on. */
  readonly slot: Slot;
  /** What was done: a whole installation, one slot, only the pointer, or nothing at all. */
  readonly did: "installed" | "deployed" | "switched" | "unchanged";
  /** Bytes of the content, bytes written to flash, pages erased there. */
  readonly imageBytes: number;
  readonly writtenBytes: number;
  readonly erasedPages: number;
  /** "seen": it started anew, and its card was seen; "unseen": over the air nobody can; "none": it did not have to. */
  readonly start: "seen" | "unseen" | "none";
  /** Offer that it showed when it was seen, 65535 = neutral card; else undefined. */
  readonly offer: number | undefined;
}

/**
 * Brings content onto a board, if it is not there yet, and waits until its card is seen, where that can be.
 * @throws HostError `board-…`, `deploy-…`, `port-lost`; the board then runs what it ran, and it is said where that is not so
 */
export async function deployContent(
  session: Session,
  hardware: Console,
  wanted: Wanted,
  options: DeployOptions = {},
): Promise<Deployed> {
  const board = await examine(session, hardware);
  const { survey, layout } = board;
  const image = buildSlotImage(wanted, layout.slotBytes);
  const boot = padBoot(wanted.boot);
  const directory = image.subarray(DIRECTORY_OFFSET, DIRECTORY_OFFSET + DIRECTORY_BYTES);
  const present = ([SLOT_A, SLOT_B] as const).filter(
    (slot) => survey.whole.includes(slot) && areSame(directory, survey.directories[slot]),
  );
  const isInstall = options.isInstall === true || survey.isFree;
  if (!isInstall && !survey.isOurs) throw describeForeign(survey, INSTALL_HINT);
  // It has a page to itself and no copy: to renew it in place would be a moment without any.
  if (!isInstall && survey.bootCrc !== crc32(boot)) throw describeBoot();
  const { starts } = readLog(survey.log);
  // A board that does not run has to be believed: after some starts that nobody called good it tries the other slot.
  const isTrusted = survey.status !== "" || starts < TRIES;
  const isShown = present.includes(survey.pointer) && survey.running === survey.pointer && isTrusted;
  const base = { identity: board.identity, imageBytes: image.length };
  const address = board.place.base + findExtent(layout, STATS_FILE).address;
  if (!isInstall && isShown) {
    // A seed that a cut, or a deploy from elsewhere, left out, or left there; the next start finds it.
    const mended = await applyOperations(wayTo(session, board), mendStats(survey, options.seed, address));
    // It may have lost its power, and the time with it, since it was deployed to.
    if (options.now !== undefined && survey.status !== "") await setClock(session, options.now());
    return {
      ...base,
      ...count(mended),
      start: "none",
      offer: undefined,
      did: "unchanged",
      slot: survey.pointer,
    };
  }
  const state = { ...survey, pages: { a: [], b: [] } };
  const pageCount = Math.ceil(image.length / PAGE_BYTES);
  let did: Deployed["did"] = "deployed";
  let operations: Operation[];
  let slot: Slot;
  let source: Pick<Way, "source"> = {};
  if (isInstall) {
    did = "installed";
    slot = SLOT_A;
    const isCut = options.isInstall !== true && survey.isOurs && survey.bootCrc === BLANK_BOOT_CRC;
    operations = isCut
      ? planResume(layout, wanted.boot, image, await readPages(session, SLOT_A, pageCount))
      : planInstall(layout, wanted.boot, image);
  } else if (present.length > 0) {
    did = "switched";
    slot = present.includes(survey.pointer) ? survey.pointer : present[0];
    operations = planSwitch(state, slot);
  } else {
    slot = chooseTarget(survey as typeof state);
    const other = slot === SLOT_A ? SLOT_B : SLOT_A;
    const [pages, others] = await Promise.all([
      readPages(session, slot, pageCount),
      readPages(session, other, survey.whole.includes(other) ? pageCount : 0),
    ]);
    operations = planDeploy({ ...state, pages: { ...state.pages, [slot]: pages } }, image);
    // However often this is cut and the board started again, what runs now is not counted out for it.
    if (starts > 0 && survey.running === survey.pointer && readLog(survey.log).end > 0)
      operations.unshift({ kind: "append", code: survey.pointer === SLOT_A ? LOG_SLOT_A : LOG_SLOT_B });
    source = { source: { slot: other, pages: others } };
  }
  const known = isInstall ? { ...survey, stats: "erased" as const } : survey;
  operations = planStats(operations, known, options.seed, address);
  const applied = await applyOperations(
    {
      ...wayTo(session, board),
      ...source,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    },
    operations,
  ).catch((error: unknown) => {
    throw isInstall ? tellState(error, HALF_HINT) : error;
  });
  options.onVerified?.();
  const started = await startSwitched(session, slot, options);
  return { ...base, did, slot, ...count(applied), ...started };
}

/**
 * Makes the slot that does not run the one, if it is whole. A seed is used only where its content counts.
 * @throws HostError "board-slot-empty" and those of `deployContent`
 */
export async function deployBack(
  session: Session,
  hardware: Console,
  options: DeployOptions = {},
): Promise<Deployed> {
  const board = await examine(session, hardware);
  const { survey } = board;
  if (survey.isFree) throw describeNothing();
  if (!survey.isOurs)
    throw describeForeign(survey, "Nothing was changed. Go back on the board that was meant.");
  const state = { ...survey, pages: { a: [], b: [] } };
  const slot = chooseTarget(state);
  const operations = planBack(state);
  const address = board.place.base + findExtent(board.layout, STATS_FILE).address;
  const isCounting = await readCounting(session, slot, survey.directories[slot]);
  const all = planStats(operations, survey, isCounting ? options.seed : undefined, address);
  const applied = await applyOperations(wayTo(session, board), all);
  options.onVerified?.();
  const started = await startSwitched(session, slot, options);
  const view = new DataView(survey.directories[slot].buffer, survey.directories[slot].byteOffset);
  return {
    identity: board.identity,
    slot,
    did: "switched",
    imageBytes: view.getUint32(8, true),
    ...count(applied),
    ...started,
  };
}

/**
 * Erases all of Storage and restarts the board.
 * @param isForeign also where something else is on it
 * @returns files that were there
 */
export async function removeAll(
  session: Session,
  hardware: Console,
  isForeign: boolean,
): Promise<readonly string[]> {
  const board = await examine(session, hardware);
  const { survey, layout, place } = board;
  if (!survey.isOurs && !survey.isFree && !isForeign)
    throw describeForeign(survey, "Nothing was changed. With --erase it is erased all the same.");
  const operations = planInstall(layout, "", new Uint8Array(PAGE_BYTES)).filter(
    (step) => step.kind === "clear",
  );
  // The start goes last: what is left of a cut is still ours.
  await applyOperations(wayTo(session, board), operations.reverse()).catch((error: unknown) => {
    throw tellState(error, REST_HINT);
  });
  await session.restart();
  const { files } = await surveyBoard(session, layout, place.base);
  if (files.length === 0) return survey.files;
  throw new HostError(
    "board-write",
    "not everything on the board could be erased",
    "Run the same command again; if it says so again, install the firmware anew with `passerby flash`.",
  );
}

/** What is lost from here on does no harm any more. */
async function startSwitched(
  session: Session,
  slot: Slot,
  { now }: DeployOptions,
): Promise<Pick<Deployed, "start" | "offer">> {
  try {
    if (!session.isAir) return { start: "seen", offer: await startBoard(session, slot, now) };
    // The display closes this console when it starts: to wait for it would be to wait in vain.
    await session.leave(now?.());
    return { start: "unseen", offer: undefined };
  } catch (error) {
    throw tellState(error, SWITCHED_HINT);
  }
}

const BLANK_BOOT_CRC = crc32(new Uint8Array(BOOT_BYTES).fill(255));
const HALF_HINT =
  "Passerby is not whole on the board yet, and nothing runs on it. Do the same again: it goes on.";
const REST_HINT =
  "Not everything is erased, and what is left need not run. Run the same command again: it goes on.";
const SWITCHED_HINT =
  "The new content is whole on the board, and shown from its next start on. Run the same command again, or switch it off and on.";
/** Errors whose own hint says that the board runs what it ran. */
const CUT = ["port-lost", "board-silent", "board-write", "board-verify", "board-error", "stopped"];

/** The same error, with what is true of this board. */
function tellState(error: unknown, hint: string): unknown {
  if (!(error instanceof HostError) || !CUT.includes(error.code)) return error;
  return new HostError(error.code, error.message, hint, error.place, error);
}

interface Examined {
  readonly identity: Identity;
  readonly place: Place;
  readonly layout: Layout;
  readonly survey: Survey;
}

async function examine(session: Session, hardware: Console): Promise<Examined> {
  const identity = await session.identify();
  const place = checkBoard(identity, hardware, session.isCable);
  const layout = planLayout(place.storageBytes);
  const survey = await surveyBoard(session, layout, place.base);
  if (survey.storageBytes !== 0 && survey.storageBytes !== place.storageBytes)
    throw new HostError(
      "board-storage",
      `the board has ${survey.storageBytes} bytes of Storage, and ${place.storageBytes} were expected`,
      "Its firmware is another than Passerby knows. Install one it knows with `passerby flash`.",
    );
  return { identity, place, layout, survey };
}

function wayTo(session: Session, { identity, layout, place }: Examined): Way {
  const { hasHeatshrink } = identity;
  return { session, layout, base: place.base, chunkBytes: place.chunkBytes, hasHeatshrink };
}

function count({ bytes, pages }: Applied): { writtenBytes: number; erasedPages: number } {
  return { writtenBytes: bytes, erasedPages: pages };
}
