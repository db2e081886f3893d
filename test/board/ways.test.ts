// The same faults over every way to a board: lost, late, repeated and cut pieces.
import { afterEach, expect, it } from "vitest";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openBluetooth } from "../../host/board/transport/bluetooth.ts";
import { openPort } from "../../host/board/transport/open.ts";
import type { Transport } from "../../host/board/transport/transport.ts";
import { openWebSerial } from "../../host/board/transport/web.ts";
import { HostError } from "../../host/error.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { bridgeBoard } from "./bridge.ts";
import type { FakeBoard } from "./fake.ts";
import { type Faults, wrapFaulty } from "./faulty.ts";
import { createBootingBoard, describeContent, makeContent, QUICK, readShown } from "./stand.ts";
import { createLink, createWebPort, openSerialTo } from "./ways.ts";

const hardware = HARDWARE["esp32c3-oled"];
const DEPLOYS = 6;
/** In thousandths of the pieces: 1 %, and on a link whose pieces have 20 bytes as many for a packet as elsewhere. */
const OFTEN: Faults = { lose: 10, delay: 10, repeat: 10, cut: 3 };
const SELDOM: Faults = { lose: 1, delay: 1, repeat: 1, cut: 1 };
/** A restart by the board itself: the way cannot do it. */
const PACE = { ...QUICK, quietMs: 300, writeMs: 500 };

interface Way {
  readonly faults: Faults;
  open(board: FakeBoard): Promise<Transport>;
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const WAYS: Record<string, Way> = {
  "a TCP port": {
    faults: OFTEN,
    async open(board) {
      const bridge = await bridgeBoard(board);
      closers.push(() => bridge.close());
      return openPort(bridge.port);
    },
  },
  "a serial port": { faults: OFTEN, open: openSerialTo },
  "a browser's serial port": {
    faults: OFTEN,
    open: (board) => openWebSerial(createWebPort(board).port, 115_200),
  },
  Bluetooth: { faults: SELDOM, open: (board) => openBluetooth(createLink(board).bluetooth, "Board") },
};

it.each(Object.keys(WAYS))("over %s: no deploy wrong, none hanging", async (name) => {
  const { faults, open } = WAYS[name];
  const random = createRandom(name.length);
  const board = createBootingBoard();
  let shown = makeContent(random, undefined);
  await deployContent(await openSession(() => open(board), PACE), hardware, shown);
  const counts = { done: 0, cut: 0, repeats: 0 };
  for (let i = 0; i < DEPLOYS; i++) {
    const wanted = makeContent(random, shown);
    const session = await openSession(async () => wrapFaulty(await open(board), random, faults), PACE);
    const error = await deployContent(session, hardware, wanted).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    counts.repeats += session.traffic.repeats;
    await session.close();
    const content = readShown(board)?.content;
    if (error === undefined) {
      expect(content).toBe(describeContent(wanted));
      counts.done++;
    } else {
      expect(error).toBeInstanceOf(HostError);
      expect((error as HostError).code).toMatch(/^(port-lost|board-silent|board-restart)$/);
      expect([describeContent(shown), describeContent(wanted)]).toContain(content);
      counts.cut++;
    }
    if (content === describeContent(wanted)) shown = wanted;
  }
  // The controls: the faults did happen, and some deploys came through all the same.
  expect(counts.repeats + counts.cut).toBeGreaterThan(0);
  expect(counts.done).toBeGreaterThan(0);
});
