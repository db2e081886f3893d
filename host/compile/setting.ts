// What is drawn for: one board of a shop, in one language.
import type { Board, Question, Shop } from "../shop/model.ts";
import type { LabelMark } from "./mark.ts";
import type { Sheet } from "./sheet.ts";

/** What screens of a board need to know. */
export interface Setting {
  readonly sheet: Sheet;
  readonly shop: Shop;
  readonly board: Board;
  readonly language: string;
  /** The question, where this board asks it. */
  readonly question: Question | undefined;
  /** What the board shows of its label; undefined where no program is known that it would be of. */
  readonly mark: LabelMark | undefined;
}
