// A part is written into a board's section, and nothing else of the file changes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { joinFlow, writeCalibration } from "../../host/calibrate/yaml.ts";
import { HostError } from "../../host/error.ts";
import { insertCalibration } from "../../host/shop/insert.ts";

const LINES = writeCalibration(
  { pirHoldS: 14, radarZoneCm: 225, radarQuiet: Array.from({ length: 18 }, (_, i) => 20 + i), nearDbm: -64 },
  "2026-11-22",
);
const put = (text: string, id = "shelf", lines: readonly string[] = LINES) =>
  insertCalibration(text, id, lines, joinFlow(lines));

const BLOCK = `# The shop
shop: { name: A, languages: [en] } # one language
boards:
  # near the till
  shelf:
    board: esp32-cyd   # the yellow one
    sensors: [pir, radar-uart]
    offers:
      - crime
      - seasonal

  window: { board: esp32c3-oled, sensors: [pir], offers: [crime] }

# and what it shows
offers: []
`;

describe("a part that is written", () => {
  it("comes to the end of its section; every other line stays as it is", () => {
    const after = put(BLOCK);
    const rest = after.split("\n").filter((line) => BLOCK.split("\n").includes(line));
    expect(rest.join("\n")).toBe(BLOCK);
    expect(after.indexOf("calibration:")).toBeLessThan(after.indexOf("window:"));
    expect(parse(after).boards.shelf.calibration.pirHold).toBe("14 s");
    expect(parse(after).boards.shelf.calibration.radarQuiet.still[0]).toBe(29);
  });

  it("takes the place of the one before, at its place", () => {
    const once = put(BLOCK);
    const newer = writeCalibration({ pirHoldS: 20 }, "2026-12-01", { nearDbm: -64 });
    const twice = put(once, "shelf", newer);
    expect(parse(twice).boards.shelf.calibration).toEqual({
      on: "2026-12-01",
      pirHold: "20 s",
      nearDbm: -64,
    });
    expect(put(twice)).toBe(once);
  });

  it("goes into a section in braces too", () => {
    const after = put(BLOCK, "window");
    expect(after.split("\n").length).toBe(BLOCK.split("\n").length);
    expect(parse(after).boards.window.calibration.nearDbm).toBe(-64);
    expect(put(after, "window")).toBe(after);
  });

  it("keeps the ends of lines of Windows, a file without a last one, and a section that is the last thing", () => {
    const windows = put(BLOCK.replaceAll("\n", "\r\n"));
    expect(windows.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const short = "boards:\n  shelf:\n    board: esp32-cyd\n    sensors: [pir]";
    expect(parse(put(short)).boards.shelf.calibration.on).toBe("2026-11-22");
    expect(put(short).startsWith(short)).toBe(true);
  });

  it("is refused with what to write by hand where the section is an alias, empty, or not there", () => {
    const others = [
      "base: &base { board: esp32-cyd }\nboards:\n  shelf: *base\n",
      "boards:\n  shelf:\n",
      "boards: {}\n",
      "boards: [",
      "",
      "boards:\n  shelf: { board: esp32-cyd # here\n  }\n",
    ];
    for (const text of others) {
      const tell = () => put(text);
      expect(tell).toThrow(HostError);
      expect(tell).toThrow(expect.objectContaining({ code: "calibrate-place" }));
    }
  });

  it("changes nothing else whatever the section holds, or is refused", () => {
    const key = fc.constantFrom("board", "sensors", "offers", "radio", "readAt", "statistics");
    const value = fc.constantFrom(
      "[pir]",
      "silent # why",
      "|\n      two\n      lines",
      "- a",
      '"x: y"',
      "\n      - a\n      - b",
    );
    const pairs = fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, minLength: 1 });
    fc.assert(
      fc.property(pairs, fc.constantFrom("", "\n", "\n# end\n"), (list, end) => {
        const text = `boards:\n  shelf:\n${list.map(([name, what]) => `    ${name}: ${what}`).join("\n")}${end}`;
        let before: unknown;
        try {
          before = parse(text);
        } catch {
          return;
        }
        let after: string;
        try {
          after = put(text);
        } catch (error) {
          expect(error).toBeInstanceOf(HostError);
          return;
        }
        const value = parse(after);
        delete value.boards.shelf.calibration;
        expect(value).toEqual(before);
      }),
    );
  });
});
