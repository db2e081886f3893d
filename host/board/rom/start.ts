// Out of the ROM: a reset that resets, and a look at what the board then says.
import { findChip, type Watchdog } from "./chip.ts";
import type { Line } from "./line.ts";
import type { Loader } from "./loader.ts";

export interface Start {
  /** Did the board begin to run its program? false: it stayed in its ROM; undefined: it said nothing. */
  readonly isRunning: boolean | undefined;
  /** Espruino's version and the name of its build, where it said so. */
  readonly version?: string;
  readonly board?: string;
}

const CONSOLE_BAUD = 115_200;
/** Espressif's own USB with serial port and debugger on the chip. */
const NATIVE_USB = { usbVendorId: 0x303a, usbProductId: 0x1001 };
const WATCHDOG_KEY = 0x50d83aa1;
const WATCHDOG_TICKS = 2000;
/** On, reset of the whole system at the first stage, with lengths of the reset signals. */
const WATCHDOG_ON = (0x80000000 | (5 << 28) | (1 << 8) | 2) >>> 0;
const PULSE_MS = 100;
/** Espruino's console answers Ctrl-E on an empty line with its version. */
const ASK = Uint8Array.of(5);
const FORGET = Uint8Array.of(3);
const ASK_EVERY_MS = 500;
const ASK_TIMES = 12;

/** Resets the chip, and at the console's rate waits up to six seconds for a sign of life. */
export async function startProgram(loader: Loader, line: Line): Promise<Start> {
  line.forgetTail();
  await leaveRom(loader, line);
  return listen(line);
}

/** Resets the chip, in the way that its port needs. Never fails: it is what comes last. */
export async function leaveRom(loader: Loader, line: Line): Promise<void> {
  const { usbVendorId, usbProductId } = line.getInfo();
  const isNative = usbVendorId === NATIVE_USB.usbVendorId && usbProductId === NATIVE_USB.usbProductId;
  const watchdog = isNative && loader.chip ? findChip(loader.chip.CHIP_NAME)?.watchdog : undefined;
  try {
    if (watchdog !== undefined) await bite(loader, watchdog);
    else await pulse(line);
    if (!isNative) await line.setBaudRate(CONSOLE_BAUD);
  } catch {
    // It stays where it is, and the button RST still works.
  }
}

/** The usual two transistors: RTS alone holds the chip in reset, and letting go starts it. */
async function pulse(line: Line): Promise<void> {
  await line.setSignals({ dataTerminalReady: false, requestToSend: true });
  await wait(PULSE_MS);
  await line.setSignals({ dataTerminalReady: false, requestToSend: false });
}

/** Lets the watchdog reset the chip: after a pulse over its own USB it would wait for a download again. */
async function bite(loader: Loader, { config, timeout, lock, force }: Watchdog): Promise<void> {
  if (force !== undefined) await loader.writeReg(force.address, 0, force.mask);
  await loader.writeReg(lock, WATCHDOG_KEY);
  await loader.writeReg(timeout, WATCHDOG_TICKS);
  // From here on the chip may be gone before it answers.
  await loader.writeReg(config, WATCHDOG_ON).catch(() => {});
  await loader.writeReg(lock, 0).catch(() => {});
}

async function listen(line: Line): Promise<Start> {
  for (let i = 0; i < ASK_TIMES; i++) {
    await wait(ASK_EVERY_MS);
    const { tail } = line;
    if (/waiting for download/.test(tail)) return { isRunning: false };
    const [, version, board] = /Espruino (\d+v[\w.]+) (\w+)/.exec(tail) ?? [];
    if (version !== undefined && board !== undefined) return { isRunning: true, version, board };
    await send(line, ASK);
  }
  return { isRunning: /rst:0x|boot:0x|espruino/i.test(line.tail) ? true : undefined };
}

/** Asks a program that may be running instead of the ROM for its version; what it says is in the line's tail. */
export async function askProgram(line: Line): Promise<void> {
  // What was sent to the ROM lies on its input line, and is to be forgotten.
  await send(line, FORGET);
  await send(line, ASK);
  await wait(ASK_EVERY_MS);
}

async function send(line: Line, bytes: Uint8Array): Promise<void> {
  const writer = line.writable?.getWriter();
  await writer?.write(bytes).catch(() => {});
  writer?.releaseLock();
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
