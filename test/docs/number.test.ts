// Every number of presence stands in DESIGN.md with its reason, and is the one in the source.
import { describe, expect, it } from "vitest";
import * as calibration from "../../shared/presence/calibration.ts";
import { ROOT } from "../build/fixture.ts";
import { readText } from "./document.ts";
import { compareNumbers, listConstants, listTableNumbers, type Numbers } from "./number.ts";

/** Lengths of formats are no choice. */
const FORMAT = ["radar/HEAD_BYTES", "radar/GATES"];

/** Defaults by the name of their place; which sensors a board has is no number. */
function listDefaults(): Numbers {
  const places = Object.entries(calibration).filter(
    ([name]) => name.startsWith("CAL_") && name !== "CAL_SENSORS",
  ) as [string, number][];
  return new Map(places.map(([name, at]) => [name, [calibration.DEFAULT_CALIBRATION[at]]]));
}

function listAll(): Map<string, readonly number[]> {
  const read = (file: string): string => readText(ROOT, `shared/presence/${file}.ts`);
  const all = new Map([
    ...listConstants(read("limits")),
    ...listConstants(read("radar"), "radar/"),
    ...listConstants(read("distance"), "distance/"),
    ...listDefaults(),
  ]);
  for (const name of FORMAT) all.delete(name);
  return all;
}

describe("the numbers of presence", () => {
  const design = readText(ROOT, "DESIGN.md");

  it("are all in DESIGN.md, each with a reason, and are those of the sources", () => {
    expect(listAll().size).toBeGreaterThan(35);
    expect(compareNumbers(listAll(), listTableNumbers(design))).toEqual([]);
  });

  it("are none in DESIGN.md that the sources have no more", () => {
    const known = listAll();
    const told = [...listTableNumbers(design).keys()].filter((name) =>
      /^(CAL_|radar\/|distance\/|[A-Z_]+$)/.test(name),
    );
    expect(told.filter((name) => !known.has(name))).toEqual([]);
  });

  it("would be missed in a row that is gone, without its reason, or with another number (control)", () => {
    const told = (text: string) => compareNumbers(listAll(), listTableNumbers(text));
    const row = /^\| `CAL_LINGER_S` \|.*$/m.exec(design)?.[0] ?? "";
    expect(row).toContain("8 s");
    expect(told(design.replace(`${row}\n`, ""))).toEqual(["CAL_LINGER_S is not told"]);
    expect(told(design.replace(row, "| `CAL_LINGER_S` | 8 s | |"))).toEqual(["CAL_LINGER_S is not told"]);
    expect(told(design.replace(row, row.replace("8 s", "9 s")))).toEqual(["CAL_LINGER_S is 8, told as 9"]);
    expect(listConstants("export const A_MS = 500;\nconst B = [1, 22];\nlet c = 3;\n")).toEqual(
      new Map([
        ["A_MS", [500]],
        ["B", [1, 22]],
      ]),
    );
    const table = "| `A_MS`, `B_RSSI` | 0.5 s, -62 dBm | why |\n| `B` | 1 and 22 | why |\n";
    expect(listTableNumbers(table)).toEqual(
      new Map([
        ["A_MS", [500]],
        ["B_RSSI", [62]],
        ["B", [1, 22]],
      ]),
    );
  });
});
