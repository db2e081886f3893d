// Puts a program onto a process board, starts it there with a feeder of adverts, and lets somebody look at its memory.
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openPort } from "../../host/board/transport/open.ts";
import type { Subject as Shipping } from "../promises/stand.ts";
import { openSubject, type Subject } from "./memory.ts";
import { PATIENT, tryAgain } from "./patience.ts";
import type { Remains } from "./remains.ts";
import { createFragments } from "./sink.ts";

/** Adverts of the largest burst. */
export const MOST_BURST = 80;

/**
 * @param interpreter its path
 * @param folder where states of boards are made; the caller removes it
 * @throws what the transport throws; Error where the program takes no adverts
 */
export function inspectMemory<Result>(
  interpreter: string,
  shipping: Shipping,
  folder: string,
  act: (subject: Subject) => Promise<Result>,
): Promise<Result> {
  return tryAgain(() => inspectOnce(interpreter, shipping, folder, act));
}

async function inspectOnce<Result>(
  interpreter: string,
  shipping: Shipping,
  folder: string,
  act: (subject: Subject) => Promise<Result>,
): Promise<Result> {
  const state = mkdtempSync(join(folder, "state-"));
  const { hardware, files } = shipping;
  const session = await openSession(
    () => openPort(`process:${interpreter}`, { state, hardware, isBooted: true }),
    PATIENT,
  );
  await deployContent(session, hardware, files).finally(() => session.close());
  const innocent = createFragments();
  innocent.take(readFileSync(join(state, "espruino.flash")));
  const subject = await openSubject(interpreter, state, hardware, innocent);
  try {
    const kind = await subject.session.ask('typeof global["#onblescan"]');
    if (kind !== "function") throw new Error(`what takes adverts is ${kind}`);
    return await act(subject);
  } finally {
    await subject.close();
  }
}

/** Both finds of a burst that the program was not given: while it is held, and once it was dropped. */
export async function watchUnwiped(subject: Subject): Promise<readonly Remains[]> {
  await subject.feed(77, MOST_BURST);
  const held = subject.search();
  await subject.drop();
  return [held, subject.search()];
}
