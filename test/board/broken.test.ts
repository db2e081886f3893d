// Boards that do not do what they are told: no success is claimed, and it is said what is so.
import { describe, expect, it } from "vitest";
import { setClock } from "../../host/board/session/alive.ts";
import { deployBack, deployContent, removeAll } from "../../host/board/session/deploy.ts";
import { openSession, type Session } from "../../host/board/session/session.ts";
import { HostError } from "../../host/error.ts";
import { createRandom } from "../../host/random.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { ERASED_BYTES, LOG_BYTES } from "../../shared/link/slot.ts";
import type { FakeBoard } from "./fake.ts";
import { inFastTime } from "./rom/stand.ts";
import { createBootingBoard, describeContent, makeContent, QUICK, readShown } from "./stand.ts";

const hardware = HARDWARE["esp32c3-oled"];
const random = createRandom(4);
const first = makeContent(random, undefined);
const second = makeContent(random, first);

const open = (board: FakeBoard): Promise<Session> => openSession(async () => board.connect(), QUICK);
const deploy = async (board: FakeBoard, wanted = first) => deployContent(await open(board), hardware, wanted);
const fail = (work: Promise<unknown>): Promise<HostError> =>
  work.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(HostError);
      return error as HostError;
    },
  );

interface Change {
  write(address: number, data: Uint8Array): void;
  erasePage(address: number): void;
}
/** How one change of flash goes wrong, silently. */
const BREAKS: Record<string, (flash: Change) => Change> = {
  "is not done": () => ({ write: () => undefined, erasePage: () => undefined }),
  "is done in part": ({ write, erasePage }) => ({
    write: (address, data) => write(address, data.subarray(0, data.length >> 1)),
    erasePage: (address) => {
      erasePage(address);
      write(address + 4000, Uint8Array.of(0));
    },
  }),
  "leaves a wrong bit": ({ write, erasePage }) => ({
    write: (address, data) => {
      write(address, data);
      write(address + (data.length >> 1), Uint8Array.of(0));
    },
    erasePage: (address) => {
      erasePage(address);
      write(address + 7, Uint8Array.of(0xfe));
    },
  }),
};

/** Breaks the change of that number, counted from now. @returns whether it came to that */
function breakChange(board: FakeBoard, number: number, kind: string): { isBroken: boolean } {
  const state = { isBroken: false };
  const { flash } = board.storage;
  const whole: Change = { write: flash.write, erasePage: flash.erasePage };
  const broken = BREAKS[kind](whole);
  let count = 0;
  const pick = (): Change => {
    if (count++ !== number) return whole;
    state.isBroken = true;
    return broken;
  };
  Object.assign(flash, {
    write: (address: number, data: Uint8Array) => pick().write(address, data),
    erasePage: (address: number) => pick().erasePage(address),
  });
  return state;
}

describe("flash of which one change", () => {
  it.each(Object.keys(BREAKS))("%s: it is noticed, and the old content or the new is whole", async (kind) => {
    const counts = { failed: 0, done: 0 };
    for (let number = 0; ; number++) {
      const board = createBootingBoard();
      await deploy(board, first);
      const state = breakChange(board, number, kind);
      const error = await deploy(board, second).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const shown = readShown(board)?.content;
      if (!state.isBroken) {
        // The control: with all changes done it is the new one.
        expect([error, shown]).toEqual([undefined, describeContent(second)]);
        break;
      }
      if (error === undefined) {
        expect(shown).toBe(describeContent(second));
        counts.done++;
      } else {
        expect((error as HostError).code).toMatch(/^(board-(write|verify)|deploy-not-shown)$/);
        expect([describeContent(first), describeContent(second)]).toContain(shown);
        counts.failed++;
      }
    }
    expect(counts.failed).toBeGreaterThan(5);
  });
});

describe("a board that was given new content", () => {
  it.each([
    ["does not start", undefined, "did not start"],
    ["shows the neutral sign", "0,65535,255,255,-1,0,0,0,0,0,0,0,0,-1,0,0,0,0,0,0,-13,65535,0", "sign 13"],
  ])("and %s is told as not shown", async (_, status, words) => {
    const board = createBootingBoard();
    const restart = board.onRestart;
    board.onRestart = () => {
      restart?.();
      delete board.globals.passerby;
      if (status !== undefined) board.globals.passerby = () => status;
    };
    const error = await inFastTime(() => fail(deploy(board)));
    expect(error).toMatchObject({ code: "deploy-not-shown", message: expect.stringContaining(words) });
    expect(error.hint).toContain("--back");
    // The control: as soon as it starts, the same is seen.
    board.onRestart = restart;
    board.onRestart?.();
    expect(await deploy(board, second)).toMatchObject({ did: "deployed" });
  });

  it("and runs the other slot is told as not shown", async () => {
    const board = createBootingBoard();
    await deploy(board);
    const restart = board.onRestart;
    board.onRestart = () => {
      restart?.();
      board.globals.passerbySlot = "a";
    };
    expect(await fail(deploy(board, second))).toMatchObject({ code: "deploy-not-shown" });
  });

  /** A board with a USB of its own: with a restart its port goes, and comes back at that try. */
  function createLeaving(tries: number) {
    const board = createBootingBoard();
    let opened = 0;
    let isGone = false;
    board.globals.E = {
      ...(board.globals.E as object),
      reboot: () => {
        isGone = true;
        board.onRestart?.();
      },
    };
    const session = openSession(async () => {
      if (opened++ > 0 && opened <= tries) throw new Error("no such port");
      isGone = false;
      const { restart: _, ...inner } = board.connect();
      return { ...inner, write: async (bytes) => (isGone ? undefined : inner.write(bytes)) };
    }, QUICK);
    return { board, session };
  }

  it("and is stopped while it is away is not waited for, and that is what is said", async () => {
    const { board, session } = createLeaving(4);
    const restart = board.onRestart;
    board.onRestart = () => {
      restart?.();
      void session.then((one) => one.abort(new HostError("stopped", "stopped", "x")));
    };
    const error = await inFastTime(() => fail(session.then((one) => deployContent(one, hardware, first))));
    expect(error).toMatchObject({ code: "stopped", hint: expect.stringContaining("next start") });
  });

  it("and goes away with its port is waited for; one that stays away is told so", async () => {
    const { board, session } = createLeaving(4);
    expect(await inFastTime(async () => deployContent(await session, hardware, first))).toMatchObject({
      did: "installed",
    });
    expect(readShown(board)?.content).toBe(describeContent(first));
    const lost = createLeaving(100);
    const error = await inFastTime(() =>
      fail(lost.session.then((one) => deployContent(one, hardware, first))),
    );
    expect(error.code).toBe("board-restart");
    expect(readShown(lost.board)?.content).toBe(describeContent(first));
  });
});

describe("what is said of a board after a cut", () => {
  const cutAt = (at: number) => {
    let left = Number.POSITIVE_INFINITY;
    const board = createBootingBoard({
      onFlash: () => {
        if (left-- <= 0) throw new Error("Storage failed");
      },
    });
    return { board, arm: () => (left = at) };
  };

  it("during an installation is not that it runs what it ran", async () => {
    const { board, arm } = cutAt(20);
    arm();
    expect((await fail(deploy(board))).hint).toMatch(/nothing runs/);
  });

  it("an installation that was cut goes on: what is on the board is not sent again", async () => {
    const whole = createBootingBoard();
    const session = await open(whole);
    await deployContent(session, hardware, second);
    const all = session.traffic.sent;
    let least = all;
    let cuts = 0;
    for (let at = 1; ; at++) {
      let left = at;
      const board = createBootingBoard({
        onFlash: () => {
          if (left-- <= 0) throw new Error("Storage failed");
        },
      });
      // Another content was meant first: what is left of it is no part of the next.
      const error = await deploy(board, at % 2 === 0 ? first : second).catch((reason: unknown) => reason);
      left = Number.POSITIVE_INFINITY;
      if (!(error instanceof HostError)) break;
      cuts++;
      const next = await open(board);
      expect(await deployContent(next, hardware, second)).toMatchObject({ did: "installed", slot: "a" });
      least = Math.min(least, next.traffic.sent);
      // Every byte of flash is as after an installation that nobody cut.
      const log = (one: FakeBoard) => Buffer.from(one.storage.read("log") ?? []).toString("latin1");
      expect(log(board)).toBe(log(whole));
      for (const name of whole.storage.list())
        expect(
          Buffer.from(board.storage.read(name) ?? []).equals(whole.storage.read(name) ?? Buffer.of()),
        ).toBe(true);
      expect(board.storage.list()).toEqual(whole.storage.list());
    }
    expect(cuts).toBeGreaterThan(15);
    expect(least).toBeLessThan(all / 2);
  });

  it("during an uninstall is not that it is whole", async () => {
    const { board, arm } = cutAt(20);
    await deploy(board);
    arm();
    const error = await fail(open(board).then((session) => removeAll(session, hardware, false)));
    expect(error.hint).toMatch(/Not everything is erased/);
  });

  it("during a deploy is that it runs what it ran (control)", async () => {
    const { board, arm } = cutAt(3);
    await deploy(board);
    arm();
    expect((await fail(deploy(board, second))).hint).toMatch(/runs what it ran/);
    expect(readShown(board)?.content).toBe(describeContent(first));
  });

  it("after the switch is that the new content comes with the next start", async () => {
    const board = createBootingBoard();
    await deploy(board);
    const session = await openSession(
      async () => ({
        ...board.connect(),
        restart: () => Promise.reject(new HostError("port-lost", "gone", "x")),
      }),
      QUICK,
    );
    const error = await fail(deployContent(session, hardware, second));
    expect(error).toMatchObject({ code: "port-lost", hint: expect.stringContaining("next start") });
    expect(readShown(board)?.content).toBe(describeContent(second));
  });
});

describe("a board is refused", () => {
  it("with firmware that is too old, untouched", async () => {
    const board = createBootingBoard();
    const { env, memory } = board.globals.process as { env: object; memory: () => object };
    board.globals.process = { env: { ...env, VERSION: "2v24.1" }, memory };
    expect(await fail(deploy(board))).toMatchObject({ code: "board-version" });
    expect(board.changes.count).toBe(0);
    board.globals.process = { env: { ...env, VERSION: "2v25" }, memory };
    expect(await deploy(board)).toMatchObject({ did: "installed" });
  });

  it("the way back where there is nothing, or its list of starts is full", async () => {
    const empty = createBootingBoard();
    expect(await fail(open(empty).then((one) => deployBack(one, hardware)))).toMatchObject({
      code: "board-slot-empty",
    });
    const board = createBootingBoard();
    await deploy(board, first);
    await deploy(board, second);
    const used = board.storage.read("log")?.indexOf(255, ERASED_BYTES) ?? 0;
    board.storage.write("log", new Uint8Array(LOG_BYTES - used).fill(83), used, LOG_BYTES);
    expect(await fail(open(board).then((one) => deployBack(one, hardware)))).toMatchObject({
      code: "board-log-full",
    });
    // A deploy begins a new list.
    expect(await deploy(board, { ...second, program: "9" })).toMatchObject({ did: "deployed" });
    expect(await deployBack(await open(board), hardware)).toMatchObject({ did: "switched" });
  });

  it("a clock where no display runs, or it does not take the time", async () => {
    const board = createBootingBoard();
    const session = await open(board);
    expect(await fail(setClock(session, 1))).toMatchObject({ code: "clock-refused" });
    board.globals.passerby = () => "2";
    expect(await fail(setClock(session, 1))).toMatchObject({ code: "clock-refused" });
    board.globals.passerby = () => "0";
    await setClock(session, 1);
  });
});
