// Asks a board over any transport and does not give up at the first lost byte. Every request settles: with the board's
// own answer, compared by number and checksum, or with an error. A request may run twice; whoever asks sees to it that
// this does no harm.
import type { HostError } from "../../error.ts";
import { toBytes } from "../latin.ts";
import type { Transport } from "../transport/transport.ts";
import { describeLength, describeLoss, describeRefusal, describeSilence } from "./fault.ts";
import { encodeRequest } from "./frame.ts";
import { choosePace, type Pace } from "./pace.ts";
import { createReader } from "./reader.ts";

/** A board that asked for a pause and forgot about it is written to again. */
const LONGEST_PAUSE_MS = 3000;
/** Zeros that come before a repetition: a packet that lost bytes waits for as many more, and elsewhere they are ignored. */
const FILLERS = [256, 2048, 8192];
/** Erases the line that lies in the console, such as a packet whose beginning was lost. */
const ERASE_LINE = "\x1b[2H";
const MOST_ID = 0xffffff;

export interface Traffic {
  /** Bytes sent and received, requests, and how often something was sent again. */
  sent: number;
  received: number;
  requests: number;
  repeats: number;
}

export interface Client {
  readonly traffic: Readonly<Traffic>;
  /**
   * Evaluates a text on the board.
   * @param code expression or statements, one byte a character; finds the data in `d`
   * @param workMs time that the board needs for it
   * @returns the result as a string, one byte a character
   * @throws HostError "board-error" with the board's own words, "board-silent", "port-lost"
   */
  ask(code: string, data?: Uint8Array, workMs?: number): Promise<string>;
  /** Bytes past the packets, as if typed. */
  type(bytes: Uint8Array): Promise<void>;
  /** Hears what the program prints. */
  hearText(listener: (text: string) => void): void;
  /** Everything under way fails with this error, and so does all that follows. */
  abort(error: HostError): void;
  /** Settles when the connection has failed, with the reason. */
  readonly ended: Promise<HostError>;
}

interface Pending {
  readonly id: number;
  readonly packet: Uint8Array;
  readonly workMs: number;
  sends: number;
  /** Number of its latest sending: answers come in the order of these. */
  order: number;
  resolve(text: string): void;
  reject(error: HostError): void;
}

export function createClient(transport: Transport, pace: Pace = choosePace(transport)): Client {
  const traffic: Traffic = { sent: 0, received: 0, requests: 0, repeats: 0 };
  const queue: Pending[] = [];
  const flight: Pending[] = [];
  const listeners: ((text: string) => void)[] = [];
  let failure: HostError | undefined;
  let tellEnd: (error: HostError) => void = () => undefined;
  const ended = new Promise<HostError>((resolve) => {
    tellEnd = resolve;
  });
  // Some bridges tell every host what the board says to one: numbers from 1 on would be the same for two of them.
  let nextId = 1 + (crypto.getRandomValues(new Uint32Array(1))[0] % MOST_ID);
  let nextOrder = 1;
  let isRecovering = false;
  let resume: (() => void) | undefined;
  let paused: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const read = createReader({
    answer(id, text) {
      const pending = flight.find((candidate) => candidate.id === id);
      if (pending === undefined) return;
      const isDamaged = text === "?";
      if (!isDamaged) {
        flight.splice(flight.indexOf(pending), 1);
        if (text.startsWith("=")) pending.resolve(text.slice(1));
        else pending.reject(describeRefusal(text.slice(1)));
      }
      // What was sent before it and has no answer was lost on the way.
      const lost = flight.filter((one) => one.order < pending.order || (isDamaged && one === pending));
      if (!isRecovering) for (const one of lost) repeat(one);
      watch();
      pump();
    },
    damaged() {
      // Where more is under way, the next answer says which one it was.
      if (flight.length === 1) recover(true);
    },
    text: (text) => listeners.forEach((listener) => void listener(text)),
    paused: hold,
  });
  transport.hear({
    data(bytes) {
      traffic.received += bytes.length;
      read(bytes);
    },
    closed: (cause) => abort(describeLoss(transport, cause)),
  });

  function abort(error: HostError): void {
    failure ??= error;
    tellEnd(failure);
    clearTimeout(timer);
    hold(false);
    for (const pending of [...flight.splice(0), ...queue.splice(0)]) pending.reject(failure);
  }

  function hold(isPaused: boolean): void {
    if (!isPaused) {
      resume?.();
      resume = undefined;
      paused = undefined;
    } else if (paused === undefined)
      paused = new Promise((resolve) => {
        const late = setTimeout(() => hold(false), LONGEST_PAUSE_MS);
        resume = () => {
          clearTimeout(late);
          resolve();
        };
      });
  }

  function write(bytes: Uint8Array): Promise<void> {
    writing = writing.then(async () => {
      for (let at = 0; at < bytes.length && failure === undefined; ) {
        await paused;
        const part = bytes.subarray(at, at + transport.mtu);
        await settle(transport.write(part), pace.writeMs);
        traffic.sent += part.length;
        at += part.length;
      }
    });
    // One failed write is the end of the connection, whoever waits for it.
    writing = writing.catch((cause: unknown) => abort(describeLoss(transport, cause)));
    return writing;
  }

  /** Starts to wait for the oldest request under way. */
  function watch(): void {
    // Then the timer is that of the repetition.
    if (isRecovering) return;
    clearTimeout(timer);
    const [oldest] = flight;
    if (oldest === undefined || failure !== undefined) return;
    const workMs = oldest.workMs * pace.workShare * oldest.sends;
    const bytes = flight.reduce((sum, { packet }) => sum + packet.length, 0);
    timer = setTimeout(() => recover(false), pace.quietMs + workMs + bytes * transport.byteMs);
  }

  function pump(): void {
    if (failure !== undefined || isRecovering) return;
    while (flight.length < transport.window) {
      const pending = queue.shift();
      if (pending === undefined) return;
      flight.push(pending);
      send(pending);
    }
  }

  function send(pending: Pending): void {
    pending.sends++;
    pending.order = nextOrder++;
    void write(pending.packet).then(() => {
      if (flight[0] === pending) watch();
    });
  }

  /** Sends one again that alone was damaged; the console is in step, but for what of it came as if typed. */
  function repeat(pending: Pending): void {
    if (pending.sends >= pace.attempts) {
      abort(describeSilence(transport, traffic.received > 0));
      return;
    }
    traffic.repeats++;
    void write(toBytes(ERASE_LINE));
    send(pending);
  }

  /**
   * Sends again all that is under way, after what a damaged packet still waits for.
   * @param isInStep the console has said so itself, and waits for nothing
   */
  function recover(isInStep: boolean): void {
    const [oldest] = flight;
    if (isRecovering || failure !== undefined || oldest === undefined) return;
    clearTimeout(timer);
    isRecovering = true;
    timer = setTimeout(() => {
      isRecovering = false;
      const filler = isInStep ? 0 : FILLERS[Math.min(oldest.sends, FILLERS.length) - 1];
      void write(new Uint8Array(filler));
      for (const pending of [...flight]) repeat(pending);
      watch();
      pump();
    }, pace.settleMs * oldest.sends);
  }

  return {
    traffic,
    ask(code, data = new Uint8Array(), workMs = 0) {
      const id = nextId;
      nextId = nextId === MOST_ID ? 1 : nextId + 1;
      return new Promise((resolve, reject) => {
        const packet = encodeRequest({ id, code, data });
        if (failure !== undefined) reject(failure);
        else if (packet === undefined) reject(describeLength());
        else {
          traffic.requests++;
          queue.push({ id, packet, workMs, sends: 0, order: 0, resolve, reject });
          pump();
        }
      });
    },
    type: write,
    hearText: (listener) => void listeners.push(listener),
    abort,
    ended,
  };
}

/** Waits, but not for ever. */
async function settle(work: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the bytes did not leave")), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
