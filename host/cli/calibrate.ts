// `passerby calibrate`: a walk with a board, and what it has taught written into the board's section of shop.yaml.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { makeNotice } from "../build/notice.ts";
import { buildSurvey } from "../build/program.ts";
import { learn } from "../calibrate/learn.ts";
import { renderCalibration } from "../calibrate/page.ts";
import { listPlots, tellPlot } from "../calibrate/plot.ts";
import { listStations, type Station, tellRequest } from "../calibrate/station.ts";
import { readCounted } from "../calibrate/table.ts";
import { type Guide, walkWith } from "../calibrate/walk.ts";
import { writePart } from "../calibrate/write.ts";
import { writeCalibration } from "../calibrate/yaml.ts";
import { HostError } from "../error.ts";
import { insertCalibration } from "../shop/insert.ts";
import { toLocal } from "../shop/localtime.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { checkFolder, writeWhole } from "./file.ts";
import { BAUD_OPTION, PORT_OPTION, type PortChoice, STATE_OPTION, withBoard } from "./port.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import type { Terminal } from "./terminal.ts";

interface Options extends PortChoice {
  readonly shop: string;
  readonly board?: string;
  readonly seconds?: number;
  readonly wait?: number;
  readonly page?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const SECOND_MS = 1000;
const WAIT_S = 20;
const LEAST_S = 20;
const MOST_S = 300;
/** Seconds between two lines of a span, where each line stays. */
const SAID_EVERY_S = 10;

/** How it gets at boards, and how it waits; others stand in for both in tests. */
export interface Reach {
  withBoard: typeof withBoard;
  /** @param signal ends it early */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Settles when somebody has pressed Enter. @param signal nobody has to any more */
  listen(signal: AbortSignal): Promise<void>;
}

const REACH: Reach = {
  withBoard,
  wait: (ms, signal) => sleep(ms, undefined, signal && { signal }).catch(() => undefined),
  listen: listenOnce,
};

const JSON_HELP = `
With --json:
  board, calibration      its name, and the settings that were learnt, as in shop.yaml
  lines                   the part as it was written
  plots                   [{ title, unit, from, step, says, series [{ name, readings, shares }], limit { at, name } }]
  notes                   what looks wrong, in words
  written                 the file, or null with --dry-run
`;

export function addCalibrate(program: Command, terminal: Terminal, reach: Reach = REACH): void {
  program
    .command("calibrate")
    .description("a walk with a board over its cable: what its sensors say here, into shop.yaml")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .addOption(PORT_OPTION)
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .option("--seconds <number>", `counts at each place for so long, ${LEAST_S} to ${MOST_S}`, readSeconds)
    .option("--wait <number>", "seconds to get to each place; asks for Enter otherwise", readWait)
    .option("--page <file>", "the distributions as a page, such as calibration.html")
    .option("--dry-run", "change no file")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nDo it while the shop is closed. Four places, about three minutes: nobody there, in front of the display, at the farthest\n" +
        "place that counts, passing by. The board says on its screen what it does, counts readings, and restarts into what it\n" +
        "showed before. Ctrl-C ends it and writes nothing. Deploy afterwards: what was learnt comes with the next deploy.\n" +
        "\nExamples:\n  passerby calibrate --shop my-shop --board shelf\n" +
        `  passerby calibrate --shop my-shop --board shelf --port /dev/ttyUSB0 --wait 30 --page walk.html\n${JSON_HELP}`,
    )
    .action(async (options: Options) => {
      const shop = openShop(options.shop);
      const board = chooseBoard(shop, options.board);
      if (options.page !== undefined) checkFolder(options.page);
      const file = board.place.file;
      // Whether the section can be added to is asked before anybody walks.
      insertCalibration(readFileSync(file, "utf8"), board.id, ["on: 2026-01-01"], "{ on: 2026-01-01 }");
      const hardware = HARDWARE[board.kind];
      const stations = listStations(board.sensors).map((station) => ({
        ...station,
        seconds: options.seconds ?? station.seconds,
      }));
      const text = await terminal.during(
        "Building the program that counts",
        buildSurvey(board.kind, board.sensors, makeNotice(hardware.panel, shop.languages), {
          hasGates: board.calibration?.hasRadarGates,
        }),
      );
      const guide = createGuide(terminal, reach, options, board.sensors);
      const counted = await reach.withBoard(options, hardware, true, (session) =>
        walkWith(session, { stations, program: text, hardware, wait: reach.wait }, guide),
      );
      const walk = new Map([...counted].map(([id, one]) => [id, readCounted(one)]));
      const { calibration, notes } = learn(walk, board.sensors);
      const plots = listPlots(walk, stations, board.sensors, calibration);
      const today = toLocal(Date.now(), shop.timezone).toISOString().slice(0, 10);
      const lines = writeCalibration(calibration, today, board.calibration);
      if (options.page !== undefined)
        writeWhole(options.page, renderCalibration(board.id, today, plots, lines, notes));
      if (!options.dryRun) writePart(shop.file, file, board.id, lines);
      if (options.json) {
        terminal.sayJson({
          board: board.id,
          calibration,
          lines,
          plots,
          notes,
          written: options.dryRun ? null : file,
        });
        return;
      }
      for (const plot of plots) terminal.say(`${tellPlot(plot).join("\n")}\n`);
      for (const note of notes) terminal.say(note);
      terminal.say(`${options.dryRun ? "Learnt" : `Written to ${file}`}:\n  calibration:`);
      for (const line of lines) terminal.say(`    ${line}`);
      if (!options.dryRun) terminal.say("Deploy the board for it to take effect.");
    });
}

function createGuide(
  terminal: Terminal,
  reach: Reach,
  { wait }: Options,
  sensors: Parameters<typeof listStations>[0],
): Guide {
  return {
    async ready(station: Station, signal: AbortSignal) {
      terminal.announce(`\n${terminal.accent(station.title)}: ${tellRequest(station, sensors)}`);
      if (wait === undefined && terminal.canAsk) {
        terminal.announce("Press Enter when it is so.");
        await reach.listen(signal);
        return;
      }
      const seconds = wait ?? WAIT_S;
      terminal.announce(`It begins in ${seconds} s and takes ${station.seconds} s.`);
      await reach.wait(seconds * SECOND_MS, signal);
    },
    left(station, seconds) {
      if (seconds === 0) terminal.announce(`${station.title}: done.`);
      else if (seconds % SAID_EVERY_S === 0) terminal.announce(`${station.title}: ${seconds} s left.`);
    },
  };
}

function listenOnce(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      process.stdin.off("data", end);
      signal.removeEventListener("abort", end);
      // A terminal that is still read from keeps the command from ending.
      process.stdin.pause();
      done();
    };
    process.stdin.resume();
    process.stdin.once("data", end);
    signal.addEventListener("abort", end);
  });
}

function readSeconds(text: string): number {
  return readWhole(text, LEAST_S, MOST_S, "seconds");
}

function readWait(text: string): number {
  return readWhole(text, 0, 3600, "wait");
}

function readWhole(text: string, least: number, most: number, name: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new HostError(
    `usage-${name}`,
    `"${text}" is no such time`,
    `Give whole seconds, ${least} to ${most}.`,
  );
}
