// What stands in for the operating system's serial ports, below the real serialport.

export interface Device {
  /** Why it does not open. */
  openError(): string | undefined;
  opened(baud: number): void;
  setBaud(baud: number): void;
  hear(bytes: Uint8Array): void;
  /** Missing on a port without such lines. */
  readonly setLines?: ((lines: { dtr: boolean; rts: boolean }) => void) | undefined;
}

/** @returns a binding for serialport, and the device's end of the wire */
export function createFakePort(device: Device) {
  let outbox = Buffer.alloc(0);
  let reader: ((error?: Error) => void) | undefined;
  let isGone = false;

  function read(
    buffer: Buffer,
    offset: number,
    length: number,
  ): Promise<{ buffer: Buffer; bytesRead: number }> {
    return new Promise((done, refuse) => {
      reader = (error) => {
        if (error === undefined && outbox.length === 0) return;
        reader = undefined;
        if (error !== undefined) return refuse(error);
        const bytesRead = outbox.copy(buffer, offset, 0, length);
        outbox = outbox.subarray(bytesRead);
        done({ buffer, bytesRead });
      };
      reader(isGone ? new Error("Input/output error") : undefined);
    });
  }

  const binding = {
    list: async () => [],
    async open({ baudRate, path }: { baudRate: number; path: string }) {
      const error = device.openError();
      if (error !== undefined) throw new Error(`Error: ${error}, cannot open ${path}`);
      outbox = Buffer.alloc(0);
      device.opened(baudRate);
      return {
        isOpen: true,
        openOptions: { path, baudRate },
        read,
        async write(bytes: Buffer) {
          if (isGone) throw new Error("Input/output error");
          device.hear(bytes);
        },
        async update(settings: { baudRate: number }) {
          device.setBaud(settings.baudRate);
        },
        async set(lines: { dtr: boolean; rts: boolean }) {
          if (device.setLines === undefined)
            throw new Error("Error: Inappropriate ioctl for device, cannot set");
          device.setLines(lines);
        },
        async drain() {},
        async flush() {},
        async close() {
          this.isOpen = false;
          reader?.(Object.assign(new Error("closed"), { canceled: true }));
        },
      };
    },
  };
  return {
    binding,
    send(bytes: Uint8Array) {
      outbox = Buffer.concat([outbox, bytes]);
      setImmediate(() => reader?.());
    },
    unplug() {
      isGone = true;
      reader?.(new Error("Input/output error"));
    },
    plugIn() {
      isGone = false;
    },
  };
}
