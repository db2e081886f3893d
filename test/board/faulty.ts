// A way to a board that loses, delays, repeats and breaks; in order, as every real one is.
import type { Hearer, Transport } from "../../host/board/transport/transport.ts";
import { createInlet } from "../../host/board/transport/transport.ts";
import type { Random } from "../../host/random.ts";

export interface Faults {
  /** Each in thousandths of the pieces that pass. */
  readonly lose: number;
  readonly delay: number;
  readonly repeat: number;
  readonly cut: number;
}

const DELAY_MS = 15;

export function wrapFaulty(inner: Transport, random: Random, faults: Faults): Transport {
  const inlet = createInlet();
  let out: Promise<void> = Promise.resolve();
  let back: Promise<void> = Promise.resolve();

  async function pass(bytes: Uint8Array, on: (bytes: Uint8Array) => Promise<void> | void): Promise<void> {
    if (random.chance(faults.cut)) {
      inlet.closed(new Error("cut"));
      await inner.close();
    }
    if (inlet.isClosed || random.chance(faults.lose)) return;
    if (random.chance(faults.delay)) await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
    await on(bytes);
    if (random.chance(faults.repeat)) await on(bytes);
  }

  const hearer: Hearer = {
    data(bytes) {
      back = back.then(() => pass(bytes, (part) => inlet.data(part)));
    },
    closed: (error) => inlet.closed(error),
  };
  inner.hear(hearer);
  return {
    ...inner,
    // Bluetooth's grows while it is open.
    get mtu() {
      return inner.mtu;
    },
    write(bytes) {
      out = out.then(() => pass(bytes, (part) => inner.write(part).catch(() => undefined)));
      return out;
    },
    hear: inlet.hear,
    async close() {
      inlet.closed();
      await inner.close();
    },
  };
}
