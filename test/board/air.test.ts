// Over the air a display that starts is not heard any more: nobody waits for what cannot come.
import { afterEach, describe, expect, it, vi } from "vitest";
import { deployBack, deployContent, removeAll } from "../../host/board/session/deploy.ts";
import { sleep } from "../../host/board/session/pause.ts";
import { openSession, type Session } from "../../host/board/session/session.ts";
import { type Bluetooth, openBluetooth } from "../../host/board/transport/bluetooth.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { say } from "../cli/terminal.ts";
import type { FakeBoard } from "./fake.ts";
import { inFastTime } from "./rom/stand.ts";
import { createBootingBoard, describeContent, makeContent, QUICK, readShown } from "./stand.ts";
import { createLink } from "./ways.ts";

const air = vi.hoisted(() => ({ bluetooth: undefined as Bluetooth | undefined }));
vi.mock("../../host/board/transport/adapter.ts", () => ({ loadBluetooth: async () => air.bluetooth }));

const SHOP = "host/templates/bookshop";
/** What a phone's link carries. */
const LINK_BYTES = 180;
const START_MS = 3000;
const hardware = HARDWARE["esp32c3-oled"];
const random = createRandom(71);
const first = makeContent(random, undefined);
const second = makeContent(random, first);

/** A board that closes its console over the air when it starts, for as many tries to find it as are said. */
function createDisplay(awayTries: number) {
  const board = createBootingBoard({ console: "Bluetooth", packetMs: 300 });
  const seen = { tries: 0, away: 0, starts: 0, clock: [] as number[] };
  const restart = board.onRestart;
  let lose = (): void => undefined;
  board.globals.setTimeout = (act: () => void, ms: number) => void setTimeout(act, ms);
  board.globals.setTime = (seconds: number) => void seen.clock.push(seconds);
  board.onRestart = () => {
    restart?.();
    seen.starts++;
    seen.away = awayTries;
    lose();
  };
  const bluetooth: Bluetooth = {
    async requestDevice(options) {
      seen.tries++;
      if (seen.away-- > 0) throw new Error("no device");
      const link = createLink(board, LINK_BYTES);
      lose = link.lose;
      return link.bluetooth.requestDevice(options);
    },
  };
  const open = () => openSession(() => openBluetooth(bluetooth, "Board"), QUICK);
  /** Until it has started; then somebody opens its console again. */
  async function start(): Promise<void> {
    await sleep(START_MS);
    seen.away = 0;
  }
  return { board, bluetooth, seen, open, start };
}

/** The same board at the end of a cable, whose port is gone after a start. */
function openCable(board: FakeBoard): Promise<Session> {
  let opened = 0;
  let isGone = false;
  const restart = board.onRestart;
  board.onRestart = () => {
    restart?.();
    isGone = true;
  };
  return openSession(async () => {
    if (opened++ > 0) throw new Error("no such port");
    const { restart: _, ...inner } = board.connect();
    return { ...inner, write: async (bytes) => (isGone ? undefined : inner.write(bytes)) };
  }, QUICK);
}

const FOR_EVER = 1_000_000;
const NOW = 1_800_000_000;

describe("over the air", () => {
  it("a deploy and the way back end well without a look for a board that cannot be heard; its clock is set before", async () => {
    const { board, seen, open, start } = createDisplay(FOR_EVER);
    const now = () => NOW;
    const deploy = async (wanted = first) => deployContent(await open(), hardware, wanted, { now });
    const unseen = { start: "unseen", offer: undefined };
    await inFastTime(async () => {
      expect(await deploy()).toMatchObject({ did: "installed", ...unseen });
      // Its word came before it starts.
      expect(seen).toMatchObject({ tries: 1, starts: 0 });
      await start();
      expect(seen).toMatchObject({ tries: 1, starts: 1, clock: [NOW + 1] });
      expect(readShown(board)?.content).toBe(describeContent(first));
      expect(await deploy(second)).toMatchObject({ did: "deployed", ...unseen });
      await start();
      const back = await deployBack(await open(), hardware);
      expect(back).toMatchObject({ did: "switched", ...unseen });
      await start();
    });
    expect(readShown(board)?.content).toBe(describeContent(first));
    expect(seen).toMatchObject({ tries: 3, starts: 3, clock: [NOW + 1, NOW + 1] });
  });

  it("over a cable such a board is waited for, and it is told that it did not come back (control)", async () => {
    const board = createBootingBoard();
    const deploying = () => openCable(board).then((session) => deployContent(session, hardware, first));
    await expect(inFastTime(deploying)).rejects.toMatchObject({ code: "board-restart" });
    expect(readShown(board)?.content).toBe(describeContent(first));
  });

  it("an uninstall looks for the board until it is back: plain Espruino answers there again", async () => {
    const { seen, open, start } = createDisplay(3);
    await inFastTime(async () => {
      await deployContent(await open(), hardware, first);
      await start();
      expect(await removeAll(await open(), hardware, false)).toContain(".boot0");
    });
    // Opened, not found three times, opened.
    expect(seen.tries).toBe(1 + 5);
  });
});

describe("deploy --port ble", () => {
  afterEach(() => {
    air.bluetooth = undefined;
  });
  const deploy = (...more: string[]) => say("deploy", "--shop", SHOP, "--board", "window", ...more);

  it("ends with 0 and says that nobody can see the first card, in words and in JSON", async () => {
    const { bluetooth, seen } = createDisplay(FOR_EVER);
    air.bluetooth = bluetooth;
    const said = await deploy("--port", "ble");
    expect(said.code).toBe(0);
    expect(said.output).toContain("over the air nobody can see its first card: look at it");
    expect(said.output).not.toContain("it shows");
    await expect.poll(() => seen.starts, { timeout: 10_000 }).toBe(1);
    seen.away = 0;
    const same = await deploy("--port", "ble", "--json");
    expect(JSON.parse(same.output)).toMatchObject({ did: "unchanged", start: "none", shows: null });
    const again = await deploy("--port", "ble", "--install", "--json");
    expect(again.code).toBe(0);
    expect(JSON.parse(again.output)).toMatchObject({ start: "unseen", shows: null, offer: null });
    expect(seen.tries).toBe(3);
  });
});
