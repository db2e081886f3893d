// What `deploy --back` tells of a card that it saw, though nothing is built that has the offers' names.
import { afterEach, beforeEach, expect, it } from "vitest";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { nameOffer } from "../../host/cli/outcome.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { type Bridge, bridgeBoard } from "./bridge.ts";
import { runCommand } from "./command.ts";
import type { FakeBoard } from "./fake.ts";
import { createBootingBoard, makeContent, QUICK } from "./stand.ts";

const BACK = ["deploy", "--shop", "host/templates/bookshop", "--board", "window", "--back", "--port"];
const NEUTRAL_OFFER = 65_535;

let board: FakeBoard;
let bridge: Bridge;
beforeEach(async () => {
  board = createBootingBoard();
  const random = createRandom(73);
  const first = makeContent(random, undefined);
  for (const content of [first, makeContent(random, first)])
    await deployContent(
      await openSession(async () => board.connect(), QUICK),
      HARDWARE["esp32c3-oled"],
      content,
    );
  bridge = await bridgeBoard(board);
});
afterEach(() => bridge.close());

/** From its next start on the board says that it shows this offer. */
function show(offer: number): void {
  const restart = board.onRestart;
  board.onRestart = () => {
    restart?.();
    const passerby = board.globals.passerby as (command: number) => string;
    board.globals.passerby = (command: number) => passerby(command).replace(/^0,\d+/, `0,${offer}`);
  };
}

it.each([
  [7, null],
  [0, null],
  [NEUTRAL_OFFER, "neutral"],
])("a card with offer %i is seen and told by its number; as a name %j", async (offer, shows) => {
  show(offer);
  expect(JSON.parse(await runCommand([...BACK, bridge.port, "--json"]))).toMatchObject({
    did: "switched",
    start: "seen",
    offer,
    shows,
  });
});

it("in words it says that a card was seen", async () => {
  expect(await runCommand([...BACK, bridge.port])).toMatch(
    /slot a is the one again, .*; its card was seen\n$/,
  );
});

it("where something is built the offer has its name (control)", () => {
  const offers = [{ id: "coffee" }, { id: "book" }];
  expect([0, 1, NEUTRAL_OFFER].map((offer) => nameOffer(offer, offers))).toEqual([
    "coffee",
    "book",
    "neutral",
  ]);
  expect(nameOffer(1, undefined)).toBeUndefined();
});
