// Patience with process boards: they draw each pixel in the interpreter, on computers that have other things to do, and the
// input thread of a Linux build now and then loses a byte for good.
import type { Pace } from "../../host/board/packet/pace.ts";
import { HostError } from "../../host/error.ts";

export const PATIENT: Pace = { quietMs: 8_000, workShare: 1, settleMs: 60, attempts: 3, writeMs: 20_000 };
const TRIES = 3;

/** Does something with boards of its own, once more where one of them fell silent; what it found wrong stays wrong. */
export async function tryAgain<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let i = 1; ; i++) {
    try {
      return await act();
    } catch (error) {
      const isSilent =
        error instanceof HostError && /^(board-silent|board-restart|port-lost)$/.test(error.code);
      if (!isSilent || i === TRIES) throw error;
    }
  }
}
