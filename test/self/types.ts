// The audit of the project by itself: what must not compile does not.
import { CASES } from "../policy/types/cases.ts";
import { compileCases } from "../policy/types/compile.ts";

/** @returns one row: how many cases were refused as expected, and every one that was not */
export async function run(): Promise<{ name: string; lines: readonly string[]; isOk: boolean }> {
  const verdicts = compileCases(CASES);
  const faults = verdicts.filter(({ fault }) => fault !== undefined);
  const isControlWrong = (fault: string | undefined): boolean => fault?.startsWith("its control") === true;
  const controls = verdicts.filter(({ fault }) => !isControlWrong(fault)).length;
  const refused = verdicts.length - faults.filter(({ fault }) => !isControlWrong(fault)).length;
  return {
    name: "types",
    lines: [
      `must-not-compile cases: ${refused} of ${verdicts.length} refused, ${controls} controls compile`,
      ...faults.map(({ name, fault }) => `  ${name}: ${fault}`),
    ],
    isOk: faults.length === 0 && verdicts.length >= 30,
  };
}
