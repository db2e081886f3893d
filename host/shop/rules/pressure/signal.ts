// Signs that shout "quick": clocks that run, fire, sirens. They say nothing about the offer.
import type { WordRule } from "./rule.ts";

const SIGNALS =
  /[⏰⏱⏲⏳⌛⌚🕐-🕧🔥🚨⚡💥💣🧨🏃🚀📢📣🔔🛎😱🤯🤑🆘🔴🛑⛔⚠❗❕‼⁉💯🎯👀💨🏁📉💸🎰🎉🥇🏆👑⭐🌟✨💎🎁🆓🆕🔝]/gu;
/** These press; the others above are merely loud, and pass when they stand alone. */
const PRESSING = /[⏰⏱⏲⏳⌛🔥🚨⚡💥💣🧨🏃🚀📢📣😱🤯🤑🆘❗‼⁉💨🏁💸🎰🔝🆓👀🛑]/u;

export const findSignal: WordRule = ({ text }) => {
  const all = Array.from(text.matchAll(SIGNALS));
  const pressing = all.filter((match) => PRESSING.test(match[0]));
  const shown = pressing.length > 0 ? pressing : all.length > 1 ? all : [];
  if (shown.length === 0) return undefined;
  return {
    code: "pressure-signal",
    severity: "error",
    hits: shown.map(({ 0: words, index }) => ({
      words,
      start: index,
      end: index + words.length,
      letters: "",
    })),
    why: "signals haste where there is none",
    fix: "Leave it out; a picture of the thing says more.",
  };
};
