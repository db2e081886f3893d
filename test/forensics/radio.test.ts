// P4: what the radio is told, and when, is the same whether anybody is there or not.
import { describe, expect, it } from "vitest";
import { openSubject, withTexts } from "../promises/stand.ts";
import { judgeRadio, listCalls, type Profile, SILENT } from "./radio.ts";

const HALF_HOUR_MS = 1_800_000;
const WORLDS = [11, 12, 13];
/** Each profile comes in here, with the boards that have it. */
const PROFILES: readonly Profile[] = [SILENT];

const CASES = PROFILES.flatMap((profile) => profile.boards.map((board) => ({ profile, board })));

describe("everything on the radio", () => {
  it.each(CASES)(
    "P4: of profile $profile.name on board $board is what it may be, in bytes and times, whoever is there",
    async ({ profile, board }) => {
      const subject = await openSubject(board);
      // The half hour has calls to compare: it is told to be silent once a minute.
      expect(listCalls(subject, HALF_HOUR_MS, 11).length).toBeGreaterThan(30);
      for (const world of WORLDS) expect(judgeRadio(profile, subject, HALF_HOUR_MS, world)).toBeUndefined();
    },
  );

  it.each([
    ["advertises", "NRF.setAdvertising({},{name:'x'});", /setAdvertising|advertising/],
    [
      "falls silent once more when somebody comes",
      "setInterval(function(){if(passerby(0,0,0).split(',')[7]>0)NRF.sleep();},60000);",
      / and /,
    ],
    ["wakes the radio when somebody taps", "E.on('touch',function(){NRF.wake();});", /wake/],
    ["listens actively", "NRF.setScan(function(){},{active:true});", /active=true/],
  ])("P4: a program that %s is caught (control)", async (_what, statement, found) => {
    const subject = await openSubject("crime-shelf");
    const { boot, program } = subject.files;
    const broken = withTexts(subject, { boot, program: `${program};${statement}` });
    expect(judgeRadio(SILENT, broken, HALF_HOUR_MS, 11)).toMatch(found);
  });
});
