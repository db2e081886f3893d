// Which offer a board shows in a situation, why, and why not another: by the very code that runs on the board.
import { DAY_MINUTES } from "../../shared/offers/clock.ts";
import { openDeployment } from "../../shared/offers/deployment.ts";
import { explain, whyNot } from "../../shared/offers/explain.ts";
import { prepareHeld } from "../../shared/offers/hold.ts";
import { createPeriod, findPeriod, findUnknownPeriod } from "../../shared/offers/period.ts";
import { select } from "../../shared/offers/select.ts";
import { NEUTRAL, type Situation, UNKNOWN_MINUTE } from "../../shared/offers/situation.ts";
import { NO_REASON } from "../../shared/offers/tier.ts";
import { createTurn, type Turn } from "../../shared/offers/turn.ts";
import type { Shop } from "../shop/model.ts";
import type { CompiledBoard } from "./board.ts";
import { wordReason } from "./clause.ts";
import { nameFailure } from "./failure.ts";
import { chooseWords } from "./texts.ts";
import { utcMinuteOf } from "./zone.ts";

export interface Answer {
  /** Id of the offer, or "neutral". */
  readonly offer: string;
  /** The decisive facts, at most two. */
  readonly why: readonly string[];
  /** Every other offer of the board with its first failing condition. */
  readonly whyNot: readonly { readonly offer: string; readonly condition: string }[];
}

const LANGUAGE = "en";

/** A turn of a board that has shown nothing yet, in a situation. */
export function makeTurn(compiled: CompiledBoard, shop: Shop, situation: Situation): Turn {
  const bytes = compiled.deployment;
  const d = openDeployment(bytes.slice().buffer);
  const turn = createTurn(d);
  Object.assign(turn.s, situation, { axes: situation.axes.slice() });
  if (situation.minuteOfWeek === UNKNOWN_MINUTE) findUnknownPeriod(d, situation.day, turn.period);
  else {
    const local = situation.day * DAY_MINUTES + (situation.minuteOfWeek % DAY_MINUTES);
    findPeriod(d, local, turn.period);
    const utcMinute = utcMinuteOf(shop.timezone, new Date(local * 60_000).toISOString().slice(0, 16));
    turn.slot = Math.floor((utcMinute * 60) / d.slotSeconds);
  }
  prepareHeld(turn);
  return turn;
}

/**
 * Answers `why`. Pure: the same question gives the same answer.
 * @param situation with UNKNOWN_MINUTE for a board without a clock
 */
export function explainAt(compiled: CompiledBoard, shop: Shop, situation: Situation): Answer {
  const turn = makeTurn(compiled, shop, situation);
  select(turn);
  explain(turn, createPeriod());
  const words = chooseWords(LANGUAGE).reasons;
  const shown = compiled.offers[turn.offer];
  const kinds = [turn.first, turn.second].filter((kind) => kind !== NO_REASON);
  return {
    offer: turn.offer === NEUTRAL ? "neutral" : shown.id,
    // Two facts that only exclude campaigns read the same: said once, as on the board.
    why:
      shown === undefined
        ? []
        : [...new Set(kinds.map((kind) => wordReason(shop, shown, kind, LANGUAGE, words)[0]))],
    whyNot: compiled.offers.flatMap((offer, number) =>
      number === turn.offer
        ? []
        : [{ offer: offer.id, condition: nameFailure(whyNot(turn, number), offer, shop) }],
    ),
  };
}
