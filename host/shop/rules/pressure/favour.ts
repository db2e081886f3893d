// Fake exclusivity: everybody who stands there sees the same card and pays the same price (promise P2).
import { refuse } from "./rule.ts";

export const findFavour = refuse(
  "pressure-favour",
  "favour",
  "sounds as if it were for one person, and everybody sees the same card and pays the same",
  "Leave it out; the price is the same for everybody.",
);
