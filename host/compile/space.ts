// Whether a board's flash has room for its program, cards and fonts: pictures can fill it.
import { planLayout } from "../board/layout.ts";
import type { Board } from "../shop/model.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import type { Finding } from "./cards.ts";

/** What is kept for a program, and for the directory and the gaps between the parts of a slot. */
const PROGRAM_BYTES = 16_384 + 512;

/** Says that cards and fonts do not fit beside a program. @param bytes of both */
export function checkSpace(board: Board, bytes: number): Finding[] {
  const most = planLayout(HARDWARE[board.kind].storageBytes).slotBytes - PROGRAM_BYTES;
  if (bytes <= most) return [];
  return [
    {
      code: "board-full",
      severity: "error",
      message: `Cards and fonts of board "${board.id}" have ${bytes} bytes; it has room for ${most}.`,
      hint: "Leave out pictures or offers, or give each board fewer groups.",
      place: board.place,
    },
  ];
}
