// Bundle, manifest and label must say the same: every field is compared with what the build itself knows.
import { AXES, createSituation } from "../../shared/offers/situation.ts";
import { checkUses, readSetup } from "../build/flow/agree.ts";
import { ROWS, SITUATION_FIELDS, UNFILLED_FIELDS } from "../build/flow/flow.ts";
import type { Program } from "../build/program.ts";
import { HostError } from "../error.ts";
import type { Board, Shop } from "../shop/model.ts";
import { asJson, type Json } from "./code.ts";
import { type Facts, makeLabel } from "./fact.ts";

/** What a manifest says of policy. */
export interface Policy
  extends Pick<Facts, "radio" | "network" | "statistics" | "flows" | "sinks" | "situation"> {
  /** Code of the label. */
  readonly label: string;
}

export interface Claim {
  readonly shop: Shop;
  readonly board: Board;
  readonly program: Pick<Program, "boot" | "program">;
  /** The label as it will be published, parsed. */
  readonly label: unknown;
  /** What the manifest says of policy, parsed. */
  readonly policy: unknown;
}

/** What a manifest has to say of policy. */
export function makePolicy(shop: Shop, board: Board, program: Pick<Program, "boot" | "program">): Policy {
  const { code, facts } = makeLabel(shop, board, program);
  const { radio, network, statistics, flows, sinks, situation } = facts;
  return { label: code, radio, network, statistics, flows, sinks, situation };
}

/**
 * Compares all three. Call it with what is about to be written.
 * @throws HostError `policy-undeclared`, `policy-missing`, `policy-situation`, `policy-label`, `policy-manifest`
 */
export function checkAgreement({ shop, board, program, label, policy }: Claim): void {
  checkSituation(Object.keys(createSituation()), AXES);
  checkUses(readSetup(shop, board), program);
  refuse("label", findDifference(asJson(label), asJson(makeLabel(shop, board, program))));
  refuse("manifest", findDifference(asJson(policy), asJson(makePolicy(shop, board, program))));
}

/**
 * The record that decisions see is the declared one, and every field of it comes from a declared flow.
 * @param keys of a Situation
 * @param axes how many axes its classes have
 */
export function checkSituation(keys: readonly string[], axes: number): void {
  const named: readonly string[] = SITUATION_FIELDS;
  const own = keys.filter((key) => key !== "axes" && !key.endsWith("Count"));
  const filled = [...ROWS.flatMap(({ fields }) => fields), ...UNFILLED_FIELDS];
  const stray =
    own.find((key) => !named.includes(key)) ??
    named.find((field) => !filled.includes(field)) ??
    filled.find((field) => !named.includes(field));
  if (stray === undefined && own.length + axes === named.length) return;
  throw new HostError(
    "policy-situation",
    `the Situation and its declaration differ${stray === undefined ? "" : ` in "${stray}"`}`,
    "A new field is a change of POLICY.md, of host/build/flow and of tests in the same commit.",
  );
}

function refuse(what: "label" | "manifest", path: string | undefined): void {
  if (path === undefined) return;
  throw new HostError(
    `policy-${what}`,
    `the ${what} and the program differ in ${path}: promise P10 would be broken`,
    "Do not edit what a build writes; build again.",
  );
}

/** Path of the first place in which two values differ, such as flows[2].retention; undefined where they are equal. */
function findDifference(a: Json | undefined, b: Json | undefined, path = ""): string | undefined {
  if (isBranch(a) && isBranch(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const at = Array.isArray(a) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      const found = findDifference(childOf(a, key), childOf(b, key), at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return a === b ? undefined : path === "" ? "everything" : path;
}

type Branch = readonly Json[] | { readonly [key: string]: Json };

function isBranch(value: Json | undefined): value is Branch {
  return typeof value === "object" && value !== null;
}

function childOf(value: Branch, key: string): Json | undefined {
  const child: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  return child === undefined ? undefined : asJson(child);
}
