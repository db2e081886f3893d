import { describe, expect, it } from "vitest";
import { createSpiLines } from "../../host/simulator/spi.ts";
import { createSt7789 } from "../../host/simulator/st7789.ts";

const SIDE = 240;
const RED = 0xf800;
/** Writes of a line that are 120 ms and 5 ms together. */
const SLEEP_WRITES = 2400;
const WAKE_WRITES = 100;
const WINDOW = [
  [0x2a, 0, 0, 0, 239],
  [0x2b, 0, 0, 0, 239],
];

function createPanel(noise = 0) {
  const reports: string[] = [];
  const chip = createSt7789({
    width: SIDE,
    height: SIDE,
    report: (text) => void reports.push(text),
    noise: () => noise,
  });
  const wait = (writes: number): void => {
    for (let i = 0; i < writes; i++) chip.pass(false);
  };
  const send = (...commands: readonly (readonly number[])[]): void => {
    for (const [command, ...data] of commands) {
      chip.receive([command], false);
      chip.receive(data, true);
    }
  };
  /** Places of a colour, as "x,y". */
  const find = (colour: number): string[] =>
    [...chip.look()].flatMap((value, i) => (value === colour ? [`${i % SIDE},${Math.floor(i / SIDE)}`] : []));
  return { chip, reports, wait, send, find };
}

/** As the driver leaves it, but for the picture. */
function createStarted() {
  const panel = createPanel();
  panel.wait(SLEEP_WRITES);
  panel.send([0x11]);
  panel.wait(WAKE_WRITES);
  panel.send([0x3a, 0x55], [0x36, 0], [0x21], ...WINDOW);
  return panel;
}

describe("ST7789", () => {
  it("shows pixels from the top left, row by row, the high byte first, and goes on where it was", () => {
    const { send, find, reports } = createStarted();
    const row = Array.from({ length: SIDE }, () => [0, 0]).flat();
    send([0x2c, 0xf8, 0x00, ...row.slice(2), 0xf8]);
    // Half a pixel that another command breaks off is none.
    expect(find(RED)).toEqual(["0,0"]);
    expect(reports).toEqual([]);
    send([0x2c, ...row], [0x3c, 0xf8, 0x00, 0x00, 0x1f]);
    expect([find(RED), find(0x1f)]).toEqual([["0,1"], ["1,1"]]);
    expect(reports).toEqual(["st7789: command 0x2c got too few data"]);
  });

  it("keeps to its window and begins at its corner again", () => {
    const { send, find } = createStarted();
    send([0x2a, 0, 10, 0, 11], [0x2b, 0, 20, 0, 21]);
    const red = [0xf8, 0x00];
    send([0x2c, ...red, 0, 0, 0, 0, ...red, 0x07, 0xe0]);
    expect(find(RED)).toEqual(["11,21"]);
    expect(find(0x07e0)).toEqual(["10,20"]);
  });

  it("has what it held without power until it is written to, and its colours turned round without 0x21", () => {
    const noisy = createPanel(0x5a);
    noisy.wait(SLEEP_WRITES);
    noisy.send([0x11]);
    noisy.wait(WAKE_WRITES);
    noisy.send([0x3a, 0x55], ...WINDOW, [0x2c, 0xf8, 0x00]);
    expect(noisy.chip.look()[0]).toBe(RED ^ 0xffff);
    expect(noisy.chip.look()[1]).toBe(0x5a5a ^ 0xffff);
    noisy.send([0x21]);
    expect([...noisy.chip.look().subarray(0, 2)]).toEqual([RED, 0x5a5a]);
  });

  it("is on only awake and switched on, and asleep again after a reset", () => {
    const { chip, send, wait } = createStarted();
    expect(chip.isOn).toBe(false);
    send([0x29]);
    expect(chip.isOn).toBe(true);
    send([0x28]);
    expect(chip.isOn).toBe(false);
    send([0x29]);
    chip.reset();
    expect(chip.isOn).toBe(false);
    wait(SLEEP_WRITES);
    send([0x11]);
    wait(WAKE_WRITES);
    expect(chip.isOn).toBe(false);
  });

  it.each<[string, (panel: ReturnType<typeof createPanel>) => void]>([
    [
      "woken before 120 ms",
      ({ wait, send }) => {
        wait(SLEEP_WRITES - 1);
        send([0x11]);
      },
    ],
    [
      "sent something within 5 ms of waking",
      ({ wait, send }) => {
        wait(SLEEP_WRITES);
        send([0x11]);
        wait(WAKE_WRITES - 1);
        send([0x29]);
      },
    ],
  ])("says that it was %s; with one write more it does not (control)", (_what, act) => {
    const early = createPanel();
    act(early);
    expect(early.reports).toHaveLength(1);
    const late = createPanel();
    late.wait(1);
    const slow = { ...late, wait: (writes: number) => late.wait(writes + 1) };
    act(slow);
    expect(late.reports).toEqual([]);
  });

  it.each<[string, number[]]>([
    ["an unknown command", [0xb7, 1]],
    ["too many data", [0x21, 1]],
    ["a window beyond its memory", [0x2a, 0, 0, 0, 240]],
    ["a window that ends before it begins", [0x2b, 0, 9, 0, 8]],
    ["a memory that is turned round", [0x36, 0x80]],
  ])("says so of %s", (_what, command) => {
    const { send, reports } = createStarted();
    send(command);
    expect(reports.length).toBeGreaterThan(0);
  });

  it("says so of pixels in a format that is not simulated, and does not store them", () => {
    const { send, reports, find } = createStarted();
    send([0x3a, 0x66], [0x2c, 0xf8, 0x00]);
    expect([find(RED), reports]).toEqual([[], ["st7789: pixels of format 0x66"]]);
  });

  it("takes any bytes and lives", () => {
    const { chip, send } = createPanel();
    let seed = 7;
    for (let i = 0; i < 20_000; i++) {
      seed = (seed * 16_807) % 2_147_483_647;
      chip.receive([seed & 255], (seed & 0x700) !== 0);
    }
    chip.reset();
    expect(chip.look()).toHaveLength(SIDE * SIDE);
    send([0x00]);
  });

  it("counts from when its reset line rose", () => {
    const reports: string[] = [];
    const chip = createSt7789({ width: SIDE, height: SIDE, report: (text) => void reports.push(text) });
    const lines = createSpiLines(chip, { select: 1, data: 2, reset: 3 });
    const start = (low: number, high: number): void => {
      for (let i = 0; i < low; i++) lines.setLine(3, false);
      for (let i = 0; i < high; i++) lines.setLine(3, true);
      lines.setLine(1, false);
      lines.setLine(2, false);
      lines.send([0x11]);
    };
    start(SLEEP_WRITES, 100);
    expect(reports).toHaveLength(1);
    start(100, SLEEP_WRITES);
    expect(reports).toHaveLength(1);
  });
});
