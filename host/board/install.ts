// A board as an installation leaves it, without one: for virtual boards.
import { ERASED_BYTES, LOG_FILE } from "../../shared/link/slot.ts";
import { buildSlotImage, type Content } from "./image.ts";
import { toBytes } from "./latin.ts";
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
  for (const operation of planInstall(layout, content.boot, image)) {
    if (operation.kind === "create") files.set(operation.file, new Uint8Array(operation.size).fill(255));
    if (operation.kind === "write") files.get(operation.file)?.set(operation.bytes, operation.offset);
    if (operation.kind === "append") {
      const log = files.get(LOG_FILE);
      log?.set(toBytes(operation.code), log.indexOf(255, ERASED_BYTES));
    }
  }
  return files;
}
