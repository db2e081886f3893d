import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HostError } from "../../host/error.ts";
import { runTrace } from "../../host/simulator/run.ts";
import { LONGEST_TRACE_MS, parseTrace } from "../../host/simulator/trace.ts";
import { createBoard } from "./bench.ts";

const parse = (line: string) => parseTrace(`0,start,unknown\n${line}`, "test.trace");

function refusal(line: string): HostError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
  throw new Error(`"${line}" was taken`);
}

describe("values", () => {
  it.each([
    ["pir,0", "pir,1", "pir,2"],
    ["radar,0", "radar,1", "radar,-1"],
    ["button,0", "button,1", "button,10"],
    ["power,0", "power,1", "power,9"],
    ["touch,0,0", "touch,4095,4095", "touch,0,4096"],
    ["touch,0,0", "touch,4095,4095", "touch,-1,0"],
    ["advert,-127", "advert,20", "advert,-128"],
    ["advert,-127", "advert,20", "advert,21"],
    ["adverts,1,-127", "adverts,10000,20", "adverts,0,-60"],
    ["adverts,1,-127", "adverts,10000,20", "adverts,10001,-60"],
    ["light,0", "light,3", "light,4"],
    ["temperature,0", "temperature,3", "temperature,-1"],
    ["clock,2024-01-01T00:00:00Z", "clock,2037-12-31T23:59:59+01:00", "clock,2038-01-01T00:00:00Z"],
    ["clock,2024-01-01T00:00Z", "clock,unknown", "clock,2023-12-31T23:59:59Z"],
    ["start,2024-02-29T12:00Z", "start,unknown", "start,2026-02-29T12:00Z"],
    ["clock,2026-11-27T17:00:00.5Z", "clock,2026-11-27T17:00-09:30", "clock,2026-11-27T17:00:00"],
    ["uart,f4", `uart,${"0f".repeat(512)}`, `uart,${"0f".repeat(513)}`],
    ["corrupt,a.dep,0", "corrupt,a.fnt,16777215", "corrupt,a.dep,a.dep"],
    ["command,0", "command,255,-1,4294967295", "command,256"],
  ])("%s and %s are taken, %s is not", (least, most, wrong) => {
    expect(parse(`5,${least}`)).toHaveLength(2);
    expect(parse(`5,${most}`)).toHaveLength(2);
    expect(refusal(`5,${wrong}`).code).toBe("trace-value");
  });

  it("that do not fit are shown at their column, with what is allowed", () => {
    expect(refusal("5,advert,21")).toMatchObject({
      code: "trace-value",
      hint: "`advert` takes a strength in dBm, -127 to 20.",
      place: { file: "test.trace", line: 2, column: 10 },
    });
    expect(refusal("5,touch,1,9999").place).toMatchObject({ line: 2, column: 11 });
    expect(refusal("5,pir").hint).toBe("`pir` takes 1 or 0.");
    expect(refusal("5,release,1")).toMatchObject({ code: "trace-values", hint: "`release` takes nothing." });
    expect(refusal("5,dance").hint).toContain("start, pir, radar,");
  });

  it("of time end after 31 days", () => {
    expect(LONGEST_TRACE_MS).toBe(31 * 86_400_000);
    expect(parse(`${LONGEST_TRACE_MS},end`)).toHaveLength(2);
    expect(refusal(`${LONGEST_TRACE_MS + 1},end`)).toMatchObject({ code: "trace-time" });
    expect(refusal("1e3,end")).toMatchObject({ code: "trace-time" });
    expect(refusal("-5,end")).toMatchObject({ code: "trace-time" });
  });
});

describe("lines", () => {
  it("must be in order and begin with a start", () => {
    expect(refusal("5,end\n4,end")).toMatchObject({ code: "trace-order", place: { line: 3 } });
    for (const text of ["", "# nothing\n", "5,end"])
      expect(() => parseTrace(text, "t")).toThrow(expect.objectContaining({ code: "trace-start" }));
  });

  it("of any text are a trace or a refusal with a line, never anything else", () => {
    const word = fc.constantFrom(
      "start",
      "pir",
      "touch",
      "advert",
      "__proto__",
      "constructor",
      "1",
      "unknown",
    );
    const line = fc
      .array(fc.oneof(word, fc.string()), { maxLength: 4 })
      .map((parts) => `0,${parts.join(",")}`);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        try {
          parseTrace(lines.join("\n"), "t");
        } catch (error) {
          if (!(error instanceof HostError)) throw error;
          expect(error.code).toMatch(/^trace-/);
          expect(error.place?.line).toBeGreaterThan(0);
          expect(error.message).not.toContain("\n");
        }
      }),
    );
  });
});

describe("progress", () => {
  it("of a trace in which nothing happens is told each virtual minute, in order, to its end", () => {
    const told: number[] = [];
    runTrace(createBoard("1;"), parse("3600000,end"), { onProgress: (atMs) => told.push(atMs) });
    expect(told).toHaveLength(60);
    expect(told[0]).toBe(60_000);
    expect(told.at(-1)).toBe(3_600_000);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
});
