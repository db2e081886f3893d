// Transmitters that nobody else could be: every address, name, UUID and payload is made once and can be told apart.
// As the firmware delivers adverts unparsed: rssi, the address as text with its type, up to 31 bytes of structures.
import { createRandom, type Random } from "../../host/random.ts";
import type { Advert } from "../../host/simulator/radio.ts";

const ADDRESS_BYTES = 6;
const MOST_DATA_BYTES = 31;
/** Types of the structures in an advert: Bluetooth's assigned numbers. */
const FLAGS = 0x01;
const UUIDS_128 = 0x07;
const NAME = 0x09;
const SERVICE_DATA_16 = 0x16;
const SERVICE_DATA_128 = 0x21;
const MANUFACTURER = 0xff;
const NAME_BYTES = 8;

/** One transmitter, seen once. */
export interface Canary extends Advert {
  readonly address: Uint8Array;
}

/** A crowd in which nobody comes twice. */
export interface People {
  /** The next of them, as `startBoard` takes its `air`. */
  transmit(rssiDbm: number): Canary;
  /** All who came so far. */
  readonly seen: readonly Canary[];
}

/** @param seed other seeds are other people */
export function createPeople(seed: number): People {
  const random = createRandom(seed);
  const seen: Canary[] = [];
  return {
    seen,
    transmit(rssiDbm) {
      const address = makeBytes(random, ADDRESS_BYTES);
      const kind = seen.length & 1 ? "random" : "public";
      const data = makeData(random, seen.length % SHAPES.length);
      const canary = { rssiDbm, id: `${writeAddress(address)} ${kind}`, data, address };
      seen.push(canary);
      return canary;
    },
  };
}

/** Six bytes as Espruino writes an address: lower case, with colons. */
export function writeAddress(address: Uint8Array): string {
  return [...address].map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

type Part = readonly [type: number, bytes: Uint8Array];

/** What transmitters in a shop send, one shape after the other. Each fills what an advert may have. */
const SHAPES: readonly ((random: Random) => readonly Part[])[] = [
  // A phone's or a headset's name, and its maker's own data.
  (random) => [
    [FLAGS, Uint8Array.of(6)],
    [NAME, makeName(random)],
    [MANUFACTURER, makeBytes(random, 16)],
  ],
  // A service of one's own, and what it says.
  (random) => [
    [UUIDS_128, makeBytes(random, 16)],
    [SERVICE_DATA_16, makeBytes(random, 11)],
  ],
  (random) => [[MANUFACTURER, makeBytes(random, 29)]],
  (random) => [
    [FLAGS, Uint8Array.of(6)],
    [SERVICE_DATA_128, makeBytes(random, 26)],
  ],
];

function makeData(random: Random, shape: number): Uint8Array {
  const data = new Uint8Array(MOST_DATA_BYTES);
  let at = 0;
  for (const [type, bytes] of SHAPES[shape](random)) {
    data.set([bytes.length + 1, type], at);
    data.set(bytes, at + 2);
    at += bytes.length + 2;
  }
  return data.slice(0, at);
}

function makeName(random: Random): Uint8Array {
  return Uint8Array.from({ length: NAME_BYTES }, () => 97 + random.below(26));
}

function makeBytes(random: Random, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => random.below(256));
}
