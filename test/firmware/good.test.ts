// When a start counts as a good one: the program says so itself after a minute, not before.
import { describe, expect, it } from "vitest";
import { type SimulatedBoard, startBoard } from "../../host/simulator/start.ts";
import { LOG_FILE } from "../../shared/link/slot.ts";
import { breakProgram, openSubject, type Subject, withTexts } from "../promises/stand.ts";

function start({ hardware, files }: Subject): SimulatedBoard {
  const board = startBoard({ hardware, files });
  board.happen({ atMs: 0, event: "start", values: ["2026-11-27T12:00:00+01:00"], line: 1 });
  return board;
}

/** Codes of the log. */
function readCodes(board: SimulatedBoard): string {
  return Buffer.from(board.readFile(LOG_FILE) ?? [])
    .toString("latin1")
    .replace(/\xff/g, "");
}

/** The log 59 s and 61 s after the start. */
function watchMinute(subject: Subject): string[] {
  const board = start(subject);
  return [59_000, 61_000].map((atMs) => {
    board.advanceTo(atMs);
    return readCodes(board);
  });
}

describe("a start", () => {
  it.each(["crime-shelf", "window"])("is good after a minute (%s)", async (id) => {
    expect(watchMinute(await openSubject(id))).toEqual(["GS", "GSG"]);
  });

  it("that is called good too early is caught (control)", async () => {
    const subject = await openSubject("crime-shelf");
    const part = `    if (ticks % RADIO_TICKS === 0) {
      silenceRadio();
      if (ticks === RADIO_TICKS) markGood();
    }`;
    const by = "    if (ticks === 1) markGood();\n    if (ticks % RADIO_TICKS === 0) silenceRadio();";
    const broken = await breakProgram("esp32-cyd", "firmware/main.ts", part, by);
    expect(watchMinute(withTexts(subject, broken))).toEqual(["GSG", "GSG"]);
  });
});
