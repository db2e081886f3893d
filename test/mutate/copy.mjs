// Breaks something on a copy of the checkout, once for each entry of a list, and expects a check to find each breach by name.
// What is looked with is the caller's: power cuts (test/torture/mutate.mjs) or tests and gates (test/self/mutate.mjs).
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../load.mjs";

/** Stands first in every run: what is not broken has to be found whole. */
const UNCHANGED = { name: "(unchanged)", edits: [], caughtBy: [] };

/**
 * @param paths what of the checkout is copied
 * @param prepare is given the copy before anything else
 * @param mutations entries { name, edits: [{ file, from, to }], caughtBy: names of checks, one of which must be red }
 * @param only beginning of the names to run; "" = all
 * @param find is given the copy and an entry, and gives the names of the checks that are red there
 * @returns exit code: 0, 1 where a breach was missed, or something found where nothing is broken
 */
export async function runMutations({ paths, prepare = () => {}, mutations, only, find }) {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "passerby-mutate-")));
  try {
    for (const path of paths) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    prepare(copy);
    const wanted = mutations.filter(({ name }) => name.startsWith(only));
    const chosen = [UNCHANGED, ...wanted];
    if (wanted.length === 0) throw new Error(`no mutation begins with "${only}"`);
    let missed = 0;
    for (const mutation of chosen) {
      const found = await breakCopy(copy, mutation.edits, () => find(copy, mutation));
      const hits = mutation.caughtBy.filter((name) => found.includes(name));
      const isFine = mutation.edits.length === 0 ? found.length === 0 : hits.length > 0;
      if (!isFine) missed++;
      const said = isFine
        ? hits.join(", ") || "nothing found"
        : `MISSED, found: ${found.join(", ") || "nothing"}`;
      process.stdout.write(`${mutation.name.padEnd(28)} ${said}\n`);
    }
    process.stdout.write(`${chosen.length - missed} of ${chosen.length} as expected\n`);
    return missed > 0 ? 1 : 0;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Looks at the copy with these edits, and takes them back. */
async function breakCopy(copy, edits, look) {
  const originals = new Map();
  try {
    for (const { file, from, to } of edits) {
      const path = join(copy, file);
      const text = readFileSync(path, "utf8");
      if (!originals.has(path)) originals.set(path, text);
      // The sources went on without it: the entry has to follow them.
      if (text.split(from).length !== 2) return [`no place for it in ${file}`];
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    return await look();
  } finally {
    for (const [path, text] of originals) writeFileSync(path, text);
  }
}
