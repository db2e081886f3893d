// What a trace tells a board that has no sensor for it.
import type { SensorKind } from "../shop/model.ts";
import { STILL_SENSORS } from "../shop/sensor.ts";
import type { TraceEvent } from "./trace.ts";

/** Sensors of which one hears an event; events that are not here reach every board. */
const HEARD_BY: Readonly<Record<string, readonly SensorKind[]>> = {
  pir: ["pir"],
  radar: STILL_SENSORS,
  radarframe: ["radar-uart"],
  uart: ["radar-uart"],
  distance: ["distance"],
  touch: ["touch"],
  button: ["button"],
  advert: ["scan"],
  adverts: ["scan"],
  light: [],
  temperature: [],
};

/** Names of the events that these sensors do not hear, each once, with the first of its kind. */
export function listUnheard(
  events: readonly TraceEvent[],
  sensors: readonly SensorKind[],
): ReadonlyMap<string, TraceEvent> {
  const unheard = new Map<string, TraceEvent>();
  for (const event of events) {
    const heardBy = HEARD_BY[event.event];
    if (heardBy === undefined || unheard.has(event.event)) continue;
    if (!heardBy.some((sensor) => sensors.includes(sensor))) unheard.set(event.event, event);
  }
  return unheard;
}
