// The way to a board: bytes there, bytes back, in order. Everything else is the packet client's.

/** Lines of a serial port that reset a board or choose how it starts. */
export interface Signals {
  readonly dtr?: boolean;
  readonly rts?: boolean;
}

export interface Hearer {
  data(bytes: Uint8Array): void;
  /** Once, when nothing more will come; without an error where we closed it ourselves. */
  closed(error?: Error): void;
}

export interface Transport {
  /** As the user named it, for messages. */
  readonly name: string;
  /** Most bytes of one write, 1 or more. */
  readonly mtu: number;
  /** Requests that may be under way at once: more than one only where bytes wait while the board is busy. */
  readonly window: number;
  /** Time that a byte may take, in ms, from a write to the board's having read it. */
  readonly byteMs: number;
  /** It ends at the console that the board's cable has; over the air or a bridge it may be another. */
  readonly isCable: boolean;
  /** It is a radio's: a display that starts closes the console at its other end, so that nobody hears it there again. */
  readonly isAir?: boolean;
  /** Settles when the bytes have left. @throws HostError `port-…` */
  write(bytes: Uint8Array): Promise<void>;
  /** One hearer at a time; what comes before there is one is kept for it. */
  hear(hearer: Hearer): void;
  /** Only where the way has such lines. */
  setSignals?(signals: Signals): Promise<void>;
  /** Power off and on, only where the host can do that. The board's `.boot0` runs. */
  restart?(): Promise<void>;
  /** Never throws; may be called again. */
  close(): Promise<void>;
}

/** A transport's incoming side: keeps what comes before somebody hears. */
export interface Inlet {
  hear(hearer: Hearer): void;
  data(bytes: Uint8Array): void;
  closed(error?: Error): void;
  readonly isClosed: boolean;
}

export function createInlet(): Inlet {
  const waiting: Uint8Array[] = [];
  let hearer: Hearer | undefined;
  let end: { error: Error | undefined } | undefined;
  return {
    get isClosed() {
      return end !== undefined;
    },
    hear(next) {
      hearer = next;
      for (const bytes of waiting.splice(0)) hearer.data(bytes);
      if (end !== undefined) hearer.closed(end.error);
    },
    data(bytes) {
      if (end !== undefined) return;
      if (hearer === undefined) waiting.push(bytes);
      else hearer.data(bytes);
    },
    closed(error) {
      if (end !== undefined) return;
      end = { error };
      hearer?.closed(error);
    },
  };
}
