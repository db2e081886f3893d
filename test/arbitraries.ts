// The vocabulary of the property tests: shops, situations and days on a board, in the words of the product.
import fc from "fast-check";
import type { Conditions, DayWindow, Offer, Shop } from "../host/shop/model.ts";

/** Seed of all properties; PASSERBY_SEED tries others. What fails prints it, with the path to the counter-example. */
const SEED = Number(process.env.PASSERBY_SEED ?? 20261127);

/** Parameters of a property that runs so often; PASSERBY_RUNS multiplies. */
export function runs(numRuns: number): { numRuns: number; seed: number } {
  return { numRuns: numRuns * Number(process.env.PASSERBY_RUNS ?? 1), seed: SEED };
}

/** The day that everything is about: 2026-11-27, a Friday. */
export const MIDDLE_DAY = 20784;
/** Days of offers and situations lie at most so far from it. */
export const DAYS_AROUND = 12;
/** Hours of offers begin and end on this grid, so that a slow oracle may walk it. */
export const GRID_MINUTES = 15;
/** Days since 1970 of a Monday: day 4 was one. */
const WEEKDAY_OF_DAY_0 = 3;

/** A board with its shop, before anything is compiled. */
export interface World {
  readonly shop: Shop;
  readonly slotSeconds: number;
  /** Answers that the board can ask for; 0 without input. */
  readonly answers: number;
}

/** What is known at one moment, in plain words; undefined = not known. */
export interface Facts {
  readonly minute: number | undefined;
  readonly day: number;
  readonly mood: number;
  readonly presence: number;
  readonly dwell: number;
  readonly busy: number;
  readonly light: number;
  readonly temperature: number;
  readonly language: number;
  readonly pin: number | undefined;
  readonly banned: readonly number[];
  readonly soldOut: readonly number[];
}

/** Something happens to a board, then it chooses. */
export interface Step {
  readonly facts: Facts;
  /** Slots that pass; 0 = a second play in the same slot. */
  readonly slots: number;
  /** Slots by which the clock is set, after that. */
  readonly shift: number;
  readonly tap: "none" | "dismiss" | "forget";
}

const LANGUAGES = ["pl", "en", "de"];
const ANSWERS = ["crime", "travel", "poems"];

const day = fc.integer({ min: MIDDLE_DAY - DAYS_AROUND, max: MIDDLE_DAY + DAYS_AROUND });
const onGrid = (least: number, most: number) =>
  fc.integer({ min: least / GRID_MINUTES, max: most / GRID_MINUTES }).map((n) => n * GRID_MINUTES);

/** Windows as a shop file can say them: over midnight too, 24 hours too, never empty. */
const dayWindow: fc.Arbitrary<DayWindow> = fc
  .oneof(
    { weight: 8, arbitrary: fc.record({ start: onGrid(0, 1425), end: onGrid(15, 1440) }) },
    { weight: 1, arbitrary: fc.constant({ start: 0, end: 1440 }) },
  )
  .filter((window) => window.start !== window.end);

const every: fc.Arbitrary<Required<Conditions>> = fc.record({
  days: fc.integer({ min: 1, max: 127 }),
  hours: fc.array(dayWindow, { minLength: 1, maxLength: 2 }),
  from: day,
  until: day,
  presence: fc.integer({ min: 1, max: 3 }),
  dwell: fc.integer({ min: 1, max: 3 }),
  moods: fc.subarray(ANSWERS, { minLength: 1 }),
  busy: fc.integer({ min: 0, max: 2 }),
  light: fc.subarray([1, 2, 3], { minLength: 1 }),
  temperature: fc.subarray([1, 2, 3], { minLength: 1 }),
  stock: fc.boolean(),
});

/** Few conditions at a time: else nothing is ever eligible, and nothing is tested. */
const conditions: fc.Arbitrary<Conditions> = every.chain((all) =>
  fc
    .subarray(Object.keys(all) as (keyof Conditions)[], { maxLength: 3 })
    .map((keys): Conditions => Object.fromEntries(keys.map((key) => [key, all[key]]))),
);

function text(languages: readonly string[]): Record<string, string> {
  return Object.fromEntries(languages.map((language) => [language, "Text"]));
}

const offer = fc
  .record({
    tier: fc.constantFrom("staff", "campaign", "campaign", "regular", "regular", "regular"),
    when: conditions,
    languages: fc.oneof(
      { weight: 3, arbitrary: fc.constant(LANGUAGES) },
      { weight: 1, arbitrary: fc.subarray(LANGUAGES) },
    ),
    share: fc.integer({ min: 1, max: 4 }),
    restSeconds: fc.constantFrom(0, 0, 0, 7, 20, 100),
    perHour: fc.constantFrom(0, 0, 0, 1, 2, 9, 255),
    review: fc.oneof({ weight: 3, arbitrary: fc.constant(30000) }, { weight: 1, arbitrary: day }),
  })
  .map(
    (spec): Omit<Offer, "id"> => ({
      group: "all",
      tier: spec.tier as Offer["tier"],
      title: text(spec.languages),
      text: text(spec.languages),
      when: spec.when,
      plays: { share: spec.share, restSeconds: spec.restSeconds, perHour: spec.perHour },
      approved: { by: "T", review: spec.review },
      place: { file: "shop.yaml" },
    }),
  );

/** A shop of some offers, in as many languages; its question has three answers. */
export function makeShop(offers: readonly Omit<Offer, "id">[], languages: number, staffEvery: number): Shop {
  return {
    name: "Shop",
    languages: LANGUAGES.slice(0, languages),
    timezone: "Europe/Warsaw",
    currency: "PLN",
    hours: [],
    hoursText: {},
    staffEvery,
    question: { text: {}, chip: {}, answers: ANSWERS.map((id) => ({ id, text: {} })) },
    boards: [],
    offers: offers.map((made, i) => ({ ...made, id: `offer-${i}` })),
    file: "shop.yaml",
  };
}

/** Worlds of up to `most` offers. */
export function worlds(most: number): fc.Arbitrary<World> {
  return fc
    .record({
      offers: fc.array(offer, { minLength: 1, maxLength: most }),
      languages: fc.integer({ min: 1, max: 3 }),
      staffEvery: fc.constantFrom(0, 0, 2, 3, 5),
      slotSeconds: fc.integer({ min: 8, max: 20 }),
      answers: fc.constantFrom(0, 3, 3),
    })
    .map((spec) => ({
      shop: makeShop(spec.offers, spec.languages, spec.staffEvery),
      slotSeconds: spec.slotSeconds,
      answers: spec.answers,
    }));
}

/** Situations of a world. Date and day of the week belong together. */
export function factsOf(world: World): fc.Arbitrary<Facts> {
  const number = fc.nat({ max: world.shop.offers.length - 1 });
  const marks = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(number, { maxLength: 4 }) },
  );
  return fc
    .record({
      day,
      minuteOfDay: fc.option(fc.nat({ max: 1439 }), { freq: 5, nil: undefined }),
      mood: fc.nat({ max: world.answers }),
      presence: fc.nat({ max: 3 }),
      dwell: fc.nat({ max: 3 }),
      busy: fc.nat({ max: 2 }),
      light: fc.nat({ max: 3 }),
      temperature: fc.nat({ max: 3 }),
      language: fc.nat({ max: world.shop.languages.length - 1 }),
      pin: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: number }),
      banned: marks,
      soldOut: marks,
    })
    .map(({ minuteOfDay, ...facts }) => ({
      ...facts,
      minute: minuteOfDay === undefined ? undefined : weekMinute(facts.day, minuteOfDay),
    }));
}

/** Minute of the week, Monday 00:00 = 0. */
function weekMinute(dayNumber: number, minuteOfDay: number): number {
  return ((dayNumber + WEEKDAY_OF_DAY_0) % 7) * 1440 + minuteOfDay;
}

/** A world and what happens to its board. */
export function days(
  mostOffers: number,
  mostSteps: number,
): fc.Arbitrary<{ world: World; start: number; steps: Step[] }> {
  return worlds(mostOffers).chain((world) =>
    fc.record({
      world: fc.constant(world),
      start: fc.oneof(fc.nat({ max: 50 }), fc.integer({ min: 1e8, max: 2.6e8 })),
      steps: fc.array(
        fc.record({
          facts: factsOf(world),
          slots: fc.constantFrom(0, 1, 1, 1, 1, 2, 7, 300),
          shift: fc.constantFrom(0, 0, 0, 0, 0, 3, 1000, 100_000_000),
          tap: fc.constantFrom("none", "none", "none", "dismiss", "forget"),
        }) as fc.Arbitrary<Step>,
        { minLength: 1, maxLength: mostSteps },
      ),
    }),
  );
}
