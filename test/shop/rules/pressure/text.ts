// Texts of the files beside the tests, and the rules they are held against.
import { readFileSync } from "node:fs";
import { readWording } from "../../../../host/shop/lexicon/reading.ts";
import { findCondition } from "../../../../host/shop/rules/pressure/condition.ts";
import { findCountdown } from "../../../../host/shop/rules/pressure/countdown.ts";
import { findCrowd } from "../../../../host/shop/rules/pressure/crowd.ts";
import { findDeadline } from "../../../../host/shop/rules/pressure/deadline.ts";
import { findFavour } from "../../../../host/shop/rules/pressure/favour.ts";
import { findGift } from "../../../../host/shop/rules/pressure/gift.ts";
import type { Claim, Setting, WordRule } from "../../../../host/shop/rules/pressure/rule.ts";
import { findScarcity } from "../../../../host/shop/rules/pressure/scarcity.ts";
import { findShame } from "../../../../host/shop/rules/pressure/shame.ts";
import { findShout } from "../../../../host/shop/rules/pressure/shout.ts";
import { findSignal } from "../../../../host/shop/rules/pressure/signal.ts";
import { findTime } from "../../../../host/shop/rules/pressure/time.ts";
import { findKnowledge } from "../../../../host/shop/rules/tone/knowledge.ts";
import { findNotice } from "../../../../host/shop/rules/tone/notice.ts";

export const RULES: Readonly<Record<string, WordRule>> = {
  time: findTime,
  deadline: findDeadline,
  scarcity: findScarcity,
  crowd: findCrowd,
  shame: findShame,
  shout: findShout,
  countdown: findCountdown,
  condition: findCondition,
  gift: findGift,
  signal: findSignal,
  favour: findFavour,
  notice: findNotice,
  knowledge: findKnowledge,
};
export const LANGUAGES = ["en", "de", "pl"] as const;

const PLAIN: Setting = { when: {}, part: "offer" };

/** What all rules say of a text on a card without dates and stock, or where else the setting says. */
export function judge(
  text: string,
  rules: readonly WordRule[] = Object.values(RULES),
  setting: Setting = PLAIN,
): Claim[] {
  const reading = readWording(text);
  return rules.flatMap((find) => find(reading, setting) ?? []);
}

/** Lines of a file beside this one, without its headings. */
export function readLines(name: string): string[] {
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("["));
}

/** Texts after "- " and "+ " of each part of a file. */
export function readFixtures(url: URL): { rule: string; bad: string[]; good: string[] }[] {
  return readFileSync(url, "utf8")
    .split(/^\[/m)
    .slice(1)
    .map((part) => {
      const [head = "", ...lines] = part.trim().split("\n");
      const take = (mark: string) =>
        lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2));
      return { rule: head.replace("]", ""), bad: take("- "), good: take("+ ") };
    });
}
