// One line of the bench's answer, and how a list of them is printed.

/** What something costs, beside what it is compared to in the same run. */
export interface Row {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** Name and value of the peer, in the same unit; null without one. */
  readonly versus: string | null;
  /** The peer's cost divided by ours: larger is better; null without a peer. */
  readonly ratio: number | null;
  /** What the ratio has to be, or the value where there is no peer, in words; null where nothing is asked. */
  readonly goal: string | null;
}

interface Peer {
  readonly name: string;
  readonly value: number;
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000;
}

/**
 * A row; ratio = peer / value.
 * @param value cost in `unit`, above 0 where there is a peer
 * @param goal of the ratio, or of the value where there is no peer, printed beside it: it decides nothing
 */
export function makeRow(id: string, value: number, unit: string, peer?: Peer, goal?: string): Row {
  return {
    id,
    value: round(value),
    unit,
    versus: peer === undefined ? null : `${peer.name} ${round(peer.value)}`,
    ratio: peer === undefined ? null : Math.round((peer.value / value) * 100) / 100,
    goal: goal ?? null,
  };
}

/** An aligned table with a head; texts to the left, numbers to the right. */
export function formatTable(rows: readonly Row[]): string {
  const head = ["id", "value", "unit", "versus", "ratio", "goal"];
  const lines = [
    head,
    ...rows.map(({ id, value, unit, versus, ratio, goal }) => [
      id,
      String(value),
      unit,
      versus ?? "-",
      ratio === null ? "-" : ratio.toFixed(2),
      goal ?? "",
    ]),
  ];
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const isNumber = [false, true, false, false, true, false];
  return lines
    .map((line) =>
      line
        .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
