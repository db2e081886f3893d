// Whether what a board said of itself is what the scenario expects.
import { HostError } from "../../host/error.ts";
import type { Status } from "../../host/simulator/board.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";
import type { ScenarioResult } from "./result.ts";
import type { Expectation, Scenario } from "./scenario.ts";

/**
 * Compares a run with the scenario's expectations.
 * @param offers ids of the board's offers, by their number in the deployment
 * @returns one sentence a broken expectation; empty when all hold
 * @throws HostError `scenario-offer` for an offer that the board does not have
 */
export function checkExpectations(
  scenario: Scenario,
  offers: readonly string[],
  result: ScenarioResult,
): string[] {
  const failures: string[] = [];
  for (const expectation of scenario.expectations) {
    const seen = result.statuses.find((status) => status.line === expectation.line);
    const failure =
      seen === undefined ? "the run never got there" : failureOf(expectation, offers, seen.value);
    if (failure === undefined) continue;
    const { field, comparison, value } = expectation;
    failures.push(
      `${scenario.file}:${expectation.line} at ${expectation.atMs} ms: ${field}${comparison}${value}, but ${failure}`,
    );
  }
  return failures;
}

function failureOf(
  expectation: Expectation,
  offers: readonly string[],
  status: Status | undefined,
): string | undefined {
  const { field, comparison, value } = expectation;
  if (field === "answer")
    return (status === undefined) === (value === "none") ? undefined : `answer is ${JSON.stringify(status)}`;
  if (status === undefined) return "no program answers";
  const wanted = field === "offer" || field === "pin" ? offerNumber(value, offers) : Number(value);
  const found = status[field];
  const holds = { "=": found === wanted, "!=": found !== wanted, "<": found < wanted, ">": found > wanted };
  if (holds[comparison]) return undefined;
  return field === "offer" ? `it is ${found === NEUTRAL ? "neutral" : offers[found]}` : `it is ${found}`;
}

function offerNumber(id: string, offers: readonly string[]): number {
  if (id === "neutral") return NEUTRAL;
  const number = offers.indexOf(id);
  if (number < 0)
    throw new HostError("scenario-offer", `the board has no offer "${id}"`, `It has ${offers.join(", ")}.`);
  return number;
}
