// The radio, closed: nothing is sent and nobody is answered.
import { slotName } from "./storage.ts";

/** Stops advertising, as far as it was begun by `advertise` or at the start of the firmware; it is said again each minute. */
export function silenceRadio(): void {
  NRF.sleep();
}

/**
 * No service answers over the air. Once: `.boot0` runs again after a program that threw, and on ESP32 setting services begins
 * to advertise, which a second NRF.sleep() does not end.
 */
export function closeServices(): void {
  if (slotName() === "") NRF.setServices({}, { uart: false });
}
