// What NRF does on ESP32 builds, as far as it is about sending; read in the source of Espruino 2v29, not on hardware.
// The firmware keeps a mark that it advertises, and NRF.sleep() without the mark does nothing. Setting services or an advert
// begins to advertise without setting it.
import type { Memory } from "./session.ts";

const MOST_BYTES = 31;
const LEAST_INTERVAL_MS = 20;
const MOST_INTERVAL_MS = 10_240;
/** What the firmware itself begins with. */
const FIRST_INTERVAL_MS = 375;

export function createTransmitterApi(memory: Memory): Record<string, unknown> {
  const { radio, record } = memory.world;
  let intervalMs = FIRST_INTERVAL_MS;
  return {
    "NRF.sleep"() {
      if (radio.isMarked) radio.isAdvertising = false;
      radio.isMarked = false;
      record("radio", "sleep");
    },
    "NRF.wake"() {
      if (!radio.isMarked) radio.isAdvertising = true;
      radio.isMarked = true;
      record("radio", "wake");
    },
    "NRF.setServices"() {
      radio.isAdvertising = true;
      record("radio", "services");
    },
    "NRF.setAdvertising"(data: unknown, options: unknown) {
      if (options !== undefined && !isObject(options))
        throw new Error(`Expecting Object or undefined, got ${describe(options)}`);
      if (options?.interval !== undefined) intervalMs = clip(Number(options.interval));
      const bytes = readBytes(data);
      radio.isAdvertising = true;
      record("radio", bytes === undefined ? "advertising" : `advertising ${bytes} every ${intervalMs} ms`);
    },
    "ESP32.enableWifi": (isOn: unknown) => record("wifi", isOn ? "on" : "off"),
  };
}

/** The payload as hex; undefined where the firmware makes it up itself. */
function readBytes(data: unknown): string | undefined {
  if (!Array.isArray(data) && !ArrayBuffer.isView(data)) {
    if (data === undefined || isObject(data)) return undefined;
    throw new Error(`Expecting Array or Object, got ${describe(data)}`);
  }
  const bytes = Uint8Array.from(data as ArrayLike<number>);
  if (bytes.length === 0 || bytes.length > MOST_BYTES) throw new Error("BLE: ESP_ERR_INVALID_ARG");
  return Buffer.from(bytes).toString("hex");
}

function clip(ms: number): number {
  return Math.min(Math.max(Math.trunc(ms) || 0, LEAST_INTERVAL_MS), MOST_INTERVAL_MS);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A type as the interpreter names it. */
function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "Array";
  if (typeof value === "number") return Number.isInteger(value) ? "Integer" : "Number";
  return typeof value === "string" ? "String" : typeof value;
}
