// A board that was given new content: is it alive, and does it know the time?
import { COMMAND_CLOCK, LINK_OK, STATUS_FIELDS } from "../../../shared/link/command.ts";
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
    const answer = await session.ask('typeof passerby=="function"?passerby(0,0,0)+","+passerbySlot:""');
    const fields = answer.split(",");
    const read = (name: (typeof STATUS_FIELDS)[number]): number =>
      Number(fields[1 + STATUS_FIELDS.indexOf(name)]);
    if (fields[0] !== String(LINK_OK)) {
      await sleep(ALIVE_MS);
      continue;
    }
    if (read("deployment") !== 0 || fields[fields.length - 1] !== slot)
      throw describeNotShown(read("deployment"));
    if (now !== undefined) await setClock(session, now());
    return read("offer");
  }
  throw describeNotShown(0);
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
