// The order of product and policy, with the whole history kept: pin, staff floor, campaign, regular, neutral.
import type { Offer, Tier } from "../../host/shop/model.ts";
import type { Facts, World } from "../arbitraries.ts";
import { isSoldOut, isWritten, obeysRules } from "./rules.ts";

export interface Play {
  readonly offer: number;
  readonly slot: number;
}

/** A board as the oracle sees it. */
export interface Past {
  readonly plays: readonly Play[];
  readonly dismissed: readonly number[];
}

export interface Choice {
  readonly offer: number | undefined;
  readonly by: Tier | "pin" | "neutral";
}

/** Does its rest or its hourly bound keep the offer out of this slot? A play in the slot itself does not count. */
export function isTired(world: World, offer: Offer, number: number, slot: number, past: Past): boolean {
  const rest = Math.ceil(offer.plays.restSeconds / world.slotSeconds);
  const hour = Math.ceil(3600 / world.slotSeconds);
  const own = past.plays.filter((play) => play.offer === number);
  if (own.some((play) => play.slot === slot)) return false;
  if (own.some((play) => play.slot < slot && slot - play.slot <= rest)) return true;
  // Shown twice in one slot, it has played once.
  const lately = new Set(own.map((play) => play.slot).filter((at) => at < slot && at > slot - hour));
  return offer.plays.perHour > 0 && lately.size >= offer.plays.perHour;
}

/** Is an offer that the rules allow held back? */
export function isHeldBack(world: World, number: number, facts: Facts, slot: number, past: Past): boolean {
  const offer = world.shop.offers[number];
  return (
    facts.banned.includes(number) ||
    past.dismissed.includes(number) ||
    isSoldOut(offer, number, facts) ||
    !isWritten(world, offer, facts) ||
    isTired(world, offer, number, slot, past)
  );
}

/** Turns of a tier in playing order: turn k of an offer with share s lies at (2k + 1) / 2s of the round. */
export function listTurns(world: World, tier: Tier, facts: Facts): number[] {
  const turns: { number: number; share: number; place: number }[] = [];
  world.shop.offers.forEach((offer, number) => {
    if (offer.tier !== tier || !obeysRules(world, offer, facts)) return;
    const share = offer.plays.share;
    for (let k = 0; k < share; k++) turns.push({ number, share, place: 2 * k + 1 });
  });
  // Fractions compared crosswise, so that equal ones are equal.
  turns.sort((a, b) => a.place * b.share - b.place * a.share || a.number - b.number);
  return turns.map((turn) => turn.number);
}

/** The tier's own turn if it is free, else the next free one from a place that moves on with each round. */
function take(
  turns: readonly number[],
  number: number,
  isHeld: (offer: number) => boolean,
): number | undefined {
  if (turns.length === 0) return undefined;
  const own = number % turns.length;
  if (!isHeld(turns[own])) return turns[own];
  const round = Math.floor(number / turns.length);
  const ahead = turns.length === 1 ? 0 : 1 + (round % (turns.length - 1));
  for (let i = 0; i < turns.length; i++) {
    const candidate = turns[(own + ahead + i) % turns.length];
    if (!isHeld(candidate)) return candidate;
  }
  return undefined;
}

/** Who is shown? */
export function chooseOffer(world: World, facts: Facts, slot: number, past: Past): Choice {
  if (facts.pin !== undefined && !past.dismissed.includes(facts.pin)) return { offer: facts.pin, by: "pin" };
  const isHeld = (number: number) => isHeldBack(world, number, facts, slot, past);
  const every = world.shop.staffEvery;
  const staff = listTurns(world, "staff", facts);
  let number = slot;
  if (every > 0 && staff.length > 0) {
    const staffSlotsBefore = Math.floor(slot / every);
    if (slot % every === every - 1) {
      const pick = take(staff, staffSlotsBefore, isHeld);
      if (pick !== undefined) return { offer: pick, by: "staff" };
      // Slots that staff could not use are counted by themselves.
      number = staffSlotsBefore;
    } else number = slot - staffSlotsBefore;
  }
  for (const tier of ["campaign", "regular"] as const) {
    const offer = take(listTurns(world, tier, facts), number, isHeld);
    if (offer !== undefined) return { offer, by: tier };
  }
  return { offer: undefined, by: "neutral" };
}
