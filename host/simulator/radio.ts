// The radio: who hears what. Adverts come from a seeded crowd; what goes out is only recorded.
import { createRandom } from "../random.ts";

/** An advert as the air has it. */
export interface Advert {
  readonly rssiDbm: number;
  /** As Espruino writes it: address and its type. */
  readonly id: string;
  /** Up to 31 bytes of advertising data. */
  readonly data: Uint8Array;
}

/** What became of the adverts that a program was given. */
export interface AdvertCount {
  /** Handed to the program. */
  delivered: number;
  /** Of those: both id and data were one constant byte when the callback returned. */
  wiped: number;
  /** Came while the program was not listening. */
  unheard: number;
}

interface Burst {
  nextUs: number;
  readonly stepUs: number;
  left: number;
  readonly rssiDbm: number;
}

export interface Radio {
  /** The stock firmware advertises from power-on until NRF.sleep(). */
  isAdvertising: boolean;
  /** The firmware's own mark of that: see transmitter.ts. */
  isMarked: boolean;
  isScanning: boolean;
  readonly adverts: AdvertCount;
  /** Spreads adverts evenly over the second from now on. */
  addBurst(nowUs: number, count: number, rssiDbm: number): void;
  /** When the next advert is in the air; Infinity with none. */
  nextUs(): number;
  /** Takes the next advert out of the air. */
  take(): Advert;
  create(rssiDbm: number): Advert;
}

const SECOND_US = 1_000_000;
const MOST_DATA_BYTES = 31;

export function createRadio(seed: number): Radio {
  const random = createRandom(seed);
  let bursts: Burst[] = [];

  function createAdvert(rssiDbm: number): Advert {
    let id = "";
    for (let i = 0; i < 6; i++) id += `${i ? ":" : ""}${random.below(256).toString(16).padStart(2, "0")}`;
    const data = new Uint8Array(12 + random.below(MOST_DATA_BYTES - 12 + 1));
    // Flags, then one structure of manufacturer data (0xff) or of a name (0x09) that fills the rest.
    const isNamed = random.below(4) === 0;
    data.set([2, 1, 6, data.length - 4, isNamed ? 9 : 0xff]);
    for (let i = 5; i < data.length; i++) data[i] = isNamed ? 97 + random.below(26) : random.below(256);
    return { rssiDbm, id: `${id} ${random.below(4) === 0 ? "public" : "random"}`, data };
  }

  function nextBurst(): Burst | undefined {
    let first: Burst | undefined;
    for (const burst of bursts) if (first === undefined || burst.nextUs < first.nextUs) first = burst;
    return first;
  }

  return {
    isAdvertising: false,
    isMarked: false,
    isScanning: false,
    adverts: { delivered: 0, wiped: 0, unheard: 0 },
    addBurst(nowUs, count, rssiDbm) {
      if (count > 0)
        bursts.push({ nextUs: nowUs, stepUs: Math.floor(SECOND_US / count), left: count, rssiDbm });
    },
    nextUs: () => nextBurst()?.nextUs ?? Number.POSITIVE_INFINITY,
    take() {
      const burst = nextBurst();
      if (burst === undefined) throw new Error("no advert is in the air");
      burst.nextUs += burst.stepUs;
      burst.left--;
      if (burst.left === 0) bursts = bursts.filter((other) => other !== burst);
      return createAdvert(burst.rssiDbm);
    },
    create: createAdvert,
  };
}
