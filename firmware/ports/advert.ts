// The radio as a transmitter, for boards whose file asks for it; in the silent profile nothing of this is in the program.

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
