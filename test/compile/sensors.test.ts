// The sensor that is ill is named by its own name, in each language of a display and in the studio.
import { describe, expect, it } from "vitest";
import { FAULT_BITS } from "../../host/compile/fact.ts";
import { chooseWords } from "../../host/compile/texts.ts";
import { FAULT_PIR, FAULT_RADAR, FAULT_SCAN, FAULT_TOUCH } from "../../shared/presence/health.ts";

const NAMES: Readonly<Record<string, readonly string[]>> = {
  pl: ["ruch", "radar", "radio", "dotyk"],
  de: ["Bewegung", "Radar", "Funk", "Touch"],
  en: ["motion", "radar", "radio", "touch"],
};

describe("a sensor that is ill", () => {
  it("has the bit that the program sets", () => {
    expect(FAULT_BITS).toEqual([["pir"], ["radar", "radar-uart", "distance"], ["scan"], ["touch", "button"]]);
    expect([FAULT_PIR, FAULT_RADAR, FAULT_SCAN, FAULT_TOUCH]).toEqual([1, 2, 4, 8]);
  });

  it.each(Object.keys(NAMES))("is called what it is (%s)", (language) => {
    expect(chooseWords(language).sensors).toEqual(NAMES[language]);
  });
});
