// What the policy gate finds, and how it says so.
import { formatPlace, HostError, type Place } from "../../error.ts";
import { POLICY_RULES } from "./rule.ts";

export interface Breach {
  /** Key of POLICY_RULES. */
  readonly rule: string;
  /** "P1" to "P10". */
  readonly promise: string;
  readonly place: Place;
  /** What it is about, as it stands in the source. */
  readonly detail: string;
}

/** Hears of a breach. @param promise where the rule itself has none */
export type ReportBreach = (rule: string, place: Place, detail: string, promise?: string) => void;

/** Breaches that one error message lists. */
const LISTED = 20;

/** @returns what hears of breaches, and the list that they go to */
export function collectBreaches(): { breaches: Breach[]; report: ReportBreach } {
  const breaches: Breach[] = [];
  const report: ReportBreach = (rule, place, detail, promise) => {
    breaches.push({ rule, promise: POLICY_RULES[rule]?.promise ?? promise ?? "P10", place, detail });
  };
  return { breaches, report };
}

/** @throws HostError `policy-…` for the first breach; its message lists the others */
export function refuseBreaches(breaches: readonly Breach[]): void {
  const [first, ...others] = breaches;
  if (first === undefined) return;
  const rule = POLICY_RULES[first.rule];
  const lines = others
    .slice(0, LISTED)
    .map(
      ({ place, promise, detail, rule }) =>
        `\n  ${formatPlace(place)}: ${promise}: ${detail} [policy-${rule}]`,
    );
  throw new HostError(
    `policy-${first.rule}`,
    `${first.promise} would be broken by ${first.detail}: ${rule.why}${lines.join("")}`,
    `Instead: ${rule.instead}. The promises are in shared/POLICY.md.`,
    first.place,
  );
}
