// `npm run bench:fusion [-- --json]`: sensors together beside each alone, in worlds that fool some of them.
import { listRows, type Row, type Shares } from "./goal.ts";

function tellShares({ wrong, missed }: Shares): string {
  return `${wrong.toFixed(1)}, ${missed.toFixed(1)}`;
}

function listColumns({ world, goal, fused, alone, behind, isMet }: Row): string[] {
  return [
    world,
    tellShares(fused),
    `${goal.wrong}, ${goal.missed}`,
    tellShares(alone.pir),
    tellShares(alone.radar),
    tellShares(alone.radio),
    behind.toFixed(1),
    isMet ? "yes" : "no",
  ];
}

/** @returns exit code: 1 where a goal is missed */
export function run(args: readonly string[]): number {
  const rows = listRows();
  if (args.includes("--json"))
    process.stdout.write(
      `${JSON.stringify(
        rows.map(({ world, goal, fused, alone, behind, isMet }) => ({
          world,
          goal,
          fused,
          alone,
          behind,
          isMet,
        })),
        null,
        1,
      )}\n`,
    );
  else {
    const head = [
      "world",
      "together",
      "goal",
      "PIR alone",
      "radar alone",
      "radio alone",
      "behind the best",
      "met",
    ];
    process.stdout.write(
      "Percent false of the empty and missed of the occupied time, the worst of three seeds.\n",
    );
    for (const columns of [head, head.map(() => "---"), ...rows.map(listColumns)])
      process.stdout.write(`| ${columns.join(" | ")} |\n`);
  }
  return rows.every(({ isMet }) => isMet) ? 0 : 1;
}
