// A pace for process boards that draw each pixel in the interpreter, on computers that have other things to do.
import type { Pace } from "../../host/board/packet/pace.ts";

export const PATIENT: Pace = { quietMs: 8_000, workShare: 1, settleMs: 60, attempts: 5, writeMs: 20_000 };
