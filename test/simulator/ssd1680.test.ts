import { describe, expect, it } from "vitest";
import { createSpiLines } from "../../host/simulator/spi.ts";
import { createSsd1680, PAPER_BUSY_MS } from "../../host/simulator/ssd1680.ts";

const WIDTH = 250;
const HEIGHT = 122;
/** Registers of a panel of this size: gates, thermometer; gates first and from the last one on. */
const START = [
  [0x01, 249, 0, 0],
  [0x11, 0x05],
  [0x44, 0, 15],
  [0x45, 249, 0, 0, 0],
  [0x18, 0x80],
];
const FULL = [[0x21, 0x40, 0x80], [0x22, 0xf7], [0x20]];
const PARTIAL = [[0x21, 0x00, 0x80], [0x22, 0xff], [0x20]];

function createPanel() {
  const reports: string[] = [];
  const glass = new Uint16Array(WIDTH * HEIGHT).fill(1);
  let nowMs = 1000;
  const chip = createSsd1680({
    width: WIDTH,
    height: HEIGHT,
    glass,
    nowMs: () => nowMs,
    report: (text) => void reports.push(text),
    noise: () => 0x5a,
  });
  const send = (...commands: readonly (readonly number[])[]): void => {
    for (const [command, ...data] of commands) {
      chip.receive([command], false);
      chip.receive(data, true);
    }
  };
  /** Writes a whole memory: white, with some bytes in the order in which they come. */
  const fill = (memory: number, bytes: Readonly<Record<number, number>>): void => {
    send([0x4e, 0], [0x4f, 249, 0]);
    send([memory, ...Array.from({ length: WIDTH * 16 }, (_, i) => bytes[i] ?? 255)]);
  };
  return {
    chip,
    reports,
    send,
    fill,
    wait: (ms: number) => {
      nowMs += ms;
    },
    /** Places that are black, as "x,y". */
    black: () =>
      [...chip.look()].flatMap((value, i) => (value ? [] : [`${i % WIDTH},${Math.floor(i / WIDTH)}`])),
  };
}

function createStarted() {
  const panel = createPanel();
  panel.send(...START);
  return panel;
}

describe("SSD1680", () => {
  it("shows the first byte at the top left, highest bit on top, columns first, when the update is over", () => {
    const { fill, send, wait, black, chip, reports } = createStarted();
    fill(0x24, { 0: 0x7f, 1: 0xfd, 250: 0xfe });
    send(...FULL);
    wait(PAPER_BUSY_MS.full - 1);
    expect([chip.isBusy, black()]).toEqual([true, []]);
    wait(1);
    expect([chip.isBusy, black()]).toEqual([false, ["0,0", "1,6", "0,15"]]);
    expect(chip.refreshes).toEqual([{ atMs: 1000, isFull: true, driven: WIDTH * HEIGHT }]);
    expect(reports).toEqual([]);
  });

  it("drives in mode 2 only what differs between its memories, whatever is on the glass", () => {
    const { fill, send, wait, black, chip } = createStarted();
    fill(0x24, { 0: 0x0f });
    send(...FULL);
    wait(PAPER_BUSY_MS.full);
    fill(0x26, { 0: 0x0f });
    fill(0x24, { 0: 0x3f, 1: 0x7f });
    send(...PARTIAL);
    wait(PAPER_BUSY_MS.partial);
    expect(black()).toEqual(["0,0", "1,0", "0,1"]);
    expect(chip.refreshes[1]).toMatchObject({ isFull: false, driven: 3 });
    // The second memory does not follow by itself: what it says was there is what counts.
    fill(0x24, {});
    send(...PARTIAL);
    wait(PAPER_BUSY_MS.partial);
    expect(black()).toEqual(["0,0", "1,0", "0,1"].slice(1, 2));
  });

  it("drives all pixels in mode 2 where it sees the second memory inverted", () => {
    const { fill, send, wait, black, chip } = createStarted();
    fill(0x24, { 0: 0x7f });
    fill(0x26, { 0: 0x7f });
    send([0x21, 0x80, 0x80], [0x22, 0xff], [0x20]);
    wait(PAPER_BUSY_MS.partial);
    expect(black()).toEqual(["0,0"]);
    expect(chip.refreshes).toEqual([{ atMs: 1000, isFull: false, driven: WIDTH * HEIGHT }]);
  });

  it("leaves pixels alone in mode 1 where the second memory asks for a third colour", () => {
    const { fill, send, wait, black } = createStarted();
    fill(0x24, { 0: 0x00 });
    fill(0x26, { 0: 0x0f, 1: 0 });
    send([0x21, 0x00, 0x80], [0x22, 0xf7], [0x20]);
    wait(PAPER_BUSY_MS.full);
    // White in the second memory is a set bit: only what is not set is driven.
    expect(black()).toEqual(["0,0", "0,1", "0,2", "0,3"]);
  });

  it("keeps to its window and goes on at its start", () => {
    const { send, wait, black, fill } = createStarted();
    fill(0x24, {});
    send([0x44, 2, 3], [0x45, 249, 0, 248, 0], [0x4e, 2], [0x4f, 249, 0]);
    send([0x24, 0x7f, 0xff, 0xff, 0xfe, 0xbf]);
    send(...FULL);
    wait(PAPER_BUSY_MS.full);
    // The fifth byte is again the first: gates 249 and 248 of bytes 2 and 3.
    expect(black()).toEqual(["0,17", "1,31"]);
  });

  it("begins eight sources farther left without the option for this panel", () => {
    const { fill, send, wait, black } = createStarted();
    fill(0x24, { 250: 0x7f });
    send([0x21, 0x40, 0x00], [0x22, 0xf7], [0x20]);
    wait(PAPER_BUSY_MS.full);
    expect(black()).toContain("0,0");
    expect(black()).not.toContain("0,8");
  });

  it.each([
    ["update 0xc7 without a waveform", [[0x22, 0xc7], [0x20]], /no waveform/],
    ["update 0x14 without clock and power", [[0x22, 0x14], [0x20]], /without clock or power/],
    ["temperature from outside", [[0x18, 0x48], [0x22, 0xf7], [0x20]], /temperature/],
    ["too few data", [[0x45, 1, 0], [0x7f]], /too few/],
    ["too many data", [[0x11, 1, 2]], /too many/],
    ["an unknown command", [[0x99]], /unknown command 0x99/],
    ["deep sleep", [[0x10, 1]], /deep sleep/],
  ])("reports %s", (_, commands, text) => {
    const { send, reports } = createStarted();
    send(...commands);
    expect(reports.join()).toMatch(text);
  });

  it("hears nothing while it is busy, and says so", () => {
    const { fill, send, wait, black, reports } = createStarted();
    fill(0x24, { 0: 0x7f });
    send(...FULL);
    fill(0x24, { 0: 0x00 });
    expect(reports[0]).toMatch(/busy/);
    wait(PAPER_BUSY_MS.full);
    send(...FULL);
    wait(PAPER_BUSY_MS.full);
    expect(black()).toEqual(["0,0"]);
  });

  it("has its registers as at power-on after a reset, and its memories as they were", () => {
    const { chip, send, wait, black, fill } = createStarted();
    fill(0x24, { 0: 0x7f });
    send([0x12]);
    expect(chip.isBusy).toBe(true);
    wait(PAPER_BUSY_MS.reset);
    send([0x18, 0x80], ...FULL);
    wait(PAPER_BUSY_MS.full);
    expect(black()).toContain("0,0");
  });
});

describe("lines of a chip on SPI", () => {
  function createLines() {
    const heard: string[] = [];
    const chip = {
      reset: () => void heard.push("reset"),
      receive: (bytes: ArrayLike<number>, isData: boolean) =>
        void heard.push(`${isData ? "data" : "command"} ${Array.from(bytes)}`),
      isBusy: true,
    };
    return { heard, lines: createSpiLines(chip, { select: 10, data: 5, reset: 4, busy: 1 }) };
  }

  it("the chip hears bytes only while it is selected, and as the D/C line says", () => {
    const { heard, lines } = createLines();
    expect(lines.send([1])).toBe(false);
    lines.setLine(10, false);
    lines.setLine(5, false);
    expect(lines.send([2, 3])).toBe(true);
    lines.setLine(5, true);
    expect(lines.send([4])).toBe(true);
    lines.setLine(10, true);
    expect(lines.send([5])).toBe(false);
    expect(heard).toEqual(["command 2,3", "data 4"]);
  });

  it("the reset line resets at its edge, and holds the chip while it is low", () => {
    const { heard, lines } = createLines();
    lines.setLine(10, false);
    lines.setLine(4, false);
    lines.setLine(4, false);
    expect(lines.send([1])).toBe(false);
    lines.setLine(4, true);
    expect(lines.send([2])).toBe(true);
    expect(heard).toEqual(["reset", "data 2"]);
  });

  it("only its busy line says anything", () => {
    const { lines } = createLines();
    expect([lines.readLine(1), lines.readLine(10)]).toEqual([true, undefined]);
  });
});
