// Why a board shows this offer, and why not another: from its status, by the very code that runs on the board.
import {
  REASON_BUSY,
  REASON_DATE,
  REASON_DWELL,
  REASON_HOURS,
  REASON_MOOD,
  REASON_PRESENCE,
  REASON_STAFF,
} from "../../shared/cards/list.ts";
import {
  OFFER_BYTES,
  OFFER_PER_HOUR,
  OFFER_REST,
  OFFER_TIER,
  TIER_STAFF,
} from "../../shared/offers/deployment.ts";
import { whyNot } from "../../shared/offers/explain.ts";
import { dismiss, notePlay } from "../../shared/offers/pacing.ts";
import {
  AXIS_BUSY,
  AXIS_DWELL,
  AXIS_MOOD,
  AXIS_PRESENCE,
  createSituation,
  NEUTRAL,
  type Situation,
  UNKNOWN_MINUTE,
} from "../../shared/offers/situation.ts";
import { NO_REASON, TIER_NEUTRAL, TIER_PIN } from "../../shared/offers/tier.ts";
import type { Turn } from "../../shared/offers/turn.ts";
import type { CompiledBoard } from "../compile/board.ts";
import { wordReason } from "../compile/clause.ts";
import { makeTurn } from "../compile/explain.ts";
import { nameFailure } from "../compile/failure.ts";
import { chooseText, chooseWords } from "../compile/texts.ts";
import type { Offer, Shop } from "../shop/model.ts";
import type { Status } from "../simulator/board.ts";
import { formatMinuteOfWeek, formatSeconds } from "./clock.ts";
import type { Play } from "./history.ts";
import type { Reason } from "./protocol.ts";

const LANGUAGE = "en";
const DAY_MS = 86_400_000;
/** More plays than the board itself remembers. */
const REMEMBERED_PLAYS = 256;
const NEUTRAL_SENTENCE = "No offer fits this moment, so the neutral card is shown.";
const BUSY = ["hardly anybody is around", "some people are around", "many people are around"];
const PRESENCE = ["nobody is near", "somebody is near", "somebody lingers", "somebody uses the display"];

export interface Explainer {
  /** The board's reason as one English sentence. */
  tell(status: Status): string;
  /** @param plays what was seen to play before */
  explain(status: Status, plays: readonly Play[]): Reason;
}

/** Makes the explainer of one compiled board. */
export function createExplainer(compiled: CompiledBoard, shop: Shop): Explainer {
  const { reasons: words } = chooseWords(LANGUAGE);

  function tell(status: Status): string {
    const offer = compiled.offers[status.offer];
    if (offer === undefined) return NEUTRAL_SENTENCE;
    const clauses = listReasons(status).map(
      (kind) => wordReason(shop, offer, kind, LANGUAGE, words)[0] ?? "",
    );
    return `${words.prefix}${[...new Set(clauses)].join(words.joiner)}${words.end}`;
  }

  function explain(status: Status, plays: readonly Play[]): Reason {
    const turn = makeTurn(compiled, shop, readSituation(status));
    repeatDecision(turn, status, plays);
    const shown = compiled.offers[status.offer];
    return {
      offer: shown?.id ?? "",
      title: shown === undefined ? "Neutral card" : titleOf(shown),
      sentence: tell(status),
      facts: listReasons(status).flatMap((kind) => nameFact(kind, status, shop, words)),
      others: compiled.offers.flatMap((offer, number) => {
        if (number === status.offer) return [];
        const why = nameFailure(whyNot(turn, number), offer, shop);
        return [{ offer: offer.id, title: titleOf(offer), why }];
      }),
    };
  }

  return { tell, explain };
}

/** An offer's title in English, or in the first language it has. */
export function titleOf(offer: Offer): string {
  return chooseText(offer.title, LANGUAGE);
}

function listReasons(status: Status): number[] {
  return [status.reason1, status.reason2].filter((kind) => kind !== NO_REASON);
}

type Dates = Pick<ReturnType<typeof chooseWords>["reasons"], "date" | "months">;

/** The value that a decisive fact has now; nothing for a kind without a value. */
function nameFact(kind: number, status: Status, shop: Shop, words: Dates): string[] {
  if (kind === REASON_MOOD) {
    const answer = shop.question?.answers[status.mood - 1];
    return [answer ? `the answer is ${chooseText(answer.text, LANGUAGE)}` : "no answer is given"];
  }
  if (kind === REASON_PRESENCE) return [PRESENCE[status.presence] ?? ""];
  if (kind === REASON_DWELL) return [`somebody has been here for ${formatSeconds(status.episodeSeconds)}`];
  if (kind === REASON_BUSY) return [BUSY[status.busy] ?? ""];
  if (kind === REASON_HOURS && status.minuteOfWeek >= 0)
    return [`it is ${formatMinuteOfWeek(status.minuteOfWeek)}`];
  if (kind === REASON_DATE) {
    const date = new Date(status.day * DAY_MS);
    return [`the date is ${words.date(date.getUTCDate(), words.months[date.getUTCMonth()] ?? "")}`];
  }
  return [];
}

function readSituation(status: Status): Situation {
  const situation = createSituation();
  situation.minuteOfWeek = status.minuteOfWeek < 0 ? UNKNOWN_MINUTE : status.minuteOfWeek;
  situation.day = status.day;
  situation.axes[AXIS_PRESENCE] = status.presence;
  situation.axes[AXIS_DWELL] = status.dwell;
  situation.axes[AXIS_BUSY] = status.busy;
  situation.axes[AXIS_MOOD] = status.mood;
  situation.language = status.language;
  situation.pin = status.pin;
  return situation;
}

/** The board's last decision, from what it says of itself, and its memory, from what it was seen to play. */
function repeatDecision(turn: Turn, status: Status, plays: readonly Play[]): void {
  const { d } = turn;
  turn.slot = status.slot;
  turn.offer = status.offer;
  turn.tier = TIER_NEUTRAL;
  if (status.pin === status.offer && status.offer !== NEUTRAL) turn.tier = TIER_PIN;
  else if (listReasons(status).includes(REASON_STAFF)) turn.tier = TIER_STAFF;
  else if (status.offer !== NEUTRAL)
    turn.tier = d.u8[d.offerTable + status.offer * OFFER_BYTES + OFFER_TIER] ?? TIER_NEUTRAL;
  for (const { offer, status: then } of plays.slice(-REMEMBERED_PLAYS)) {
    if (offer < 0) continue;
    const at = d.offerTable + offer * OFFER_BYTES;
    const rest = d.u16[(at + OFFER_REST) >> 1] ?? 0;
    notePlay(turn.pacing, offer, then.slot, rest, d.u8[at + OFFER_PER_HOUR] ?? 0, d.hourSlots);
  }
  for (const offer of status.dismissed === 0 ? [] : listDismissed(plays)) dismiss(turn.pacing, offer);
}

/** Offers of which somebody said "not this" in this episode: the count rose when their card gave way. */
export function listDismissed(plays: readonly Play[]): number[] {
  const dismissed: number[] = [];
  plays.forEach((play, i) => {
    const before = plays[i - 1];
    if (play.status.dismissed === 0) dismissed.length = 0;
    else if (before !== undefined && play.status.dismissed > before.status.dismissed)
      dismissed.push(before.offer);
  });
  return dismissed.filter((offer) => offer >= 0);
}
