// The display senses that somebody is near, and nothing about them: no text says that it saw, or who came back.
import { refuse } from "../pressure/rule.ts";

export const findNotice = refuse(
  "tone-notice",
  "notice",
  "claims to have noticed the reader",
  "Speak of the thing or of the time of day; the display itself says why a card is shown.",
);
