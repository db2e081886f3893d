import { describe, expect, it } from "vitest";
import { countInstructions, parseTotal } from "./count.ts";

describe("parseTotal", () => {
  it("reads the summary of a callgrind file", () => {
    expect(parseTotal("events: Ir\nsummary: 1234\n1 2\n")).toBe(1234);
  });

  it("refuses a file without a total", () => {
    expect(() => parseTotal("events: Ir\n")).toThrowError(expect.objectContaining({ code: "count-failed" }));
  });
});

describe.skipIf(!process.env.ESPRUINO)(
  "countInstructions on the interpreter (skipped unless ESPRUINO names it)",
  () => {
    const loop = (times: number): string => `for(var i=0;i<${times};i++)Math.abs(i);`;

    it("finds twice the cost for twice the work", async () => {
      const none = await countInstructions(loop(0));
      const once = (await countInstructions(loop(2000))) - none;
      const twice = (await countInstructions(loop(4000))) - none;
      expect(twice / once).toBeGreaterThan(1.8);
      expect(twice / once).toBeLessThan(2.2);
    });

    it("fails for a script that fails", async () => {
      await expect(countInstructions("undefinedThing()")).rejects.toMatchObject({ code: "count-failed" });
    });
  },
);
