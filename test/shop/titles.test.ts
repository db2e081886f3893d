// Two prices of one title, against every hour of every day one by one.
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDate } from "../../host/shop/date.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import { MIDDLE_DAY, runs } from "../arbitraries.ts";

const NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** Weekday of day 0, 1970-01-01, with Monday = 0. */
const FIRST_WEEKDAY = 3;
const SPAN = 6;

const wish = fc.record({
  days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1, maxLength: 5 }),
  start: fc.nat(23),
  end: fc.nat(23),
  from: fc.nat(SPAN),
  length: fc.nat(6),
  price: fc.integer({ min: 1, max: 3 }),
  title: fc.constantFrom("Noir", "noir", "Tea"),
  hasArticle: fc.nat(9).map((number) => number === 0),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

const hour = (number: number) => `${String(number).padStart(2, "0")}:00`;

function write(one: Wish, index: number): string {
  const [from, until] = [one.from, one.from + one.length].map((day) => formatDate(MIDDLE_DAY + day));
  const when = `days: [${one.days.map((day) => NAMES[day]).join(", ")}], hours: ${hour(one.start)}-${hour(one.end)}, from: ${from}, until: ${until}`;
  return `  - { id: o${index}, group: g, title: ${one.title}, text: T, price: { now: ${one.price} }, ${one.hasArticle ? `article: a${index}, ` : ""}when: { ${when} }, approved: { by: TK, review: 2028-01-01 } }\n`;
}

/** Is it shown at some hour of a day, counted from the middle day? A night belongs to the day it starts on. */
function isShown(one: Wish, day: number): boolean {
  if (day < one.from || day > one.from + one.length) return false;
  const isOn = (number: number) => one.days.includes((((MIDDLE_DAY + number + FIRST_WEEKDAY) % 7) + 7) % 7);
  for (let at = 0; at < 24; at++) {
    if (one.end > one.start && isOn(day) && at >= one.start && at < one.end) return true;
    if (one.end < one.start && ((isOn(day) && at >= one.start) || (isOn(day - 1) && at < one.end)))
      return true;
  }
  return false;
}

function doClash(a: Wish, b: Wish): boolean {
  if (a.hasArticle || b.hasArticle || a.price === b.price) return false;
  if (a.title.toLowerCase() !== b.title.toLowerCase()) return false;
  for (let day = 0; day <= 2 * SPAN; day++) if (isShown(a, day) && isShown(b, day)) return true;
  return false;
}

test("two prices of one title are found exactly where both are shown at some hour of one day", () => {
  let clashes = 0;
  let peace = 0;
  fc.assert(
    fc.property(
      wish.filter(({ start, end }) => start !== end),
      wish.filter(({ start, end }) => start !== end),
      (a, b) => {
        const text =
          "shop: { name: T, languages: [en], timezone: Europe/Warsaw, currency: PLN, hours: Mon-Sun 10:00-19:00 }\n" +
          "boards: { shelf: { board: esp32-cyd, sensors: [touch], offers: [g] } }\n" +
          `offers:\n${write(a, 0)}${write(b, 1)}`;
        const { shop, findings } = checkShopText(text, "shop.yaml", "/nowhere");
        expect(shop).toBeDefined();
        const found = findings.filter(({ code }) => code === "shop-title-prices");
        expect(found.map(({ severity, place }) => [severity, place.line])).toEqual(
          doClash(a, b) ? [["warning", 5]] : [],
        );
        if (found.length > 0) clashes++;
        else peace++;
      },
    ),
    runs(600),
  );
  // Control: both came about.
  expect(clashes).toBeGreaterThan(20);
  expect(peace).toBeGreaterThan(100);
});
