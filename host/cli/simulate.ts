// `passerby simulate`: the board's own program through a recorded or made-up day, in seconds, and a week in advance.
import type { Command } from "commander";
import { type CompiledBoard, compileBoard } from "../compile/board.ts";
import { HostError } from "../error.ts";
import { compareTruth } from "../report/compare.ts";
import { cutLively, judgeEvidence, radioLimits, replayEvidence } from "../report/evidence.ts";
import { type PlayedDay, renderReport } from "../report/html.ts";
import { countRests } from "../report/rest.ts";
import { type Day, summariseDay } from "../report/summary.ts";
import { percent, span } from "../report/text.ts";
import { countTrace } from "../report/truth.ts";
import { forecastWeek, type Week } from "../report/week.ts";
import { formatDate, parseDate } from "../shop/date.ts";
import { toLocal } from "../shop/localtime.ts";
import type { Board, Offer, Shop } from "../shop/model.ts";
import type { BoardFiles } from "../simulator/board.ts";
import { listUnheard } from "../simulator/deaf.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { runTrace, type TraceResult } from "../simulator/run.ts";
import { startBoard } from "../simulator/start.ts";
import type { TraceEvent } from "../simulator/trace.ts";
import { findLively } from "../studio/day.ts";
import { giveAccount } from "./account.ts";
import { checkFolder, writeWhole } from "./file.ts";
import { buildBoard } from "./files.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import { alignColumns, type Terminal } from "./terminal.ts";
import { readTrace } from "./trace.ts";

/** A month of simulated time takes long: somebody who waits hears of it this often. */
const PROGRESS_MS = 1500;

const DAY_MS = 86_400_000;

const JSON_HELP = `
With --json:
  board, summary        the counts that are printed otherwise
  plays                 [{ atMs, offer, reasons }]; offer is an id or "neutral", reasons are what decided, such as "hours"
  presence              [{ atMs, level }]; 0 nobody, 1 near, 2 lingering, 3 interacting
  frames, statuses      [{ atMs, digest }], [{ atMs, status }]; one for each event \`frame\` and \`status\`
  records               [{ atMs, kind, text }]; all that left the board: console, uart, radio, wifi
  errors                what the program complained of; then the exit code is 1
  counted               with --stats: { records, truth }; a record is what the board would keep of the day
  week                  { from, until, openSeconds, slotSeconds, hours, cases: [{ kind, situation, slots,
                        neutralShare, longestSilenceSeconds, offers: [{ offer, plays, share, restsHit, hours }] }] }
Times are milliseconds since the trace began. A digest is the SHA-256 of the panel's size, light and pixels.
`;

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly trace?: string;
  readonly week?: string | true;
  readonly html?: string;
  readonly stats?: boolean;
  readonly json?: boolean;
}

export function addSimulate(program: Command, terminal: Terminal): void {
  program
    .command("simulate")
    .description(
      "what the board shows in a week to come, or on a recorded day: plays, shares, silence, rests",
    )
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option("--trace <file>", "what happens to the board, one event a line: the day is played by its program")
    .option("--week [day]", "seven days in advance, from this day, such as 2026-11-23, or from today")
    .option("--html <file>", "write a report with plots")
    .option("--stats", "with --trace: what the board would have counted of that day, beside the truth")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  passerby simulate --shop my-shop --board crime-shelf --week --html week.html\n" +
        "  passerby simulate --shop my-shop --board crime-shelf --trace my-shop/day.trace\n" +
        `  passerby simulate --board crime-shelf --trace day.trace --week 2026-11-23 --html report.html\n${JSON_HELP}`,
    )
    .action(async (options: Options) => {
      const shop = openShop(options.shop);
      const board = chooseBoard(shop, options.board);
      checkStats(options, board);
      const firstDay = readWeek(options, shop);
      const events = options.trace === undefined ? undefined : readTrace(options.trace);
      if (events !== undefined) warnOfUnheard(events, board, options.trace, terminal);
      if (options.html !== undefined) checkFolder(options.html);
      const run = events && (await play(shop, board, events, terminal));
      const compiled = run?.compiled ?? compileGood(shop, board);
      const ids = compiled.offers.map((offer) => offer.id);
      const week = firstDay === undefined ? undefined : forecastWeek(compiled, shop, firstDay);
      const counted =
        options.stats && run && events
          ? countTrace(run.files, HARDWARE[board.kind], events, listGroups(run.compiled))
          : undefined;
      if (run !== undefined && run.played.errors.length > 0) terminal.exitCode = 1;
      if (options.html !== undefined) {
        const offers = describeOffers(compiled.offers, shop, firstDay);
        const page = { shop: shop.name, board: board.id, offers, played: run?.played, week };
        writeWhole(options.html, renderReport(page));
      }
      if (options.json) {
        const { summary, errors } = run?.played ?? {};
        const told = run === undefined ? {} : { summary, ...giveAccount(run.result, ids), errors };
        return terminal.sayJson({
          board: board.id,
          ...told,
          ...(week === undefined ? {} : { week }),
          ...(counted && { counted }),
        });
      }
      if (run !== undefined) printDay(run.played, terminal);
      if (week !== undefined) printWeek(week, ids, terminal);
      if (counted !== undefined) for (const line of compareTruth(counted, shop, board)) terminal.say(line);
    });
}

/** A trace may be another board's: what this one cannot sense changes nothing, and a reader should know. */
function warnOfUnheard(
  events: readonly TraceEvent[],
  board: Board,
  file: string | undefined,
  terminal: Terminal,
): void {
  for (const [name, { line }] of listUnheard(events, board.sensors))
    terminal.complain({
      code: "trace-unheard",
      severity: "warning",
      message: `Board "${board.id}" has no sensor for "${name}": these events change nothing.`,
      hint: "Add the sensor to the board in the shop file, or play a trace of this board.",
      place: { file: file ?? "", line, column: 1 },
    });
}

/** The first day of the week that is wanted; without a trace one always is. @throws HostError `usage-week` */
function readWeek({ week, trace }: Options, shop: Shop): number | undefined {
  if (typeof week !== "string") {
    const today = Math.floor(toLocal(Date.now(), shop.timezone).getTime() / DAY_MS);
    return week === true || trace === undefined ? today : undefined;
  }
  const day = parseDate(week);
  if (day !== undefined) return day;
  throw new HostError("usage-week", `"${week}" is not a day`, "Write it as 2026-11-23.");
}

/** @throws HostError `usage-stats` */
function checkStats({ stats, trace }: Options, { statistics, id }: Board): void {
  if (!stats || (trace !== undefined && statistics !== undefined)) return;
  const isOff = statistics === undefined;
  throw new HostError(
    "usage-stats",
    isOff ? `board ${id} counts nothing` : "there is no day to count",
    isOff ? "Add `statistics: [footfall]` to it in shop.yaml." : "Name one with --trace.",
  );
}

function listGroups({ board, offers }: CompiledBoard): number[] {
  return offers.map(({ group }) => board.groups.indexOf(group));
}

/** @throws HostError of the first error among the findings */
function compileGood(shop: Shop, board: Board): CompiledBoard {
  const compiled = compileBoard(shop, board);
  const error = compiled.findings.find((finding) => finding.severity === "error");
  if (error !== undefined) throw new HostError(error.code, error.message, error.hint, error.place);
  return compiled;
}

/** Plays a trace on the board's own program. */
async function play(
  shop: Shop,
  board: Board,
  events: readonly TraceEvent[],
  terminal: Terminal,
): Promise<{ compiled: CompiledBoard; files: BoardFiles; played: PlayedDay; result: TraceResult }> {
  const { compiled, files } = await buildBoard(shop, board, terminal);
  const endMs = events[events.length - 1]?.atMs ?? 0;
  terminal.announce(`Simulating ${span(Math.round(endMs / 1000))}, ${events.length} events`);
  const result = runTrace(startBoard({ hardware: HARDWARE[board.kind], files }), events, {
    onProgress: reportProgress(endMs, terminal),
  });
  const start = events[0]?.values[0] ?? "unknown";
  const { plays, presence } = result;
  const rests = countRests(compiled.deployment, plays);
  const day: Day = { plays, presence, endMs, rests, startMinute: readMinute(start) };
  const ids = compiled.offers.map((offer) => offer.id);
  const errors = result.records
    .filter(({ kind }) => kind === "error" || kind === "watchdog")
    .map(({ atMs, text }) => `${span(Math.round(atMs / 1000))}: ${text}`);
  const moments = replayEvidence(events, board, endMs);
  const played = {
    start,
    day,
    summary: summariseDay(day, ids),
    errors,
    accuracy: judgeEvidence(moments),
    evidence: {
      moments: cutLively(moments, findLively(events)),
      limits: board.sensors.includes("scan") ? radioLimits(board) : undefined,
      startMinute: day.startMinute,
    },
  };
  return { compiled, files, played, result };
}

/** Offers as a report names them, with why one cannot play in a week. */
function describeOffers(offers: readonly Offer[], shop: Shop, firstDay: number | undefined) {
  const [language] = shop.languages;
  return offers.map(({ id, title, when, approved }) => {
    const last = Math.min(when.until ?? approved.review, approved.review);
    const offer = { id, title: title[language] ?? id };
    if (firstDay !== undefined && (when.from ?? 0) > firstDay + 6)
      return { ...offer, absence: `begins on ${formatDate(when.from ?? 0)}` };
    if (firstDay !== undefined && last < firstDay)
      return { ...offer, absence: `ended on ${formatDate(last)}, or was to be reviewed then` };
    return offer;
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

function printDay({ summary, errors }: PlayedDay, terminal: Terminal): void {
  const head = ["offer", "plays", "share", "near", "share near", "rests hit", "shown"];
  const rows = summary.offers.map((offer) => [
    offer.offer,
    String(offer.plays),
    percent(offer.share),
    String(offer.playsNear),
    percent(offer.shareNear),
    String(offer.restsHit),
    span(offer.shownSeconds),
  ]);
  terminal.say(alignColumns([head, ...rows]));
  terminal.say(
    `\n${summary.plays} plays in ${span(summary.seconds)}, ${summary.playsNear} with somebody near`,
  );
  terminal.say(`${percent(summary.neutralShare)} of the time on the neutral card`);
  terminal.say(`longest silence ${span(summary.longestSilenceSeconds)}`);
  terminal.say(`rests hit ${summary.restsHit} times`);
  terminal.say(`${summary.cardChanges} changes of the card, ${summary.presenceChanges} of presence`);
  for (const error of errors) terminal.announce(`error after ${error}`);
}

function printWeek(
  { from, until, openSeconds, slotSeconds, cases }: Week,
  ids: string[],
  terminal: Terminal,
): void {
  terminal.say(`\n${from} to ${until}, ${span(openSeconds)} open, ${slotSeconds} s a card`);
  terminal.say("Part of the time that each offer would have, if the whole week were so:\n");
  const row = (name: string, cells: readonly string[]): string[] => [name, ...cells];
  terminal.say(
    alignColumns([
      row(
        "offer",
        cases.map(({ situation }) => situation),
      ),
      ...ids.map((id, i) =>
        row(
          id,
          cases.map(({ offers }) => (offers[i].plays === 0 ? "-" : percent(offers[i].share))),
        ),
      ),
      row(
        "",
        cases.map(() => ""),
      ),
      row(
        "plays",
        cases.map(({ offers }) => String(offers.reduce((sum, { plays }) => sum + plays, 0))),
      ),
      row(
        "neutral card",
        cases.map(({ neutralShare }) => percent(neutralShare)),
      ),
      row(
        "longest silence",
        cases.map(({ longestSilenceSeconds }) => span(longestSilenceSeconds)),
      ),
      row(
        "rests hit",
        cases.map(({ offers }) => String(offers.reduce((sum, { restsHit }) => sum + restsHit, 0))),
      ),
    ]),
  );
}
