// `passerby flash`: Espruino itself onto a board, over its USB cable.
import { type Command, Option } from "commander";
import { chooseBuild } from "../board/release/build.ts";
import { openRelease, type Release } from "../board/release/source.ts";
import { type Flashed, flashBoard } from "../board/rom/flash.ts";
import { choosePort, openPorts, type Ports } from "../board/rom/ports.ts";
import { JSON_OPTION } from "./shop.ts";
import { listenForStop, untilStop } from "./stop.ts";
import { alignColumns, type Terminal } from "./terminal.ts";

interface Options {
  readonly from: string;
  readonly port?: string;
  readonly build?: string;
  readonly sha256?: string;
  readonly baud: string;
  readonly erase?: boolean;
  readonly json?: boolean;
}

const JSON_HELP = `
With --json:
  port, chip, flashBytes, baud        what it is, and the rate that it came to
  release, build                      { name, sha256, isVerified }, and which build of it
  parts                               [{ name, address, bytes, md5, isWritten }]
  bondsErased, storage                bonds that there were, and "kept", "erased" or "empty"
  start                               { isRunning, version, board }, as far as it said so
`;

const UNTOUCHED_HINT = "No board was touched yet. Run the same command again to go on.";
/** Between two lines that say how far it is. */
const REPORT_MS = 2000;

/** @param open the computer's ports; tests put others in their place */
export function addFlash(program: Command, terminal: Terminal, open: () => Promise<Ports> = openPorts): void {
  program
    .command("flash")
    .description("Espruino itself onto a board: right chip, right places, verified, restarted")
    .requiredOption("--from <release>", "archive (.tgz, .zip), folder, merged .bin, or https address")
    .option("--port <path>", "serial port of the board; not needed where only one board is plugged in")
    .option("--build <name>", "which build, where the release has several for the chip")
    .option("--sha256 <digest>", "the digest that the archive must have")
    .addOption(
      new Option("--baud <rate>", "highest rate that is tried")
        .choices(["115200", "460800", "921600"])
        .default("921600"),
    )
    .option("--erase", "erase everything on the board first, its files too")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nBonds with phones are erased and Wi-Fi is switched off; files stay where the new firmware finds them.\n" +
        "\nExamples:\n  passerby flash --from espruino_2v29_esp32c3.tgz\n" +
        "  passerby flash --from espruino_2v29.zip --build esp32_cyd --port /dev/ttyUSB0\n" +
        "  passerby flash --from https://example.org/espruino.tgz --sha256 <digest> --port COM3\n" +
        JSON_HELP,
    )
    .action(async (options: Options) => {
      const opening = untilStop(
        (signal) => openRelease(options.from, options.sha256, undefined, signal),
        UNTOUCHED_HINT,
      );
      const release = await terminal.during("Getting the release", opening);
      const { path, line } = await choosePort(await open(), options.port);
      const stop = listenForStop();
      try {
        const flashed = await terminal.during(
          `Bringing the chip at ${path} into its ROM`,
          flashBoard(line, (chip) => chooseBuild(release.entries, release.name, chip, options.build), {
            path,
            baud: Number(options.baud),
            isErasing: options.erase === true,
            signal: stop.signal,
            announce: (text) => terminal.announce(text),
            progress: createMeter(terminal),
          }),
        );
        const { name, sha256, isVerified } = release;
        if (options.json) terminal.sayJson({ port: path, release: { name, sha256, isVerified }, ...flashed });
        else print(path, release, flashed, terminal);
      } finally {
        stop.release();
      }
    });
}

/** Says what is being done, and how far it is every few seconds. */
function createMeter(terminal: Terminal): (what: string, done: number) => void {
  let last = "";
  let lastMs = 0;
  return (what, done) => {
    const nowMs = Date.now();
    if (what === last && nowMs - lastMs < REPORT_MS) return;
    terminal.announce(what === last ? `${what}: ${Math.round(done * 100)} %` : what);
    last = what;
    lastMs = nowMs;
  };
}

function print(path: string, release: Release, flashed: Flashed, terminal: Terminal): void {
  const { chip, build, parts, baud, bondsErased, storage, start } = flashed;
  terminal.say(`${build} is on the ${chip} at ${path}, verified part by part (${baud} baud)`);
  const rows = parts.map(({ name, address, bytes, isWritten }) => [
    name,
    `0x${address.toString(16)}`,
    String(bytes),
    isWritten ? "written" : "was there",
  ]);
  terminal.say(alignColumns([["part", "address", "bytes", ""], ...rows]));
  const files = { kept: "its files were kept", erased: "its files were erased", empty: "it had no files" };
  terminal.say(`Bonds erased: ${bondsErased}. Wi-Fi is off; ${files[storage]}.`);
  if (!release.isVerified)
    terminal.say(
      `Nobody vouches for this release${release.sha256 === undefined ? "" : `; its SHA-256 is ${release.sha256}`}`,
    );
  if (start.isRunning && start.version !== undefined)
    terminal.say(`It runs: Espruino ${start.version} ${start.board}`);
  else if (start.isRunning) terminal.say("It starts. Ask it with `passerby doctor` in a moment.");
  else terminal.say("It did not say that it runs: press its button RST (also EN), or plug it in again.");
  terminal.say(`Next: passerby deploy --shop my-shop --board <id> --port ${path}`);
}
