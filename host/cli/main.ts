// The command line: reads what is wanted, runs one command, ends with a stable code.
import { Command, CommanderError } from "commander";
import { HostError } from "../error.ts";
import { createTerminal, type Sink, type Terminal } from "./terminal.ts";

const OK = 0;
const FAILED = 1;
const WRONG_USE = 2;
const INTERNAL = 3;

type Add = (program: Command, terminal: Terminal) => void;

/** In the order of `--help`. Loaded when they are needed: most commands need little of the tool. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  init: async () => (await import("./create.ts")).addInit,
  check: async () => (await import("./check.ts")).addCheck,
  preview: async () => (await import("./preview.ts")).addPreview,
  why: async () => (await import("./why.ts")).addWhy,
  simulate: async () => (await import("./simulate.ts")).addSimulate,
  build: async () => (await import("./build.ts")).addBuild,
  label: async () => (await import("./label.ts")).addLabel,
  flash: async () => (await import("./flash.ts")).addFlash,
  deploy: async () => (await import("./deploy.ts")).addDeploy,
  calibrate: async () => (await import("./calibrate.ts")).addCalibrate,
  audit: async () => (await import("./audit.ts")).addAudit,
  stats: async () => (await import("./stats.ts")).addStats,
  doctor: async () => (await import("./doctor.ts")).addDoctor,
  console: async () => (await import("./console.ts")).addConsole,
  clock: async () => (await import("./clock.ts")).addClock,
  uninstall: async () => (await import("./uninstall.ts")).addUninstall,
  studio: async () => (await import("./studio.ts")).addStudio,
};

export interface Streams {
  readonly output: Sink;
  readonly errors: Sink;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Is the input a terminal, at which somebody can answer? */
  readonly isAnswered: boolean;
}

/**
 * Runs a command line; never throws, never ends the process.
 * @param words what follows the name of the tool
 * @returns 0 ok, 1 findings or failed, 2 wrong use, 3 internal
 */
export async function run(words: readonly string[], streams: Streams = openStreams()): Promise<number> {
  const { output, errors, environment, isAnswered } = streams;
  const terminal = createTerminal(output, errors, environment, isAnswered && output.isTTY === true);
  try {
    const program = createProgram(streams);
    for (const add of await loadCommands(words[0])) add(program, terminal);
    // Commands take over the settings of the program, but for how they exit.
    for (const command of program.commands) command.exitOverride();
    await program.parseAsync([...words], { from: "user" });
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : WRONG_USE;
    if (!(error instanceof HostError)) {
      const text = error instanceof Error ? error.message : String(error);
      streams.errors.write(`passerby: ${text}\n  This is a fault of Passerby itself; please report it.\n`);
      return INTERNAL;
    }
    report(error, words.includes("--json"), terminal);
    return /^usage-/.test(error.code) ? WRONG_USE : FAILED;
  }
}

/** The command that is asked for; all of them where it is none, for help. */
function loadCommands(name: string | undefined): Promise<Add[]> {
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return Promise.all((load === undefined ? Object.values(COMMANDS) : [load]).map((one) => one()));
}

function createProgram({ output, errors }: Streams): Command {
  return new Command("passerby")
    .description(
      "Displays that notice that somebody is near, say why they show what they show, and do not learn who.",
    )
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.write(text), writeErr: (text) => errors.write(text) })
    .showHelpAfterError("Say `passerby --help`, or `passerby <command> --help`, for what there is.")
    .addHelpText(
      "after",
      "\nExamples:\n  passerby init my-shop\n  passerby studio --shop my-shop\n  passerby check --shop my-shop\n" +
        "\nExit codes: 0 ok, 1 findings or failed, 2 wrong use, 3 a fault of the tool.",
    );
}

function report(error: HostError, isJson: boolean, terminal: Terminal): void {
  if (!isJson) {
    terminal.complain(error);
    return;
  }
  const { code, message, hint, place } = error;
  terminal.sayJson({ error: { code, message, hint, ...place } });
}

function openStreams(): Streams {
  // `passerby … | head` closes the pipe early: nobody is left to tell.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(OK);
    throw error;
  });
  const { env: environment, stdin } = process;
  return { output: process.stdout, errors: process.stderr, environment, isAnswered: stdin.isTTY === true };
}
