// A board knows a first and a last day of an offer, no days in between on which it is not shown. So an offer with
// exceptions becomes several, one for each stretch of days, of which never two hold at once.
import { cutOut } from "./calendar.ts";
import type { Draft, DraftOffer } from "./draft.ts";
import type { Offer } from "./model.ts";
import type { Report } from "./report.ts";

const LAST_DAY = 0xffff;
/** Each stretch is a card of its own on the board. */
const MOST_STRETCHES = 20;

/** All offers as boards play them. Ids of further stretches get a number: `noir`, `noir-2`. */
export function splitOffers({ offers, names }: Draft, report: Report): Offer[] {
  const ids = new Set(names.map(({ id }) => id));
  return offers.flatMap((draft) => (draft.except.length === 0 ? [draft.offer] : split(draft, ids, report)));
}

function split({ offer, path, except }: DraftOffer, ids: Set<string | undefined>, report: Report): Offer[] {
  const { from, until, ...when } = offer.when;
  const first = from ?? 0;
  const last = Math.min(until ?? LAST_DAY, offer.approved.review);
  const stretches = cutOut({ first, last }, except);
  if (stretches.length === 0 || stretches.length > MOST_STRETCHES) {
    const message =
      stretches.length === 0
        ? `No day is left on which ${offer.id} is shown.`
        : `${offer.id} is shown in ${stretches.length} stretches of days; a board keeps ${MOST_STRETCHES}.`;
    report.error("shop-except", [...path, "when", "except"], message, "Name fewer days, or set `until`.");
    return [];
  }
  return stretches.map((stretch, n) => {
    const begin = stretch.first === first ? from : stretch.first;
    const end = stretch.last === last ? until : stretch.last;
    return {
      ...offer,
      id: n === 0 ? offer.id : findId(offer.id, n + 1, ids),
      when: {
        ...when,
        ...(begin === undefined ? {} : { from: begin }),
        ...(end === undefined ? {} : { until: end }),
      },
    };
  });
}

function findId(id: string, number: number, ids: Set<string | undefined>): string {
  let free = `${id}-${number}`;
  for (let next = number; ids.has(free); next++) free = `${id}-${number}-${next}`;
  ids.add(free);
  return free;
}
