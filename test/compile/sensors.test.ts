// The sensor that is ill is named by its own name, with what ails it, in each language of a display.
import { describe, expect, it } from "vitest";
import { FAULT_SENSORS } from "../../host/compile/fact.ts";
import { chooseWords } from "../../host/compile/texts.ts";
import {
  FAULT_PIR,
  FAULT_RADAR,
  FAULT_SCAN,
  FAULT_TOUCH,
  ILL_FLOODING,
  ILL_SILENT,
  ILL_STUCK,
  SHIFT_RADAR,
  SHIFT_SCAN,
  SHIFT_TOUCH,
} from "../../shared/presence/health.ts";

const NAMES: Readonly<Record<string, readonly string[]>> = {
  pl: ["ruch", "radar", "radio", "dotyk"],
  de: ["Bewegung", "Radar", "Funk", "Touch"],
  en: ["motion", "radar", "radio", "touch"],
};
const ILLNESSES: Readonly<Record<string, readonly string[]>> = {
  pl: ["cisza", "zacięcie", "nadmiar"],
  de: ["stumm", "hängt", "zu viel"],
  en: ["silent", "stuck", "flooding"],
};

describe("a sensor that is ill", () => {
  it("has the two bits that the program sets, and what ails it is told in their order", () => {
    expect(FAULT_SENSORS.map(({ kinds }) => kinds)).toEqual([
      ["pir"],
      ["radar", "radar-uart", "distance"],
      ["scan"],
      ["touch", "button"],
    ]);
    expect([ILL_SILENT, ILL_STUCK, ILL_FLOODING]).toEqual([1, 2, 3]);
    expect([0, SHIFT_RADAR, SHIFT_SCAN, SHIFT_TOUCH]).toEqual([0, 2, 4, 6]);
    expect([FAULT_PIR, FAULT_RADAR, FAULT_SCAN, FAULT_TOUCH]).toEqual([3, 12, 48, 192]);
  });

  it.each(Object.keys(NAMES))("is called what it is (%s)", (language) => {
    expect(chooseWords(language).sensors).toEqual(NAMES[language]);
    expect(chooseWords(language).illnesses).toEqual(ILLNESSES[language]);
  });
});
