// Addresses that never come again take no memory on the interpreter. `npm run bench -- --long --only advert/growth` does so with a
// million of them.
import { describe, expect, it } from "vitest";
import { measureGrowth } from "../bench/advert.ts";

describe.skipIf(!process.env.ESPRUINO)("adverts of distinct addresses on the interpreter", () => {
  it("leave memory as it is, twenty thousand of them", async () => {
    expect(await measureGrowth(1000, 20_000)).toBe(0);
  });

  it("would be noticed if one in a thousand were kept (control)", async () => {
    const also = "if(!global.kept)global.kept={};if(n%1000==0)kept[a.id]=1;";
    expect(await measureGrowth(1000, 20_000, also)).toBeGreaterThan(19);
  });
});
