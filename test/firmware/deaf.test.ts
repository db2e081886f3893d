// A build that does not fill the slot of unparsed adverts would hand parsed ones, with their copies of name and services, to
// the program's idle listener. There nothing is listened to, and the sensor says so.
import { describe, expect, it } from "vitest";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { FAULT_SCAN, ILL_SILENT, SHIFT_SCAN } from "../../shared/presence/health.ts";
import { breakProgram, happen, openSubject, start, type Texts, withTexts } from "../promises/stand.ts";

/** The firmware of a build without the slot: its setScan delivers parsed adverts, and to its listener alone. */
const SLOTLESS = `(function(){
  var scan=NRF.setScan;
  NRF.setScan=function(f,o){scan(f,o);delete global["#onblescan"];};
})();`;

/** What the radio was asked for, fault bits and whether the status says "scanning". */
function hear(board: SimulatedBoard, untilMs: number): (number | string | undefined)[] {
  happen(board, untilMs, "adverts", "20", "-50");
  const status = board.status();
  const asked = board.takeRecords().flatMap(({ kind, text }) => (kind === "radio" ? [text] : []));
  return [asked.slice(asked.lastIndexOf("scan")).join(), status?.sensorFault, status?.scanning];
}

/** The till with radio, on a build with the slot or without. */
async function open(isSlotless: boolean, texts?: Texts): Promise<SimulatedBoard> {
  const subject = await openSubject("crime-shelf");
  const { boot, program } = texts ?? subject.files;
  return start(withTexts(subject, { boot, program: `${isSlotless ? SLOTLESS : ""}${program}` }));
}

describe("a radio whose build has no slot for unparsed adverts", () => {
  it("P1: stops listening at once, and is silent from the first second on", async () => {
    const board = await open(true);
    expect(hear(board, 2000)).toEqual(["scan,no scan", ILL_SILENT << SHIFT_SCAN, 0]);
    board.advanceTo(600_000);
    expect((board.status()?.sensorFault ?? 0) & FAULT_SCAN).toBe(ILL_SILENT << SHIFT_SCAN);
    expect(board.adverts).toEqual({ delivered: 0, wiped: 0, unheard: 20 });
  });

  it("P1: is told from one that has it (control)", async () => {
    const board = await open(false);
    expect(hear(board, 2000)).toEqual(["scan", 0, 1]);
    expect(board.adverts).toEqual({ delivered: 20, wiped: 20, unheard: 0 });
  });

  it("P1: a program that does not look goes on listening, and says that all is well (control)", async () => {
    const blind = await breakProgram(
      "esp32-cyd",
      "firmware/ports/scan.ts",
      'if (global["#onblescan"] === undefined) {',
      "if (presence.adverts < 0) {",
    );
    expect(hear(await open(true, blind), 2000)).toEqual(["scan", 0, 1]);
  });
});
