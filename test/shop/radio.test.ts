import { describe, expect, test } from "vitest";
import { checkShopText } from "../../host/shop/parse.ts";
import { change, findMark } from "./sample.ts";

const PART = "offers: [crime, cafe] }";
const read = (by: string) =>
  checkShopText(change(PART, `offers: [crime, cafe], ${by} }`), "shop.yaml", "/nowhere");

describe("what a board sends", () => {
  test.each([
    ["radio: silent", { radio: "silent" }],
    ["radio: bthome", { radio: "bthome" }],
    ["radio: link, link: https://example.org", { radio: "link", link: "https://example.org" }],
  ])("is read: %s", (text, expected) => {
    const { shop, findings } = read(text);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(shop?.boards[0]).toMatchObject(expected);
    expect(shop?.boards[0]?.link).toBe("link" in expected ? expected.link : undefined);
  });

  test("is nothing where the file does not say", () => {
    expect(checkShopText(change(PART, PART), "shop.yaml", "/nowhere").shop?.boards[0]?.radio).toBe("silent");
  });

  test.each([
    ["shop-radio", "radio: §maintenance"],
    ["shop-link", "radio: §link"],
    ["shop-link", "§link: https://example.org"],
    ["shop-link", "radio: bthome, §link: https://example.org"],
    ["shop-link", "radio: link, link: §http://example.org"],
    ["shop-link", "radio: link, link: §https://abcdefghijklm.pl/a"],
    ["shop-link", 'radio: link, link: §"https://książka.pl"'],
    ["shop-word", "radio: §loud"],
    ["shop-value", "radio: link, link: §7"],
  ])("is refused with its place: %s for %s", (code, by) => {
    const { text, line, column } = findMark(change(PART, `offers: [crime, cafe], ${by} }`));
    const { shop, findings } = checkShopText(text, "shop.yaml", "/nowhere");
    expect(shop).toBeUndefined();
    expect(findings).toContainEqual(
      expect.objectContaining({ code, severity: "error", place: { file: "shop.yaml", line, column } }),
    );
  });

  test("says of a link that is too long how long it is and how long it may be", () => {
    const { findings } = read("radio: link, link: https://abcdefghijklm.pl/a");
    expect(findings.map(({ message }) => message).join()).toMatch(/has 18 bytes .* room for 17/);
  });
});
