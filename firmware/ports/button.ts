// The button as it is at one moment.

/** @param isInverted the build turns the pin round; else a button to ground is low when it is pressed */
export function isButtonDown(pin: number, isInverted: boolean): boolean {
  pinMode(pin, "input_pullup");
  return (digitalRead(pin) === 0) !== isInverted;
}
