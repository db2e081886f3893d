// Options and manners of the commands that talk to a board.
import { Option } from "commander";
import { leaveBoard } from "../board/session/alive.ts";
import { openSession, type Session } from "../board/session/session.ts";
import { openPort, PORT_HELP } from "../board/transport/open.ts";
import type { Transport } from "../board/transport/transport.ts";
import { HostError } from "../error.ts";
import type { Hardware } from "../simulator/board.ts";

export const PORT_OPTION = new Option("--port <port>", `the board's, ${PORT_HELP}`);
export const STATE_OPTION = new Option(
  "--state <folder>",
  "where a process board keeps its flash; without it nothing is kept",
);
export const BAUD_OPTION = new Option("--baud <number>", "bits a second of a serial port").argParser(
  readBaud,
);

export interface PortChoice {
  readonly port?: string | undefined;
  readonly state?: string | undefined;
  readonly baud?: number | undefined;
}

/** Errors after which it is worth to begin anew: what is on the board already is found there. */
const PASSING = ["port-lost", "board-silent"];
const ATTEMPTS = 5;

/**
 * Opens a board, does something with it, and closes it whatever happens. Ctrl-C ends it in good order.
 * @param hardware of the kind of board; a process board without it runs nothing
 * @param isBooted a process board runs what is on it
 */
export async function withBoard<Result>(
  choice: PortChoice,
  hardware: Hardware | undefined,
  isBooted: boolean,
  act: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { port, state, baud } = choice;
  const open = (): Promise<Transport> =>
    openPort(port, {
      ...(state === undefined ? {} : { state }),
      ...(baud === undefined ? {} : { baud }),
      ...(hardware === undefined ? {} : { hardware }),
      // Without hardware the program would lose its way at the first pin, and the console with it.
      isBooted: isBooted && hardware !== undefined,
    });
  let session: Session | undefined;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      if (session === undefined) reject(describeStop());
      else session.abort(describeStop());
    };
  });
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const opening = openSession(open);
  try {
    // A port that is waited for may take its time; whoever stops it does not.
    session = await Promise.race([opening, stopped]);
    const result = await act(session);
    await leaveBoard(session);
    return result;
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    if (session !== undefined) await session.close();
    // What opens after all is closed again.
    else
      opening.then(
        (late) => late.close(),
        () => undefined,
      );
  }
}

/** Like `withBoard`, and begins anew where the connection was lost and comes back. What is done must bear that. */
export async function withPatience<Result>(
  choice: PortChoice,
  hardware: Hardware | undefined,
  isBooted: boolean,
  act: (session: Session) => Promise<Result>,
): Promise<Result> {
  let last: unknown;
  for (let attempt = 1; ; attempt++) {
    let hasAnswered = false;
    try {
      return await withBoard(choice, hardware, isBooted, async (session) => {
        try {
          return await act(session);
        } finally {
          hasAnswered = session.traffic.received > 0;
        }
      });
    } catch (error) {
      const isPassing = error instanceof HostError && PASSING.includes(error.code);
      // A process has shown its prompt: if it then says nothing at all, it is stuck, and new power helps.
      const isThere = hasAnswered || choice.port?.startsWith("process:") === true;
      const isEnd = !isPassing || !isThere || attempt >= ATTEMPTS;
      // A way that does not open again knows nothing of what was done before it was lost.
      const isUnreached = last !== undefined && !hasAnswered && !isStop(error);
      if (isEnd) throw isUnreached ? last : error;
      if (!isUnreached) last = error;
    }
  }
}

function isStop(error: unknown): boolean {
  return !(error instanceof HostError) || error.code === "stopped";
}

function describeStop(): HostError {
  return new HostError(
    "stopped",
    "stopped",
    "The board is whole: it runs what it ran, or what was switched to. Run the same command again to go on.",
  );
}

function readBaud(text: string): number {
  const baud = Number(text);
  if (Number.isInteger(baud) && baud >= 300 && baud <= 4_000_000) return baud;
  throw new HostError("usage-baud", `"${text}" is no speed of a port`, "Espruino's own is 115200.");
}
