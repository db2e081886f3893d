// Pages that a slot gets from the other one, where half of a page is right already: what was deployed before the last.
import { expect, it } from "vitest";
import { deployContent, type Wanted } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { createRandom, type Random } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { PAGE_BYTES } from "../../shared/link/slot.ts";
import { createBootingBoard, describeContent, QUICK, readShown } from "./stand.ts";

const hardware = HARDWARE["esp32c3-oled"];
const PIECE_BYTES = PAGE_BYTES / 4;
const PIECES = 24;
/** Two kinds of each piece: pages of any two contents are often the same in part. */
function makePieces(random: Random): Uint8Array[] {
  return [0, 1].map(() => Uint8Array.from({ length: PIECE_BYTES }, () => random.below(255)));
}

it("contents whose pages are the same in part take each other's place, whatever stood there", async () => {
  const random = createRandom(29);
  const pieces = makePieces(random);
  const make = (): Wanted => ({
    boot: "print(1)",
    program: "1".repeat(3000),
    deployment: Buffer.concat(Array.from({ length: PIECES }, () => pieces[random.below(2)])),
    fonts: Uint8Array.of(1, 2, 3, 4),
  });
  const board = createBootingBoard();
  for (let i = 0; i < 60; i++) {
    const session = await openSession(async () => board.connect(), QUICK);
    const wanted = make();
    expect(await deployContent(session, hardware, wanted)).toMatchObject({
      did: i === 0 ? "installed" : "deployed",
    });
    expect(readShown(board)?.content).toBe(describeContent(wanted));
    await session.close();
  }
});

it("a page that the other slot has is not sent (control)", async () => {
  const random = createRandom(30);
  const same = Uint8Array.from({ length: 10 * PAGE_BYTES }, () => random.below(256));
  const board = createBootingBoard();
  const sent: number[] = [];
  for (const fonts of [1, 2, 3]) {
    const session = await openSession(async () => board.connect(), QUICK);
    const content = { boot: "print(1)", program: "1", deployment: same, fonts: Uint8Array.of(fonts) };
    await deployContent(session, hardware, content);
    sent.push(session.traffic.sent);
    await session.close();
  }
  expect(sent[1]).toBeLessThan(sent[0] / 3);
});
