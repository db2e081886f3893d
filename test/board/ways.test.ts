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
/** Deploys over each way, and boards at once. */
const DEPLOYS = 32;
const LINES = 8;
/** In thousandths of the pieces: 1 % of each. */
const FAULTS: Faults = { lose: 10, delay: 10, repeat: 10, cut: 10 };
/** What a link carries once it is asked for more than the least; a phone's is like that. */
const LINK_BYTES = 180;
/** A restart by the board itself: the way cannot do it. */
const PACE = { ...QUICK, quietMs: 300, writeMs: 500 };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Way {
  readonly open: (board: FakeBoard) => Promise<Transport>;
  /** Most bytes of one write, when it is opened and in the end. */
  readonly mtu: readonly [first: number, last: number];
}

const WAYS: Record<string, Way> = {
  "a TCP port": {
    mtu: [4096, 4096],
    async open(board) {
      const bridge = await bridgeBoard(board);
      closers.push(() => bridge.close());
      return openPort(bridge.port);
    },
  },
  "a serial port": { mtu: [256, 256], open: openSerialTo },
  "a browser's serial port": {
    mtu: [256, 256],
    open: (board) => openWebSerial(createWebPort(board).port, 115_200),
  },
  // It begins with what every link carries, and grows to what this one does.
  Bluetooth: {
    mtu: [20, LINK_BYTES],
    open: (board) => openBluetooth(createLink(board, LINK_BYTES).bluetooth, "Board"),
  },
};

interface Counts {
  done: number;
  cut: number;
  repeats: number;
  /** Bytes that the way took in one write when it was opened, and when it was closed, at most. */
  opened: Set<number>;
  mtu: number;
}

async function deployOften(name: string, line: number, counts: Counts): Promise<void> {
  const { open } = WAYS[name];
  const random = createRandom(name.length * 100 + line);
  const board = createBootingBoard();
  let shown = makeContent(random, undefined);
  await deployContent(await openSession(() => open(board), PACE), hardware, shown);
  for (let i = 0; i < DEPLOYS / LINES; i++) {
    const wanted = makeContent(random, shown);
    let way: Transport | undefined;
    const session = await openSession(async () => {
      way = wrapFaulty(await open(board), random, FAULTS);
      counts.opened.add(way.mtu);
      return way;
    }, PACE);
    const error = await deployContent(session, hardware, wanted).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    counts.repeats += session.traffic.repeats;
    counts.mtu = Math.max(counts.mtu, way?.mtu ?? 0);
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
}

it.each(Object.keys(WAYS))(
  "over %s: no deploy wrong, none hanging, with each fault in one piece of a hundred",
  async (name) => {
    const counts: Counts = { done: 0, cut: 0, repeats: 0, opened: new Set(), mtu: 0 };
    await Promise.all(Array.from({ length: LINES }, (_, line) => deployOften(name, line, counts)));
    // The controls: the faults did happen, and some deploys came through all the same.
    expect(counts.done + counts.cut).toBe(DEPLOYS);
    expect(counts.repeats).toBeGreaterThan(0);
    expect(counts.cut).toBeGreaterThan(0);
    expect(counts.done).toBeGreaterThan(0);
    expect([...counts.opened, counts.mtu]).toEqual(WAYS[name].mtu);
  },
);
