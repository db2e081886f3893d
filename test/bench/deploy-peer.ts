// What the `espruino` tool takes to bring files to the interpreter: its command line, as it is, over TCP.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TOOL = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  "node_modules",
  "espruino",
  "bin",
  "espruino-cli.js",
);
/** 100 kB take it more than a minute. */
const PATIENCE_MS = 300_000;

/**
 * Uploads with the tool's own settings; it verifies nothing.
 * @param files bytes by name in Storage
 * @returns milliseconds from the opened port to the end of the upload
 */
export async function uploadByTool(
  interpreter: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "passerby-peer-"));
  const board = spawn(interpreter, [], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  let startMs = 0;
  const server = createServer((socket) => {
    startMs = performance.now();
    socket.on("data", (bytes) => board.stdin.write(bytes));
    socket.on("error", () => undefined);
    board.stdout.on("data", (bytes) => socket.write(bytes));
  });
  try {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const options: string[] = [];
    for (const [name, bytes] of Object.entries(files)) {
      await writeFile(join(folder, `${name}.bin`), bytes);
      options.push("--storage", `${name}:${join(folder, `${name}.bin`)}`);
    }
    // What it looks up on the web would only cost it time.
    const words = [
      "--no-ble",
      "--config",
      "BOARD_JSON_URL=http://127.0.0.1:9/",
      "-p",
      `tcp://127.0.0.1:${port}`,
    ];
    const endMs = await runTool([...words, ...options]);
    return endMs - startMs;
  } finally {
    board.kill("SIGKILL");
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns when it said that it was done */
function runTool(words: readonly string[]): Promise<number> {
  const tool = spawn(process.execPath, [TOOL, ...words], { stdio: ["pipe", "pipe", "pipe"] });
  let text = "";
  let endMs = 0;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => tool.kill("SIGKILL"), PATIENCE_MS);
    const hear = (bytes: Buffer): void => {
      text += bytes.toString("latin1");
      if (endMs > 0 || !text.includes("Upload Complete")) return;
      endMs = performance.now();
      // By itself it stays until its input ends, and with an input that has ended it stops before the upload.
      tool.kill("SIGKILL");
    };
    tool.stdout.on("data", hear);
    tool.stderr.on("data", hear);
    tool.on("error", reject);
    tool.on("exit", () => {
      clearTimeout(timer);
      if (endMs > 0) resolve(endMs);
      else reject(new Error(`the tool did not upload: ${text.slice(-500)}`));
    });
  });
}
