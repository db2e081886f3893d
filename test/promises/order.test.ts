// P3's deadlines under random orders of events, on the shipping program.
import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../host/random.ts";
import { breakProgram, openSubject, withTexts } from "./stand.ts";
import { type Deed, watchVisit } from "./visit.ts";

const ORDERS = 1_000;
const BOARDS = ["crime-shelf", "till", "window"] as const;

/** Times around which something may end, and times that mean nothing; milliseconds. */
const EDGES_MS = [20_000, 90_000];
const STEP_MS = 500;
/** Looks at the board so often: not on its ticks. */
const SAMPLE_MS = 450;

function chooseTime(random: Random): number {
  if (random.chance(250)) {
    // A step before, at, or after a deadline of what was done last.
    const edge = EDGES_MS[random.below(EDGES_MS.length)];
    return edge + random.between(-2, 2) * STEP_MS + random.between(-3, 3);
  }
  return random.between(600, 8_000);
}

/** A tap is in each; the rest comes in any order. */
function chooseOrder(random: Random): Deed[] {
  const kinds = ["tap", "tap", "come", "go"] as const;
  const deeds: Deed[] = Array.from({ length: random.between(2, 4) }, () => ({
    afterMs: chooseTime(random),
    kind: kinds[random.below(kinds.length)],
    choice: random.below(41),
  }));
  deeds.splice(random.below(deeds.length + 1), 0, { afterMs: 700, kind: "tap", choice: random.below(41) });
  return deeds;
}

/** @returns what was wrong first, and how many orders were played until then */
function playOrders(
  count: number,
  watch: (id: (typeof BOARDS)[number], deeds: readonly Deed[]) => string | undefined,
): { played: number; wrong: string | undefined } {
  const random = createRandom(1_000);
  for (let played = 0; played < count; played++) {
    const wrong = watch(BOARDS[played % BOARDS.length], chooseOrder(random));
    if (wrong !== undefined) return { played, wrong };
  }
  return { played: count, wrong: undefined };
}

describe("what was tapped", () => {
  it(`P3: ends at its deadline, at most one tick early and never late, in ${ORDERS} random orders of events`, async () => {
    const subjects = new Map(
      await Promise.all(BOARDS.map(async (id) => [id, await openSubject(id)] as const)),
    );
    const result = playOrders(ORDERS, (id, deeds) => {
      const subject = subjects.get(id);
      return subject === undefined ? "no board" : watchVisit(subject, deeds, SAMPLE_MS);
    });
    expect(result).toEqual({ played: ORDERS, wrong: undefined });
  }, 600_000);

  it.each([
    ["shared/policy/forget.ts", "20000", "21000"],
    ["shared/policy/forget.ts", "90000", "91000"],
  ])(
    "P3: an answer that is kept a second longer is caught in fewer orders (control: %s, %s)",
    async (file, part, by) => {
      const broken = withTexts(
        await openSubject("crime-shelf"),
        await breakProgram("esp32-cyd", file, part, by),
      );
      const result = playOrders(ORDERS, (_id, deeds) => watchVisit(broken, deeds, SAMPLE_MS));
      expect(result.wrong).toMatch(/held after|no answer/);
    },
    600_000,
  );
});
