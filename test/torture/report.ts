// What the torture says at its end.
import type { Report } from "./explore.ts";
import { createCount, OPEN_START, type Verdict } from "./verdict.ts";

export interface Summary {
  readonly points: number;
  readonly pairs: number;
  readonly boots: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly failures: number;
  readonly operations: readonly Report[];
}

/** Failures that are listed for each operation. */
const LISTED = 5;
const STATES = ["old", "new", "neutral", "stock"] as const;

export function summarize(operations: readonly Report[], boots: number): Summary {
  const verdicts = createCount();
  for (const report of operations)
    for (const [name, count] of Object.entries(report.verdicts)) verdicts[name as Verdict] += count;
  return {
    points: sumUp(operations, ({ points }) => points),
    pairs: sumUp(operations, ({ pairs }) => pairs),
    boots,
    verdicts,
    failures: sumUp(operations, ({ failures }) => failures.length),
    operations,
  };
}

function sumUp(reports: readonly Report[], count: (report: Report) => number): number {
  return reports.reduce((sum, report) => sum + count(report), 0);
}

/** A table of the operations of each kind of board, the failures with their ids, and the numbers that must be 0. */
export function formatSummary({ points, pairs, boots, verdicts, operations }: Summary): string {
  const kinds = [...new Set(operations.map(({ kind }) => kind))];
  return [
    ...kinds.flatMap((kind) =>
      formatKind(
        kind,
        operations.filter((report) => report.kind === kind),
      ),
    ),
    `${points} points, ${pairs} of them pairs, ${boots} boots, states: ${STATES.map((name) => `${name} ${verdicts[name]}`).join(", ")}`,
    `lost ${verdicts.lost}, half ${verdicts.half}, doors open after .boot0 ${verdicts.open}, ` +
      `damaged ${verdicts.damaged}, unfinished ${verdicts.unfinished}`,
    ...(operations.some(({ operation }) => operation.startsWith(OPEN_START))
      ? [
          `(${OPEN_START}*: of the three doors one cannot be closed; there the other two, and a program, would count as open)`,
        ]
      : []),
    "",
  ].join("\n");
}

function formatKind(kind: string, reports: readonly Report[]): string[] {
  const rows = reports.map(({ operation, points, visited, all, digests, verdicts }) =>
    [
      operation.padEnd(22),
      `${visited} of ${all}`.padStart(17),
      visited === all ? " all " : "     ",
      String(points).padStart(9),
      String(digests).padStart(8),
      ...STATES.map((name) => String(verdicts[name]).padStart(8)),
    ].join(""),
  );
  const failures = reports.flatMap((report) => [
    ...report.failures.slice(0, LISTED).map(({ id, verdict, text }) => `${verdict}: --id ${id}  ${text}`),
    ...(report.failures.length > LISTED ? [`and ${report.failures.length - LISTED} more`] : []),
  ]);
  const whole = reports.filter(({ visited, all }) => visited === all).length;
  return [
    `${kind.padEnd(22)}     points tried      different digests     old     new neutral   stock`,
    ...rows,
    ...failures,
    `${kind}: ${sumUp(reports, (report) => report.points)} different points; ${whole} of ${reports.length} operations at every point they have`,
    "",
  ];
}
