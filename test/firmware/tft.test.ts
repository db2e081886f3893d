// A colour panel that is drawn in bands: nothing is seen before it was drawn, and no band is left over.
import { beforeAll, describe, expect, it } from "vitest";
import { COMMAND_BLANK, COMMAND_PIN } from "../../shared/link/command.ts";
import { NEUTRAL_EMPTY } from "../../shared/link/slot.ts";
import { drawCard, drawSign } from "../promises/glass.ts";
import {
  breakProgram,
  openBookshop,
  openSubject,
  type Subject,
  start,
  withTexts,
} from "../promises/stand.ts";
import { compareFrames } from "../promises/whole.ts";

const KIND = "esp32s3-tft154";
let subject: Subject;

beforeAll(async () => {
  const shop = openBookshop();
  const window = shop.boards.find(({ id }) => id === "window");
  if (window === undefined) throw new Error("the sample shop has no window");
  subject = await openSubject("tft", {
    ...shop,
    boards: [{ ...window, id: "tft", kind: KIND, readAtMetres: 0.5 }],
  });
}, 60_000);

type Board = ReturnType<typeof start>;

const errorsOf = (board: Board): string[] =>
  board
    .takeRecords()
    .filter(({ kind }) => kind === "error" || kind === "watchdog")
    .map(({ text }) => text);

/** What is wrong with the card on the glass; undefined = nothing. */
function compareCard(board: Board): string | undefined {
  const status = board.status();
  if (status === undefined) return "no program answers";
  return compareFrames(board.frame(), drawCard(subject, status).pixels);
}

/** A program with another driver. */
async function drive(part: string, by: string): Promise<Board> {
  return start(withTexts(subject, await breakProgram(KIND, "firmware/drivers/st7789.ts", part, by)));
}

describe("a panel drawn in bands", () => {
  it("waits as its chip wants, and shows whole cards only", () => {
    const board = start(subject);
    board.advanceTo(1000);
    expect([board.frame().isOn, compareCard(board), errorsOf(board)]).toEqual([true, undefined, []]);
    for (const offer of [3, 7, 1]) {
      board.command(COMMAND_PIN, offer, 5);
      board.advanceTo(board.nowMs + 40_000);
      expect([board.status()?.offer, compareCard(board)]).toEqual([offer, undefined]);
    }
    expect(errorsOf(board)).toEqual([]);
  });

  it("has its backlight off while it is blank, and a whole card after it", () => {
    const board = start(subject);
    board.advanceTo(1000);
    board.command(COMMAND_BLANK, 1, 0);
    board.advanceTo(3000);
    expect([board.frame().isOn, board.frame().light]).toEqual([false, 0]);
    board.command(COMMAND_BLANK, 0, 0);
    board.advanceTo(5000);
    expect([board.frame().isOn, board.frame().light, compareCard(board)]).toEqual([true, 255, undefined]);
  });

  it("shows the sign whole, in all bands, where no slot is whole", () => {
    const files = new Map([[".boot0", Buffer.from(subject.files.boot, "latin1")]]);
    const board = start(subject, { files });
    board.advanceTo(1000);
    const frame = board.frame();
    expect(compareFrames(frame, drawSign(subject.hardware, NEUTRAL_EMPTY))).toBeUndefined();
    expect([frame.isOn, frame.light]).toEqual([true, 255]);
    // Control: another number is another sign.
    expect(compareFrames(frame, drawSign(subject.hardware, NEUTRAL_EMPTY + 1))).toContain("pixels are wrong");
  });

  it.each([
    ["wakes the chip too soon", "wait(1, SLEEP_WRITES);", "wait(1, 100);", "too soon after its reset"],
    ["speaks before the chip is awake", "wait(1, WAKE_WRITES);", "", "too soon after waking up"],
    ["sends another format", "send(0x3a, [0x55]);", "send(0x3a, [0x66]);", "pixels of format 0x66"],
  ])("finds a driver that %s (control)", async (_what, part, by, said) => {
    const board = await drive(part, by);
    board.advanceTo(1000);
    expect(errorsOf(board).join()).toContain(said);
  });

  it.each([
    ["begins each band at the top", "panel.top === 0 ? 0x2c : 0x3c", "0x2c"],
    ["leaves the colours turned round", "send(0x21, []);", ""],
    ["leaves a row out of its window", "[0, 0, 0, height - 1]", "[0, 0, 0, height - 2]"],
  ])("finds a driver that %s (control)", async (_what, part, by) => {
    const board = await drive(part, by);
    board.advanceTo(1000);
    expect(compareCard(board)).toContain("pixels are wrong");
  });
});
