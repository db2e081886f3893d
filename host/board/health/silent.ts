// A port that opens and a console that does not answer: the chip's ROM says what is there.
import { HostError } from "../../error.ts";
import { listKnown } from "../release/known.ts";
import { findStorage, readTable, TABLE_ADDRESS, TABLE_BYTES } from "../release/partition.ts";
import type { Line } from "../rom/line.ts";
import { withRom } from "../rom/rom.ts";
import type { Report } from "./finding.ts";

/** Fast enough for three kilobytes, and no line is too bad for it. */
const BAUD = 115_200;

/** Finds out which chip it is and whether Espruino is on it; restarts the board, writes nothing. */
export async function examineSilent(
  line: Line,
  path: string,
  signal: AbortSignal | undefined,
  report: Report,
): Promise<void> {
  const options = { path, baud: BAUD, signal, announce: () => {} };
  try {
    const { chip, hasEspruino, version } = await withRom(
      line,
      options,
      () => "nothing was written",
      async (rom) => {
        const table = readTable(await rom.read(TABLE_ADDRESS, TABLE_BYTES)) ?? [];
        const start = await rom.start();
        return { chip: rom.chip.name, hasEspruino: findStorage(table) !== undefined, version: start.version };
      },
    );
    report({ check: "chip", state: "ok", what: `the chip is an ${chip}` });
    report(judgeFirmware(chip, hasEspruino, version));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { code, message, hint } = error;
    report({ check: "chip", state: "problem", what: message, advice: hint, code });
  }
}

function judgeFirmware(
  chip: string,
  hasEspruino: boolean,
  version: string | undefined,
): Parameters<Report>[0] {
  if (version !== undefined)
    return {
      check: "firmware",
      state: "warning",
      what: `it was stuck; after a restart Espruino ${version} answers`,
      advice: "Say `passerby doctor` once more.",
    };
  if (hasEspruino)
    return {
      check: "console",
      state: "problem",
      what: "Espruino is on it, and its console is not on this connector",
      advice:
        chip === "ESP32"
          ? "Use the connector of its USB converter; if it has but one, the display's file forces another console: flash it anew with --erase."
          : "Stock builds for this chip talk over the chip's own USB: use the other USB socket of the board.",
    };
  const files = listKnown().filter((one) => one.chip === chip);
  return {
    check: "firmware",
    state: "problem",
    what: "there is no Espruino on it",
    advice: `Say \`passerby flash --from\` with ${files.map(({ file }) => file).join(" or ")}.`,
  };
}
