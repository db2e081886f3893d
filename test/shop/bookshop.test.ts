import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseDate, weekdayOf } from "../../host/shop/date.ts";
import { generateDay } from "../../host/shop/generate.ts";
import type { Conditions } from "../../host/shop/model.ts";
import { checkShop, readShop } from "../../host/shop/parse.ts";
import { parseTrace } from "../../host/simulator/trace.ts";

const folder = new URL("../../host/templates/bookshop/", import.meta.url).pathname;
const shop = readShop(`${folder}shop.yaml`);

/** Lines of a text when words are put on lines of at most so many letters. */
function wrap(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

test("the sample shop has no findings, not even warnings", () => {
  expect(checkShop(`${folder}shop.yaml`).findings).toEqual([]);
  expect(shop.offers.length).toBeGreaterThanOrEqual(24);
  expect(shop.boards.map(({ id }) => id)).toEqual(["crime-shelf", "window", "till"]);
  expect(new Set(shop.offers.map(({ tier }) => tier)).size).toBe(3);
});

test("titles take two lines of 14 letters, texts two of 30", () => {
  const long = shop.offers.flatMap(({ id, title, text }) =>
    shop.languages.flatMap((language) => {
      const titleLines = wrap(title[language] ?? "", 14);
      const textLines = wrap(text[language] ?? "", 30);
      const fits =
        titleLines.length <= 2 &&
        textLines.length <= 2 &&
        [...titleLines.map((line) => line.length - 14), ...textLines.map((line) => line.length - 30)].every(
          (over) => over <= 0,
        );
      return fits ? [] : [`${id} ${language}`];
    }),
  );
  expect(long).toEqual([]);
});

test("control: a text that is too long would be seen", () => {
  expect(wrap("Kieszonkowe kryminały i powieści", 14)).toHaveLength(3);
});

test("the Friday evening of the guide has its crime campaign", () => {
  const day = parseDate("2026-11-27") ?? 0;
  const holds = (when: Conditions) =>
    (when.from ?? 0) <= day &&
    day <= (when.until ?? 0xffff) &&
    ((when.days ?? 127) >> weekdayOf(day)) & 1 &&
    (when.hours ?? [{ start: 0, end: 1440 }]).some(({ start, end }) => start <= 1020 && 1020 < end) &&
    (when.presence ?? 0) <= 2 &&
    (when.moods ?? ["crime"]).includes("crime");
  const groups = shop.boards[0]?.groups ?? [];
  const eligible = shop.offers.filter((offer) => groups.includes(offer.group) && holds(offer.when));
  const campaigns = eligible.filter(({ tier }) => tier === "campaign").map(({ id }) => id);
  expect(campaigns).toContain("noir-evening");
  expect(eligible.length).toBeGreaterThan(5);
});

describe("the days that come with the sample", () => {
  const days = [
    ["day.trace", 1, "crime-shelf"],
    ["day-window.trace", 2027, "window"],
  ] as const;
  for (const [name, seed, id] of days) {
    const text = readFileSync(`${folder}${name}`, "utf8");
    const board = shop.boards.find((one) => one.id === id) ?? { sensors: [] };
    test(`${name} is what its seed makes`, () => {
      expect(generateDay(seed, board, "2026-11-27", shop.timezone)).toBe(text);
      expect(text.length).toBeLessThan(300_000);
      expect(text).toContain(`seed ${seed}`);
    });
    test(`control: another seed makes another ${name}`, () => {
      expect(generateDay(seed + 1, board, "2026-11-27", shop.timezone)).not.toBe(text);
    });
    test(`${name} is a trace of this board's sensors`, () => {
      const events = parseTrace(text, name);
      expect(events[0]).toMatchObject({ event: "start", values: ["2026-11-27T09:45:00+01:00"] });
      expect(events.at(-1)?.event).toBe("end");
      const expected = {
        touch: "touch",
        button: "button",
        pir: "pir",
        radar: "radar",
        "radar-uart": "radar",
        distance: "radar",
        scan: "adverts",
      };
      const kinds = new Set(events.map(({ event }) => event));
      for (const sensor of board.sensors) expect(kinds).toContain(expected[sensor]);
      for (const kind of kinds)
        expect([
          "start",
          "end",
          "truth",
          "release",
          ...board.sensors.map((sensor) => expected[sensor]),
        ]).toContain(kind);
    });
  }
});

describe("made-up days", () => {
  const day = generateDay(7, { sensors: ["touch", "pir", "radar"] }, "2026-07-01", "America/New_York");
  const events = parseTrace(day, "day");
  test("begin at the zone's own time", () =>
    expect(events[0]?.values).toEqual(["2026-07-01T09:45:00-04:00"]));
  test("a level goes up before it goes down, in turn", () => {
    for (const kind of ["pir", "radar"]) {
      const levels = events.filter(({ event }) => event === kind).map(({ values }) => values[0]);
      expect(levels.length).toBeGreaterThan(100);
      expect(levels).toEqual(levels.map((_, index) => (index % 2 === 0 ? "1" : "0")));
    }
  });
  test("a finger is lifted before the next one comes down, and always on the panel", () => {
    const fingers = events.filter(({ event }) => event === "touch" || event === "release");
    expect(fingers.map(({ event }) => event)).toEqual(
      fingers.map((_, index) => (index % 2 === 0 ? "touch" : "release")),
    );
    for (const { event, values } of fingers) {
      if (event !== "touch") continue;
      expect(Number(values[0])).toBeLessThan(320);
      expect(Number(values[1])).toBeLessThan(240);
    }
  });
  test("one more sensor leaves the others' events as they are", () => {
    const fewer = parseTrace(
      generateDay(7, { sensors: ["touch", "pir"] }, "2026-07-01", "America/New_York"),
      "day",
    );
    const plain = (list: typeof events) =>
      list.map(({ atMs, event, values }) => `${atMs},${event},${values.join()}`);
    expect(plain(events.filter(({ event }) => event !== "radar"))).toEqual(plain(fewer));
  });
});
