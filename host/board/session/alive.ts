// A board that was given new content: is it alive, and does it know the time?
import { COMMAND_CLOCK, LINK_OK, STATUS_FIELDS } from "../../../shared/link/command.ts";
import {
  ERASED_BYTES,
  LOG_BYTES,
  LOG_FILE,
  LOG_SLOT_A,
  LOG_SLOT_B,
  LOG_START,
  SLOT_B,
} from "../../../shared/link/slot.ts";
import { HostError } from "../../error.ts";
import type { Slot } from "../plan.ts";
import { sleep } from "./pause.ts";
import type { Session } from "./session.ts";

/** Until the first card: a chip takes a few seconds to start. */
const ALIVE_TRIES = 100;
const ALIVE_MS = 150;

/**
 * Restarts the board, waits for its card, and sets its clock.
 * @param slot that has to run then
 * @param now UTC seconds, asked for when the clock is set
 * @returns the offer on the card, 65535 = the neutral card
 * @throws HostError "deploy-not-shown", "board-restart", "clock-refused"
 */
export async function startBoard(
  session: Session,
  slot: Slot,
  now: (() => number) | undefined,
): Promise<number> {
  await session.restart();
  for (let i = 0; i < ALIVE_TRIES; i++) {
    const status = await readStatus(session);
    if (status === undefined) {
      await sleep(ALIVE_MS);
      continue;
    }
    if (status.deployment !== 0 || status.slot !== slot) throw describeNotShown(status.deployment);
    if (now !== undefined) await setClock(session, now());
    return status.offer;
  }
  throw describeNotShown(0);
}

interface Shown {
  readonly deployment: number;
  readonly offer: number;
  readonly slot: string;
}

/** @returns undefined where no program answers */
async function readStatus(session: Session): Promise<Shown | undefined> {
  const answer = await session.ask('typeof passerby=="function"?passerby(0,0,0)+","+passerbySlot:""');
  const fields = answer.split(",");
  const read = (name: (typeof STATUS_FIELDS)[number]): number =>
    Number(fields[1 + STATUS_FIELDS.indexOf(name)]);
  if (fields[0] !== String(LINK_OK)) return undefined;
  return { deployment: read("deployment"), offer: read("offer"), slot: fields[fields.length - 1] };
}

/**
 * Calls a start a good one, as the program itself does after a minute: a board whose power is the host's has no minute,
 * and a few commands would look like as many starts that failed. Does nothing to any other board. Never throws.
 */
export async function leaveBoard(session: Session): Promise<void> {
  if (!session.isSwitched) return;
  try {
    const status = await readStatus(session);
    if (status?.deployment !== 0) return;
    const code = status.slot === SLOT_B ? LOG_SLOT_B : LOG_SLOT_A;
    const codes = [LOG_SLOT_A, LOG_SLOT_B, LOG_START].map((one) => `l.indexOf('${one}',e)<0`).join("&&");
    await session.ask(
      `var s=require('Storage'),l=s.read('${LOG_FILE}'),e=l.indexOf('\\xff',${ERASED_BYTES});` +
        `if(e>0&&l[e-1]=='${LOG_START}'&&${codes})s.write('${LOG_FILE}','${code}',e,${LOG_BYTES});1`,
    );
  } catch {
    // It is counted as a start that nobody called good: that is what it then was.
  }
}

/**
 * Sets the clock of a running board.
 * @param seconds UTC, since 1970
 * @throws HostError "clock-refused"
 */
export async function setClock(session: Session, seconds: number): Promise<void> {
  const answer = await session.ask(
    `typeof passerby=="function"?passerby(${COMMAND_CLOCK},${Math.floor(seconds)},0):""`,
  );
  if (answer === String(LINK_OK)) return;
  throw new HostError(
    "clock-refused",
    answer === "" ? "no display runs on this board" : "the board did not take the time",
    answer === "" ? "Deploy a shop to it first." : "See that the clock of this computer is right.",
  );
}

function describeNotShown(deployment: number): HostError {
  return new HostError(
    "deploy-not-shown",
    deployment === 0
      ? "the new content is on the board, and it did not start to show it"
      : `the board shows the neutral sign ${-deployment} instead of a card`,
    "Go back with `passerby deploy --back`, then look at what `passerby console` prints when the board starts.",
  );
}
