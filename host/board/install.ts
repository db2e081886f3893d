// A board as an installation leaves it, without one: for virtual boards.
import { executePlan, openFiles } from "./execution.ts";
import { buildSlotImage, type Content } from "./image.ts";
import { planLayout } from "./layout.ts";
import { planInstall } from "./plan.ts";

/** Text of `.boot0`, and what goes into the slot. */
export interface Installed extends Content {
  readonly boot: string;
}

/**
 * The files of a Storage after the steps of an installation, in the order in which they lie there.
 * @param storageBytes size of the Storage
 * @throws HostError `board-…` where something does not fit
 */
export function listInstalled(content: Installed, storageBytes: number): ReadonlyMap<string, Uint8Array> {
  const layout = planLayout(storageBytes);
  const image = buildSlotImage(content, layout.slotBytes);
  const files = new Map<string, Uint8Array>();
  executePlan(openFiles(files), planInstall(layout, content.boot, image));
  return files;
}
