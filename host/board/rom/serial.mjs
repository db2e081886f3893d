// The door to serialport. Plain JavaScript, because the types that the package brings cannot be resolved as ES
// modules.
import { SerialPort } from "serialport";

/** See serial.d.mts. */
export function createPort(path, baudRate, binding) {
  return new SerialPort({ path, baudRate, autoOpen: false, ...(binding === undefined ? {} : { binding }) });
}

/** See serial.d.mts. */
export function listPorts() {
  return SerialPort.list();
}
