// What goes wrong between the host and a chip's ROM, in words and with something to do.
import { HostError } from "../../error.ts";
import type { Line } from "./line.ts";
import { describeRights } from "./rights.ts";

/**
 * Why a port does not open. Whoever had it open before says what became of the board instead.
 * @returns HostError `port-missing`, `port-busy`, `port-rights` or `port-failed`
 */
export function explainOpening(path: string, error: unknown): HostError {
  const text = error instanceof Error ? error.message : String(error);
  const refuse = (code: string, message: string, hint: string) =>
    new HostError(code, `${message}; the board was not touched`, hint, { file: path }, error);
  if (/no such file|file not found|cannot find|ENOENT|ENXIO|no such device/i.test(text))
    return refuse(
      "port-missing",
      "there is no such port",
      "Plug the board in with a cable that carries data, and say `passerby doctor` to see the ports.",
    );
  // Windows answers "Access denied" where another program has the port.
  const isWindows = process.platform === "win32";
  if (/lock port|EBUSY|busy|EAGAIN/i.test(text) || (isWindows && /access (is )?denied/i.test(text)))
    return refuse(
      "port-busy",
      "another program has this port",
      "Close the terminal, the web IDE or the other `passerby` that uses it.",
    );
  if (/permission denied|EACCES|EPERM|access (is )?denied/i.test(text))
    return refuse("port-rights", "you may not use this port", describeRights(path).advice);
  if (/inappropriate ioctl|ENOTTY|not a tty/i.test(text))
    return refuse(
      "port-failed",
      "this is no serial port",
      "Name the board's, such as /dev/ttyUSB0 or COM3; `passerby doctor` lists those that there are.",
    );
  return refuse(
    "port-failed",
    `the port does not open: ${text}`,
    "Plug the board into another socket and try again.",
  );
}

/** What to press, wherever a chip has to be brought into its ROM by hand. */
export const BOOT_ADVICE =
  "Hold the button BOOT (also IO0 or FLASH), press and let go of RST (also EN), let go of BOOT, and run the same command.";

/**
 * Why a ROM did not answer, by what else came over the line.
 * @returns HostError `rom-silent`
 */
export function explainSilence(line: Line, path: string, cause: unknown): HostError {
  const tail = line.tail;
  const refuse = (message: string, hint: string) =>
    new HostError("rom-silent", message, hint, { file: path }, cause);
  if (/waiting for download/.test(tail))
    return refuse(
      "the chip waits for firmware but does not hear this computer",
      "Check the cable, and that nothing is connected to the board's TX and RX.",
    );
  if (/boot:0x|Espruino|rst:0x/.test(tail))
    return refuse("the board runs its program and cannot be stopped by this port", BOOT_ADVICE);
  if (tail.length > 0)
    return refuse(
      "something answers on this port, but it is no ESP32 in its ROM",
      `Is it the right port? ${BOOT_ADVICE}`,
    );
  return refuse("no chip answers on this port", BOOT_ADVICE);
}

/**
 * What a failure within the conversation means.
 * @param state of the board, one sentence
 * @returns the error itself where it is a HostError (a lost port's with the state), else `rom-broken`, or `rom-verify`
 *   where flash differs
 */
export function explainFailure(error: unknown, state: string, path: string): HostError {
  // The line knows that it is gone, and not what was done on it.
  if (error instanceof HostError && error.code === "port-gone")
    return new HostError(error.code, `${error.message}; ${state}`, error.hint, error.place, error);
  if (error instanceof HostError) return error;
  const text = error instanceof Error ? error.message.replace(/\s+/g, " ").trim() : String(error);
  if (/MD5/.test(text))
    return new HostError(
      "rom-verify",
      `what the chip has in flash is not what was sent; ${state}`,
      "Try a shorter cable, another USB socket and --baud 115200; if it stays so, the board's flash is worn or its supply is weak.",
      { file: path },
      error,
    );
  return new HostError(
    "rom-broken",
    `the chip stopped answering (${text}); ${state}`,
    `Try a shorter cable and --baud 115200. If it does not answer any more: ${BOOT_ADVICE}`,
    { file: path },
    error,
  );
}
