// Leaks: small changes of the board's sources that break a promise, as files, and what the gate says to each.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findBreaches } from "../../host/build/program.ts";
import { copySources, ROOT } from "./fixture.ts";

export interface Leak {
  readonly name: string;
  /** Promise that it breaks, and the code that the build must end with. */
  readonly promise: string;
  readonly code: string;
  readonly what: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

export interface Caught {
  readonly name: string;
  /** Undefined: refused for the right promise, with the right code, in a file that it changes, at a line. */
  readonly fault: string | undefined;
}

const FOLDER = join(ROOT, "test", "build", "leaks");
const KIND = "esp32-cyd";

export function readLeaks(): Leak[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => {
      const leak: Omit<Leak, "name"> = JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
      return { name: file.replace(/\.json$/, ""), ...leak };
    });
}

/**
 * Asks the gate about each leak, on one copy of the sources. One whose place is not there exactly once is not caught.
 */
export async function catchLeaks(leaks: readonly Leak[]): Promise<Caught[]> {
  const { root, remove } = copySources();
  try {
    const caught: Caught[] = [];
    for (const leak of leaks) {
      const before = new Map<string, string>();
      let misplaced: string | undefined;
      for (const { file, from, to } of leak.edits) {
        const path = join(root, file);
        const text = readFileSync(path, "utf8");
        if (!before.has(path)) before.set(path, text);
        const pieces = text.split(from);
        if (pieces.length !== 2) misplaced ??= `"${from}" is ${pieces.length - 1} times in ${file}`;
        writeFileSync(path, pieces.join(to));
      }
      // The sources went on without it: the entry has to follow them, and shows nothing until it does.
      caught.push({ name: leak.name, fault: misplaced ?? (await judge(root, leak)) });
      for (const [path, text] of before) writeFileSync(path, text);
    }
    return caught;
  } finally {
    remove();
  }
}

async function judge(root: string, { promise, code, edits }: Leak): Promise<string | undefined> {
  const breaches = await findBreaches(KIND, { root });
  const files = new Set(edits.map(({ file }) => file));
  // What a build ends with is the first breach of `.boot0`, or else of the program.
  const [first] = breaches;
  if (first === undefined) return "the gate lets it pass";
  const said = `${first.promise} policy-${first.rule}`;
  if (said !== `${promise} ${code}`) return `${said} in place of ${promise} ${code}`;
  return files.has(first.place.file) && first.place.line !== undefined
    ? undefined
    : `said of ${first.place.file}, line ${first.place.line}`;
}
