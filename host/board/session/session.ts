// One connection to one board: who it is, what it answers, and how it is started anew.
import { HostError } from "../../error.ts";
import { type Client, createClient } from "../packet/client.ts";
import type { Pace } from "../packet/pace.ts";
import type { Transport } from "../transport/transport.ts";
import { sleep } from "./pause.ts";

export interface Identity {
  /** `process.env.BOARD` and `process.env.VERSION`. */
  readonly env: string;
  readonly version: string;
  /** The console that answers, such as "USB" or "Serial1". */
  readonly console: string;
  /** Variables that are free; a board has some 13 bytes in each. */
  readonly freeVariables: number;
  readonly hasHeatshrink: boolean;
}

export interface Session {
  readonly name: string;
  readonly isCable: boolean;
  /** A display that starts is not heard on it any more. */
  readonly isAir: boolean;
  /** Its power is the host's: it goes with the connection. */
  readonly isSwitched: boolean;
  readonly traffic: Client["traffic"];
  identify(): Promise<Identity>;
  ask: Client["ask"];
  type: Client["type"];
  hearText: Client["hearText"];
  /** Starts the board anew and waits until it answers. @throws HostError "board-restart" */
  restart(): Promise<void>;
  /**
   * Tells the board to start anew and waits for no more than its word that it will.
   * @param seconds UTC that its clock is set to just before; an ESP32 keeps its time through such a start
   */
  leave(seconds: number | undefined): Promise<void>;
  abort(error: HostError): void;
  /** Settles when the connection has failed, with the reason. */
  readonly ended: Promise<HostError>;
  close(): Promise<void>;
}

/** How a board that was told to restart is waited for. */
const RESTART_MS = 1500;
const REOPEN_TRIES = 10;
const REOPEN_MS = 1000;

const IDENTIFY =
  'var p=process.env;[p.BOARD,p.VERSION,E.getConsole(),process.memory().free,(function(){try{require("heatshrink");return 1}catch(e){return 0}})()].join()';
const REBOOT = "setTimeout(function(){E.reboot();},200);1";
/** Until a board that is left starts anew: over the air its word takes longer than over a cable. */
const LEAVE_MS = 1000;

/**
 * @param open opens the way to the board; asked again where a restart took it away
 * @throws HostError of `open`
 */
export async function openSession(open: () => Promise<Transport>, pace?: Pace): Promise<Session> {
  let transport = await open();
  let client = createClient(transport, pace);
  /** Whoever ends the session while the board is away ends the waiting for it too. */
  let stopped: HostError | undefined;
  const listeners: ((text: string) => void)[] = [];
  const hear = (): void => client.hearText((text) => listeners.forEach((listener) => void listener(text)));
  hear();

  async function connect(next: Transport): Promise<void> {
    transport = next;
    client = createClient(transport, pace);
    hear();
  }

  async function restart(): Promise<void> {
    if (transport.restart !== undefined) {
      await transport.restart();
      await client.ask("1");
      return;
    }
    await client.ask(REBOOT);
    await sleep(RESTART_MS);
    const isBack = await client.ask("1").then(
      () => true,
      () => false,
    );
    if (isBack) return;
    // Boards with a USB of their own leave and come again.
    await transport.close();
    for (let i = 0; i < REOPEN_TRIES && stopped === undefined; i++) {
      await sleep(REOPEN_MS);
      try {
        await connect(await open());
        if (stopped !== undefined) client.abort(stopped);
        await client.ask("1");
        return;
      } catch {
        await transport.close();
      }
    }
    if (stopped !== undefined) throw stopped;
    throw new HostError(
      "board-restart",
      "the board was told to restart and did not come back",
      "Its new content is whole and switched to. Unplug it, plug it in, and see what it shows.",
    );
  }

  return {
    name: transport.name,
    isCable: transport.isCable,
    isAir: transport.isAir === true,
    isSwitched: transport.restart !== undefined,
    get traffic() {
      return client.traffic;
    },
    async identify() {
      const answer = await client.ask(IDENTIFY);
      const [env = "", version = "", console = "", free = "", heatshrink = ""] = answer.split(",");
      return {
        env,
        version,
        console,
        freeVariables: Number(free) || 0,
        hasHeatshrink: heatshrink === "1",
      };
    },
    ask: (code, data, workMs) => client.ask(code, data, workMs),
    type: (bytes) => client.type(bytes),
    hearText: (listener) => void listeners.push(listener),
    restart,
    async leave(seconds) {
      const clock = seconds === undefined ? "" : `setTime(${Math.floor(seconds) + LEAVE_MS / 1000});`;
      await client.ask(`setTimeout(function(){${clock}E.reboot();},${LEAVE_MS});1`);
    },
    abort(error) {
      stopped ??= error;
      client.abort(error);
    },
    get ended() {
      return client.ended;
    },
    close: () => transport.close(),
  };
}
