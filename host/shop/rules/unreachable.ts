// Offers that no situation ever brings up, on any board: their own conditions exclude each other.
import type { Draft, DraftOffer } from "../draft.ts";
import { findFirst } from "../reach/moment.ts";
import type { Player, Scene } from "../reach/scene.ts";
import type { Report } from "../report.ts";
import { listUnsensed } from "./input.ts";

export function checkUnreachable(
  draft: Draft,
  scenes: readonly Scene[],
  today: number,
  report: Report,
): void {
  const byOffer = groupPlayers(scenes);
  for (const entry of draft.offers) {
    const { offer, path } = entry;
    const boards = draft.boards.filter((board) => board.groups.includes(offer.group));
    // What is over, what nobody plays, and what nobody can sense has been said.
    if (Math.min(offer.when.until ?? offer.approved.review, offer.approved.review) < today) continue;
    if (boards.length === 0 || listUnsensed(offer.when, boards).length > 0 || report.isFull()) continue;
    const players = byOffer.get(entry) ?? [];
    if (players.some(isReachable)) continue;
    const [message, hint] = explain(entry, players, draft);
    report.warning("shop-unreachable", [...path, "id"], message, hint);
  }
}

/** Each offer on every board that plays it. */
export function groupPlayers(scenes: readonly Scene[]): ReadonlyMap<DraftOffer, readonly Player[]> {
  const byOffer = new Map<DraftOffer, Player[]>();
  for (const { players } of scenes)
    for (const player of players) {
      const list = byOffer.get(player.entry);
      if (list === undefined) byOffer.set(player.entry, [player]);
      else list.push(player);
    }
  return byOffer;
}

/** Is there any situation in which the offer is allowed? */
export function isReachable({ calendar, takes }: Player): boolean {
  return takes.includes(true) && findFirst(calendar) !== undefined;
}

function explain({ offer }: DraftOffer, players: readonly Player[], draft: Draft): readonly [string, string] {
  if (offer.tier === "staff" && draft.staffEvery === 0)
    return [
      `${offer.id} is a staff pick, and no turn belongs to staff picks.`,
      "Set `staffEvery` under `shop`, such as 5 for every fifth turn.",
    ];
  if (!players.some(({ takes }) => takes.includes(true)))
    return [
      `${offer.id} is never shown: no board can sense all of its conditions at one time.`,
      "Remove one of the conditions, or give one board the sensors for all of them.",
    ];
  return [
    `${offer.id} is never shown: none of its dates is one of its days.`,
    "Look at `days`, `from`, `until`, `except` and `review` together.",
  ];
}
