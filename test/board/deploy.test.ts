import { describe, expect, it } from "vitest";
import { padBoot } from "../../host/board/plan.ts";
import { deployBack, deployContent, removeAll, type Wanted } from "../../host/board/session/deploy.ts";
import { openSession, type Session } from "../../host/board/session/session.ts";
import { HostError } from "../../host/error.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { COMMAND_CLOCK, COMMAND_STATUS } from "../../shared/link/command.ts";
import type { FakeBoard } from "./fake.ts";
import { type Faults, wrapFaulty } from "./faulty.ts";
import { createBootingBoard, describeContent, makeContent, QUICK, readShown, readSlot } from "./stand.ts";

const hardware = HARDWARE["esp32c3-oled"];
const random = createRandom(44);
const first = makeContent(random, undefined);
const second = makeContent(random, first);

function open(board: FakeBoard): Promise<Session> {
  return openSession(async () => board.connect(), QUICK);
}

async function deploy(board: FakeBoard, wanted: Wanted, options = {}) {
  return deployContent(await open(board), hardware, wanted, options);
}

describe("a deploy", () => {
  it("installs onto an empty board, every file at its place, and shows the content", async () => {
    const board = createBootingBoard();
    expect(await deploy(board, first)).toMatchObject({ did: "installed", slot: "a", offer: 3 });
    expect(readShown(board)?.content).toBe(describeContent(first));
  });

  it("changes no bit of flash where nothing has changed", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    const before = board.changes.count;
    const flash = board.storage.flash.bytes.slice();
    expect(await deploy(board, first)).toMatchObject({ did: "unchanged", writtenBytes: 0, erasedPages: 0 });
    expect(board.changes.count).toBe(before);
    expect(Buffer.from(flash).equals(board.storage.flash.bytes)).toBe(true);
    // The control: what has changed is written.
    expect(await deploy(board, second)).toMatchObject({ did: "deployed", slot: "b" });
    expect(board.changes.count).toBeGreaterThan(before);
  });

  it("sends over the line only what the board has nowhere", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    const session = await open(board);
    await deployContent(session, hardware, { ...first, deployment: second.deployment });
    const whole = await open(createBootingBoard());
    await deployContent(whole, hardware, second);
    expect(session.traffic.sent).toBeLessThan(whole.traffic.sent * 0.75);
    expect(readShown(board)?.content).toBe(describeContent({ ...first, deployment: second.deployment }));
  });

  it("works on a board that has no decompression", async () => {
    const board = createBootingBoard({ hasHeatshrink: false });
    await deploy(board, first);
    expect(readShown(board)?.content).toBe(describeContent(first));
  });

  it("goes back to what was shown before, and back again", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    await deploy(board, second);
    for (const [wanted, slot] of [
      [first, "a"],
      [second, "b"],
    ] as const) {
      expect(await deployBack(await open(board), hardware)).toMatchObject({ did: "switched", slot });
      expect(readShown(board)?.content).toBe(describeContent(wanted));
    }
    const empty = createBootingBoard();
    await deploy(empty, first);
    await expect(deployBack(await open(empty), hardware)).rejects.toMatchObject({ code: "board-slot-empty" });
  });

  it("only switches where the content is in the other slot already", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    await deploy(board, second);
    expect(await deploy(board, first)).toMatchObject({ did: "switched", slot: "a", writtenBytes: 0 });
  });

  it("does not take a board at its word that would try the other slot at its next start", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    await deploy(board, second);
    for (let i = 0; i < 3; i++) board.onRestart?.();
    // Asked while it does not run, as a process board is.
    delete board.globals.passerby;
    expect(await deploy(board, second)).toMatchObject({ did: "switched", slot: "b" });
    delete board.globals.passerby;
    expect(await deploy(board, second)).toMatchObject({ did: "unchanged" });
  });

  it("sets the clock, also where nothing has changed; without one it asks for none (the control)", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    const asked: unknown[][] = [];
    const status = "0,3,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,65535,0,0";
    board.globals.passerby = (...values: unknown[]) => {
      asked.push(values);
      return values[0] === COMMAND_STATUS ? status : "0";
    };
    expect(await deploy(board, first)).toMatchObject({ did: "unchanged" });
    expect(asked.filter(([command]) => command === COMMAND_CLOCK)).toEqual([]);
    expect(await deploy(board, first, { now: () => 1_800_000_000 })).toMatchObject({ did: "unchanged" });
    expect(asked.filter(([command]) => command === COMMAND_CLOCK)).toEqual([
      [COMMAND_CLOCK, 1_800_000_000, 0],
    ]);
  });

  it("leaves nothing behind after an uninstall", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    expect(await removeAll(await open(board), hardware, false)).toContain(".boot0");
    expect(board.storage.flash.bytes.every((byte) => byte === 255)).toBe(true);
  });

  it("goes on for years: the log and the dates are emptied before they are full", async () => {
    const board = createBootingBoard();
    let shown = first;
    await deploy(board, first);
    for (let i = 0; i < 3; i++) {
      for (let k = 0; k < 1500; k++) board.onRestart?.();
      shown = shown === first ? second : first;
      // Alternating contents are in the other slot already: a change makes it write.
      await deploy(board, { ...shown, program: `${shown.program}${i}` });
      expect(readShown(board)?.content.startsWith(`${shown.program}${i}|`)).toBe(true);
    }
  });
});

describe("a board is refused before anything is written to it", () => {
  it.each<[string, object, Partial<Wanted>, string]>([
    ["of another kind", { env: "ESP32_CYD", console: "Serial1" }, {}, "board-wrong"],
    ["whose console is another than its kind would keep", { console: "Serial1" }, {}, "board-console"],
    ["with too little room", {}, { deployment: new Uint8Array(500_000) }, "board-slot-full"],
    ["whose Storage has another size", { storageBytes: 256 * 1024 }, {}, "board-storage"],
  ])("%s", async (_, options, change, code) => {
    const board = createBootingBoard(options);
    const before = board.changes.count;
    await expect(deploy(board, { ...first, ...change })).rejects.toMatchObject({ code });
    expect(board.changes.count).toBe(before);
  });

  it("with another build for the same chip, which is named; where the chip is another none is (control)", async () => {
    const hint = async (env: string) => {
      const session = await open(createBootingBoard({ env, console: "Serial1" }));
      const error = await deployContent(session, HARDWARE["esp32-cyd"], first).catch((one: unknown) => one);
      expect(error).toMatchObject({ code: "board-wrong" });
      return (error as HostError).hint;
    };
    expect(await hint("ESP32")).toContain("passerby flash --from espruino_2v29_esp32_cyd.tgz");
    expect(await hint("ESP32C3_IDF4")).not.toContain("flash");
  });

  it("behind a bridge whose cable's console is not the one of its kind; over the air nothing can be said of it", async () => {
    const through = async (console: string) => {
      const board = createBootingBoard({ console });
      const session = await openSession(async () => ({ ...board.connect(), isCable: false }), QUICK);
      return deployContent(session, hardware, first);
    };
    await expect(through("Serial1")).rejects.toMatchObject({ code: "board-console" });
    for (const console of ["USB", "Bluetooth", "Telnet"])
      expect(await through(console)).toMatchObject({ did: "installed" });
  });

  it("with somebody else's files, unless that is wanted", async () => {
    const board = createBootingBoard();
    board.storage.write(".bootcde", Buffer.from("print(1)"));
    const before = board.changes.count;
    await expect(deploy(board, first)).rejects.toMatchObject({ code: "board-foreign" });
    await expect(removeAll(await open(board), hardware, false)).rejects.toMatchObject({
      code: "board-foreign",
    });
    expect(board.changes.count).toBe(before);
    expect(await deploy(board, first, { isInstall: true })).toMatchObject({ did: "installed" });
    expect(board.storage.list()).not.toContain(".bootcde");
  });

  it("with the .boot0 of another kind or version, also where nothing else has changed; unless it is installed anew", async () => {
    const board = createBootingBoard();
    await deploy(board, first);
    const other = { ...first, boot: "print(2)" };
    const before = board.changes.count;
    for (const wanted of [other, { ...second, boot: other.boot }])
      await expect(deploy(board, wanted)).rejects.toMatchObject({
        code: "board-boot",
        hint: expect.stringContaining("--install"),
      });
    expect(board.changes.count).toBe(before);
    expect(readShown(board)?.content).toBe(describeContent(first));
    // The controls: with its own it is deployed to, and it can go back whatever is built now.
    expect(await deploy(board, second)).toMatchObject({ did: "deployed" });
    expect(await deployBack(await open(board), hardware)).toMatchObject({ did: "switched" });
    expect(await deploy(board, other, { isInstall: true })).toMatchObject({ did: "installed" });
    expect(Buffer.from(board.storage.read(".boot0") ?? []).toString("latin1")).toBe(
      Buffer.from(padBoot(other.boot)).toString("latin1"),
    );
    expect(await deploy(board, other)).toMatchObject({ did: "unchanged" });
  });
});

describe("whatever happens on the way", () => {
  const faults: Faults = { lose: 10, delay: 10, repeat: 10, cut: 10 };

  it("500 deploys at 1 % of each fault: none wrong, none hanging", async () => {
    const counts = { done: 0, cut: 0, repeats: 0 };
    const lines = Array.from({ length: 10 }, async (_, line) => {
      const own = createRandom(900 + line);
      const board = createBootingBoard();
      let shown = makeContent(own, undefined);
      await deploy(board, shown);
      for (let i = 0; i < 50; i++) {
        const wanted = makeContent(own, own.chance(700) ? shown : undefined);
        const session = await openSession(async () => wrapFaulty(board.connect(), own, faults), QUICK);
        const old = describeContent(shown);
        // A cut between the switch and the restart leaves an older one running.
        const running = readSlot(board, String(board.globals.passerbySlot));
        try {
          await deployContent(session, hardware, wanted);
          expect(readShown(board)?.content).toBe(describeContent(wanted));
          shown = wanted;
          counts.done++;
        } catch (error) {
          expect(error).toBeInstanceOf(HostError);
          expect(["port-lost", "board-silent"]).toContain((error as HostError).code);
          const content = readShown(board)?.content;
          expect([old, running, describeContent(wanted)]).toContain(content);
          if (content === describeContent(wanted)) shown = wanted;
          counts.cut++;
        }
        counts.repeats += session.traffic.repeats;
        await session.close();
      }
    });
    await Promise.all(lines);
    expect(counts.done + counts.cut).toBe(500);
    // The controls: the faults did happen, and most deploys came through all the same.
    expect(counts.cut).toBeGreaterThan(20);
    expect(counts.repeats).toBeGreaterThan(100);
    expect(counts.done).toBeGreaterThan(200);
  });

  it("an installation or an uninstall that was cut is begun anew by the next deploy, unasked", async () => {
    for (const act of ["install", "remove"]) {
      let left = Number.POSITIVE_INFINITY;
      const onFlash = (): void => {
        if (left-- <= 0) throw new Error("power cut");
      };
      let cuts = 0;
      for (let at = 0; ; at += 3) {
        const board = createBootingBoard({ onFlash });
        if (act === "remove") await deploy(board, first);
        left = at;
        const session = await open(board);
        const work =
          act === "install" ? deployContent(session, hardware, first) : removeAll(session, hardware, false);
        const result = await work.catch((error: unknown) => error);
        left = Number.POSITIVE_INFINITY;
        if (!(result instanceof HostError)) break;
        cuts++;
        await deploy(board, second);
        expect(readShown(board)?.content).toBe(describeContent(second));
        expect(
          Buffer.from(board.storage.read(".boot0") ?? [])
            .toString()
            .trimEnd(),
        ).toBe("print(1)");
      }
      expect(cuts).toBeGreaterThan(5);
    }
  });

  it("power cut before any of its changes of flash: it shows the old content whole, or the new", async () => {
    let left = Number.POSITIVE_INFINITY;
    const cut = (): void => {
      if (left-- <= 0) throw new Error("power cut");
    };
    const board = createBootingBoard({ onFlash: cut });
    await deploy(board, first);
    const seen = new Set<string | undefined>();
    const [old, next] = [first, second].map(describeContent);
    for (let cuts = 0; ; cuts++) {
      left = cuts;
      const result = await deploy(board, second).catch((error: unknown) => error);
      const isDone = left > 0 && !(result instanceof HostError);
      left = Number.POSITIVE_INFINITY;
      const content = readShown(board)?.content;
      expect([old, next]).toContain(content);
      seen.add(content);
      if (isDone) break;
      // From the beginning: the first content runs, and the other slot is what the cut left.
      if (content === next) await deployBack(await open(board), hardware);
      board.onRestart?.();
    }
    expect(seen.size).toBe(2);
  });
});
