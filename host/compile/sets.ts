// Sets of play units as bits. A unit is one share of one offer; the order of the units is the order of play.

export type UnitSet = Uint32Array;

/** Units of all offers: tier by tier; inside a tier spread evenly by share. */
export interface Units {
  /** Offer of each unit. */
  readonly offers: readonly number[];
  /** Units of the tiers staff, campaign and regular. */
  readonly counts: readonly [number, number, number];
}

interface Spread {
  readonly tier: number;
  readonly share: number;
}

/**
 * Orders the units. Unit k of an offer with share s lies at (2k + 1) / 2s of the round, so that any part of the
 * offers, taken in this order, is spread about evenly; offers of equal share are told apart by their number.
 */
export function orderUnits(offers: readonly Spread[]): Units {
  const units: { tier: number; position: number; offer: number }[] = [];
  offers.forEach(({ tier, share }, offer) => {
    for (let k = 0; k < share; k++) units.push({ tier, position: (2 * k + 1) / (2 * share), offer });
  });
  units.sort((a, b) => a.tier - b.tier || a.position - b.position || a.offer - b.offer);
  const counts: [number, number, number] = [0, 0, 0];
  for (const unit of units) counts[unit.tier]++;
  return { offers: units.map((unit) => unit.offer), counts };
}

/** The units whose offer passes. */
export function unitsWhere(units: Units, test: (offer: number) => boolean): UnitSet {
  const set = new Uint32Array(Math.ceil(units.offers.length / 32));
  /** Each offer is asked once, whatever its share. */
  const known: boolean[] = [];
  const { offers } = units;
  for (let unit = 0; unit < offers.length; unit++) {
    const offer = offers[unit];
    known[offer] ??= test(offer);
    if (known[offer]) set[unit >> 5] |= 1 << (unit & 31);
  }
  return set;
}

export function intersect(a: UnitSet, b: UnitSet): UnitSet {
  return a.map((word, i) => word & b[i]);
}

export function hasUnit(set: UnitSet, unit: number): boolean {
  return ((set[unit >> 5] >>> (unit & 31)) & 1) === 1;
}

/** Numbers equal sets alike, in the order of first use. */
export interface Interner<T> {
  readonly items: T[];
  add(item: T): number;
}

export function createInterner<T extends { join(separator: string): string }>(): Interner<T> {
  const items: T[] = [];
  const numbers = new Map<string, number>();
  return {
    items,
    add(item) {
      const key = item.join(",");
      let number = numbers.get(key);
      if (number === undefined) {
        number = items.length;
        items.push(item);
        numbers.set(key, number);
      }
      return number;
    },
  };
}
