// A fake board with a boot of its own, and contents to bring onto it.

import { readSlotImage } from "../../host/board/image.ts";
import type { Pace } from "../../host/board/packet/pace.ts";
import type { Wanted } from "../../host/board/session/deploy.ts";
import type { Random } from "../../host/random.ts";
import { LOG_BYTES, readLog, SLOT_A, SLOT_B } from "../../shared/link/slot.ts";
import { createFakeBoard, type FakeBoard, type FakeOptions } from "./fake.ts";

export const QUICK: Pace = { quietMs: 40, workShare: 0.001, settleMs: 3, attempts: 12, writeMs: 1000 };

/** Status of a board whose content is whole. */
const STATUS = "0,3,255,255,-1,0,0,0,0,0,0,0,0,-1,0,0,0,0,0,0,0,65535,0";

/** What a start would show: the slot and its content as text; undefined where neither slot is whole. */
export function readShown(board: FakeBoard): { slot: string; content: string } | undefined {
  const log = Buffer.from(board.storage.read("log") ?? new Uint8Array()).toString("latin1");
  for (const slot of readLog(log).isB ? [SLOT_B, SLOT_A] : [SLOT_A, SLOT_B]) {
    const content = readSlot(board, slot);
    if (content !== undefined) return { slot, content };
  }
  return undefined;
}

/** The content of a slot as text; undefined where it is not whole. */
export function readSlot(board: FakeBoard, slot: string): string | undefined {
  const bytes = board.storage.read(slot) ?? new Uint8Array();
  const directory = readSlotImage(bytes);
  if (directory === undefined) return undefined;
  const parts = [directory.program, directory.deployment, directory.fonts].map(({ offset, length }) =>
    Buffer.from(bytes.subarray(offset, offset + length)).toString("latin1"),
  );
  return parts.join("|");
}

export function describeContent({ program, deployment, fonts }: Wanted): string {
  return [program, ...[deployment, fonts].map((bytes) => Buffer.from(bytes).toString("latin1"))].join("|");
}

/** A board whose every start counts and shows what `.boot0` would choose. */
export function createBootingBoard(options: FakeOptions = {}): FakeBoard {
  const board = createFakeBoard({ packetMs: 60, ...options });
  board.onRestart = () => {
    delete board.globals.passerby;
    const log = Buffer.from(board.storage.read("log") ?? new Uint8Array()).toString("latin1");
    const { end } = readLog(log);
    if (end > 0) board.storage.write("log", Buffer.from("S"), end, LOG_BYTES);
    const shown = readShown(board);
    if (shown === undefined) return;
    board.globals.passerbySlot = shown.slot;
    board.globals.passerby = (command: number) => (command === 0 ? STATUS : "0");
  };
  return board;
}

/** A content of a few pages; much of it is the same for the same seed. */
export function makeContent(random: Random, same: Wanted | undefined): Wanted {
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => random.below(256));
  return {
    boot: "print(1)",
    program: same?.program ?? Buffer.from(bytes(3000)).toString("latin1"),
    deployment: bytes(random.between(4000, 7000)),
    fonts: same?.fonts ?? bytes(5000),
  };
}
