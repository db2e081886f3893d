// How long a board takes from reset until it answers: within this time stock firmware advertises and can be connected
// to, until `.boot0`'s first statement closes its doors.
import type { Line } from "../rom/line.ts";
import type { Report } from "./finding.ts";

const BAUD = 115_200;
const PULSE_MS = 100;
const ASK_EVERY_MS = 20;
const PATIENCE_MS = 10_000;
const ASK = Uint8Array.of(5);

/** Resets the board by its port's lines and asks until it answers. Closes the line. */
export async function measureBoot(line: Line, report: Report): Promise<void> {
  try {
    await line.open({ baudRate: BAUD });
    await line.setSignals({ dataTerminalReady: false, requestToSend: true });
    await wait(PULSE_MS);
    line.forgetTail();
    await line.setSignals({ dataTerminalReady: false, requestToSend: false });
    const ms = line.hasNoSignals ? undefined : await waitForAnswer(line);
    if (ms === undefined)
      report({
        check: "boot",
        state: "unknown",
        what: line.hasNoSignals
          ? "this port cannot restart the board"
          : "the board did not answer after its restart",
        advice: line.hasNoSignals
          ? "Nothing to do: only the measurement is missing."
          : "Say `passerby doctor` again.",
      });
    else
      report({
        check: "boot",
        state: "ok",
        what: `it answers ${ms} ms after a reset: its radio is open for less than that at each start`,
      });
  } finally {
    await line.close();
  }
}

async function waitForAnswer(line: Line): Promise<number | undefined> {
  const startMs = Date.now();
  const writer = line.writable?.getWriter();
  try {
    for (;;) {
      await wait(ASK_EVERY_MS);
      const ms = Math.round(Date.now() - startMs);
      if (/Espruino \d+v/.test(line.tail)) return ms;
      if (ms > PATIENCE_MS) return undefined;
      await writer?.write(ASK);
    }
  } finally {
    writer?.releaseLock();
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
