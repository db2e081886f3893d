// Controls: a property that must not hold.
import fc from "fast-check";
import { runs } from "../arbitraries.ts";

/** Is the property refuted, and by a comparison? One that merely breaks would prove nothing. */
export function isRefuted<T>(property: fc.IProperty<T>, numRuns: number): boolean {
  const { failed, errorInstance } = fc.check(property, { ...runs(numRuns), endOnFailure: true });
  return failed && errorInstance instanceof Error && errorInstance.name === "AssertionError";
}
