// The torture's own words: how it is called, and what it answers to what is none of it.
import { afterEach, describe, expect, it, vi } from "vitest";
import { run } from "./main.ts";

afterEach(() => vi.restoreAllMocks());

/** What a run with these words says, and its exit code. */
async function say(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const out: string[] = [];
  const error: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => out.push(`${text}`) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => error.push(`${text}`) > 0);
  const code = await run(args);
  vi.restoreAllMocks();
  return { code, out: out.join(""), error: error.join("") };
}

describe("npm run torture --", () => {
  it.each([["--help"], ["-h"], ["--cuts", "5", "--help"]])(
    "%s %s %s tells its words, with an example, and ends with 0",
    async (...args) => {
      const { code, out, error } = await say(...args);
      expect([code, error]).toEqual([0, ""]);
      for (const word of ["--cuts", "--seed", "--pairs", "--kind", "--only", "--id", "--json", "Example: "])
        expect(out).toContain(word);
    },
  );

  it.each([
    [["--cut", "5"]],
    [["--cuts"]],
    [["--cuts", "0"]],
    [["--seed", "-1"]],
    [["--kind", "esp8266"]],
    [["--id", "deploy:1.2"]],
    [["help"]],
  ])("%j is no word of it: usage, and 2", async (args) => {
    expect(await say(...args)).toMatchObject({ code: 2, out: "", error: expect.stringContaining("--help") });
  });

  it("--only some operations cuts those, and no statistics; nothing begins with what is none: 2", async () => {
    const words = ["--cuts", "20", "--kind", "esp32-cyd", "--only"];
    const { code, out } = await say(...words, "start-open-radio");
    expect([code, out.includes("statistics")]).toEqual([0, false]);
    expect(out).toMatch(
      /doors open after \.boot0 0, damaged 0, unfinished 0\n\(start-open-\*: .* the other two/,
    );
    const { operations, statistics } = JSON.parse((await say(...words, "back-again", "--json")).out);
    expect(operations.map(({ operation }: { operation: string }) => operation)).toEqual(["back-again"]);
    expect(statistics).toEqual({});
    expect(await say(...words, "nothing")).toMatchObject({
      code: 2,
      error: expect.stringContaining("nothing"),
    });
  });

  it("without --only says of the statistics, too (control)", async () => {
    const { code, out } = await say("--cuts", "60", "--kind", "esp32-cyd");
    expect([code, out.includes("statistics")]).toEqual([0, true]);
  });
});
