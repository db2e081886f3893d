// `passerby doctor`: what is wrong with a port, a board, its firmware or its content, and what to do about it.
import type { Command } from "commander";
import { examine, type World } from "../board/health/examine.ts";
import type { Finding } from "../board/health/finding.ts";
import { describeRadio } from "../board/health/radio.ts";
import { openPorts } from "../board/rom/ports.ts";
import { describeRights, UDEV_RULE } from "../board/rom/rights.ts";
import { openSession } from "../board/session/session.ts";
import { surveyBoard } from "../board/session/survey.ts";
import { openPort } from "../board/transport/open.ts";
import type { Board } from "../shop/model.ts";
import type { Hardware } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { BAUD_OPTION, PORT_OPTION, type PortChoice, STATE_OPTION } from "./port.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop } from "./shop.ts";
import { listenForStop } from "./stop.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends PortChoice {
  readonly shop?: string;
  readonly board?: string;
  readonly restart?: boolean;
  readonly json?: boolean;
}

const FAILED = 1;
const MARKS = { ok: "ok", warning: "look", problem: "wrong", unknown: "?" };

const JSON_HELP = `
With --json:
  findings                [{ check, state, what, advice, code }], state one of ok, warning, problem, unknown
  udev                    lines of a rule that gives whoever sits at a Linux machine the rights to boards
`;

type OpenWorld = (choice: PortChoice, hardware: Hardware | undefined) => Promise<World>;

/** @param open the computer's ports and boards; tests put others in their place */
export function addDoctor(program: Command, terminal: Terminal, open: OpenWorld = openWorld): void {
  program
    .command("doctor")
    .description("what is wrong with a board: port, rights, chip, firmware, content, clock; writes nothing")
    .addOption(PORT_OPTION)
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .option("--shop <folder>", "compare with a board of this shop")
    .addOption(BOARD_OPTION)
    .option("--restart", "also restart the board and measure how long its radio is open before Passerby runs")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExit code 1 where something is wrong.\n" +
        "\nExamples:\n  passerby doctor\n  passerby doctor --port /dev/ttyUSB0 --restart\n" +
        "  passerby doctor --port COM3 --shop my-shop --board crime-shelf --json\n" +
        JSON_HELP,
    )
    .action(async (options: Options) => {
      const board = findBoard(options);
      const hardware = board && HARDWARE[board.kind];
      const world = await open(options, hardware);
      const findings: Finding[] = [];
      const report = (finding: Finding) => {
        findings.push(finding);
        if (!options.json) terminal.say(describe(finding, terminal));
      };
      const stop = listenForStop();
      try {
        const isRestarting = options.restart === true;
        const request = { port: options.port, hardware, isRestarting, signal: stop.signal };
        await terminal.during("Asking the board", examine(request, world, report));
      } finally {
        stop.release();
      }
      const radio = board && describeRadio(board.radio);
      if (radio !== undefined) report(radio);
      const isWrong = findings.some(({ state }) => state === "problem");
      if (options.json) terminal.sayJson({ findings, udev: UDEV_RULE.split("\n") });
      else terminal.say(isWrong ? "Something is wrong; see above." : "Nothing is wrong.");
      if (isWrong) terminal.exitCode = FAILED;
    });
}

function findBoard({ shop, board }: Options): Board | undefined {
  if (shop === undefined && board === undefined) return undefined;
  return chooseBoard(openShop(shop ?? "."), board);
}

async function openWorld({ state, baud }: PortChoice, hardware: Hardware | undefined): Promise<World> {
  return {
    ports: await openPorts(),
    describeRights,
    openSession: (port) => {
      const options = {
        ...(state === undefined ? {} : { state }),
        ...(baud === undefined ? {} : { baud }),
        ...(hardware === undefined ? {} : { hardware }),
      };
      return openSession(() => openPort(port, { ...options, isBooted: hardware !== undefined }));
    },
    lookInside: surveyBoard,
    nowMs: () => Date.now(),
  };
}

function describe({ check, state, what, advice, code }: Finding, terminal: Terminal): string {
  const mark = state === "problem" ? terminal.accent(MARKS[state].padEnd(5)) : MARKS[state].padEnd(5);
  const line = `${mark}  ${check.padEnd(8)}  ${what}${code === undefined ? "" : ` [${code}]`}`;
  return advice === undefined ? line : `${line}\n${" ".repeat(17)}${advice}`;
}
