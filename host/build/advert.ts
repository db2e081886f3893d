// The bytes that a board's advert consists of: what everybody around receives.
import { BTHOME_BUSY_AT, BTHOME_PRESENCE_AT } from "../../shared/radio/bthome.ts";
import { HostError } from "../error.ts";
import { encodeLink, MOST_LINK_BYTES } from "../shop/link.ts";
import type { RadioProfile } from "../shop/model.ts";

/** What a board's section says of what it sends. */
export interface Emission {
  readonly radio: RadioProfile;
  readonly link?: string | undefined;
}

/** Flags: to be found by everybody, no classic Bluetooth (Core Specification Supplement, part A, 1.3). */
const FLAGS = [2, 1, 6];
/** Types of advertising data: list of 16-bit services, service data of one. */
const SERVICES = 3;
const SERVICE_DATA = 0x16;
const EDDYSTONE = [0xaa, 0xfe];
const EDDYSTONE_URL = 0x10;
/** Strength at no distance, dBm. Not measured: about what the chip sends with. */
const TX_POWER_DBM = 0;
const BTHOME = [0xd2, 0xfc];
/** Version 2, not encrypted, sent at regular times. */
const BTHOME_INFO = 0x40;
const BTHOME_COUNT = 0x09;
const BTHOME_PRESENCE = 0x25;

/**
 * The advert's payload, at most 31 bytes; empty for a board that sends nothing. In the profile `bthome` its two fields are 0.
 * @throws HostError `build-link` where a board of the profile `link` has none that fits; `check` says it before
 */
export function buildAdvert({ radio, link }: Emission): number[] {
  if (radio === "bthome") {
    const objects = [BTHOME_COUNT, 0, BTHOME_PRESENCE, 0];
    const bytes = [...FLAGS, ...field(SERVICE_DATA, [...BTHOME, BTHOME_INFO, ...objects])];
    if (bytes[BTHOME_BUSY_AT - 1] !== BTHOME_COUNT || bytes[BTHOME_PRESENCE_AT - 1] !== BTHOME_PRESENCE)
      throw new Error("shared/radio/bthome.ts says otherwise");
    return bytes;
  }
  if (radio === "silent") return [];
  const url = encodeLink(link ?? "");
  if (url === undefined || url.length > MOST_LINK_BYTES + 1)
    throw new HostError(
      "build-link",
      `the link ${link ?? "(none)"} does not go into an advert`,
      "Give the board a shorter one in shop.yaml; `passerby check` says how long it may be.",
    );
  return [
    ...FLAGS,
    ...field(SERVICES, EDDYSTONE),
    ...field(SERVICE_DATA, [...EDDYSTONE, EDDYSTONE_URL, TX_POWER_DBM & 255, ...url]),
  ];
}

function field(type: number, bytes: readonly number[]): number[] {
  return [bytes.length + 1, type, ...bytes];
}
