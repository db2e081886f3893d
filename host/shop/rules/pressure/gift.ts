// "Free" (UCPD, Annex I no. 20): free is what costs nothing, not what comes with a purchase.
import { refuse } from "./rule.ts";

export const findGift = refuse(
  "pressure-free",
  "free",
  "calls free what has to be bought or earned",
  "Say what is paid for what, such as: three for the price of two. Free entry and free wrapping are fine.",
);
