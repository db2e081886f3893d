// Somebody with a phone: looks for the board in the air, connects, and types at its UART, while it starts, after a reset
// and after a crash. What comes of it is only told; whether that may be is the policy's (policy.ts).
import { HostError } from "../../error.ts";
import type { Session } from "../session/session.ts";
import type { Transport } from "../transport/transport.ts";

/**
 * What came of one attempt. `absent`: nothing in the air by that name. `closed`: it is there, without a UART. `mute`: there
 * is a UART, and nobody answers. `prompt`: a console answered.
 */
export type Knock = "absent" | "closed" | "mute" | "prompt";
export const MOMENTS = ["boot", "reset", "crash"] as const;
export type Moment = (typeof MOMENTS)[number];

/** The air around a board. */
export interface Air {
  /** Opens the UART of the board. @throws HostError `bluetooth-missing`, `bluetooth-service` */
  open(): Promise<Transport>;
  /** Waits for an answer, or for the board to come to rest. */
  wait(ms: number): Promise<void>;
}

/** Starts the board anew in one of the three ways; settles when its program runs again. */
export type Cause = (moment: Moment) => Promise<void>;

/** How often each came about; `late` counts those after the board had come to rest. */
export interface Tally {
  readonly tries: number;
  readonly early: Readonly<Record<Knock, number>>;
  readonly late: Readonly<Record<Knock, number>>;
}

const ANSWER_MS = 1500;
/** An interrupt, a line that is evaluated without an echo, and one that is not. The product is nobody's greeting. */
const WORDS = "\x03\n\x10print(7919*7907)\n7919*7907\n";
const PRODUCT = "62615533";

/** One attempt. @throws HostError where the computer itself has no Bluetooth */
export async function knock(air: Air): Promise<Knock> {
  let transport: Transport;
  try {
    transport = await air.open();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.code === "bluetooth-missing") return "absent";
    if (error.code === "bluetooth-service") return "closed";
    throw error;
  }
  let heard = "";
  transport.hear({
    data: (bytes) => {
      heard += Buffer.from(bytes).toString("latin1");
    },
    closed: () => undefined,
  });
  try {
    for (let at = 0; at < WORDS.length; at += transport.mtu)
      await transport.write(Buffer.from(WORDS.slice(at, at + transport.mtu), "latin1"));
    await air.wait(ANSWER_MS);
  } catch {
    // The link went away: what was heard until then counts.
  } finally {
    await transport.close();
  }
  return heard.includes(PRODUCT) || /(^|\n)>\s*$/.test(heard) ? "prompt" : "mute";
}

/** Lets a moment come about so many times, with an attempt while the board starts and one afterwards. */
export async function probeMoment(air: Air, cause: Cause, moment: Moment, tries: number): Promise<Tally> {
  const none = { absent: 0, closed: 0, mute: 0, prompt: 0 };
  const [early, late] = [{ ...none }, { ...none }];
  for (let i = 0; i < tries; i++) {
    const [found] = await Promise.all([knock(air), cause(moment)]);
    early[found]++;
    late[await knock(air)]++;
  }
  return { tries, early, late };
}

const RESET_TEXT = "setTimeout(load,200);1";
/** The program's own watchdog, which nobody feeds any more, restarts the board. */
const CRASH_TEXT = "setTimeout(function(){for(;;);},200);1";
const RESET_MS = 2000;
const CRASH_MS = 15_000;

/** The three ways over a board's cable. Not run on hardware. */
export function createCause(session: Pick<Session, "ask" | "restart">, wait: Air["wait"]): Cause {
  return async (moment) => {
    if (moment === "boot") return session.restart();
    await session.ask(moment === "reset" ? RESET_TEXT : CRASH_TEXT);
    await wait(moment === "reset" ? RESET_MS : CRASH_MS);
    await session.ask("1");
  };
}
