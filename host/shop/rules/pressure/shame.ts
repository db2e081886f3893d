// Shaming: whoever does not buy is not made to feel stupid, mean or careless for it.
import { refuse } from "./rule.ts";

export const findShame = refuse(
  "pressure-shame",
  "shame",
  "shames those who say no",
  "Say what the thing is and does; make the answer no as plain as the answer yes.",
);
