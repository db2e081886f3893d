// Virtual boards: a program with Espruino's API, its flash, its pins and its panel, in virtual time.
import {
  COMMAND_CLOCK,
  COMMAND_CLOCK_LOST,
  COMMAND_STATUS,
  LINK_GLOBAL,
  LINK_OK,
  STATUS_FIELDS,
} from "../../shared/link/command.ts";
import { listInstalled } from "../board/install.ts";
import { HostError } from "../error.ts";
import { createRandom } from "../random.ts";
import type { BoardFiles, BoardRecord, Hardware, Status, VirtualBoard } from "./board.ts";
import { createBody } from "./body.ts";
import { INVERTED_PINS } from "./hardware.ts";
import { createGlass, lookDark } from "./panel.ts";
import { createPins } from "./pins.ts";
import { type Advert, type AdvertCount, createRadio } from "./radio.ts";
import { type Session, startSession, type World } from "./session.ts";
import type { Refresh } from "./ssd1680.ts";
import { createStorage } from "./storage.ts";
import type { TraceEvent } from "./trace.ts";

/** What the simulator knows beyond what every board must. */
export interface SimulatedBoard extends VirtualBoard {
  /** The radio sends adverts: stock firmware does so from power-on until NRF.sleep(). */
  readonly isAdvertising: boolean;
  /** Adverts that the program was given, and how many of them it overwrote before it returned. */
  readonly adverts: Readonly<AdvertCount>;
  /** Buckets of the latest `light` and `temperature` events, 0 = none yet. No API gives them to a program yet. */
  readonly sensors: { readonly light: number; readonly temperature: number };
  /** All of flash, byte for byte. */
  readonly flash: Uint8Array;
  /** When a timer is due next, in virtual milliseconds; Infinity with none. */
  readonly nextMs: number;
  /** Runs a text in the program's global scope, as its console would; errors are recorded. */
  evaluate(text: string): void;
  /** How electronic paper has changed since it got power; empty on other panels. */
  readonly refreshes: readonly Refresh[];
  /** Grows with everything that is drawn: a cheap sign that a card may have changed. */
  readonly drawings: number;
}

export interface BoardOptions {
  readonly hardware: Hardware;
  /** What is installed, with slot a for the one; or Storage as it is, file by file. */
  readonly files: BoardFiles | ReadonlyMap<string, Uint8Array>;
  /** Of transmitters' ids and payloads, of noise and of Math.random. */
  readonly seed?: number;
  /** Who transmits, advert by advert; undefined = a crowd made from the seed. */
  readonly air?: (rssiDbm: number) => Advert;
}

const installed = new WeakMap<BoardFiles, Uint8Array>();

/**
 * A board without power; the trace's `start` gives it.
 * @throws HostError "simulator-storage" where the files do not fit into its Storage
 */
export function startBoard(options: BoardOptions): SimulatedBoard {
  const { hardware, files, seed = 1 } = options;
  const records: BoardRecord[] = [];
  const sensors = { light: 0, temperature: 0 };
  let nowUs = 0;
  let session: Session | undefined;
  const readUs = (): number => nowUs;
  const inverted = INVERTED_PINS[hardware.env] ?? [];
  const { button } = hardware.pins;
  const noTimers = (): never => {
    throw new Error("no program is running");
  };
  const pins = createPins(
    () => session?.memory.timers ?? noTimers(),
    readUs,
    inverted,
    // BTN1 is the inverted button of the builds that have one; only such a pin is debounced unasked.
    button !== undefined && inverted.includes(button) ? [button] : [],
  );
  const world: World = {
    hardware,
    storage: createStorage(hardware.storageBytes),
    pins,
    radio: createRadio(seed),
    random: createRandom(seed + 1),
    body: createBody(),
    glass: createGlass(hardware),
    nowUs: readUs,
    record: (kind, text) => void records.push({ atMs: nowUs / 1000, kind, text }),
  };
  const { storage, radio, body } = world;
  const transmit = options.air ?? radio.create;
  // A button connects its pin to ground; open, the pull-up holds it high.
  if (button !== undefined) pins.drive(button, true);
  if ("boot" in files) storage.flash.bytes.set(install(files));
  else for (const [name, bytes] of files) writeFile(name, bytes);

  /** All of flash with these files; made once, for they may be on many boards. */
  function install(files: BoardFiles): Uint8Array {
    const known = installed.get(files);
    if (known?.length === hardware.storageBytes) return known;
    for (const [name, bytes] of listInstalled(files, hardware.storageBytes)) writeFile(name, bytes);
    const made = storage.flash.bytes.slice();
    installed.set(files, made);
    return made;
  }

  function writeFile(name: string, bytes: Uint8Array): void {
    try {
      storage.write(name, bytes);
    } catch (error) {
      throw new HostError(
        "simulator-storage",
        `${name} with ${bytes.length} bytes does not go into the board's Storage`,
        "Leave out offers or pictures, or give each board fewer groups.",
        { file: name },
        error,
      );
    }
  }

  /** @param clockUs what the board's clock says */
  function powerOn(clockUs: number): void {
    powerOff();
    radio.isAdvertising = true;
    radio.isMarked = true;
    session = startSession(world, clockUs);
    session.boot();
  }

  function powerOff(): void {
    session = undefined;
    body.begin(nowUs);
    pins.reset();
    radio.isAdvertising = false;
    radio.isMarked = false;
    radio.isScanning = false;
  }

  /** When a radar's frame comes to the program; it sends them for nobody while no port is open. */
  function frameUs(): number {
    return session && session.memory.openPorts.size > 0 ? body.dueUs : Number.POSITIVE_INFINITY;
  }

  function advanceTo(atMs: number): void {
    const targetUs = Math.round(atMs * 1000);
    while (session) {
      const { timers, biteUs } = session.memory;
      const dueUs = timers.nextUs();
      if (Math.min(dueUs, biteUs, frameUs()) > targetUs) break;
      if (frameUs() < Math.min(dueUs, biteUs)) {
        nowUs = Math.max(nowUs, frameUs());
        session.receive(body.send());
        continue;
      }
      nowUs = Math.max(nowUs, Math.min(dueUs, biteUs));
      if (dueUs <= biteUs) timers.runDue(nowUs);
      else {
        world.record("watchdog", "the watchdog restarts the board");
        powerOn(0);
      }
    }
    nowUs = Math.max(nowUs, targetUs);
  }

  function ask(code: number, a: number, b: number): string {
    const answer = session?.memory.call(session.memory.sandbox?.read(LINK_GLOBAL), code, a, b);
    return typeof answer === "string" ? answer : "";
  }

  function drive(pin: number | undefined, isHigh: boolean): void {
    if (pin !== undefined) pins.drive(pin, isHigh);
  }

  function corrupt(name: string, offset: number): void {
    const file = storage.find(name);
    if (file === undefined)
      throw new HostError(
        "trace-corrupt",
        `the board has no file ${name} to corrupt`,
        `Its files are: ${storage.list().join(", ")}.`,
      );
    storage.flash.bytes[file.address + (offset % file.size)] ^= 255;
  }

  const happenings: Readonly<Record<string, (values: readonly string[]) => void>> = {
    start: ([time]) => powerOn(time === "unknown" ? 0 : Date.parse(time) * 1000),
    power([level]) {
      if (level === "0") powerOff();
      else if (session === undefined) powerOn(0);
    },
    pir: ([level]) => drive(hardware.pins.pir, level !== "0"),
    radar([level]) {
      drive(hardware.pins.radar, level !== "0");
      body.stand(level !== "0");
    },
    radarframe: (values) => body.report(values),
    distance: ([mm]) => body.range(mm),
    button: ([level]) => drive(button, level === "0"),
    touch([x, y]) {
      if (hardware.hasTouch) session?.touch(Number(x), Number(y), true);
    },
    release: () => session?.touch(0, 0, false),
    advert: ([rssi]) => session?.hear(transmit(Number(rssi))),
    adverts([count, rssi]) {
      for (let i = 0; i < Number(count); i++) session?.hear(transmit(Number(rssi)));
    },
    uart: ([bytes]) => session?.receive(Buffer.from(bytes, "hex")),
    light([bucket]) {
      sensors.light = Number(bucket);
    },
    temperature([bucket]) {
      sensors.temperature = Number(bucket);
    },
    clock([time]) {
      if (time === "unknown") ask(COMMAND_CLOCK_LOST, 0, 0);
      else ask(COMMAND_CLOCK, Math.floor(Date.parse(time) / 1000), 0);
    },
    command: ([code, a = "0", b = "0"]) => void ask(Number(code), Number(a), Number(b)),
    corrupt: ([name, offset]) => corrupt(name, Number(offset)),
  };

  return {
    hardware,
    sensors,
    adverts: radio.adverts,
    flash: storage.flash.bytes,
    get nowMs() {
      return nowUs / 1000;
    },
    get isAdvertising() {
      return radio.isAdvertising;
    },
    get nextMs() {
      return Math.min(session?.memory.timers.nextUs() ?? Number.POSITIVE_INFINITY, frameUs()) / 1000;
    },
    get refreshes() {
      return session?.memory.panel.refreshes ?? [];
    },
    get drawings() {
      return session?.memory.drawings ?? 0;
    },
    evaluate: (text) => session?.evaluate(text, "console"),
    readFile: (name) => storage.read(name),
    writeFile,
    listFiles: () => storage.list(),
    advanceTo,
    happen(event: TraceEvent) {
      advanceTo(event.atMs);
      happenings[event.event]?.(event.values);
    },
    frame: () => session?.memory.panel.look() ?? lookDark(hardware, world.glass),
    status: () => parseStatus(ask(COMMAND_STATUS, 0, 0)),
    command: (code, a, b) => parseAnswer(ask(code, a, b)),
    takeRecords: () => records.splice(0),
  };
}

function parseAnswer(answer: string): number[] {
  return /^-?\d+(,-?\d+)*$/.test(answer) ? answer.split(",").map(Number) : [];
}

function parseStatus(answer: string): Status | undefined {
  const numbers = parseAnswer(answer);
  if (numbers[0] !== LINK_OK || numbers.length <= STATUS_FIELDS.length) return undefined;
  const status = {} as Record<(typeof STATUS_FIELDS)[number], number>;
  for (let i = 0; i < STATUS_FIELDS.length; i++) status[STATUS_FIELDS[i]] = numbers[i + 1];
  return status;
}
