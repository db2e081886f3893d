// How long a board is waited for, and how often it is asked again.
import type { Transport } from "../transport/transport.ts";

export interface Pace {
  /** Silence after which a request is sent again, besides what its bytes and its work take. */
  readonly quietMs: number;
  /** Part of the longest time for its work that a request is given at first; it grows each time. */
  readonly workShare: number;
  /** Rest before something is sent again, so that what is still on its way arrives. */
  readonly settleMs: number;
  /** Times that a request is sent before the board counts as gone. */
  readonly attempts: number;
  /** A transport that has not taken its bytes by then never will. */
  readonly writeMs: number;
}

/** For boards; Espruino's own 50 ms of sleep fit in many times. */
const PACE: Pace = { quietMs: 1500, workShare: 0.3, settleMs: 60, attempts: 6, writeMs: 10_000 };
/**
 * For a board that the host can switch off and on, and one that hangs is helped by nothing else: an interpreter on this
 * computer. It erases a file in no time and adds up a slot in some ms; an answer that is late for want of a processor is
 * waited for longer each time.
 */
const SWITCHED_PACE: Pace = { ...PACE, quietMs: 1000, workShare: 0.05, attempts: 3 };

/** The pace that fits a transport. */
export function choosePace({ restart }: Transport): Pace {
  return restart === undefined ? PACE : SWITCHED_PACE;
}
