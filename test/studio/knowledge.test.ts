import { expect, test } from "vitest";
import type { Status } from "../../host/simulator/board.ts";
import { listKnown } from "../../host/studio/knowledge.ts";
import { STATUS_FIELDS } from "../../shared/link/command.ts";
import { SMALL_SHOP } from "./bench.ts";

const BLANK = Object.fromEntries(STATUS_FIELDS.map((field) => [field, 0])) as Status;
const count = (status: Partial<Status>, isRadioUsed = false) =>
  listKnown({ ...BLANK, ...status }, SMALL_SHOP, isRadioUsed).length;

test("a board that senses nobody and was not tapped knows presence, language and time, nothing else", () => {
  expect(count({})).toBe(3);
});

test.each<[string, Partial<Status>]>([
  ["an answer", { mood: 1, forgetSeconds: 72 }],
  ["an offer set aside", { dismissed: 1 }],
  ["a pause", { pauseSeconds: 60 }],
  ["an ill sensor", { sensorFault: 2 }],
])("%s is one line more", (_, status) => {
  expect(count(status)).toBe(4);
});

test("something tapped that the status does not name is a line with its time; named things make no second one", () => {
  const list = (status: Partial<Status>) => listKnown({ ...BLANK, ...status }, SMALL_SHOP, false);
  expect(list({ forgetSeconds: 72 })).toContainEqual({
    text: "Something tapped",
    until: "in 1\u00a0min\u00a012\u00a0s, or 20 s after nobody is sensed",
  });
  for (const named of [{ mood: 1 }, { dismissed: 1 }, { pauseSeconds: 60 }])
    expect(list({ forgetSeconds: 72, ...named }).map(({ text }) => text)).not.toContain("Something tapped");
  expect(list({ forgetSeconds: 0 }).map(({ text }) => text)).not.toContain("Something tapped");
});

test("the radio's busy level is listed only where a radio listens", () => {
  expect(count({ scanning: 1 }, true)).toBe(4);
  expect(count({ scanning: 1 }, false)).toBe(3);
  expect(count({ scanning: 0 }, true)).toBe(3);
});

test.each([
  [0b1000, "A sensor is not well: radar: stuck"],
  [0b1, "A sensor is not well: motion sensor: silent"],
  [0b11_000011, "A sensor is not well: motion sensor: flooding, touch panel: flooding"],
])("a sensor that is ill is named with what ails it (%i)", (sensorFault, text) => {
  const lines = listKnown({ ...BLANK, sensorFault }, SMALL_SHOP, true).map((line) => line.text);
  expect(lines).toContain(text);
  // The control: nothing of it where all are well.
  expect(listKnown(BLANK, SMALL_SHOP, true).some((line) => line.text.includes("not well"))).toBe(false);
});

test("every line says when it ends, whatever the board says", () => {
  const status = { presence: 3, mood: 1, dismissed: 2, pauseSeconds: 5, sensorFault: 255, minuteOfWeek: -1 };
  for (const { text, until } of listKnown({ ...BLANK, ...status }, SMALL_SHOP, true)) {
    expect(text).not.toBe("");
    expect(until).not.toBe("");
  }
});
