// Marks of a decision. In a file without imports: the bundler then writes the numbers themselves into the program.

/** Who chose the offer, besides the tiers of offers. */
export const TIER_PIN = 3;
export const TIER_NEUTRAL = 4;
/** No (second) reason. */
export const NO_REASON = 255;

/** Nothing is held back under a low byte, or several offers are. */
export const HELD_NONE = 0xffff;
export const HELD_SEVERAL = 0xfffe;
