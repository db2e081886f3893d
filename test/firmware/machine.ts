// A machine that does nothing but start: the shipping text of `.boot0` on files of our own. Ten thousand starts a second.
import vm from "node:vm";
import { crc32 } from "node:zlib";
import type { Hardware } from "../../host/simulator/board.ts";
import { INVERTED_PINS } from "../../host/simulator/hardware.ts";

/** Files by name, one character a byte. */
export type Files = Map<string, string>;

export interface Start {
  /** Label of the program that ran to its end, "" = none. */
  readonly ran: string;
  /** Number on the neutral sign, 0 = it is not shown. */
  readonly code: number;
  /** Calls of the board's API, in order, with the names of files that were read. */
  readonly calls: readonly string[];
  /** What left `.boot0` as an error; "" = nothing did. */
  readonly error: string;
}

export interface MachineOptions {
  /** Its console is the one that counts as a door, its button the one that is read. */
  readonly hardware: Hardware;
  /** Names of API calls that throw in every start. */
  readonly broken?: readonly string[];
}

export interface Machine {
  /** @param broken names of API calls that throw in this start */
  start(files: Files, isPressed?: boolean, broken?: readonly string[]): Start;
  /** Runs the timers that the last start left, so many times. */
  tick(times: number): void;
  /** Calls since the last look. */
  takeCalls(): string[];
}

/** @param boot text of `.boot0` */
export function createMachine(boot: string, { hardware, broken: always = [] }: MachineOptions): Machine {
  const { button } = hardware.pins;
  const pressedLevel = button !== undefined && INVERTED_PINS[hardware.env]?.includes(button) ? 1 : 0;
  const script = new vm.Script(boot, { filename: ".boot0" });
  const names = ["passerby", "passerbySlot", "passerbyText", "passerbyLast"];
  // From inside: what is taken off from outside is still there for the text that runs.
  const reset = new vm.Script(names.map((name) => `delete global.${name};`).join(""));
  let files: Files = new Map();
  let calls: string[] = [];
  let timers: (() => void)[] = [];
  let ran = "";
  let isPressed = false;
  let broken = always;
  const call = (name: string): void => {
    calls.push(name);
    if (broken.includes(name)) throw new Error(name);
  };
  const storage = {
    read(name: string, offset = 0, length = 0): string | undefined {
      call("read");
      const text = files.get(name);
      return text?.slice(offset, length > 0 ? offset + length : undefined);
    },
    write(name: string, data: string | Uint8Array, offset = 0): boolean {
      call("write");
      const bytes = typeof data === "string" ? data : Buffer.from(data).toString("latin1");
      const text = files.get(name);
      if (text === undefined || offset === 0) throw new Error(`${name} would be made anew`);
      if (offset + bytes.length > text.length) throw new Error("Too much data for file size");
      if (!/^\xff*$/.test(text.slice(offset, offset + bytes.length))) throw new Error("File already written");
      files.set(name, text.slice(0, offset) + bytes + text.slice(offset + bytes.length));
      return true;
    },
  };
  const canvas = Object.fromEntries(
    ["setColor", "setBgColor", "clear", "fillRect"].map((name) => [name, () => call("draw")]),
  );
  const root: Record<string, unknown> = {
    E: {
      setConsole: (device: unknown, options?: { force?: boolean }) =>
        call(device === root[hardware.console] && options?.force === true ? "console" : "other console"),
      enableWatchdog: () => call("watchdog"),
      kickWatchdog: () => call("kick"),
      removeAllListeners: () => call("listeners"),
      CRC32: (text: string) => crc32(Buffer.from(text, "latin1")),
      toArrayBuffer: (text: string) => Uint8Array.from(Buffer.from(text, "latin1")).buffer,
    },
    NRF: {
      setServices: (_: unknown, options?: { uart?: boolean }) =>
        call(options?.uart === false ? "services" : "other services"),
      sleep: () => call("sleep"),
      setScan: () => call("scan"),
    },
    Graphics: {
      createArrayBuffer: (width: number, height: number) => ({
        ...canvas,
        buffer: new ArrayBuffer((width * height) / 8),
      }),
    },
    I2C1: { setup: () => call("bus"), writeTo: () => call("bus") },
    SPI1: { setup: () => call("bus"), write: () => call("bus") },
    g: canvas,
    Serial1: { removeAllListeners: () => call("listeners") },
    Serial2: { removeAllListeners: () => call("listeners") },
    USB: {},
    Uint8Array,
    Uint32Array,
    pinMode: () => call("pin"),
    // Of every other pin nothing comes: electronic paper is never busy.
    digitalRead: (pin: number) => (pin !== button ? 0 : isPressed ? pressedLevel : 1 - pressedLevel),
    digitalWrite: () => undefined,
    analogWrite: () => call("light"),
    setInterval: (listener: () => void) => void timers.push(listener),
    clearInterval() {
      timers = [];
    },
    clearTimeout: () => call("timers"),
    clearWatch: () => call("watches"),
    require: () => storage,
    run(label: string) {
      ran = label;
    },
  };
  root.global = root;
  const context = vm.createContext(root);
  return {
    start(given, pressed = false, throwing = always) {
      reset.runInContext(context);
      [files, calls, timers, ran, isPressed, broken] = [given, [], [], "", pressed, throwing];
      let error = "";
      try {
        script.runInContext(context);
      } catch (thrown) {
        error = String(thrown);
      }
      const answer = typeof root.passerby === "function" ? String(root.passerby(0, 0, 0)) : "";
      return { ran, code: answer === "" ? 0 : -Number(answer.split(",")[20]), calls, error };
    },
    tick(times) {
      for (let i = 0; i < times; i++)
        for (const timer of timers)
          try {
            timer();
          } catch {
            // As on a board: an error ends the call, and the timer goes on.
          }
    },
    takeCalls: () => calls.splice(0),
  };
}
