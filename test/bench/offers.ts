// Seeded offers with six conditions each, of which 5 % are eligible in the measured situation and eight of these are
// campaign offers: a play row of eight entries.

import type { Rule } from "../../host/compile/rules.ts";
import { NO_CONDITION, TIER_CAMPAIGN, TIER_REGULAR } from "../../shared/offers/deployment.ts";
import { createRandom } from "./random.ts";

/** The measured situation: Friday 17:00, 27 November 2026 (day 20,784), lingering, dwell 1, first answer. */
export const MEASURED = {
  day: 20784,
  minute: 4 * 1440 + 17 * 60,
  presence: 2,
  dwell: 1,
  mood: 1,
  answers: 3,
} as const;

/** Entries of the measured row. */
export const ROW_ENTRIES = 8;
/** Slots that an offer rests after a play. */
export const REST_SLOTS = 60;

function matching(): Rule {
  return {
    tier: TIER_REGULAR,
    share: 1,
    masks: [0b0010, 0b1100, 0b1110, NO_CONDITION, NO_CONDITION, NO_CONDITION],
    days: 0b0110000,
    hours: [{ start: 16 * 60, end: 19 * 60 }],
    firstDay: 20758,
    lastDay: 20811,
    isDated: true,
    isStock: false,
    languages: 1,
    restSlots: REST_SLOTS,
    perHour: 0,
  };
}

/** Breaks one of the six conditions of a rule. */
function breakOne(rule: Rule, which: number): Rule {
  const masks = [...rule.masks];
  if (which === 0) return { ...rule, days: 0b0001111 };
  if (which === 1) return { ...rule, hours: [{ start: 9 * 60, end: 12 * 60 }] };
  if (which === 2) return { ...rule, firstDay: 20790, lastDay: 20811 };
  if (which === 3) masks[0] = 0b0100;
  else if (which === 4) masks[1] = 0b1000;
  else masks[2] = 0b1000;
  return { ...rule, masks };
}

/** Each of six independent conditions fails so often that one offer in twenty passes all: 0.6 to the sixth is 0.047. */
const FAILURE = 0.4;

/** A rule of whose conditions at least one does not hold. */
function failing(random: () => number): Rule {
  const failures = Array.from({ length: 6 }, () => random() < FAILURE);
  if (!failures.includes(true)) failures[Math.floor(random() * 6)] = true;
  return failures.reduce((rule, isFailing, which) => (isFailing ? breakOne(rule, which) : rule), matching());
}

/** @param count offers, of which count / 20 are eligible in MEASURED */
export function makeOffers(count: number, seed: number): Rule[] {
  const random = createRandom(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  const rules: Rule[] = new Array(count);
  order.forEach((place, i) => {
    if (i < ROW_ENTRIES) rules[place] = { ...matching(), tier: TIER_CAMPAIGN };
    else if (i < count / 20) rules[place] = matching();
    else rules[place] = failing(random);
  });
  return rules;
}
