// The oracle of what a board can show: shops at random, and every situation of theirs, one by one.
import fc from "fast-check";
import { formatDate, weekdayOf } from "../../host/shop/date.ts";
import type { Shop } from "../../host/shop/model.ts";
import { MIDDLE_DAY } from "../arbitraries.ts";
import { isInHours } from "../oracle/rules.ts";

export const TODAY = MIDDLE_DAY;
const DAYS = 12;
export const LAST = TODAY + DAYS - 1;
const OPEN = { from: 10, until: 18 };
const MOODS = ["tea", "jam"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const ALL_DAYS = Array.from({ length: DAYS }, (_, n) => TODAY + n);
/** All days that differ, and a week after the last of them. */
const AHEAD = Array.from({ length: DAYS + 10 }, (_, n) => TODAY + n);

/** An offer as it is written; hours on whole hours, so that the oracle may walk them. */
export interface Wish {
  readonly group: "g" | "h";
  readonly tier: "staff" | "campaign" | "regular";
  readonly days?: number;
  readonly hours?: readonly (readonly [number, number])[];
  readonly from?: number;
  readonly until?: number;
  readonly except?: number;
  readonly presence?: number;
  readonly dwell?: number;
  readonly mood?: readonly string[];
  readonly busy?: number;
  readonly stock?: boolean;
  readonly rest?: boolean;
  readonly review: number;
}

export interface Plan {
  readonly wishes: readonly Wish[];
  readonly sensors: readonly (readonly string[])[];
  readonly staffEvery: number;
}

const day = fc.integer({ min: TODAY - 2, max: LAST + 2 });
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });
const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 12, arbitrary: anyWish() },
  // A campaign that began before today goes first, but on a board without a clock it waits.
  {
    weight: 1,
    arbitrary: fc.constant({ group: "g", tier: "campaign", from: TODAY - 1, review: LAST } as const),
  },
);

function anyWish(): fc.Arbitrary<Wish> {
  return (
    fc
      .record({
        group: fc.constantFrom("g", "g", "h") as fc.Arbitrary<"g" | "h">,
        tier: fc.constantFrom(
          "staff",
          "campaign",
          "campaign",
          "regular",
          "regular",
          "regular",
        ) as fc.Arbitrary<Wish["tier"]>,
        days: some(fc.integer({ min: 1, max: 127 })),
        hours: some(
          fc.array(
            fc
              .tuple(fc.nat(23), fc.integer({ min: 1, max: 24 }))
              .filter(([start, end]) => start !== end % 24),
            { minLength: 1, maxLength: 2 },
          ),
        ),
        from: some(day),
        until: some(day),
        except: some(day),
        presence: some(fc.integer({ min: 1, max: 3 })),
        dwell: some(fc.integer({ min: 1, max: 3 })),
        mood: some(fc.subarray(MOODS, { minLength: 1 })),
        busy: some(fc.integer({ min: 0, max: 2 })),
        stock: some(fc.constant(true)),
        rest: some(fc.constant(true)),
        review: fc.constantFrom(LAST, LAST, LAST, TODAY + 3),
        kept: fc.integer({ min: 0, max: 3 }),
        seed: fc.nat(),
      })
      // Few conditions at a time: else nothing is ever eligible, and nothing is tested.
      .map(({ kept, seed, group, tier, review, ...conditions }) => {
        const keys = Object.keys(conditions).sort((a, b) => hash(a, seed) - hash(b, seed));
        const few = Object.fromEntries(
          Object.entries(conditions).filter(([key]) => keys.indexOf(key) < kept),
        );
        return { group, tier, review, ...few } as Wish;
      })
      .filter(
        ({ from, until, review }) =>
          (from === undefined || from <= review) &&
          (from === undefined || until === undefined || from <= until),
      )
  );
}

function hash(text: string, seed: number): number {
  let sum = seed % 65_521;
  for (const char of text) sum = (sum * 31 + char.charCodeAt(0)) % 65_521;
  return sum;
}

export const plans: fc.Arbitrary<Plan> = fc.record({
  wishes: fc.array(wish, { minLength: 2, maxLength: 7 }),
  sensors: fc.array(fc.subarray(["touch", "pir", "scan", "radar"]), { minLength: 2, maxLength: 2 }),
  staffEvery: fc.constantFrom(0, 0, 1),
});

const PRESENCE = ["nobody", "near", "lingering", "interacting"];
const BUSY = ["none", "few", "many"];
const NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

export function writeShop({ wishes, sensors, staffEvery }: Plan): string {
  const offers = wishes.map((one, i) => {
    const when = [
      one.days === undefined
        ? ""
        : `days: [${NAMES.filter((_, n) => ((one.days ?? 0) >> n) & 1).join(", ")}]`,
      one.hours === undefined
        ? ""
        : `hours: [${one.hours.map(([start, end]) => `${clock(start)}-${clock(end)}`).join(", ")}]`,
      one.from === undefined ? "" : `from: ${formatDate(one.from)}`,
      one.until === undefined ? "" : `until: ${formatDate(one.until)}`,
      one.except === undefined ? "" : `except: ${formatDate(one.except)}`,
      one.presence === undefined ? "" : `presence: ${PRESENCE[one.presence]}`,
      one.dwell === undefined ? "" : `dwell: ${[0, 10, 30, 90][one.dwell]} s`,
      one.mood === undefined ? "" : `mood: [${one.mood.join(", ")}]`,
      one.busy === undefined ? "" : `busy: ${BUSY[one.busy]}`,
      one.stock === undefined ? "" : "stock: true",
    ].filter((text) => text !== "");
    const rest = one.rest === undefined ? "" : ", plays: { rest: 2 min }";
    return `  - { id: o${i}, group: ${one.group}, tier: ${one.tier}, title: T, text: T, when: { ${when.join(", ")} }${rest}, approved: { by: TK, review: ${formatDate(one.review)} } }`;
  });
  const groups = ["g", "h"].filter((group) => wishes.some((one) => one.group === group));
  const hasTouch = sensors.some((list) => list.includes("touch"));
  return `shop: { name: T, languages: [en], timezone: Europe/Warsaw, currency: PLN, hours: Mon-Sat ${clock(OPEN.from)}-${clock(OPEN.until)}, staffEvery: ${staffEvery} }
boards:
  one: { board: esp32-cyd, sensors: [${sensors[0].join(", ")}], offers: [${groups[0]}] }
  two: { board: esp32-cyd, sensors: [${sensors[1].join(", ")}], offers: [${groups.join(", ")}] }
${hasTouch ? "question: { text: What?, answers: { tea: Tea, jam: Jam } }" : ""}
offers:
${offers.join("\n")}
`;
}

interface Moment {
  readonly mood: number;
  readonly presence: number;
  readonly dwell: number;
  readonly busy: number;
}

/** Every state of the sensors and the shopper that a board can be in. */
function listMoments(sensors: readonly string[]): Moment[] {
  const list: Moment[] = [];
  const can = (...kinds: string[]) => kinds.some((kind) => sensors.includes(kind));
  for (let mood = 0; mood <= 2; mood++)
    for (let presence = 0; presence <= 3; presence++)
      for (let dwell = 0; dwell <= 3; dwell++)
        for (let busy = 0; busy <= 2; busy++) {
          if (mood > 0 && !can("touch")) continue;
          if (presence === 3 && !can("touch")) continue;
          if (presence === 2 && !can("pir", "radar")) continue;
          if (presence === 1 && !can("pir", "radar", "scan")) continue;
          if (presence === 0 && dwell > 0) continue;
          if (busy > 0 && !can("scan")) continue;
          list.push({ mood, presence, dwell, busy });
        }
  return list;
}

function isTaken(one: Wish, { mood, presence, dwell, busy }: Moment): boolean {
  if (one.mood !== undefined && (mood === 0 || !one.mood.includes(MOODS[mood - 1]))) return false;
  if (one.presence !== undefined && presence < one.presence) return false;
  if (one.dwell !== undefined && dwell < one.dwell) return false;
  return one.busy === undefined || (one.busy === 0 ? busy === 0 : busy >= one.busy);
}

/** Does its calendar hold in an hour? Without a clock: at the last day known. */
function isOn(one: Wish, shop: Shop, index: number, date: number, hour: number | undefined): boolean {
  if (date > Math.min(one.until ?? one.review, one.review) || date === one.except) return false;
  const offer = shop.offers.find(({ id }) => id === `o${index}`);
  if (offer === undefined) return false;
  const windows = one.hours?.map(([start, end]) => ({ start: start * 60, end: end * 60 }));
  const { hours: _, days: __, ...rest } = offer.when;
  const whole = {
    ...offer,
    when: {
      ...rest,
      ...(one.days === undefined ? {} : { days: one.days }),
      ...(windows === undefined ? {} : { hours: windows }),
    },
  };
  if (hour === undefined) {
    const isAlways = NAMES.every((_n, n) => HOURS.every((h) => isInHours(whole, n * 1440 + h * 60)));
    // What is left out in between begins again, and a beginning needs a clock.
    return isAlways && one.from === undefined && (one.except === undefined || date < one.except);
  }
  if (one.from !== undefined && date < one.from) return false;
  return isInHours(whole, weekdayOf(date) * 1440 + hour * 60);
}

interface Verdict {
  readonly unreachable: Set<string>;
  readonly shadowed: Set<string>;
  readonly clockless: Set<string>;
  readonly empty: Set<string>;
}

/** All situations, one by one, in the order of play as the product states it. A pin, a ban and "not this" are a person's doing and leave nothing out of reach. */
export function judge(plan: Plan, shop: Shop): Verdict {
  const { wishes, staffEvery } = plan;
  const may = wishes.map(() => false);
  const shown = wishes.map(() => false);
  const shownWithoutClock = wishes.map(() => false);
  const verdict: Verdict = {
    unreachable: new Set(),
    shadowed: new Set(),
    clockless: new Set(),
    empty: new Set(),
  };
  const isHeldAtTimes = (one: Wish) => one.rest === true || one.stock === true;
  /** The order of play: every Nth turn is the staff's, then campaigns, then the rest. */
  const goesBefore = (a: Wish, b: Wish) =>
    a.tier === "staff"
      ? staffEvery === 1 && b.tier !== "staff"
      : a.tier === "campaign" && b.tier === "regular";
  const times = [
    ...ALL_DAYS.flatMap((date) => HOURS.map((hour) => [date, hour] as const)),
    ...ALL_DAYS.map((date) => [date, undefined] as const),
  ];
  const on = times.map(([date, hour]) => wishes.map((one, i) => isOn(one, shop, i, date, hour)));
  shop.boards.forEach((board, b) => {
    const moments = listMoments(plan.sensors[b]);
    const taken = moments.map((moment) => wishes.map((one) => isTaken(one, moment)));
    const plays = wishes.map(
      (one) => board.groups.includes(one.group) && (one.tier !== "staff" || staffEvery > 0),
    );
    times.forEach(([, hour], t) => {
      moments.forEach((_, m) => {
        const eligible = wishes.flatMap((_, i) => (plays[i] && on[t][i] && taken[m][i] ? [i] : []));
        for (const i of eligible) {
          const isBeaten = eligible.some(
            (j) => goesBefore(wishes[j], wishes[i]) && !isHeldAtTimes(wishes[j]),
          );
          if (hour === undefined) shownWithoutClock[i] ||= !isBeaten;
          else {
            may[i] = true;
            shown[i] ||= !isBeaten;
          }
        }
      });
    });
    // Nothing to show: by what is written, approvals renewed, to whoever answers nothing.
    const forAnybody = wishes.map(
      (_, i) => plays[i] && moments.some((moment, m) => moment.mood === 0 && taken[m]?.[i]),
    );
    const renewed = wishes.map((one) => ({ ...one, review: 60_000 }));
    const last = Math.max(-1, ...renewed.flatMap((one, i) => (plays[i] ? [lastOf(one)] : [])));
    const isBare = (date: number, hour: number) =>
      !renewed.some((one, i) => forAnybody[i] && isOn(one, shop, i, date, hour));
    const isEmpty = AHEAD.some(
      (date) =>
        date <= last &&
        weekdayOf(date) < 6 &&
        HOURS.some((hour) => hour >= OPEN.from && hour < OPEN.until && isBare(date, hour)),
    );
    if (isEmpty) verdict.empty.add(board.id);
  });
  wishes.forEach((one, i) => {
    const id = `o${i}`;
    const boards = shop.boards.filter((board) => board.groups.includes(one.group));
    if (Math.min(one.until ?? one.review, one.review) < TODAY || boards.length === 0) return;
    if (!may[i]) verdict.unreachable.add(id);
    else if (!shown[i]) (shownWithoutClock[i] ? verdict.clockless : verdict.shadowed).add(id);
  });
  return verdict;
}

/** The last day on which it is on at all: of what is left out at the end nothing is expected. */
function lastOf(one: Wish): number {
  const last = Math.min(one.until ?? one.review, one.review);
  return last === one.except ? last - 1 : last;
}
