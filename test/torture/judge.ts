// Boots a board on flash as it is and says what came of it. The text that runs is the board's own `.boot0`, out of that
// flash, in the simulator's sandbox.

import type { Slot } from "../../host/board/plan.ts";
import { createRandom } from "../../host/random.ts";
import type { BoardRecord, Hardware } from "../../host/simulator/board.ts";
import { createBody } from "../../host/simulator/body.ts";
import type { Flash } from "../../host/simulator/flash.ts";
import { INVERTED_PINS } from "../../host/simulator/hardware.ts";
import { createGlass } from "../../host/simulator/panel.ts";
import { createPins } from "../../host/simulator/pins.ts";
import { createRadio } from "../../host/simulator/radio.ts";
import { type Session, startSession, type World } from "../../host/simulator/session.ts";
import { mountStorage } from "../../host/simulator/storage.ts";
import { LINK_GLOBAL } from "../../shared/link/command.ts";
import { SLOT_A, SLOT_B } from "../../shared/link/slot.ts";
import { RUN_WORD } from "./content.ts";

/** What a boot came to: a slot's program with what it says, the neutral sign, or nothing at all. */
export interface Boot {
  readonly state: "runs" | "neutral" | "nothing";
  /** Of a program: name of its content and digest of its slot. Of the sign: its number. */
  readonly saying: string;
  /** The slot that it believes to be. */
  readonly slot: Slot | undefined;
  /**
   * The cable's console was forced, services and radio were off before Storage was touched for the first time; where one of
   * these doors cannot be closed: the other two.
   */
  readonly isClosed: boolean;
  /** The last error that nobody caught. */
  readonly error: string;
}

/** What throws when it is called: a door that cannot be closed. */
export type Fault = "console" | "services" | "radio";
const FAULTS: Readonly<Record<Fault, string>> = {
  console: "setConsole",
  services: "setServices",
  radio: "sleep",
};
const DOORS: Readonly<Record<Fault, number>> = { console: 1, services: 2, radio: 4 };

/** Doors that can be closed, as a sum of 1, 2, 4: console, services, radio. */
export function sumDoors(fault: Fault | undefined): number {
  return 7 - (fault === undefined ? 0 : DOORS[fault]);
}

/**
 * Runs before `.boot0` and writes down what it does, in its own realm: 1, 2, 4 for the doors. Whoever asks for Storage
 * before all that can be closed are closed leaves 8.
 */
const watchText = (console: string, fault: Fault | undefined): string => `(function () {
  var doors = 0, need = require, names = [["E", "setConsole", 1], ["NRF", "setServices", 2], ["NRF", "sleep", 4]];
  names.forEach(function (name) {
    var owner = global[name[0]], was = owner[name[1]];
    owner[name[1]] = function (a, b) {
      if (name[1] === "${fault === undefined ? "" : FAULTS[fault]}") throw new Error("it stays open");
      if (name[2] !== 1 || (b && b.force && a === ${console})) doors |= name[2];
      else doors &= 14;
      if (name[2] !== 2 || (b && b.uart === false)) return was(a, b);
      doors &= 13;
    };
  });
  global.require = function (module) { if ((doors & 7) !== ${sumDoors(fault)}) doors |= 8; return need(module); };
  global.tortureDoors = function () { return doors; };
})();`;

interface Powered {
  readonly session: Session;
  readonly world: World;
  readonly records: readonly BoardRecord[];
  advance(toMs: number): void;
}

/** A board with this flash that has power, before any of its text ran. */
export function powerOn(flash: Flash, hardware: Hardware): Powered {
  const records: BoardRecord[] = [];
  let nowUs = 0;
  let session: Session | undefined;
  const timers = (): Session["memory"]["timers"] => {
    if (session === undefined) throw new Error("no program is running");
    return session.memory.timers;
  };
  const world: World = {
    hardware,
    storage: mountStorage(flash),
    pins: createPins(timers, () => nowUs, INVERTED_PINS[hardware.env] ?? [], []),
    radio: createRadio(1),
    random: createRandom(2),
    body: createBody(),
    glass: createGlass(hardware),
    nowUs: () => nowUs,
    record: (kind, text) => void records.push({ atMs: nowUs / 1000, kind, text }),
  };
  // As the firmware starts: it advertises, and knows that it does.
  world.radio.isAdvertising = true;
  world.radio.isMarked = true;
  session = startSession(world, 0);
  return {
    session,
    world,
    records,
    advance(toMs) {
      for (let dueUs = timers().nextUs(); dueUs <= toMs * 1000; dueUs = timers().nextUs()) {
        nowUs = Math.max(nowUs, dueUs);
        timers().runDue(nowUs);
      }
    },
  };
}

/**
 * @param flash is changed as by a boot; where its power goes, the rest of the boot counts for nothing
 * @param options.afterMs virtual time that the board stays on
 * @param options.isHeld its button is held
 * @param options.fault what does not work
 */
export function bootOn(
  flash: Flash,
  hardware: Hardware,
  options: { afterMs?: number; isHeld?: boolean; fault?: Fault | undefined } = {},
): Boot {
  const { session, world, records, advance } = powerOn(flash, hardware);
  if (hardware.pins.button !== undefined) world.pins.drive(hardware.pins.button, !options.isHeld);
  session.evaluate(watchText(hardware.console, options.fault), "watch");
  session.boot();
  if (options.afterMs) advance(options.afterMs);
  return readBoot(session, world, records, options.fault);
}

function readBoot(
  { memory }: Session,
  world: World,
  records: readonly BoardRecord[],
  fault: Fault | undefined,
): Boot {
  const isSilent = fault === "radio" || !world.radio.isAdvertising;
  const isClosed = memory.call(memory.sandbox?.read("tortureDoors")) === sumDoors(fault) && isSilent;
  const errors = records.filter(({ kind }) => kind === "error").map(({ text }) => text);
  const error = errors.at(-1) ?? "";
  const said = records.filter(({ kind, text }) => kind === "console" && text.startsWith(RUN_WORD)).at(-1);
  if (said) {
    const [, name, ...saying] = said.text.split(" ");
    const slot = name === SLOT_A || name === SLOT_B ? name : undefined;
    return { state: "runs", saying: saying.join(" "), slot, isClosed, error };
  }
  const status = memory.call(memory.sandbox?.read(LINK_GLOBAL), 0, 0, 0);
  const code = typeof status === "string" ? -Number(status.split(",")[20]) : 0;
  const state = code > 0 ? "neutral" : "nothing";
  return { state, saying: code > 0 ? String(code) : "", slot: undefined, isClosed, error };
}
