// A board behind a TCP port: a bridge to a serial line, or Espruino's own telnet.
import { connect } from "node:net";
import { HostError } from "../../error.ts";
import { createInlet, type Transport } from "./transport.ts";

/** A host that does not answer by then is not there. */
const PATIENCE_MS = 5000;
const MTU = 4096;
/** A line of 9,600 baud behind the bridge, and some. */
const BYTE_MS = 1.5;

/**
 * @param address "host:port"
 * @throws HostError `usage-port` for no address, `port-missing` where nobody answers
 */
export async function openTcp(address: string): Promise<Transport> {
  const match = /^(\[[0-9a-fA-F:]+\]|[^:[\]\s]+):(\d{1,5})$/.exec(address);
  const number = Number(match?.[2] ?? 0);
  if (match === null || number < 1 || number > 65_535)
    throw new HostError(
      "usage-port",
      `"${address}" is not a host and a port`,
      "Write it as tcp:host:port, such as tcp:192.168.1.20:23.",
    );
  const name = `tcp:${address}`;
  const inlet = createInlet();
  const socket = connect({ host: match[1].replace(/[[\]]/g, ""), port: number, noDelay: true });
  socket.on("data", (bytes) => inlet.data(bytes));
  await new Promise<void>((resolve, reject) => {
    const fail = (cause?: Error): void => {
      socket.destroy();
      reject(
        new HostError(
          "port-missing",
          `nobody answers at ${name}`,
          "See that the bridge runs and that the address is right; the board was not touched.",
          undefined,
          cause,
        ),
      );
    };
    const timer = setTimeout(fail, PATIENCE_MS);
    socket.once("error", fail);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", fail);
      resolve();
    });
  });
  socket.on("error", (error) => inlet.closed(error));
  socket.on("close", () => inlet.closed(new Error("the connection was closed")));
  return {
    name,
    mtu: MTU,
    // A bridge may have less room than the board needs time.
    window: 1,
    byteMs: BYTE_MS,
    isCable: false,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (inlet.isClosed) reject(new Error("the connection was closed"));
        else socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    hear: inlet.hear,
    async close() {
      inlet.closed();
      socket.destroy();
    },
  };
}
