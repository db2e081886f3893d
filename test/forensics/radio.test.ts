// P4: what the radio is told, and when, is the same whether anybody is there or not.
import { describe, expect, it } from "vitest";
import { openSubject, withTexts } from "../promises/stand.ts";
import { BTHOME, COUNTING, judgeRadio, LINK, listCalls, openProfile, type Profile, SILENT } from "./radio.ts";

const HALF_HOUR_MS = 1_800_000;
/** Of boards that send or count. */
const TEN_MINUTES_MS = 600_000;
const WORLDS = [11, 12];
/** Each profile comes in here, with the boards that have it. */
const PROFILES: readonly Profile[] = [SILENT, COUNTING, LINK, BTHOME];

const CASES = PROFILES.flatMap((profile) => profile.boards.map((board) => ({ profile, board })));

describe("everything on the radio", () => {
  it.each(CASES)(
    "P4: of profile $profile.name on board $board is what it may be, in bytes and times, whoever is there",
    async ({ profile, board }) => {
      const subject = await openProfile(profile, board);
      // There are calls to compare: it is told to be silent once a minute.
      const lengthMs = profile === SILENT ? HALF_HOUR_MS : TEN_MINUTES_MS;
      expect(listCalls(subject, lengthMs, 11).length).toBeGreaterThan(lengthMs / 60_000);
      for (const world of WORLDS) expect(judgeRadio(profile, subject, lengthMs, world)).toBeUndefined();
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

  it.each([
    [
      "sends a link once more when somebody comes",
      LINK,
      "setInterval(function(){if(passerby(0,0,0).split(',')[7]>0)NRF.wake();},60000);",
      / and /,
    ],
    [
      "puts a count into a link",
      LINK,
      "var n=0;E.on('touch',function(){NRF.setAdvertising(new Uint8Array([2,1,6,n++]),{interval:1000,connectable:false,scannable:false});});",
      /^told setAdvertising/,
    ],
    [
      "sends more than two fields",
      BTHOME,
      "E.on('touch',function(p){NRF.setAdvertising(new Uint8Array([2,1,6,8,22,210,252,64,9,p.x,37,1]),{interval:1000,connectable:false,scannable:false});});",
      /^told setAdvertising/,
    ],
    [
      "sends at the moment of a touch",
      BTHOME,
      "E.on('touch',function(){NRF.setAdvertising(new Uint8Array([2,1,6,8,22,210,252,64,9,0,37,1]),{interval:1000,connectable:false,scannable:false});});",
      / and /,
    ],
  ])("P4: a program that %s is caught (control)", async (_what, profile, statement, found) => {
    const subject = await openProfile(profile, "crime-shelf");
    const { boot, program } = subject.files;
    const broken = withTexts(subject, { boot, program: `${program};${statement}` });
    expect(judgeRadio(profile, broken, TEN_MINUTES_MS, 11)).toMatch(found);
  });

  it("P4: in bthome the two fields do depend on who is there (control)", async () => {
    const subject = await openProfile(BTHOME, "crime-shelf");
    const texts = (seed: number | undefined): string[] =>
      listCalls(subject, TEN_MINUTES_MS, seed).map(({ text }) => text);
    expect(texts(11)).not.toEqual(texts(undefined));
  });
});
