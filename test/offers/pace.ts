// Worlds of offers that are always eligible: only shares, rests and bounds tell them apart.
import fc from "fast-check";
import type { Offer } from "../../host/shop/model.ts";
import { type Facts, MIDDLE_DAY, makeShop, type World } from "../arbitraries.ts";

/** A situation that asks for nothing: no clock, somebody near. */
export const PLAIN: Facts = {
  minute: undefined,
  day: MIDDLE_DAY,
  mood: 0,
  presence: 1,
  dwell: 0,
  busy: 0,
  light: 0,
  temperature: 0,
  language: 0,
  pin: undefined,
  banned: [],
  soldOut: [],
};

/** Pace of an offer; what is absent is plain. */
type Pace = Partial<Offer["plays"]> & { readonly tier?: Offer["tier"]; readonly when?: Offer["when"] };

/** A world of offers that are always eligible. */
export function worldOf(paces: readonly Pace[], staffEvery = 0, slotSeconds = 10): World {
  const offers = paces.map(
    ({ tier, when, ...plays }): Omit<Offer, "id"> => ({
      group: "all",
      tier: tier ?? "regular",
      title: { pl: "T" },
      text: { pl: "T" },
      when: when ?? {},
      plays: { share: 1, restSeconds: 0, perHour: 0, ...plays },
      approved: { by: "T", review: 30000 },
      place: { file: "shop.yaml" },
    }),
  );
  return { shop: makeShop(offers, 1, staffEvery), slotSeconds, answers: 3 };
}

/** First slots: soon after a start without a clock, or of this decade's clock. */
export const firstSlot = fc.oneof(fc.nat({ max: 100 }), fc.integer({ min: 1e8, max: 2.6e8 }));
