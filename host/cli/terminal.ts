// Where the commands write: results to the output, all else to the error output; plain when nobody watches.
import type { Finding } from "../compile/cards.ts";
import { formatPlace, type HostError } from "../error.ts";

export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Letters of a line, where it is a terminal. */
  readonly columns?: number;
}

export interface Terminal {
  /** One line, or several, of the result. */
  say(text: string): void;
  /** The result as JSON: two spaces, keys in the order of writing. */
  sayJson(value: unknown): void;
  /** What is being done, for somebody who waits. */
  announce(text: string): void;
  /** Says what is waited for once a second has passed. */
  during<Result>(text: string, work: Promise<Result>): Promise<Result>;
  /** Prints an error or a finding: `file:line:column: what`, then what to do. */
  complain(problem: HostError | Finding): void;
  /** Is there somebody at a terminal who can be asked? */
  readonly canAsk: boolean;
  /** May what is said have colours? */
  readonly hasColour: boolean;
  /** Letters of a line; undefined where nobody cuts lines. */
  readonly columns: number | undefined;
  /** The accent colour, where there is colour. */
  accent(text: string): string;
  /** What the process ends with: 0 ok, 1 findings or failed, 2 wrong use, 3 internal. */
  exitCode: number;
}

const PATIENCE_MS = 1000;

/**
 * @param environment looked up for NO_COLOR and TERM
 * @param canAsk whether both the input and the output are a terminal
 */
export function createTerminal(
  output: Sink,
  errors: Sink,
  environment: Readonly<Record<string, string | undefined>>,
  canAsk: boolean,
): Terminal {
  const isPlain = !output.isTTY || environment.NO_COLOR !== undefined || environment.TERM === "dumb";
  const paint = (code: number, text: string) => (isPlain ? text : `\x1b[${code}m${text}\x1b[0m`);
  const announce = (text: string) => errors.write(`${text}\n`);
  return {
    say: (text) => output.write(`${text}\n`),
    sayJson: (value) => output.write(`${JSON.stringify(value, null, 2)}\n`),
    announce,
    async during(text, work) {
      const timer = setTimeout(() => announce(`${text} ...`), PATIENCE_MS);
      try {
        return await work;
      } finally {
        clearTimeout(timer);
      }
    },
    complain(problem) {
      const place = problem.place === undefined ? "" : `${formatPlace(problem.place)}: `;
      const grade = "severity" in problem && problem.severity === "warning" ? "warning: " : "";
      errors.write(`${place}${grade}${problem.message} [${problem.code}]\n  ${problem.hint}\n`);
    },
    canAsk,
    hasColour: !isPlain,
    columns: output.isTTY ? output.columns : undefined,
    accent: (text) => paint(36, text),
    exitCode: 0,
  };
}

/** Columns of a table, the first to the left and the rest to the right, two spaces between. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)),
    [],
  );
  const pad = (cell: string, i: number) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]));
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
