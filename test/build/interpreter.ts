// One snippet on the real interpreter.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Printed between what the interpreter says of itself and what the snippet says. */
const MARK = "#begin#";
const PATIENCE_MS = 10_000;

/**
 * Runs a snippet with the interpreter that ESPRUINO names.
 * @returns what it printed, without prompts, empty lines and blanks at the end of lines
 */
export async function runProbe(snippet: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "passerby-probe-"));
  try {
    const file = join(folder, "probe.js");
    await writeFile(file, `print("${MARK}");\n${snippet}`);
    const output = await new Promise<string>((done) => {
      const child = execFile(
        process.env.ESPRUINO ?? "",
        [file],
        { cwd: folder, timeout: PATIENCE_MS, encoding: "utf8" },
        (_error, stdout) => done(stdout),
      );
      child.stdin?.end();
    });
    const said = output.slice(output.indexOf(MARK) + MARK.length);
    return said
      .replaceAll("\x1b[J", "")
      .replaceAll("\r", "")
      .split("\n")
      .map((line) => line.replace(/^>+/, "").trimEnd())
      .filter((line) => line !== "")
      .join("\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
