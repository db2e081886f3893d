// P1: two worlds with other people and equal events look the same.
import { describe, expect, it } from "vitest";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import { readDays } from "../../host/board/stats/record.ts";
import { STATS_FILE } from "../../shared/link/slot.ts";
import { DAYS_FIRST } from "../../shared/policy/record.ts";
import { cutDay, openSubject, readDay } from "../promises/stand.ts";
import { leak } from "./crowd.ts";
import { COUNTED, openVariant } from "./variant.ts";
import { enterWorld, playDays, playPairs } from "./worlds.ts";

const PAIRS = 10_000;
/** On boards that send or count. */
const SOME_PAIRS = 1_000;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 400_000;

/** Each tells one bit of somebody, or less; the searches for canaries would not see it. */
const LEAKS: readonly (readonly [what: string, statement: string])[] = [
  ["wears the backlight by an address", "if(advert.id.charCodeAt(1)===51)analogWrite(21,0.5)"],
  ["puts off a deed by a payload", "setTimeout(function(){},4000+(new Uint8Array(advert.data)[9]&1))"],
  ["paints a pixel by a name", "if(new Uint8Array(advert.data)[8]>250)g.fillRect(7,7,7,7)"],
  [
    "counts one address twice",
    'if(advert.id[0]==="3")h({rssi:advert.rssi,id:advert.id+"",data:advert.data.slice(0)})',
  ],
];

describe("10,000 pairs of short streams in two worlds", () => {
  it(
    "P1: are equal in flash, frames, answers, records and the time of the next deed",
    async () => {
      const { equal, difference, heard } = playPairs(await openSubject("crime-shelf"), PAIRS);
      expect({ equal, difference }).toEqual({ equal: PAIRS, difference: undefined });
      expect(heard).toBeGreaterThan(100_000);
    },
    PATIENCE_MS,
  );

  it.each([
    ["sends a link", { radio: "link", link: "https://example.org" }],
    ["sends what is sensed", { radio: "bthome" }],
    ["counts", { statistics: COUNTED }],
  ] as const)("P1: are equal, 1,000 of them, on a board that %s", async (_what, change) => {
    const { equal, difference } = playPairs(await openVariant("crime-shelf", change), SOME_PAIRS);
    expect({ equal, difference }).toEqual({ equal: SOME_PAIRS, difference: undefined });
  });

  it("P1: a board that sends what is sensed, and counts one address twice, is caught (control)", async () => {
    const subject = await openVariant("crime-shelf", { radio: "bthome" });
    expect(playPairs(leak(subject, LEAKS[3][1]), 300).difference).toBeDefined();
  });

  it.each(LEAKS)("P1: a program that %s is caught (control)", async (_what, statement) => {
    const { difference } = playPairs(leak(await openSubject("crime-shelf"), statement), 300);
    expect(difference).toBeDefined();
  });
});

describe("a long day in two worlds", () => {
  it(
    "P1: is the same day",
    async () => {
      const subject = await openSubject("crime-shelf");
      expect(playDays(subject, readDay("crime-shelf"))).toBeUndefined();
    },
    PATIENCE_MS,
  );

  it("P1: is another day to a program that looks at one bit of a payload (control)", async () => {
    const subject = leak(await openSubject("crime-shelf"), LEAKS[2][1]);
    expect(playDays(subject, cutDay(readDay("crime-shelf"), 3 * HOUR_MS, 4 * HOUR_MS))).toBeDefined();
  });
});

describe("a morning on a board that counts, in two worlds", () => {
  /** From before opening to after the end of an hour that was counted. */
  const morning = (): ReturnType<typeof readDay> => cutDay(readDay("crime-shelf"), 0, 3 * HOUR_MS);
  const open = () => openVariant("crime-shelf", { statistics: COUNTED });

  it(
    "P5: is the same morning with the same noise, and with other noise differs in the numbers that are counted alone",
    async () => {
      const subject = await open();
      const { address, size } = findExtent(planLayout(subject.hardware.storageBytes), STATS_FILE);
      const hide = (flash: Uint8Array): Uint8Array => flash.slice().fill(0, address, address + size);
      expect(playDays(subject, morning())).toBeUndefined();
      expect(playDays(subject, morning(), { ...subject, seed: 2 }, hide)).toBeUndefined();
      // Control: what is hidden does differ.
      expect(playDays(subject, morning(), { ...subject, seed: 2 })).toBeDefined();
    },
    PATIENCE_MS,
  );

  it("P5: has numbers in it", async () => {
    const [{ values }, ...events] = morning();
    const board = enterWorld(await open(), 1, values[0]);
    for (const event of events) board.happen(event);
    const { days } = readDays(board.readFile(STATS_FILE)?.subarray(DAYS_FIRST) ?? new Uint8Array());
    expect(
      days.flatMap(({ footfall }) => footfall.filter((value) => value !== undefined)).length,
    ).toBeGreaterThan(0);
  });

  it("P1: is another morning to a program that looks at one bit of a payload (control)", async () => {
    expect(playDays(leak(await open(), LEAKS[2][1]), morning())).toBeDefined();
  });
});
