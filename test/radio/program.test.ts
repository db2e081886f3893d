import { describe, expect, it } from "vitest";
import { buildProgram, checkSize } from "../../host/build/program.ts";
import type { BoardKind, SensorKind } from "../../host/shop/model.ts";

const LINK = { radio: "link", link: "https://abcdefghijkl.pl/a" } as const;
const BTHOME = { radio: "bthome" } as const;
const BOARDS: readonly (readonly [BoardKind, readonly SensorKind[]])[] = [
  ["esp32-cyd", ["touch", "pir"]],
  ["esp32c3-oled", ["button", "pir"]],
  ["esp32c3-epaper290", ["button", "pir"]],
  ["esp32s3-tft154", ["button", "pir"]],
];

describe("a program in every profile", () => {
  it.each(BOARDS)("fits on board %s with %j, behind the same .boot0", async (kind, sensors) => {
    const silent = await buildProgram(kind, { sensors });
    expect(silent.program).not.toMatch(/setAdvertising|NRF\.wake|setServices/);
    for (const emission of [LINK, BTHOME]) {
      const sending = await buildProgram(kind, { sensors, ...emission });
      expect(() => checkSize(kind, sending)).not.toThrow();
      expect(sending.boot).toBe(silent.boot);
      expect(sending.program).toMatch(/NRF\.setAdvertising\(.*NRF\.wake\(\)/s);
      expect(sending.program).not.toContain("setServices");
      expect(sending.programBytes - silent.programBytes).toBeLessThan(300);
    }
  });

  it("is the silent one where nothing is said, and where a link stands beside it", async () => {
    const plain = await buildProgram("esp32-cyd", { sensors: ["touch"] });
    const beside = await buildProgram("esp32-cyd", { sensors: ["touch"], radio: "silent", link: LINK.link });
    expect(beside.program).toBe(plain.program);
  });
});
