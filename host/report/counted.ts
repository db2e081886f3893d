// Statistics in words and as JSON: only what their error bars support, and what they are not.
import type { DayRecord } from "../board/stats/record.ts";
import { formatDate } from "../shop/date.ts";
import type { StatisticKind } from "../shop/model.ts";
import { ANSWER_EPSILON, FOOTFALL_EPSILON, PLAY_EPSILON, type Shown, type Statistics } from "./statistics.ts";

export interface Told {
  readonly kinds: readonly StatisticKind[];
  /** Ids of the shop's answers, and groups of the board. */
  readonly answers: readonly string[];
  readonly groups: readonly string[];
  readonly summary: Statistics;
  readonly records: readonly DayRecord[];
  /** Local days since 1970. */
  readonly today: number;
}

const GUARANTEE = [
  "What is promised: of one recorded episode (somebody near, until nobody was for 20 s) these numbers change the odds of",
  "anything by at most the factor e to the sum above. All of them were noisy before anybody was counted. Of an answer, which one was",
  "given changes them by at most the factor 3: it was mixed with chance at the tap.",
  "What is not: an episode is no person. Who comes four times is in four of them, and several who follow each other closely",
  "are one. Whoever opens the board, or loads it with another program, can count as he likes.",
];

function countBits(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}

function say(shown: Shown, unit = ""): string {
  if (shown.value !== undefined) return `${Math.round(shown.value)}${unit} ± ${Math.ceil(shown.plusMinus)}`;
  return shown.enoughOn === undefined
    ? "not enough yet"
    : `not enough yet; as it goes, on ${formatDate(shown.enoughOn)}`;
}

function sayHour(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

function budgetOf(kinds: readonly StatisticKind[]): { kind: StatisticKind; what: string; epsilon: number }[] {
  const all = [
    { kind: "footfall", what: "footfall", epsilon: FOOTFALL_EPSILON },
    { kind: "plays", what: "plays by group", epsilon: PLAY_EPSILON },
    { kind: "answers", what: "the answer, if one was given", epsilon: ANSWER_EPSILON },
  ] as const;
  return all.filter(({ kind }) => kinds.includes(kind));
}

/** What the ledger of a day has spent of its budget, and what is left: epsilon, added up over the numbers that a day has. */
interface Spending {
  readonly what: string;
  readonly epsilonSpent: number;
  readonly epsilonLeft: number;
}

const DAY_HOURS = 24;

/** Each hour has a number of its own, and so has each day: what is spent for one is never drawn again, what is left is not drawn yet. */
function leftOf(kinds: readonly StatisticKind[], records: readonly DayRecord[]) {
  const last = records[records.length - 1];
  if (last === undefined) return undefined;
  const hoursSpent = countBits(last.spentHours);
  const budget = budgetOf(kinds).map(({ kind, what, epsilon }): Spending => {
    const numbers = kind === "footfall" ? DAY_HOURS : 1;
    const spent = kind === "footfall" ? hoursSpent : Number(last.hasSpentTallies);
    return { what, epsilonSpent: spent * epsilon, epsilonLeft: (numbers - spent) * epsilon };
  });
  return { day: formatDate(last.day), hoursSpent, talliesSpent: last.hasSpentTallies, budget };
}

/** Lines for people. */
export function tellStatistics({ kinds, answers, groups, summary, records, today }: Told): string[] {
  const lines: string[] = [];
  if (records.length === 0)
    lines.push(
      "Nothing was counted yet. A board counts in opening hours, with a clock, from ten minutes after its start.",
    );
  if (kinds.includes("footfall") && summary.days.length > 0) {
    lines.push("Footfall by day (episodes, 95 %)");
    for (const { day, shown, hours, voidHours } of summary.days) {
      const few =
        day >= today - 1 && hours === 0 ? "the day is not over" : "fewer than 10, or nothing: not shown";
      const empty = voidHours === 0 ? "" : `, ${voidHours} without a number`;
      lines.push(
        `  ${formatDate(day)}  ${shown.value === undefined ? few : say(shown)}  (${hours} h${empty})`,
      );
    }
    lines.push("Footfall by hour, mean of a day");
    for (const { hour, days, shown } of summary.hours)
      lines.push(`  ${sayHour(hour)}  ${say(shown)}  (${days} days)`);
  }
  if (kinds.includes("answers")) {
    lines.push(`Answers, mixed with chance: ${say(summary.answered)}`);
    for (const [i, answer] of answers.entries()) lines.push(`  ${answer}  ${say(summary.answers[i], " %")}`);
  }
  if (kinds.includes("plays")) {
    lines.push("Episodes by the group that was shown first, all days");
    for (const [i, group] of groups.entries()) lines.push(`  ${group}  ${say(summary.plays[i])}`);
  }
  const budget = budgetOf(kinds);
  const sum = budget.reduce((total, { epsilon }) => total + epsilon, 0);
  lines.push(
    `Privacy budget of one episode: ${budget.map(({ what, epsilon }) => `${epsilon.toFixed(4)} ${what}`).join(", ")}; ` +
      `${sum.toFixed(2)} together.`,
  );
  const left = leftOf(kinds, records);
  if (left !== undefined) {
    const parts = left.budget.map(
      ({ what, epsilonSpent, epsilonLeft }) =>
        `${what} ${epsilonSpent.toFixed(4)} spent, ${epsilonLeft.toFixed(4)} left`,
    );
    lines.push(
      `Budget of ${left.day} (epsilon, all of its hours): ${parts.join("; ")}.`,
      `${left.hoursSpent} of 24 hours are spent; what is spent is never drawn again, and one episode has part in one of them.`,
    );
  }
  return [...lines, ...GUARANTEE];
}

/** The same for programs. */
export function listBudget({ kinds, answers, groups, summary, records }: Told): Record<string, unknown> {
  const give = (shown: Shown): object =>
    shown.value !== undefined
      ? { value: shown.value, plusMinus: shown.plusMinus }
      : { enoughOn: shown.enoughOn === undefined ? null : formatDate(shown.enoughOn) };
  const has = (kind: StatisticKind): boolean => kinds.includes(kind);
  return {
    days: has("footfall")
      ? summary.days.map(({ day, shown, ...rest }) => ({ day: formatDate(day), shown: give(shown), ...rest }))
      : [],
    hours: has("footfall")
      ? summary.hours.map(({ shown, ...rest }) => ({ ...rest, shown: give(shown) }))
      : [],
    answered: has("answers") ? give(summary.answered) : null,
    answers: has("answers") ? answers.map((answer, i) => ({ answer, shown: give(summary.answers[i]) })) : [],
    plays: has("plays") ? groups.map((group, i) => ({ group, shown: give(summary.plays[i]) })) : [],
    budget: budgetOf(kinds).map(({ what, epsilon }) => ({ what, epsilon })),
    left: leftOf(kinds, records) ?? null,
  };
}
