// What the torture says at its end.
import { createCount, type Report, type Verdict } from "./explore.ts";

export interface Summary {
  readonly points: number;
  readonly boots: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly failures: number;
  readonly operations: readonly Report[];
}

/** Failures that are listed for each operation. */
const LISTED = 5;

export function summarize(operations: readonly Report[], boots: number): Summary {
  const verdicts = createCount();
  for (const report of operations)
    for (const [name, count] of Object.entries(report.verdicts)) verdicts[name as Verdict] += count;
  return {
    points: operations.reduce((sum, { points }) => sum + points, 0),
    boots,
    verdicts,
    failures: operations.reduce((sum, { failures }) => sum + failures.length, 0),
    operations,
  };
}

/** A table of the operations, the failures with their ids, and the numbers that must be 0. */
export function formatSummary({ points, boots, verdicts, operations }: Summary): string {
  const rows = operations.map(({ operation, points, isExhaustive, digests, verdicts }) =>
    [
      operation.padEnd(22),
      `${String(points).padStart(7)} ${isExhaustive ? "all " : "some"}`,
      String(digests).padStart(8),
      ...(["old", "new", "neutral"] as const).map((name) => String(verdicts[name]).padStart(8)),
    ].join(""),
  );
  const failures = operations.flatMap((report) => [
    ...report.failures.slice(0, LISTED).map(({ id, verdict, text }) => `${verdict}: --id ${id}  ${text}`),
    ...(report.failures.length > LISTED ? [`and ${report.failures.length - LISTED} more`] : []),
  ]);
  return [
    `${"operation".padEnd(22)} points     digests     old     new neutral`,
    ...rows,
    ...failures,
    `${points} points, ${boots} boots, states: old ${verdicts.old}, new ${verdicts.new}, neutral ${verdicts.neutral}`,
    `lost ${verdicts.lost}, half ${verdicts.half}, doors open after .boot0 ${verdicts.open}, ` +
      `damaged ${verdicts.damaged}, unfinished ${verdicts.unfinished}`,
    "",
  ].join("\n");
}
