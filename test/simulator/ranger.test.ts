import { describe, expect, it } from "vitest";
import { createBody } from "../../host/simulator/body.ts";
import { createRanger } from "../../host/simulator/ranger.ts";
import {
  createRadar,
  RADAR_OPEN,
  RADAR_RESTART,
  senseBytes,
  writeCommand,
} from "../../shared/presence/radar.ts";

describe("a virtual distance sensor", () => {
  function open(mm: number) {
    const time = { ms: 0 };
    const ranger = createRanger(
      () => time.ms,
      () => mm,
    );
    const look = (register: number, count = 1): number[] => {
      ranger.write([register]);
      return ranger.read(count);
    };
    const arm = (stop: number): void => {
      for (const pair of [
        [0x80, 1],
        [0xff, 1],
        [0x91, stop],
        [0xff, 0],
        [0x80, 0],
        [0, 1],
      ])
        ranger.write(pair);
    };
    return { time, ranger, look, arm };
  }
  /** The value of its register STOP, as a driver reads it. */
  function readStop({ ranger, look }: ReturnType<typeof open>): number {
    ranger.write([0xff, 1]);
    const [stop] = look(0x91);
    ranger.write([0xff, 0]);
    return stop;
  }

  it("gives a range 33 ms after it was asked for, and none before", () => {
    const board = open(700);
    board.arm(readStop(board));
    expect(board.look(0x13)).toEqual([0]);
    board.time.ms = 33;
    const [status, range, , , , , , , , , , high, low] = board.look(0x13, 13);
    expect([status & 7, (range >> 3) & 15]).toEqual([4, 11]);
    expect(Math.abs(((high << 8) | low) - 700)).toBeLessThanOrEqual(1);
  });

  it("gives none to a driver that does not give STOP back (control)", () => {
    const board = open(700);
    board.arm(readStop(board) ^ 1);
    board.time.ms = 1000;
    expect(board.look(0x13)).toEqual([0]);
  });

  it("names nothing in sight by its status", () => {
    const board = open(8190);
    board.arm(readStop(board));
    board.time.ms = 33;
    expect((board.look(0x14)[0] >> 3) & 15).not.toBe(11);
  });
});

describe("a virtual radar", () => {
  const decode = (values: readonly string[]): boolean => {
    const body = createBody();
    const radar = createRadar(150, new Uint8Array(18).fill(20), 0);
    body.report(values);
    expect(senseBytes(radar, Buffer.from(body.send()).toString("latin1"), 0)).toBe(1);
    return radar.isNear;
  };

  it("says what stands before it in frames that the decoder reads", () => {
    expect(decode(["120", "60"])).toBe(true);
    expect(decode(["0", "0", "90", "80"])).toBe(true);
    expect(decode(["120", "10"])).toBe(false);
    expect(decode(["300", "90"])).toBe(false);
  });

  it("sends ten frames a second, none while it takes commands, and again a second after its restart", () => {
    const body = createBody();
    const bytes = (command: string): Uint8Array => Buffer.from(writeCommand(command), "latin1");
    body.begin(0);
    expect(body.dueUs).toBe(37_000);
    body.send();
    expect(body.dueUs).toBe(137_000);
    body.obey(bytes(RADAR_OPEN), 140_000);
    expect(body.dueUs).toBe(Number.POSITIVE_INFINITY);
    body.obey(bytes(RADAR_RESTART), 500_000);
    expect(body.dueUs).toBe(1_537_000);
  });
});
