// What a switch to other content means for what a board has counted.
import { DIR_DEPLOYMENT } from "../../../shared/link/slot.ts";
import { SECTION_STATS, sectionOffset } from "../../../shared/offers/deployment.ts";
import { toBytes } from "../latin.ts";
import type { Operation } from "../operation.ts";
import type { Slot } from "../plan.ts";
import { planForget, planSeed } from "../stats/seed.ts";
import type { Session } from "./session.ts";
import type { Survey } from "./survey.ts";

/** Bytes at the start of a deployment that have its table of parts. */
const HEAD_BYTES = 256;

/**
 * Without a seed all that was counted is destroyed, before the switch, so that a cut leaves no board with it that does not
 * count; and once more after it, because until the restart the old program runs.
 * @param operations end with the switch
 * @param seed SEED_BYTES, where the new content counts
 * @param address of the data of STATS_FILE in the chip's flash
 */
export function planStats(
  operations: readonly Operation[],
  { stats }: Pick<Survey, "stats">,
  seed: Uint8Array | undefined,
  address: number,
): Operation[] {
  if (seed !== undefined) return [...operations, ...planSeed(seed, address)];
  if (stats === "erased") return [...operations];
  return [...operations.slice(0, -1), ...planForget(), ...operations.slice(-1), ...planForget()];
}

/** The same where content that counts, or does not, is there already. */
export function mendStats(
  { stats }: Pick<Survey, "stats">,
  seed: Uint8Array | undefined,
  address: number,
): Operation[] {
  if (seed === undefined) return stats === "erased" ? [] : planForget();
  return stats === "seeded" ? [] : planSeed(seed, address);
}

/** Does what is in a whole slot count over time? Its cards' own table of parts says so. */
export async function readCounting(session: Session, slot: Slot, directory: Uint8Array): Promise<boolean> {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const offset = view.getUint32(DIR_DEPLOYMENT * 4, true);
  const text = await session.ask(`require("Storage").read("${slot}",${offset},${HEAD_BYTES})`);
  const head = new Uint8Array(HEAD_BYTES);
  head.set(toBytes(text).subarray(0, HEAD_BYTES));
  return sectionOffset(new Uint32Array(head.buffer), SECTION_STATS) > 0;
}
