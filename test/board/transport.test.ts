import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { deployContent } from "../../host/board/session/deploy.ts";
import { openSession } from "../../host/board/session/session.ts";
import { loadBluetooth } from "../../host/board/transport/adapter.ts";
import { type Bluetooth, openBluetooth } from "../../host/board/transport/bluetooth.ts";
import { openPort } from "../../host/board/transport/open.ts";
import { openWebSerial } from "../../host/board/transport/web.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import type { FakeBoard } from "./fake.ts";
import { createBootingBoard, describeContent, makeContent, QUICK, readShown } from "./stand.ts";
import { createLink, createWebPort } from "./ways.ts";

const hardware = HARDWARE["esp32c3-oled"];
const wanted = makeContent(createRandom(3), undefined);
/** A restart by the board itself: nothing of the transport can do it. */
const SLOW = { ...QUICK, quietMs: 300, writeMs: 500 };

describe("a board behind a TCP port", () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  async function serve(board: FakeBoard): Promise<{ port: string; stop(): void }> {
    const inner = board.connect();
    const server = createServer((socket) => {
      sockets.push(socket);
      inner.hear({ data: (bytes) => socket.write(bytes), closed: () => socket.destroy() });
      socket.on("data", (bytes) => void inner.write(bytes).catch(() => undefined));
      socket.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const number = typeof address === "object" && address !== null ? address.port : 0;
    return { port: `tcp:127.0.0.1:${number}`, stop: () => server.close() };
  }

  it("takes a deploy, and the loss of the connection ends it with an error", async () => {
    const board = createBootingBoard();
    const { port, stop } = await serve(board);
    const session = await openSession(() => openPort(port), SLOW);
    expect(await deployContent(session, hardware, wanted)).toMatchObject({ did: "installed" });
    expect(readShown(board)?.content).toBe(describeContent(wanted));
    const asked = session.ask("1");
    for (const socket of sockets) socket.destroy();
    await expect(asked.then(() => session.ask("2"))).rejects.toMatchObject({ code: "port-lost" });
    await session.close();
    stop();
  });

  it.each([
    ["tcp:127.0.0.1:9", "port-missing"],
    ["tcp:nowhere", "usage-port"],
    ["tcp:host:99999", "usage-port"],
    ["process:/nowhere/espruino", "port-missing"],
    ["/dev/no-such-port", "port-missing"],
  ])("%s is refused: %s", async (port, code) => {
    await expect(openPort(port)).rejects.toMatchObject({ code });
  });

  it("a state is refused for what is no process", async () => {
    await expect(openPort("tcp:127.0.0.1:9", { state: "x" })).rejects.toMatchObject({ code: "usage-state" });
  });
});

describe("the browser's serial port", () => {
  it("takes a deploy; unplugged, everything under way fails", async () => {
    const board = createBootingBoard();
    const { port, unplug, signals } = createWebPort(board);
    const transport = await openWebSerial(port, 115_200);
    const session = await openSession(async () => transport, SLOW);
    await deployContent(session, hardware, wanted);
    expect(readShown(board)?.content).toBe(describeContent(wanted));
    await transport.setSignals?.({ rts: true });
    expect(signals).toEqual([{ requestToSend: true }]);
    unplug();
    await expect(session.ask("1").then(() => session.ask("2"))).rejects.toMatchObject({ code: "port-lost" });
    await session.close();
  });

  it("that another page holds is told as busy", async () => {
    const { port } = createWebPort(createBootingBoard());
    const busy = { ...port, open: () => Promise.reject(new Error("Failed to open serial port.")) };
    await expect(openWebSerial(busy, 115_200)).rejects.toMatchObject({ code: "port-busy" });
  });
});

describe("Bluetooth", () => {
  it("takes a deploy in pieces of 20 bytes; a lost link ends everything under way", async () => {
    const board = createBootingBoard({ console: "Bluetooth" });
    const { bluetooth, lose } = createLink(board);
    const session = await openSession(() => openBluetooth(bluetooth, "Board"), SLOW);
    await deployContent(session, hardware, wanted);
    expect(readShown(board)?.content).toBe(describeContent(wanted));
    const asked = session.ask("1");
    lose();
    await expect(asked.then(() => session.ask("2"))).rejects.toMatchObject({ code: "port-lost" });
  });

  it("without a board, a service or the package says which of them is missing", async () => {
    const none: Bluetooth = { requestDevice: () => Promise.reject(new Error("no device")) };
    await expect(openBluetooth(none, undefined)).rejects.toMatchObject({ code: "bluetooth-missing" });
    const mute: Bluetooth = {
      requestDevice: async () => ({ addEventListener: () => undefined }),
    };
    await expect(openBluetooth(mute, "x")).rejects.toMatchObject({ code: "bluetooth-service" });
    const missing = (): Promise<unknown> => Promise.reject(new Error("Cannot find package"));
    await expect(loadBluetooth(missing)).rejects.toMatchObject({ code: "bluetooth-package" });
    expect(await loadBluetooth(async () => ({ bluetooth: none }))).toBe(none);
  });
});
