// What counts as left of an advert: pieces of it, not a number that happens to be one of its fragments.
import { describe, expect, it } from "vitest";
import { countRemains, isNothing, type Made, MOST_LONE } from "./remains.ts";
import { createFragments } from "./sink.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const BURST: readonly Made[] = [
  { address: bytes("1a:2b:3c:4d:5e:6f"), data: bytes("abcdefghijklmnop") },
  { address: bytes("a1:b2:c3:d4:e5:f6"), data: bytes("ABCDEFGHIJKLMNOP") },
];

function look(memory: string): unknown {
  const seen = createFragments();
  seen.take(bytes(memory));
  return countRemains(BURST, (fragment) => seen.has(fragment));
}

describe("remains of adverts in a memory", () => {
  it("are pieces of five characters, or of four at two places, of each advert for itself", () => {
    expect(look("..fghij..")).toEqual({ addresses: 0, payloads: 1, lone: 0 });
    expect(look("..abcd..IJKL..ABCD..")).toEqual({ addresses: 0, payloads: 1, lone: 1 });
    expect(look("2b:3c.FGHIJ.cdefg")).toEqual({ addresses: 1, payloads: 2, lone: 0 });
  });

  it("are none in another memory, and four characters at one place are told apart from them (control)", () => {
    expect(look("abc.bcd.ABC..1a:2..")).toEqual({ addresses: 0, payloads: 0, lone: 1 });
    const lone = (count: number) => isNothing({ addresses: 0, payloads: 0, lone: count });
    expect([lone(MOST_LONE), lone(MOST_LONE + 1)]).toEqual([true, false]);
    expect(isNothing({ addresses: 0, payloads: 1, lone: 0 })).toBe(false);
    expect(look("nothing of them")).toEqual({ addresses: 0, payloads: 0, lone: 0 });
  });
});
