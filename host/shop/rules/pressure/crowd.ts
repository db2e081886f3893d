// Social proof: a display in a shop knows of nobody else, so it cannot say what others do or like.
import { refuse } from "./rule.ts";

export const findCrowd = refuse(
  "pressure-crowd",
  "crowd",
  "speaks for people of whom the display knows nothing",
  "Say who in the shop recommends it and why, such as: MK recommends it for long evenings.",
);
