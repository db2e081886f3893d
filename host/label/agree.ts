// Bundle, manifest and label must say the same: every field is compared with what the build itself knows.
import { AXES, createSituation } from "../../shared/offers/situation.ts";
import { checkUses, readSetup } from "../build/flow/agree.ts";
import { ROWS, SITUATION_FIELDS, UNFILLED_FIELDS } from "../build/flow/flow.ts";
import type { Program } from "../build/program.ts";
import { HostError } from "../error.ts";
import type { Board, Shop } from "../shop/model.ts";
import { asJson, type Json } from "./code.ts";
import { makeLabel } from "./fact.ts";
import { makeManifest, type Parts } from "./manifest.ts";

/**
 * Holds a label to its program. Call it with what is about to be written.
 * @param label parsed
 * @throws HostError `policy-undeclared`, `policy-missing`, `policy-situation`, `policy-label`
 */
export function checkLabel(
  shop: Shop,
  board: Board,
  program: Pick<Program, "boot" | "program">,
  label: unknown,
): void {
  checkSituation(Object.keys(createSituation()), AXES);
  refuse("label", findDifference(asJson(label), asJson(makeLabel(shop, board, program))));
  checkUses(readSetup(shop, board), program);
}

/**
 * Holds a manifest and a label to what was built, and to each other.
 * @param label parsed
 * @param manifest parsed
 * @throws HostError as checkLabel, and `policy-manifest`
 */
export function checkAgreement(parts: Parts, label: unknown, manifest: unknown): void {
  const { shop, board, program } = parts;
  const expected = makeManifest(parts);
  refuse("manifest", findDifference(asJson(manifest), asJson(expected)));
  // The label speaks of the program, the manifest of files: they are the same bytes.
  const { facts } = makeLabel(shop, board, program);
  const { ".boot0": boot, "program.js": text } = expected.files;
  refuse("manifest", findDifference(asJson([boot, text]), asJson([facts.boot, facts.program])));
  checkLabel(shop, board, program, label);
}

/**
 * The record that decisions see is the declared one, and every field of it comes from a declared flow.
 * @param keys of a Situation
 * @param axes how many axes its classes have
 * @throws HostError `policy-situation`
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
  const entry = Object.entries(value).find(([name]) => name === key);
  return entry?.[1];
}
