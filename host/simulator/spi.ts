// A chip on SPI as its lines see it: selected or not, command or data, reset, busy.
import type { SpiPins } from "./board.ts";

/** A chip that hears bytes. */
export interface SpiChip {
  reset(): void;
  receive(bytes: ArrayLike<number>, isData: boolean): void;
  readonly isBusy: boolean;
  /** A line was set, whichever: for chips that count their time by it. @param isReset the reset line is low now */
  pass?(isReset: boolean): void;
}

export interface SpiLines {
  /** The program sets a line. */
  setLine(pin: number, isHigh: boolean): void;
  /** What the chip says on a line, undefined where it says nothing. */
  readLine(pin: number): boolean | undefined;
  /** @returns false where no chip is selected */
  send(bytes: ArrayLike<number>): boolean;
}

/** Lines are high until the program sets them; a chip begins to listen after its reset line went high again. */
export function createSpiLines(chip: SpiChip, pins: SpiPins): SpiLines {
  let isSelected = false;
  let isData = true;
  let isReset = false;
  return {
    setLine(pin, isHigh) {
      if (pin === pins.select) isSelected = !isHigh;
      else if (pin === pins.data) isData = isHigh;
      else if (pin === pins.reset) {
        if (!isHigh && !isReset) chip.reset();
        isReset = !isHigh;
      }
      chip.pass?.(isReset);
    },
    readLine: (pin) => (pin === pins.busy ? chip.isBusy : undefined),
    send(bytes) {
      if (!isSelected || isReset) return false;
      chip.receive(bytes, isData);
      return true;
    },
  };
}
