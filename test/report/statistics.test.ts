// What noisy counts support, and when there will be enough of them.
import { describe, expect, it } from "vitest";
import type { DayRecord } from "../../host/board/stats/record.ts";
import { createRandom } from "../../host/random.ts";
import {
  ANSWER_EPSILON,
  FOOTFALL_EPSILON,
  PLAY_EPSILON,
  summariseStatistics,
} from "../../host/report/statistics.ts";
import { ANSWER_BITS, drawNoise, mixAnswer } from "../../shared/policy/noise.ts";

const DAY = 20_784;
const NONE = new Array<number | undefined>(24).fill(undefined);

function record(day: number, fields: Partial<DayRecord>): DayRecord {
  const empty = NONE.slice(0, 8);
  return {
    day,
    spentHours: 0,
    hasSpentTallies: false,
    footfall: NONE,
    answers: empty,
    plays: empty,
    ...fields,
  };
}

function hours(values: Readonly<Record<number, number>>): (number | undefined)[] {
  return NONE.map((_, hour) => values[hour]);
}

describe("footfall", () => {
  it("of a day is the sum of its hours with the error of their noise, and is not shown below 10", () => {
    const { days } = summariseStatistics(
      [
        record(DAY, { spentHours: 7 << 10, footfall: hours({ 10: 12, 11: -3 }) }),
        record(DAY + 1, { footfall: hours({ 10: 9 }) }),
      ],
      0,
      0,
    );
    expect(days[0]).toMatchObject({ hours: 2, voidHours: 1 });
    expect(days[0].shown.value).toBeUndefined();
    const [{ shown }] = summariseStatistics([record(DAY, { footfall: hours({ 10: 12, 11: 8 }) })], 0, 0).days;
    expect(shown.value).toBe(20);
    // Two hours: 1.96 times the root of 2 x 24.
    expect(shown.value !== undefined && shown.plusMinus).toBeCloseTo(13.58, 2);
    expect(days[1].shown.value).toBeUndefined();
  });

  it("by hour is shown from 14 days, and before that with the day when it will be", () => {
    const all = Array.from({ length: 14 }, (_, i) =>
      record(DAY + i, { footfall: hours({ 10: 20 + (i % 2) }) }),
    );
    const [few] = summariseStatistics(all.slice(0, 7), 0, 0).hours;
    expect(few).toMatchObject({ hour: 10, days: 7, shown: { value: undefined, enoughOn: DAY + 13 } });
    const [enough] = summariseStatistics(all, 0, 0).hours;
    expect(enough.shown.value).toBe(20.5);
    expect(enough.shown.value !== undefined && enough.shown.plusMinus).toBeCloseTo(2.57, 2);
  });

  it("has 95 of 100 true sums within its error", () => {
    const random = createRandom(5);
    const draw = (bits: number): number => random.next() >>> (32 - bits);
    let within = 0;
    for (let i = 0; i < 2000; i++) {
      const noisy = hours(
        Object.fromEntries([10, 11, 12, 13, 14].map((hour) => [hour, 30 + drawNoise(draw, 2)])),
      );
      const [{ shown }] = summariseStatistics([record(DAY, { footfall: noisy })], 0, 0).days;
      if (shown.value !== undefined && Math.abs(shown.value - 150) <= shown.plusMinus) within++;
    }
    expect(within / 2000).toBeGreaterThan(0.935);
    expect(within / 2000).toBeLessThan(0.965);
  });
});

describe("answers", () => {
  it("are shares from 30 on where these are twice their error, and below that a day when there will be so many", () => {
    const few = summariseStatistics([record(DAY, { answers: [6, 4] })], 2, 0);
    // 10 a day: 30 of them in three days, whose error 1.96 x root of 4 x 2 x 3 is 9.6.
    expect(few.answers[0]).toEqual({ value: undefined, enoughOn: DAY + 2 });
    expect(few.answered).toMatchObject({ value: 10, plusMinus: expect.closeTo(5.54, 2) });
    const none = summariseStatistics([record(DAY, { answers: [0, 0] })], 2, 0);
    expect(none.answers[0]).toEqual({ value: undefined, enoughOn: undefined });
    expect(none.answered.value).toBeUndefined();
    // 30 in thirty days are too near to their error of 30: at one a day there never are enough.
    const slow = Array.from({ length: 30 }, (_, i) => record(DAY + i, { answers: [1, 0] }));
    expect(summariseStatistics(slow, 2, 0).answers[0]).toEqual({ value: undefined, enoughOn: undefined });
    // A day with an option that was not written has no part in it.
    const torn = [...slow.slice(0, 1), record(DAY + 1, { answers: [40, undefined] })];
    expect(summariseStatistics(torn, 2, 0).answered.value).toBeUndefined();
  });

  it("come out as they were given, but for chance, in 95 of 100 trials within their error", () => {
    const random = createRandom(8);
    const draw = (bits: number): number => random.next() >>> (32 - bits);
    let [within, all] = [0, 0];
    for (let trial = 0; trial < 400; trial++) {
      const records = Array.from({ length: 10 }, (_, day) => {
        const sums = Array.from({ length: 8 }, () => drawNoise(draw, ANSWER_BITS));
        for (let i = 0; i < 40; i++) sums[mixAnswer(draw, i % 10 < 7 ? 2 : 0, 4)]++;
        return record(DAY + day, { answers: sums });
      });
      const { answers, answered } = summariseStatistics(records, 4, 0);
      if (answered.value !== undefined && Math.abs(answered.value - 400) <= answered.plusMinus) within++;
      // Shares at the edge are cut off there, so their errors hold all the more: only these two are counted.
      for (const [i, share] of [
        [0, 30],
        [2, 70],
      ]) {
        const shown = answers[i];
        if (shown.value !== undefined && Math.abs(shown.value - share) <= shown.plusMinus) within++;
      }
      all += 3;
    }
    expect(within / all).toBeGreaterThan(0.93);
    expect(within / all).toBeLessThan(0.975);
  });
});

describe("plays", () => {
  it("are shown where they are more than their error, else with the day when they will be", () => {
    const days = (perDay: number, count: number): DayRecord[] =>
      Array.from({ length: count }, (_, i) => record(DAY + i, { plays: [perDay] }));
    expect(summariseStatistics(days(30, 1), 0, 1).plays[0].value).toBe(30);
    // 5 a day: (1.96 x 10.58 / 5)^2 = 17.2 days.
    expect(summariseStatistics(days(5, 4), 0, 1).plays[0]).toEqual({ value: undefined, enoughOn: DAY + 17 });
    expect(summariseStatistics(days(-1, 4), 0, 1).plays[0]).toEqual({
      value: undefined,
      enoughOn: undefined,
    });
    // 1 a day would take longer than days are kept.
    expect(summariseStatistics(days(1, 4), 0, 1).plays[0]).toEqual({ value: undefined, enoughOn: undefined });
  });
});

describe("the budget of an episode", () => {
  it("is what POLICY.md says", () => {
    expect([FOOTFALL_EPSILON, PLAY_EPSILON, ANSWER_EPSILON].map((epsilon) => epsilon.toFixed(4))).toEqual([
      "0.2877",
      "0.1335",
      "0.6931",
    ]);
  });

  it("of nothing at all is no error: an empty board has an empty summary", () => {
    expect(summariseStatistics([], 2, 1)).toMatchObject({
      days: [],
      hours: [],
      answered: { value: undefined },
    });
  });
});
