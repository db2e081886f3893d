// Lines of sensors in, and the backlight out.
import { type Raw, sealRaw } from "../../shared/policy/raw.ts";

/** Calls back at every change of a line. @param pin GPIO number */
export function watchPin(pin: number, listener: (isHigh: Raw<boolean>) => void): void {
  setWatch((event) => listener(sealRaw(event.state)), pin, { repeat: true, edge: "both" });
}

/**
 * The same for a button to ground: it bounces, and it is pressed when low. (The build for the CYD turns its BOOT
 * pin round; that board has touch and does not use it.)
 */
export function watchButton(pin: number, listener: (isPressed: boolean) => void): void {
  pinMode(pin, "input_pullup");
  setWatch((event) => listener(!event.state), pin, { repeat: true, edge: "both", debounce: 25 });
}

export function readLine(pin: number): Raw<boolean> {
  return sealRaw(digitalRead(pin) !== 0);
}

/** @param level 0 (off) to 1 */
export function setLevel(pin: number, level: number): void {
  analogWrite(pin, level);
}
