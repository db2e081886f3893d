// The LD2410 on its UART: its frames go to the decoder, and its own Bluetooth is switched off.
import type { Raw } from "../../shared/policy/raw.ts";
import {
  RADAR_BLUETOOTH_OFF,
  RADAR_CLOSE,
  RADAR_ENGINEERING,
  RADAR_OPEN,
  RADAR_RESTART,
  writeCommand,
} from "../../shared/presence/radar.ts";
import { HAS_GATES } from "../../shared/presence/sensors.ts";
import { isUsbConsole, radarRxPin, radarTxPin } from "../boards/current.ts";
import { openUart } from "../ports/uart.ts";

const BAUD = 256000;
/** Bluetooth is off only after a restart, which also ends the mode that OPEN begins. */
const COMMANDS = HAS_GATES
  ? // A restart takes a second, and ends the engineering mode: it is asked for three seconds later.
    [
      RADAR_OPEN,
      RADAR_BLUETOOTH_OFF,
      RADAR_RESTART,
      "",
      "",
      "",
      "",
      "",
      "",
      RADAR_OPEN,
      RADAR_ENGINEERING,
      RADAR_CLOSE,
    ]
  : [RADAR_OPEN, RADAR_BLUETOOTH_OFF, RADAR_RESTART];

/**
 * @param hear is given bytes as they come
 * @returns to be called once a tick from the first frame on: says one command each time, with room for the radar's answer
 */
export function openLd2410(hear: (data: Raw<string>) => void): () => void {
  const write = openUart(isUsbConsole, BAUD, radarRxPin, radarTxPin, hear);
  let said = 0;
  return () => {
    if (said < COMMANDS.length) {
      const command = COMMANDS[said++];
      if (command !== "") write(writeCommand(command));
    }
  };
}
