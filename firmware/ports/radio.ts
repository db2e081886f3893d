// The radio as a transmitter: in the silent profile there is none.

/** Stops advertising. The firmware starts it again by itself after a connection, so it is said again each minute. */
export function silenceRadio(): void {
  NRF.sleep();
}

/** No service answers over the air. */
export function closeServices(): void {
  NRF.setServices({}, { uart: false });
}
