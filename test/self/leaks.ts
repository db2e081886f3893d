// The audit of the project by itself: every published leak is refused, and the sources as they are pass.
import { findBreaches } from "../../host/build/program.ts";
import { catchLeaks, type Leak, readLeaks } from "../build/leak.ts";

/**
 * @param leaks those that are published; fewer in a test
 * @returns one row: how many leaks were caught as expected, every one that was not, and whether the sources pass unchanged
 */
export async function run(
  leaks: readonly Leak[] = readLeaks(),
): Promise<{ name: string; lines: readonly string[]; isOk: boolean }> {
  const caught = await catchLeaks(leaks);
  const missed = caught.filter(({ fault }) => fault !== undefined);
  const breaches = await findBreaches("esp32-cyd");
  const control = breaches.length === 0 ? "pass" : `do not pass: ${breaches.length} breaches`;
  return {
    name: "leaks",
    lines: [
      `leaks: ${caught.length - missed.length} of ${caught.length} caught; the sources as they are ${control}`,
      ...missed.map(({ name, fault }) => `  ${name}: ${fault}`),
    ],
    isOk: missed.length === 0 && breaches.length === 0 && caught.length >= 40,
  };
}
