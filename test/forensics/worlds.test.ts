// P1: two worlds with other people and equal events look the same.
import { describe, expect, it } from "vitest";
import { cutDay, openSubject, readDay } from "../promises/stand.ts";
import { leak } from "./crowd.ts";
import { playDays, playPairs } from "./worlds.ts";

const PAIRS = 10_000;
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
