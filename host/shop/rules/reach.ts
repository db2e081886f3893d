// What a board can and cannot show, over all situations: three rules that look at the same scenes.
import type { Draft } from "../draft.ts";
import type { Shop } from "../model.ts";
import type { Budget } from "../reach/cover.ts";
import { createScene } from "../reach/scene.ts";
import type { Report } from "../report.ts";
import { checkEmpty } from "./empty.ts";
import { checkShadowed } from "./shadowed.ts";
import { checkUnreachable } from "./unreachable.ts";

/** Words of 32 cells that are looked at: a second or two. 1,000 offers of the sample's kind need a tenth. */
const MOST_WORDS = 200_000_000;

/** Only for a shop without errors: what an offer that cannot be read would show is not known. */
export function checkReach(draft: Draft, shop: Shop, today: number, report: Report): void {
  const budget: Budget = { left: MOST_WORDS };
  const boards = draft.boards.filter((board) =>
    draft.offers.some(({ offer }) => board.groups.includes(offer.group)),
  );
  const scenes = boards.map((board) => createScene(draft, shop, board, today));
  checkUnreachable(draft, scenes, today, report);
  checkShadowed(draft, scenes, budget, report);
  checkEmpty(draft, scenes, today, budget, report);
  if (budget.left >= 0) return;
  const message = "There are too many times to look at all of them.";
  const hint = "Use fewer different dates and hours; whether each offer is ever shown was not checked.";
  report.warning("shop-reach", ["offers"], message, hint);
}
