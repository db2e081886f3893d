// The page for staff: one sensor that is ill is named with what ails it, several by their names.
import { describe, expect, it } from "vitest";
import { compileBoard, findBoard } from "../../host/compile/board.ts";
import type { SensorKind } from "../../host/shop/model.ts";
import { SCREEN_STAFF, VALUE_SENSOR_FAULT, VALUE_SENSORS_ILL } from "../../shared/cards/list.ts";
import { openDeployment, SECTION_SCREEN_INDEX, sectionOffset } from "../../shared/offers/deployment.ts";
import { listTexts } from "../promises/list.ts";
import { openBookshop } from "../promises/stand.ts";

const VALUES = Object.fromEntries(Array.from({ length: 16 }, (_, value) => [value, 0]));

/** What the page writes: a function of the faults, two bits a sensor. */
function openPage(id: string, sensors: readonly SensorKind[]): (faults: number) => string[] {
  const shop = openBookshop();
  const { deployment } = compileBoard(shop, { ...findBoard(shop, id), sensors });
  const d = openDeployment(deployment.slice().buffer);
  const at = d.u32[(sectionOffset(d.u32, SECTION_SCREEN_INDEX) >> 2) + SCREEN_STAFF];
  return (faults) =>
    listTexts(d.u8, at, {
      ...VALUES,
      [VALUE_SENSOR_FAULT]: faults,
      [VALUE_SENSORS_ILL]: (faults | (faults >> 1)) & 0b01010101,
    });
}

describe.each([
  ["crime-shelf", ["touch", "pir", "radar-uart", "scan"], [1, 2, 3, 4, 8, 12, 16, 48, 128, 192]],
  ["till", ["button", "pir", "radar-uart", "scan"], [1, 2, 3, 4, 8, 12, 16, 48, 128, 192]],
  ["crime-shelf", ["touch", "pir"], [1, 2, 3, 128, 192]],
] as const)("the staff page of %s with %j", (board, sensors, singles) => {
  it("says something else for each sensor and each thing that can ail it", () => {
    const page = openPage(board, sensors);
    const told = [0, ...singles].map((faults) => page(faults).join("\n"));
    expect(new Set(told).size).toBe(singles.length + 1);
  });

  it("names two that are ill, whatever ails them, and not as one alone", () => {
    const page = openPage(board, sensors);
    const pirAndTouch = [1, 2, 3].flatMap((pir) =>
      [2, 3].map((touch) => page(pir | (touch << 6)).join("\n")),
    );
    expect(new Set(pirAndTouch).size).toBe(1);
    for (const faults of [0, ...singles]) expect(page(faults).join("\n")).not.toBe(pirAndTouch[0]);
  });

  it("says nothing more for what the board cannot have (control)", () => {
    const page = openPage(board, sensors);
    // A radio cannot be stuck.
    expect(page(2 << 4).length).toBeLessThan(page(singles[0]).length);
  });
});
