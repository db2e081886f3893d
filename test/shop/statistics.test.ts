import { describe, expect, it } from "vitest";
import { checkShopText } from "../../host/shop/parse.ts";

function codesOf(kind: string, statistics: string): string[] {
  const text = `
shop: { name: X, languages: [en], timezone: Europe/Warsaw, currency: PLN, hours: Mon-Sat 10:00-19:00 }
boards: { a: { board: ${kind}, sensors: [button, pir], offers: [all]${statistics} } }
offers:
  - { id: one, group: all, title: One, text: Two, approved: { by: MK, review: 2030-01-01 } }
`;
  return checkShopText(text, "shop.yaml", ".").findings.map(({ code, place }) => `${code} ${place.line}`);
}

describe("statistics", () => {
  it("are refused with their line on a board whose firmware has no hash for them", () => {
    expect(codesOf("esp32s3-tft154", ", statistics: [footfall]")).toEqual(["shop-statistics 3"]);
    // Controls: without them, and on a board that has the hash.
    expect(codesOf("esp32s3-tft154", "")).toEqual([]);
    expect(codesOf("esp32c3-oled", ", statistics: [footfall]")).toEqual([]);
  });
});
