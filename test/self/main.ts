// The audit of the project by itself: what the four walls around the policy caught today, counted, one part a row.
// `npm run audit:self -- [NAME…]`.

/** What one part of the audit found. */
export interface Row {
  readonly name: string;
  /** For people; the first says it in one line. */
  readonly lines: readonly string[];
  readonly isOk: boolean;
  /** False for what could not be looked at on this machine; the first line says why. It counts as neither ok nor not. */
  readonly isChecked?: boolean;
}

/** A part is a file of this folder by its name; it exports `run`. This is the one list of them. */
export const PARTS = ["types", "leaks", "canaries", "memory", "epsilon", "noise", "promises"] as const;

/** Gives a part's `run`; undefined where there is no such file. */
export type LoadPart = (name: string) => Promise<{ run(): Promise<Row> } | undefined>;

/**
 * Runs parts one after the other and prints a row each. A part that is missing, that throws, or that has nothing to say is
 * not ok: what did not run has shown nothing.
 * @param names of parts; none = all
 * @returns exit code: 0, 1 where a row is not ok, 2 for a name that is none
 */
export async function run(
  names: readonly string[],
  load: LoadPart,
  say: (line: string) => void,
  parts: readonly string[] = PARTS,
): Promise<number> {
  const stranger = names.find((name) => !parts.includes(name));
  if (stranger !== undefined) {
    say(`no part "${stranger}"; there are: ${parts.join(", ")}`);
    return 2;
  }
  let [good, bad] = [0, 0];
  for (const name of parts.filter((part) => names.length === 0 || names.includes(part))) {
    const { lines, isOk, isChecked = true } = await runPart(name, load);
    if (!isOk) bad++;
    else if (isChecked) good++;
    say(`${(isOk ? (isChecked ? "ok" : "--") : "NOT OK").padEnd(8)}${name.padEnd(10)}${lines[0]}`);
    for (const line of lines.slice(1)) say(`${" ".repeat(18)}${line}`);
  }
  say(`audit:self: ${good} ok, ${bad} not`);
  return bad > 0 ? 1 : 0;
}

async function runPart(name: string, load: LoadPart): Promise<Row> {
  try {
    const part = await load(name);
    if (part === undefined) return { name, lines: [`there is no test/self/${name}.ts`], isOk: false };
    const row = await part.run();
    return row.lines.length > 0 ? row : { name, lines: ["it says nothing"], isOk: false };
  } catch (error) {
    return { name, lines: [error instanceof Error ? error.message : String(error)], isOk: false };
  }
}
