// The radio as a transmitter: in the silent profile there is none.
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

/**
 * Sends a payload each second until the radio is silenced. Nothing answers, but ESP32 builds take no notice of the last two
 * options: whoever wants can connect, and be paired with.
 * @param bytes at most 31, Bluetooth's advertising data; they are kept, not copied
 */
export function advertise(bytes: Uint8Array): void {
  try {
    NRF.setAdvertising(bytes, { interval: 1000, connectable: false, scannable: false });
    NRF.wake();
  } catch (_) {
    // A board whose radio is off by a setting of its firmware shows offers all the same.
  }
}
