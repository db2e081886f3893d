import fc from "fast-check";
import { expect, test } from "vitest";
import type { Status } from "../../host/simulator/board.ts";
import { createHistory, joinHistories } from "../../host/studio/history.ts";
import { STATUS_FIELDS } from "../../shared/link/command.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";

const BLANK = Object.fromEntries(STATUS_FIELDS.map((field) => [field, 0])) as Status;
const samples = fc.array(
  fc.record({ offer: fc.constantFrom(0, 1, NEUTRAL), play: fc.nat(2), presence: fc.nat(3) }),
  { minLength: 1, maxLength: 40 },
);

test("stretches follow each other without a gap, and say at each sample what the board said", () => {
  fc.assert(
    fc.property(samples, (list) => {
      const history = createHistory();
      list.forEach((sample, i) => {
        history.observe(i * 1000, { ...BLANK, ...sample });
      });
      list.forEach(({ offer, presence }, i) => {
        const play = history.plays.findLast(({ atMs }) => atMs <= i * 1000);
        const span = history.presence.findLast(({ atMs }) => atMs <= i * 1000);
        expect(play?.offer).toBe(offer === NEUTRAL ? -1 : offer);
        expect(span?.level).toBe(presence);
      });
      history.plays.slice(1).forEach((play, i) => {
        expect(history.plays[i]?.endMs).toBe(play.atMs);
      });
      expect(history.reachedMs).toBe((list.length - 1) * 1000);
    }),
  );
});

test("the same offer played again is a play of its own, the neutral card is one stretch", () => {
  const history = createHistory();
  for (const [i, play] of [1, 1, 2].entries()) history.observe(i * 1000, { ...BLANK, play });
  for (const [i, play] of [2, 3].entries())
    history.observe(3000 + i * 1000, { ...BLANK, offer: NEUTRAL, play });
  expect(history.plays.map(({ atMs, offer }) => [atMs, offer])).toEqual([
    [0, 0],
    [2000, 0],
    [3000, -1],
  ]);
});

test("a copy ends where it was cut and leaves the original alone", () => {
  const history = createHistory();
  for (let ms = 0; ms <= 9000; ms += 1000) history.observe(ms, { ...BLANK, play: Math.floor(ms / 4000) });
  const copy = history.copyUntil(5000);
  copy.observe(5500, { ...BLANK, offer: 1, play: 9 });
  expect(copy.plays.map(({ atMs, endMs }) => [atMs, endMs])).toEqual([
    [0, 4000],
    [4000, 5500],
    [5500, 5500],
  ]);
  expect(history.plays.at(-1)?.endMs).toBe(9000);
  expect(history.reachedMs).toBe(9000);
});

test("joined, the second past only adds what lies behind the first", () => {
  const first = createHistory();
  const second = createHistory();
  for (let ms = 0; ms <= 4000; ms += 1000) first.observe(ms, { ...BLANK, play: ms });
  for (let ms = 3000; ms <= 6000; ms += 1000) second.observe(ms, { ...BLANK, play: ms });
  const joined = joinHistories(first, second);
  expect(joined.plays.map(({ atMs }) => atMs)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000]);
  expect(joined.reachedMs).toBe(4000);
});
