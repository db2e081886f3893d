// `passerby simulate`: the board's own program through a recorded or made-up day, in seconds.
import type { Command } from "commander";
import { renderReport } from "../report/html.ts";
import { type Day, type Summary, summariseDay } from "../report/summary.ts";
import { percent, span } from "../report/text.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { runTrace } from "../simulator/run.ts";
import { startBoard } from "../simulator/start.ts";
import { giveAccount } from "./account.ts";
import { writeWhole } from "./file.ts";
import { buildBoard } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import { alignColumns, type Terminal } from "./terminal.ts";
import { readTrace } from "./trace.ts";

/** A month of simulated time takes long: somebody who waits hears of it this often. */
const PROGRESS_MS = 1500;

const JSON_HELP = `
With --json:
  board, summary        the counts that are printed otherwise
  plays                 [{ atMs, offer, reasons }]; offer is an id or "neutral", reasons are what decided, such as "hours"
  presence              [{ atMs, level }]; 0 nobody, 1 near, 2 lingering, 3 interacting
  frames, statuses      [{ atMs, digest }], [{ atMs, status }]; one for each event \`frame\` and \`status\`
  records               [{ atMs, kind, text }]; all that left the board: console, uart, radio, wifi
  errors                what the program complained of; then the exit code is 1
Times are milliseconds since the trace began. A digest is the SHA-256 of the panel's size, light and pixels.
`;

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly trace: string;
  readonly html?: string;
  readonly json?: boolean;
}

export function addSimulate(program: Command, terminal: Terminal): void {
  program
    .command("simulate")
    .description("a day of the board, in seconds: plays, shares, silence")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .requiredOption("--trace <file>", "what happens to the board, one event a line")
    .option("--html <file>", "write a report with a timeline")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  passerby simulate --shop my-shop --board shelf --trace my-shop/day.trace\n" +
        `  passerby simulate --board shelf --trace day.trace --html day.html\n${JSON_HELP}`,
    )
    .action(async (options: Options) => {
      const shop = openShop(options.shop);
      const board = chooseBoard(shop, options.board);
      const events = readTrace(options.trace);
      const { compiled, files } = await buildBoard(shop, board, terminal);
      const endMs = events[events.length - 1]?.atMs ?? 0;
      terminal.announce(`Simulating ${span(Math.round(endMs / 1000))}, ${events.length} events`);
      const result = runTrace(startBoard({ hardware: HARDWARE[board.kind], files }), events, {
        onProgress: reportProgress(endMs, terminal),
      });
      const start = events[0]?.values[0] ?? "unknown";
      const day: Day = {
        plays: result.plays,
        presence: result.presence,
        endMs,
        startMinute: readMinute(start),
      };
      const ids = compiled.offers.map((offer) => offer.id);
      const summary = summariseDay(day, ids);
      const errors = result.records
        .filter(({ kind }) => kind === "error" || kind === "watchdog")
        .map(({ atMs, text }) => `${span(Math.round(atMs / 1000))}: ${text}`);
      if (errors.length > 0) terminal.exitCode = 1;
      const [language] = shop.languages;
      const offers = compiled.offers.map(({ id, title }) => ({ id, title: title[language] ?? id }));
      if (options.html !== undefined)
        writeWhole(
          options.html,
          renderReport({ shop: shop.name, board: board.id, start, offers, day, summary, errors }),
        );
      if (options.json) terminal.sayJson({ board: board.id, summary, ...giveAccount(result, ids), errors });
      else print(summary, errors, terminal);
    });
}

/** Says now and then how far it is, on the error output. */
function reportProgress(endMs: number, terminal: Terminal): (atMs: number) => void {
  let saidMs = performance.now();
  return (atMs) => {
    if (performance.now() < saidMs + PROGRESS_MS) return;
    saidMs = performance.now();
    terminal.announce(`${percent(atMs / endMs)}: ${span(Math.round(atMs / 1000))}`);
  };
}

/** The minute of the day that a time with its offset has where it was written. */
function readMinute(time: string): number | undefined {
  const match = /T(\d\d):(\d\d)/.exec(time);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

function print(summary: Summary, errors: readonly string[], terminal: Terminal): void {
  const head = ["offer", "plays", "share", "near", "share near", "shown"];
  const rows = summary.offers.map((offer) => [
    offer.offer,
    String(offer.plays),
    percent(offer.share),
    String(offer.playsNear),
    percent(offer.shareNear),
    span(offer.shownSeconds),
  ]);
  terminal.say(alignColumns([head, ...rows]));
  terminal.say(
    `\n${summary.plays} plays in ${span(summary.seconds)}, ${summary.playsNear} with somebody near`,
  );
  terminal.say(`${percent(summary.neutralShare)} of the time on the neutral card`);
  terminal.say(`longest silence ${span(summary.longestSilenceSeconds)}`);
  terminal.say(`${summary.cardChanges} changes of the card, ${summary.presenceChanges} of presence`);
  for (const error of errors) terminal.announce(`error after ${error}`);
}
