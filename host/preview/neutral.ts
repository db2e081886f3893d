// The neutral card: what a board shows where no offer may be shown.
import { NEUTRAL } from "../../shared/offers/situation.ts";
import { compileBoard } from "../compile/board.ts";
import type { LabelMark } from "../compile/mark.ts";
import { HostError } from "../error.ts";
import type { Board, Shop } from "../shop/model.ts";
import type { BoardFiles, Frame, VirtualBoard } from "../simulator/board.ts";

/** Asks for the card where an offer is asked for; an offer that has this id comes first. */
export const NEUTRAL_CARD = "neutral";

/** Long past: on no day that a board can have is an offer of this day in date. */
const LONG_AGO = { from: 0, until: 0 };
/** A moment with a clock, for the card says where there is none. */
const START = "2027-01-01T12:00:00Z";
const STEP_MS = 500;
/** A panel is done drawing after this; e-paper is the slowest. */
const SETTLE_MS = 3000;
/** After this every language had its turn. */
const LONGEST_MS = 270_000;

/**
 * Shows the neutral card: by the board's own program and its own cards, all offers of which are out of date.
 * @param start makes a board without power with these files
 * @param language index of the language to wait for; undefined = the first that comes
 * @throws HostError `preview-not-shown`
 */
export function showNeutral(
  shop: Shop,
  board: Board,
  mark: LabelMark,
  files: BoardFiles,
  start: (files: BoardFiles) => VirtualBoard,
  language?: number,
): Frame {
  const offers = shop.offers.map((offer) => ({ ...offer, when: { ...offer.when, ...LONG_AGO } }));
  const { deployment, fonts } = compileBoard({ ...shop, offers }, board, mark);
  const idle = start({ ...files, deployment, fonts });
  idle.happen({ atMs: 0, event: "start", values: [START], line: 1 });
  for (let atMs = SETTLE_MS; atMs <= LONGEST_MS; atMs += STEP_MS) {
    idle.advanceTo(atMs);
    const status = idle.status();
    if (status?.offer === NEUTRAL && (language === undefined || status.language === language)) {
      // A panel may still be drawing this language.
      idle.advanceTo(atMs + SETTLE_MS);
      return idle.frame();
    }
  }
  throw new HostError(
    "preview-not-shown",
    "the board does not show its neutral card",
    "Run `passerby check`; if it finds nothing, this is a fault of Passerby.",
  );
}
