// From the events of a trace to what the interpreter is made to do: one process for each time the power is on.
import type { Hardware } from "../../host/simulator/board.ts";
import { INVERTED_PINS } from "../../host/simulator/hardware.ts";
import type { TraceEvent } from "../../host/simulator/trace.ts";
import { COMMAND_CLOCK, COMMAND_CLOCK_LOST } from "../../shared/link/command.ts";
import { encodeFrame } from "../presence/frame.ts";
import type { Stretch } from "./prelude.ts";

type Files = Stretch["files"];

/** Somebody looked while the power was off. */
export interface DarkLook {
  readonly atMs: number;
  readonly line: number;
  readonly event: "frame" | "status";
}

interface Play {
  readonly stretches: readonly Stretch[];
  readonly dark: readonly DarkLook[];
}

interface Open {
  fromMs: number;
  baseMs: number;
  levels: Record<number, number>;
  isRestart: boolean;
  files: Files;
  flips: [string, number][];
  body: string[];
  calls: string[];
}

/**
 * Cuts a trace into stretches of power. Pins keep the level that the world gives them; a clock does not survive.
 * A `corrupt` is done at the next start, which is when a board meets it.
 * @param files what is in Storage before the first start
 */
export function cutPlay(events: readonly TraceEvent[], hardware: Hardware, files: Files): Play {
  const stretches: Stretch[] = [];
  const dark: DarkLook[] = [];
  const levels: Record<number, number> = { ...idleLevels(hardware) };
  let flips: [string, number][] = [];
  let body: string[] = [];
  let open: Open | undefined;
  const start = (fromMs: number, baseMs: number): Open => ({
    fromMs,
    baseMs,
    levels: { ...levels },
    isRestart: stretches.length > 0,
    files: stretches.length === 0 ? files : [],
    flips: flips.splice(0),
    body: [...body],
    calls: [],
  });
  const close = (): void => {
    if (open) stretches.push({ hardware, ...open });
    open = undefined;
  };
  for (const happening of events) {
    const { atMs, event, values, line } = happening;
    const [value = ""] = values;
    open?.calls.push(`play.to(${atMs});`);
    if (event === "start") {
      close();
      open = start(atMs, value === "unknown" ? -atMs : Date.parse(value) - atMs);
    } else if (event === "corrupt") flips = [...flips, [value, Number(values[1])]];
    else if (event === "power" && value === "0") close();
    else if (event === "power") open ??= start(atMs, -atMs);
    else if (event === "frame" || event === "status") {
      if (open) open.calls.push(`play.${event}(${line});`);
      else dark.push({ atMs, line, event });
    } else {
      const standing = standingCalls(happening);
      body = [...body, ...standing];
      open?.calls.push(...standing.map((call) => `play.${call}`));
      const pin = pinOf(event, hardware);
      if (pin !== undefined) levels[pin] = levelOf(event, value, hardware);
      open?.calls.push(...callsOf(happening, hardware));
    }
  }
  close();
  return { stretches, dark };
}

/** Levels before anything happens: nobody at a sensor; a button is pulled up and open. */
function idleLevels(hardware: Hardware): Record<number, number> {
  const { button } = hardware.pins;
  return button === undefined ? {} : { [button]: levelOf("button", "0", hardware) };
}

function pinOf(event: string, hardware: Hardware): number | undefined {
  return event === "pir" || event === "radar" || event === "button" ? hardware.pins[event] : undefined;
}

/** What the program reads: a button pulls its pin to ground; some builds turn some pins around. */
function levelOf(event: string, value: string, hardware: Hardware): number {
  const volts = event === "button" ? 1 - Number(value) : Number(value);
  const pin = pinOf(event, hardware) ?? -1;
  return INVERTED_PINS[hardware.env]?.includes(pin) ? 1 - volts : volts;
}

/** What stands before the sensors from now on. */
function standingCalls({ event, values }: TraceEvent): string[] {
  const [first = "", movingEnergy = 0, stillCm = 0, stillEnergy = 0] = values;
  if (event === "radar") {
    const isThere = first !== "0";
    const target = isThere ? { movingCm: 100, movingEnergy: 80, stillCm: 100, stillEnergy: 80 } : {};
    return [reportCall(encodeFrame(target), true), `range(${isThere ? 600 : 8190},true);`];
  }
  if (event === "distance") return [`range(${first === "off" ? -1 : first},false);`];
  if (event !== "radarframe") return [];
  if (first === "off") return [reportCall("", false)];
  const target = (cm: number, energy: number, names: [string, string]) =>
    cm > 0 || energy > 0 ? { [names[0]]: cm, [names[1]]: energy } : {};
  const frame = encodeFrame({
    ...target(Number(first), Number(movingEnergy), ["movingCm", "movingEnergy"]),
    ...target(Number(stillCm), Number(stillEnergy), ["stillCm", "stillEnergy"]),
  });
  return [reportCall(frame, false)];
}

function reportCall(frame: string, isMild: boolean): string {
  return `radarSays(atob("${Buffer.from(frame, "latin1").toString("base64")}"),${isMild});`;
}

function callsOf({ event, values, line }: TraceEvent, hardware: Hardware): string[] {
  const [first = "", second = "", third = "0"] = values;
  const pin = pinOf(event, hardware);
  if (pin !== undefined) return [`play.pin(${pin},${levelOf(event, first, hardware)});`];
  if (event === "touch") return hardware.hasTouch ? [`play.touch(${first},${second});`] : [];
  if (event === "release") return ["play.release();"];
  if (event === "advert") return [advertCall(first, line)];
  if (event === "adverts")
    return Array.from({ length: Number(first) }, (_, i) => advertCall(second, line * 256 + i));
  if (event === "uart") return [`play.uart(atob("${Buffer.from(first, "hex").toString("base64")}"));`];
  if (event === "clock" && first === "unknown") return [`play.ask(${COMMAND_CLOCK_LOST},0,0);`];
  if (event === "clock") return [`play.ask(${COMMAND_CLOCK},${Math.floor(Date.parse(first) / 1000)},0);`];
  if (event === "command") return [`play.ask(${first},${second || 0},${third});`];
  return [];
}

/** Identifier and payload differ each time; only the strength may matter. */
function advertCall(rssiDbm: string, index: number): string {
  const tail = (index & 0xffff).toString(16).padStart(4, "0");
  const id = `5e:ed:ed:00:${tail.slice(0, 2)}:${tail.slice(2)} random`;
  return `play.advert(${rssiDbm},"${id}",atob("${Buffer.from(`\x02\x01\x06canary ${tail}`).toString("base64")}"));`;
}
