// Energies of a radar's gates (engineering mode) over time. Assumed: an empty gate shows 8, a fan 45 in the second gate, a body
// 75 in the first while it walks and 50 while it is still, each with a spread of 5; 0 to 100.
import { createRandom } from "../../bench/random.ts";
import { isWalking, type World } from "./model.ts";

/** @returns 18 energies at a time: of movement a gate, then of stillness; to be asked in the order of time */
export function drawGates(world: World, seed: number): (atMs: number) => number[] {
  const random = createRandom(seed);
  const spread = (mean: number): number => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += random();
    return Math.max(0, Math.min(100, Math.round(mean + 5 * sum)));
  };
  return (atMs) => {
    const visit = world.visits.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    const hasFan = world.movements.some(([fromMs, toMs]) => atMs >= fromMs && atMs < toMs);
    return Array.from({ length: 18 }, (_, i) => {
      const gate = i % 9;
      if (gate === 0 && visit !== undefined) return spread(isWalking(visit, atMs) ? 75 : 50);
      return spread(gate === 1 && hasFan ? 45 : 8);
    });
  };
}
