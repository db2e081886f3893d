// A board on a serial port: the real serialport, over a fake of what the operating system does.
import { describe, expect, it } from "vitest";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { openSerial } from "../../host/board/transport/serial.ts";
import type { Transport } from "../../host/board/transport/transport.ts";
import { HostError } from "../../host/error.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import type { FakeBoard } from "./fake.ts";
import { createFakePort } from "./rom/port.ts";
import { createBootingBoard, describeContent, makeContent, QUICK, readShown } from "./stand.ts";

const PATH = "/dev/ttyUSB0";
const BAUD = 2_000_000;
const hardware = HARDWARE["esp32c3-oled"];
const wanted = makeContent(createRandom(5), undefined);
/** A restart by the board itself: nothing of the transport can do it. */
const SLOW = { ...QUICK, quietMs: 300, writeMs: 500 };

function createStand(board: FakeBoard) {
  const stand = { refusal: undefined as string | undefined, opened: 0, heard: 0, onHear: () => {} };
  let inner: Transport | undefined;
  const port = createFakePort({
    openError: () => stand.refusal,
    opened() {
      stand.opened++;
      inner = board.connect();
      inner.hear({ data: (bytes) => port.send(bytes), closed: () => undefined });
    },
    setBaud: () => undefined,
    hear(bytes) {
      stand.heard++;
      stand.onHear();
      void inner?.write(bytes).catch(() => undefined);
    },
  });
  return { stand, port, open: () => openSerial(PATH, BAUD, port.binding) };
}

describe("a board on a serial port", () => {
  it("takes a deploy; a port without lines for resetting is none the worse for it", async () => {
    const board = createBootingBoard();
    const { open } = createStand(board);
    const session = await openSession(open, SLOW);
    expect(await deployContent(session, hardware, wanted)).toMatchObject({ did: "installed" });
    expect(readShown(board)?.content).toBe(describeContent(wanted));
    await session.close();
  });

  it.each([
    [
      "that another program has locked",
      "Error Resource temporarily unavailable Cannot lock port",
      "port-busy",
    ],
    ["that another program has open", "Device or resource busy", "port-busy"],
    ["without rights", "Permission denied", "port-rights"],
    ["that is not there", "No such file or directory", "port-missing"],
    ["that was there", "No such device or address", "port-missing"],
    ["that fails in another way", "Value too large for defined data type", "port-failed"],
  ])("a port %s is told so, with something to do, and the board is not touched", async (_, refusal, code) => {
    const board = createBootingBoard();
    const { stand, open } = createStand(board);
    stand.refusal = refusal;
    const error = await open().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(HostError);
    expect(error).toMatchObject({
      code,
      message: expect.stringContaining("; the board was not touched"),
      place: { file: PATH },
    });
    expect((error as HostError).hint).toMatch(/^[A-Z].{20,}/s);
    expect([stand.opened, stand.heard]).toEqual([0, 0]);
    // The control: as soon as nothing is in the way, it opens.
    stand.refusal = undefined;
    const transport = await open();
    expect(stand.opened).toBe(1);
    await transport.close();
  });

  it("unplugged at any moment of a deploy: it is told, and the next deploy goes on", async () => {
    const board = createBootingBoard();
    const random = createRandom(61);
    let lost = 0;
    for (let i = 0; i < 12; i++) {
      const { stand, port, open } = createStand(board);
      const session = await openSession(open, SLOW);
      let left = random.between(1, 40);
      stand.onHear = () => {
        if (--left === 0) port.unplug();
      };
      const end = await deployContent(session, hardware, { ...wanted, program: `${i}` }).catch(
        (error: unknown) => error,
      );
      await session.close();
      if (!(end instanceof HostError)) continue;
      expect(end.code).toBe("port-lost");
      lost++;
    }
    expect(lost).toBeGreaterThan(3);
    const session = await openSession(createStand(board).open, SLOW);
    await deployContent(session, hardware, wanted);
    expect(readShown(board)?.content).toBe(describeContent(wanted));
    await session.close();
  });
});
