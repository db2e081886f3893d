// A connection that is lost and does not come back: what is said of the board is what was done to it.
import { expect, it } from "vitest";
import { deployContent } from "../../host/board/session/deploy.ts";
import { withPatience } from "../../host/cli/port.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { bridgeBoard } from "./bridge.ts";
import { createBootingBoard, makeContent } from "./stand.ts";

const hardware = HARDWARE["esp32c3-oled"];
const wanted = makeContent(createRandom(72), undefined);

/** A deploy whose bridge is gone from that piece on. */
async function deployUntil(piece: number): Promise<unknown> {
  const board = createBootingBoard();
  const bridge = await bridgeBoard(board);
  bridge.onPiece = (count) => {
    if (count === piece) bridge.close();
  };
  if (piece === 0) bridge.close();
  const deploying = withPatience({ port: bridge.port }, undefined, false, (session) =>
    deployContent(session, hardware, wanted),
  );
  return deploying.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );
}

it("in the middle of an installation is told with what is on the board, not that it was not touched", async () => {
  expect(await deployUntil(20)).toMatchObject({
    code: "port-lost",
    hint: expect.stringContaining("not whole on the board yet"),
  });
});

it("that was never there is told as not touched (control)", async () => {
  expect(await deployUntil(0)).toMatchObject({
    code: "port-missing",
    hint: expect.stringContaining("not touched"),
  });
});
