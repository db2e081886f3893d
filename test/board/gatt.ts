// A phone's view of a board: what its firmware lets be seen over the air, with a console behind it where it is open.
import type { Bluetooth, Characteristic } from "../../host/board/transport/bluetooth.ts";
import type { Transport } from "../../host/board/transport/transport.ts";

/** What stock firmware leaves open until it is told otherwise. */
export interface Doors {
  isAdvertising: boolean;
  hasUart: boolean;
  /** The console stays on the cable, whoever connects. */
  isForced: boolean;
}

/** As stock firmware is at power-on. */
export function openDoors(): Doors {
  return { isAdvertising: true, hasUart: true, isForced: false };
}

/** Web Bluetooth around one board. @param connect gives its console, asked for only where the doors let somebody in */
export function createGatt(doors: Doors, connect: () => Transport): Bluetooth {
  const input = (transport: Transport | undefined): Characteristic => ({
    writeValueWithResponse: async (bytes) => transport?.write(bytes),
    startNotifications: async () => undefined,
    addEventListener: () => undefined,
  });
  const output = (transport: Transport | undefined): Characteristic => ({
    ...input(undefined),
    addEventListener(_type, listener) {
      transport?.hear({
        data: (bytes) => listener({ target: { value: new DataView(Uint8Array.from(bytes).buffer) } }),
        closed: () => undefined,
      });
    },
  });
  return {
    async requestDevice() {
      if (!doors.isAdvertising) throw new Error("no device");
      let transport: Transport | undefined;
      const gatt = {
        connect: async () => gatt,
        disconnect: () => void transport?.close(),
        async getPrimaryService() {
          if (!doors.hasUart) throw new Error("no service");
          if (!doors.isForced) transport = connect();
          return {
            getCharacteristic: async (id: string) =>
              id.startsWith("6e400002") ? input(transport) : output(transport),
          };
        },
      };
      return { name: "Board", gatt, addEventListener: () => undefined };
    },
  };
}
