// What a slot holds besides the program, read in place.
import { DIR_DEPLOYMENT, DIR_FONTS, DIRECTORY_BYTES, DIRECTORY_OFFSET } from "../shared/link/slot.ts";
import { type Deployment, openDeployment } from "../shared/offers/deployment.ts";
import { readPart, slotName, viewBytes } from "./ports/storage.ts";

/** A deployment that was found good, with what else is read in place. */
export interface Content {
  readonly d: Deployment;
  /** The same bytes as a flash string, for texts and images. */
  readonly text: string;
  readonly fonts: string;
}

/** What `.boot0` found whole in the slot that this program is from. */
export function openContent(): Content {
  const slot = slotName();
  const words = new Uint32Array(viewBytes(readPart(slot, DIRECTORY_OFFSET, DIRECTORY_BYTES)));
  const text = readPart(slot, words[DIR_DEPLOYMENT], words[DIR_DEPLOYMENT + 1]);
  const fonts = readPart(slot, words[DIR_FONTS], words[DIR_FONTS + 1]);
  return { d: openDeployment(viewBytes(text)), text: text, fonts: fonts };
}
