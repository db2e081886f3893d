// Offers that are always beaten: whenever one is allowed, a campaign is too that nothing holds back. A campaign with
// a rest, an hourly bound or a stock lets others through, so it shadows nobody.
import { holdsAt } from "../calendar.ts";
import type { Draft } from "../draft.ts";
import { type Budget, type Cover, coverOf, isCovered } from "../reach/cover.ts";
import { writeOptions } from "../reach/domain.ts";
import { findFirst, nameMoment, writeAt } from "../reach/moment.ts";
import type { Player, Scene } from "../reach/scene.ts";
import type { Report } from "../report.ts";
import { groupPlayers, isReachable } from "./unreachable.ts";

type Grade = "shown" | "clockless" | "shadowed";

/** Who goes first, for each situation of a board. */
interface Beaters {
  readonly sets: readonly (readonly Player[])[];
  /** Set of each situation. */
  readonly setOf: readonly number[];
  readonly covers: Map<number, Cover | undefined>;
}

export function checkShadowed(draft: Draft, scenes: readonly Scene[], budget: Budget, report: Report): void {
  const beaters = new Map<Scene, Map<string, Beaters>>();
  const byOffer = groupPlayers(scenes);
  for (const entry of draft.offers) {
    if (report.isFull()) return;
    const reachable = (byOffer.get(entry) ?? []).filter(isReachable);
    if (reachable.length === 0) continue;
    const grades = reachable.map((player) => {
      const { scene } = player;
      return gradeOf(player, scene, findBeaters(player, scene, beaters), budget);
    });
    if (grades.includes("shown")) continue;
    const isClockless = grades.includes("clockless");
    const first = reachable[0];
    const { scene } = first;
    const { id } = entry.offer;
    const [winner, at, options] = findExample(first, scene, findBeaters(first, scene, beaters));
    const moment = options === "" ? nameMoment(at) : `${nameMoment(at)} (${options})`;
    report.warning(
      isClockless ? "shop-clockless" : "shop-shadowed",
      [...entry.path, "id"],
      isClockless
        ? `${id} is shown only while the clock is not set: ${winner} always goes first, as on ${moment}.`
        : `${id} is never shown: somebody always goes first, as ${winner} on ${moment}.`,
      `Give ${winner} a \`rest\`, or ${id} times of its own. See \`passerby why --board ${scene.board.id} --at ${writeAt(at)}${options === "" ? "" : ` ${options}`}\`.`,
    );
  }
}

/** Steady offers that go before those of a tier: the staff's where every turn is theirs, campaigns before the rest. */
function findBeaters({ entry }: Player, scene: Scene, known: Map<Scene, Map<string, Beaters>>): Beaters {
  const { tier } = entry.offer;
  const byTier = known.get(scene) ?? new Map<string, Beaters>();
  known.set(scene, byTier);
  const found = byTier.get(tier);
  if (found !== undefined) return found;
  const ahead = scene.players.filter(({ isSteady, entry: { offer } }) => {
    if (!isSteady || offer.tier === tier) return false;
    return offer.tier === "staff" ? scene.staffEvery === 1 : offer.tier === "campaign" && tier === "regular";
  });
  const sets: Player[][] = [];
  const numbers = new Map<string, number>();
  const setOf = scene.situations.map((_, situation) => {
    const numbersAhead = ahead.flatMap((player, n) => (player.takes[situation] ? [n] : []));
    const key = numbersAhead.join();
    const number = numbers.get(key) ?? sets.length;
    if (number === sets.length) sets.push(numbersAhead.map((n) => ahead[n]));
    numbers.set(key, number);
    return number;
  });
  const made: Beaters = { sets, setOf, covers: new Map() };
  byTier.set(tier, made);
  return made;
}

function gradeOf(player: Player, scene: Scene, { sets, setOf, covers }: Beaters, budget: Budget): Grade {
  const own = new Set(setOf.filter((_, situation) => player.takes[situation]));
  for (const number of own) if (sets[number].length === 0) return "shown";
  for (const number of own) {
    const cover = covers.has(number) ? covers.get(number) : coverOf(scene, sets[number], budget);
    covers.set(number, cover);
    // What cannot be decided in time is not claimed.
    if (cover === undefined || isCovered(cover, player, budget) !== true) return "shown";
  }
  const isFree = [...own].some(
    (number) => player.clocklessUntil > Math.max(-1, ...sets[number].map((other) => other.clocklessUntil)),
  );
  return isFree ? "clockless" : "shadowed";
}

/** Who goes first, when, and with what sensed: the next such moment. */
function findExample(
  player: Player,
  scene: Scene,
  { sets, setOf }: Beaters,
): readonly [winner: string, localMinute: number, options: string] {
  const at = findFirst(player.calendar) ?? 0;
  const situation = player.takes.indexOf(true);
  const winner = sets[setOf[situation]].find(({ calendar }) => holdsAt(calendar, at));
  return [
    winner?.entry.offer.id ?? "a campaign",
    at,
    writeOptions(scene.situations[situation], scene.answers),
  ];
}
