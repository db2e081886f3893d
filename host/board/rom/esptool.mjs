// The door to esptool-js. Plain JavaScript, because the types that the package brings name a package that it does
// not bring. What it would print goes nowhere.
import { ESPLoader, Transport } from "esptool-js";

const nobody = { clean() {}, write() {}, writeLine() {} };
/** It would wait for a hundred seconds for a chip that died while it was read. */
const READ_PATIENCE_MS = 3000;

/** See esptool.d.mts. */
export function createLoader(line, romBaud, fastBaud) {
  const transport = new Transport(line, false);
  // It writes to the console even where tracing is off.
  transport.trace = () => {};
  const loader = new ESPLoader({ transport, romBaudrate: romBaud, baudrate: fastBaud, terminal: nobody });
  loader.FLASH_READ_TIMEOUT = READ_PATIENCE_MS;
  return loader;
}

/** See esptool.d.mts. */
export function abandonLoader({ transport }) {
  const refuse = () => Promise.reject(new Error("the line is closed"));
  Object.assign(transport, { read: refuse, write: refuse, setSignals: refuse, connect: refuse });
  // Whatever waits for an answer now gets one that it cannot read.
  transport.buffer = Uint8Array.of(0);
}
