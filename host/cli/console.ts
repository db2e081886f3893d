// `passerby console`: a terminal at the board.
import { type Command, Option } from "commander";
import type { Session } from "../board/session/session.ts";
import { HostError } from "../error.ts";
import type { Hardware } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { BAUD_OPTION, PORT_OPTION, type PortChoice, STATE_OPTION, withPatience } from "./port.ts";
import { BOARD_OPTION, chooseBoard, openShop } from "./shop.ts";
import type { Sink, Terminal } from "./terminal.ts";

interface Options extends PortChoice {
  readonly shop?: string;
  readonly board?: string;
  readonly eval?: string;
  readonly json?: boolean;
}

/** What is typed at the console, from a terminal or a file. */
export interface Keys extends AsyncIterable<Uint8Array> {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

/** Ctrl-] ends it, as in telnet: Ctrl-C belongs to the board. */
const LEAVE = 0x1d;
/** Ctrl-D would end a process board at once. */
const END = 0x04;
/** What a board still prints after the last line of a file. */
const LINGER_MS = 500;

/** @param keys tests put others in place of the process's own */
export function addConsole(
  program: Command,
  terminal: Terminal,
  keys: Keys = process.stdin,
  output: Sink = process.stdout,
): void {
  program
    .command("console")
    .description("a terminal at the board; Ctrl-] leaves it")
    .addOption(PORT_OPTION)
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .option("--shop <folder>", "only for a process board: the shop whose board it is")
    .addOption(BOARD_OPTION)
    .option("--eval <text>", "ask this, print the answer, and leave")
    .addOption(new Option("--json", "with --eval: { answer } as JSON"))
    .addHelpText(
      "after",
      "\nExamples:\n  passerby console --port /dev/ttyUSB0\n  passerby console --eval 'process.memory().usage'",
    )
    .action(async (options: Options) => {
      const { shop, board } = options;
      const hardware = shop === undefined ? undefined : HARDWARE[chooseBoard(openShop(shop), board).kind];
      const text = options.eval;
      if (text !== undefined) {
        const answer = await withStart(options, hardware, (session) => askBoard(session, text));
        if (options.json) terminal.sayJson({ answer });
        else terminal.say(answer);
        return;
      }
      await withStart(options, hardware, async (session) => {
        session.hearText((text) => output.write(text));
        // A process that runs nothing was started without an echo; who types wants to see it, and the answer.
        if (session.isSwitched) await session.ask("echo(1)");
        if (keys.isTTY) terminal.announce("Ctrl-] leaves the console.");
        keys.setRawMode?.(true);
        try {
          const failure = await Promise.race([forward(keys, session), session.ended]);
          if (failure !== undefined) throw failure;
          await new Promise((resolve) => setTimeout(resolve, LINGER_MS));
        } finally {
          keys.setRawMode?.(false);
        }
      });
    });
}

/**
 * Begins anew where a board whose power is the host's does not answer when it is switched on. What is asked of it then is
 * asked once: the board may have done it already.
 */
async function withStart<Result>(
  options: Options,
  hardware: Hardware | undefined,
  act: (session: Session) => Promise<Result>,
): Promise<Result> {
  const work = await withPatience(options, hardware, true, async (session) => {
    if (session.isSwitched) await session.ask("1");
    return act(session).then(
      (result) => () => result,
      (error: unknown) => () => {
        throw error;
      },
    );
  });
  return work();
}

async function askBoard(session: Session, text: string): Promise<string> {
  try {
    return await session.ask(text);
  } catch (error) {
    if (!(error instanceof HostError) || error.code !== "board-error") throw error;
    throw new HostError(
      error.code,
      error.message,
      "That is its own answer to what was asked; it goes on as before.",
      undefined,
      error,
    );
  }
}

/** Sends what is typed until somebody leaves, or the file ends. */
async function forward(keys: Keys, session: Session): Promise<undefined> {
  for await (const part of keys) {
    const end = part.findIndex((key) => key === LEAVE || key === END);
    await session.type(end < 0 ? part : part.subarray(0, end));
    if (end >= 0) break;
  }
  return undefined;
}
