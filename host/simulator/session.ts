// One stretch of power: the program's realm, its timers, its RAM and the panel. Power loss throws it away.

import type { Random } from "../random.ts";
import { createApi } from "./api.ts";
import type { BoardRecord, Hardware } from "./board.ts";
import type { Body } from "./body.ts";
import { createPanel, type Panel } from "./panel.ts";
import type { Pins } from "./pins.ts";
import type { Advert, Radio } from "./radio.ts";
import { createRanger, type Ranger } from "./ranger.ts";
import { type Callback, createSandbox, readMessage, type Sandbox } from "./sandbox.ts";
import type { Storage } from "./storage.ts";
import { createTimers, type Timers } from "./timers.ts";

/** What stays when the power goes. */
export interface World {
  readonly hardware: Hardware;
  readonly storage: Storage;
  readonly pins: Pins;
  readonly radio: Radio;
  readonly random: Random;
  readonly body: Body;
  /** What electronic paper shows. */
  readonly glass: Uint16Array;
  nowUs(): number;
  record(kind: BoardRecord["kind"], text: string): void;
}

/** State that API and events share within a session. */
export interface Memory {
  readonly world: World;
  readonly timers: Timers;
  readonly panel: Panel;
  readonly ranger: Ranger;
  /** getTime() in microseconds minus the virtual time. */
  clockUs: number;
  /** Virtual time at which the watchdog bites; Infinity while it sleeps. */
  biteUs: number;
  watchdogUs: number;
  /** Counts what was drawn or sent to the panel. */
  drawings: number;
  readonly listeners: Map<string, Callback[]>;
  readonly openPorts: Set<string>;
  /** The id of the advert that is being handled, and its bytes once the program asked for them. */
  advertId: string | undefined;
  advertIdBytes: Uint8Array | undefined;
  /** Set before any of the program's text runs. */
  sandbox: Sandbox | undefined;
  /** Runs a function of the program; an error is recorded and ends there, as in the interpreter. */
  call(callback: unknown, ...values: unknown[]): unknown;
}

export interface Session {
  readonly memory: Memory;
  /** Runs `.boot0` out of Storage. */
  boot(): void;
  /** Runs a text in the program's global scope. @param name for the program's own errors */
  evaluate(text: string, name: string): void;
  touch(x: number, y: number, isDown: boolean): void;
  hear(advert: Advert): void;
  receive(bytes: Uint8Array): void;
}

/** @param clockUs what getTime() says now, in microseconds */
export function startSession(world: World, clockUs: number): Session {
  const { hardware, radio, random } = world;
  const timers = createTimers(world.nowUs);
  const report = (text: string): void => world.record("error", text);
  const memory: Memory = {
    world,
    timers,
    panel: createPanel(hardware, {
      report,
      noise: () => random.below(256),
      nowMs: () => world.nowUs() / 1000,
      glass: world.glass,
    }),
    ranger: createRanger(
      () => world.nowUs() / 1000,
      () => world.body.mm ?? 0,
    ),
    clockUs: clockUs - world.nowUs(),
    biteUs: Number.POSITIVE_INFINITY,
    watchdogUs: 0,
    drawings: 0,
    listeners: new Map(),
    openPorts: new Set(),
    advertId: undefined,
    advertIdBytes: undefined,
    sandbox: undefined,
    call(callback, ...values) {
      if (typeof callback !== "function") return undefined;
      let result: unknown;
      try {
        result = callback(...values);
        memory.sandbox?.settle();
      } catch (error) {
        report(readMessage(error));
      }
      return result;
    },
  };
  const { api, tell } = createApi(memory);
  const sandbox = createSandbox(api, tell);
  memory.sandbox = sandbox;
  let touched: { x: number; y: number } | undefined;

  function emit(event: string, ...values: unknown[]): void {
    for (const listener of [...(memory.listeners.get(event) ?? [])]) memory.call(listener, ...values);
  }

  function evaluate(text: string, name: string): void {
    try {
      sandbox.evaluate(text, name);
      sandbox.settle();
    } catch (error) {
      report(readMessage(error));
    }
  }

  return {
    memory,
    evaluate,
    boot() {
      const boot = world.storage.read(".boot0");
      if (boot) evaluate(Buffer.from(boot).toString("latin1"), ".boot0");
    },
    touch(x, y, isDown) {
      // The firmware reports a change only; letting go is told with the last place.
      if (isDown && touched?.x === x && touched.y === y) return;
      if (!isDown && touched === undefined) return;
      const point = isDown ? { x, y } : (touched ?? { x, y });
      touched = isDown ? point : undefined;
      emit("touch", sandbox.made.touch(point.x, point.y, isDown ? 1 : 0));
    },
    hear(advert) {
      const handler = radio.isScanning ? sandbox.read("#onblescan") : undefined;
      if (typeof handler !== "function") {
        radio.adverts.unheard++;
        return;
      }
      const data = sandbox.made.bytes(advert.data.length);
      data.set(advert.data);
      memory.advertId = advert.id;
      memory.advertIdBytes = undefined;
      memory.call(handler, sandbox.made.advert(advert.rssiDbm, advert.id, data.buffer));
      radio.adverts.delivered++;
      if (isConstant(memory.advertIdBytes) && isConstant(data)) radio.adverts.wiped++;
      memory.advertId = undefined;
      memory.advertIdBytes = undefined;
    },
    receive(bytes) {
      // The radar hangs on whichever port the program opened besides the console.
      const port = ["Serial2", "Serial1"].find((name) => memory.openPorts.has(name));
      if (port !== undefined && bytes.length > 0) emit(`${port} data`, Buffer.from(bytes).toString("latin1"));
    },
  };
}

/** Whether nothing can be read out of these bytes: all are the same. False where there are none. */
function isConstant(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined) return false;
  for (let i = 1; i < bytes.length; i++) if (bytes[i] !== bytes[0]) return false;
  return true;
}
