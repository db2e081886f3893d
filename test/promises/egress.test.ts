// P10: what leaves by the cable is what its list of names says, on the shipping programs.
import { describe, expect, it } from "vitest";
import { COMMAND_STATUS, LINK_OK, STATUS_FIELDS } from "../../shared/link/command.ts";
import { BOARDS, happen, openSubject, type Subject, start, withTexts } from "./stand.ts";

/** Numbers of every status answer in ten minutes with people. */
function listLengths(subject: Subject): number[] {
  const board = start(subject);
  const lengths: number[] = [];
  for (let second = 1; second <= 600; second += 3) {
    happen(board, second * 1000, "adverts", "20", "-60");
    happen(board, second * 1000 + 10, "pir", `${Math.floor(second / 60) & 1}`);
    happen(board, second * 1000 + 20, "touch", `${(second * 37) % 320}`, `${(second * 53) % 240}`);
    happen(board, second * 1000 + 120, "release");
    const [result, ...values] = board.command(COMMAND_STATUS, 0, 0);
    lengths.push(result === LINK_OK ? values.length : -1);
  }
  return lengths;
}

describe("an answer over the cable", () => {
  it("P10: has one number for each name, and no other", async () => {
    for (const id of BOARDS)
      expect(new Set(listLengths(await openSubject(id)))).toEqual(new Set([STATUS_FIELDS.length]));
  });

  it("P10: with one number more is caught (control)", async () => {
    const subject = await openSubject("till");
    const { boot, program } = subject.files;
    const more = `${program};(function(){var a=passerby;global.passerby=function(c,x,y){return a(c,x,y)+(c?"":",1");};})();`;
    expect(listLengths(withTexts(subject, { boot, program: more }))).toContain(STATUS_FIELDS.length + 1);
  });
});
