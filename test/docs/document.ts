// Finds in documents and sources what can be compared with the project itself. Texts in, findings out.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { TestName } from "./name.ts";

/** Folders and files of the project that are its own sources or documents. */
const OWN = ["shared", "firmware", "host", "test", ".ci"];
const TEXTS = /\.(ts|tsx|mjs|md|json|ya?ml|css|html|scenario)$|\/run$/;
/** The roots of somebody's machine, as the beginning of a path. */
const MACHINE = /(?<![\w.:/-])\/(?:work|tmp|root|home|Users)\/[\w.-]+/g;

/** Paths of all sources and documents under a root, with forward slashes. */
export function listSources(root: string): string[] {
  const inFolders = OWN.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/")),
  );
  const atTop = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
  return [...inFolders, ...atTop].filter((path) => TEXTS.test(path) && path !== "package-lock.json").sort();
}

/** Relative links of a document that lead nowhere, or out of the project. @param file path inside the root */
export function listBrokenLinks(text: string, file: string, root: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .filter((target) => {
      const path = join(dirname(file), target.replace(/#.*$/, ""));
      return path.startsWith("..") || !existsSync(join(root, path));
    });
}

/** Paths in backticks that begin with a folder of the project and do not exist. A `*` stands for any name. */
export function listMissingPaths(text: string, root: string): string[] {
  return [...text.matchAll(/`([\w./*-]+\/[\w./*-]*)`/g)]
    .map(([, path]) => path)
    .filter((path) => OWN.includes(path.split("/")[0]))
    .filter((path) => !existsSync(join(root, path.replace(/\*.*$/, ""))));
}

/** First column of the table of commands. */
export function listTableCommands(text: string): string[] {
  return [...text.matchAll(/^\| *`passerby (\w+)` *\|/gm)].map(([, name]) => name).sort();
}

/** Commands of `--help`. */
export function listHelpCommands(help: string): string[] {
  const part = help.slice(help.indexOf("Commands:"), help.indexOf("Examples:"));
  return [...part.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name).sort();
}

/** `npm` scripts that a document calls. */
export function listScripts(text: string): string[] {
  const called = [...text.matchAll(/\bnpm (?:run (\w+(?::\w+)?)|(start|test))\b/g)];
  return [...new Set(called.map(([, run, short]) => run ?? short))];
}

/** Promises that a policy makes, in its order. */
export function listPromises(policy: string): string[] {
  return [...policy.matchAll(/^(?:\*\*|#+ )(P\d+)\b/gm)].map(([, promise]) => promise);
}

/** What is wrong between promises and the tests that bear their names. */
export function comparePromises(promises: readonly string[], tests: readonly TestName[]): string[] {
  const wrong = tests
    .filter(({ promise }) => !promises.includes(promise))
    .map(({ promise }) => `${promise} is no promise`);
  for (const promise of promises) {
    const own = tests.filter((test) => test.promise === promise);
    const controls = own.filter(({ isControl }) => isControl);
    if (own.length - controls.length < 2) wrong.push(`${promise} has ${own.length - controls.length} tests`);
    if (controls.length === 0) wrong.push(`${promise} has no control`);
  }
  return wrong;
}

/** Paths of somebody's machine in a text. */
export function listMachinePaths(text: string): string[] {
  return [...text.matchAll(MACHINE)].map(([path]) => path);
}

export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}
