// `passerby deploy`: a shop onto its boards, verified and switched in one step.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Command } from "commander";
import { deployBack, deployContent } from "../board/session/deploy.ts";
import type { Session } from "../board/session/session.ts";
import { SEED_BYTES } from "../board/stats/seed.ts";
import { checkPort, PORT_HELP } from "../board/transport/open.ts";
import { checkSize, type Program } from "../build/program.ts";
import type { CompiledBoard } from "../compile/board.ts";
import { HostError } from "../error.ts";
import type { Board, Shop } from "../shop/model.ts";
import type { BoardFiles } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { buildBoard } from "./files.ts";
import { type Account, giveJson, JSON_HELP, kilobytes, nameOffer, tell } from "./outcome.ts";
import { BAUD_OPTION, type PortChoice, STATE_OPTION, withPatience } from "./port.ts";
import { BOARD_OPTION, chooseBoard, findShopFile, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import { untilStop } from "./stop.ts";
import type { Terminal } from "./terminal.ts";
import { followShop } from "./watch.ts";

interface Options {
  readonly shop: string;
  readonly board?: string;
  readonly port: readonly string[];
  readonly state?: string;
  readonly baud?: number;
  readonly all?: boolean;
  readonly back?: boolean;
  readonly install?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
}

const FAILED = 1;
const SAID_MS = 1000;

/** What of a build a deploy needs. */
export interface Packed {
  readonly files: BoardFiles;
  readonly program: Pick<Program, "programBytes">;
  readonly compiled: Pick<CompiledBoard, "findings" | "offers">;
}

type Build = (shop: Shop, board: Board, terminal: Terminal) => Promise<Packed>;

/** @param build makes what goes onto a board; a test that starts many hosts makes it once */
export function addDeploy(program: Command, terminal: Terminal, build: Build = buildBoard): void {
  program
    .command("deploy")
    .description("program and shop onto a board: only what changed, verified, and switched in one step")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option(
      "--port <port>",
      `${PORT_HELP}; with --all: id=port, once for each board`,
      (value: string, ports: readonly string[]) => [...ports, value],
      [] as readonly string[],
    )
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .option("--all", "every board of the shop, at once")
    .option("--back", "show again what was shown before the last deploy")
    .option(
      "--install",
      "erase everything on the board first: what is not Passerby's, or of another version or kind of board",
    )
    .option("--watch", "deploy again whenever a file of the shop is saved, until Ctrl-C")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nCut off at any moment, the board shows what it showed, or the new cards.\n" +
        "\nExamples:\n  passerby deploy --shop my-shop --board crime-shelf --port /dev/ttyUSB0\n" +
        "  passerby deploy --shop my-shop --all --port crime-shelf=/dev/ttyUSB0 --port window=/dev/ttyACM0\n" +
        "  passerby deploy --shop my-shop --board crime-shelf --port process:./espruino --state flash\n" +
        `  passerby deploy --board crime-shelf --port COM3 --back\n${JSON_HELP}`,
    )
    .action(async (options: Options) => {
      if (!options.watch) return deployOnce(options, terminal, build);
      await followShop(findShopFile(options.shop), async (isFirst) => {
        await (isFirst ? deployOnce : deployAgain)(options, terminal, build);
        if (isFirst) terminal.announce("Waiting for changes; Ctrl-C ends it.");
      });
    });
}

/** Deploys to all boards that are asked for; the errors of several are told one by one. */
async function deployOnce(options: Options, terminal: Terminal, build: Build): Promise<void> {
  const shop = openShop(options.shop);
  const boards = options.all ? shop.boards : [chooseBoard(shop, options.board)];
  checkPorts(boards, options.port);
  const targets = boards.map((board) => ({ board, choice: choosePort(board, options) }));
  await untilStop(checkReach(targets), UNTOUCHED_HINT);
  // Everything is built before any board is touched. What is gone back to is on the board already.
  const built = options.back
    ? new Map<Board, Packed>()
    : await untilStop(buildAll(boards, shop, options, terminal, build), UNTOUCHED_HINT);
  const work = targets.map(({ board, choice }) =>
    deployBoard(board, built.get(board), choice, options, terminal),
  );
  if (!options.all) {
    const [result] = await Promise.all(work);
    tell(result, options, terminal);
    return;
  }
  const results = await Promise.allSettled(work);
  const accounts = results.map((result, i) => {
    if (result.status === "fulfilled") return result.value;
    if (!(result.reason instanceof HostError)) throw result.reason;
    terminal.exitCode = FAILED;
    return { board: boards[i].id, error: result.reason };
  });
  if (options.json) terminal.sayJson({ boards: accounts.map(giveJson) });
  else for (const account of accounts) tell(account, options, terminal);
}

const UNTOUCHED_HINT = "No board was touched yet. Run the same command again to go on.";

/**
 * Building takes seconds, and a wrong port is known at once. Where only some of several are wrong, that is told of those.
 * @throws the first board's HostError where there is no port at all
 */
async function checkReach(targets: readonly { readonly choice: PortChoice }[]): Promise<void> {
  const checks = targets.map(({ choice: { port, state } }) => checkPort(port, state));
  const wrong = (await Promise.allSettled(checks)).filter((one) => one.status === "rejected");
  if (wrong.length === targets.length) throw wrong[0].reason;
}

async function buildAll(
  boards: readonly Board[],
  shop: Shop,
  options: Options,
  terminal: Terminal,
  build: Build,
): Promise<Map<Board, Packed>> {
  const built = new Map<Board, Packed>();
  for (const board of boards) {
    const one = await build(shop, board, terminal);
    checkSize(board.kind, one.program);
    if (!options.json) for (const finding of one.compiled.findings) terminal.complain(finding);
    built.set(board, one);
  }
  return built;
}

async function deployBoard(
  board: Board,
  built: Packed | undefined,
  choice: PortChoice,
  options: Options,
  terminal: Terminal,
): Promise<Account> {
  const hardware = HARDWARE[board.kind];
  const startMs = performance.now();
  let saidMs = startMs;
  let verifiedMs = startMs;
  const onVerified = (): void => {
    verifiedMs = performance.now();
  };
  const onProgress = (bytes: number, all: number): void => {
    if (options.json || performance.now() < saidMs + SAID_MS) return;
    saidMs = performance.now();
    terminal.announce(`${board.id}: ${kilobytes(bytes)} of ${kilobytes(all)} kB`);
  };
  const now = (): number => Date.now() / 1000;
  const isInstall = options.install === true;
  const seed = board.statistics === undefined ? {} : { seed: randomBytes(SEED_BYTES) };
  const act = async (session: Session): Promise<Account> => {
    const deployed =
      built === undefined
        ? await deployBack(session, hardware, { now, onVerified, seed: randomBytes(SEED_BYTES) })
        : await deployContent(session, hardware, built.files, {
            now,
            isInstall,
            onProgress,
            onVerified,
            ...seed,
          });
    const { identity: _, ...rest } = deployed;
    const { offer } = rest;
    const { sent, requests, repeats } = session.traffic;
    const shows = offer === undefined ? undefined : nameOffer(offer, built?.compiled.offers);
    if (deployed.did === "unchanged") onVerified();
    const milliseconds = Math.round(performance.now() - startMs);
    const verifiedMilliseconds = Math.round(verifiedMs - startMs);
    const wire = { sentBytes: sent, requests, repeats };
    return {
      board: board.id,
      port: session.name,
      ...rest,
      ...wire,
      shows,
      isKept: choice.state !== undefined || !session.name.startsWith("process:"),
      verifiedMilliseconds,
      milliseconds,
    };
  };
  return withPatience(choice, hardware, false, act);
}

/** A port that is named for one board. */
const OWN_PORT = /^([a-z0-9-]+)=/;

/** @throws HostError "usage-port" for a port of a board that is not deployed to */
function checkPorts(boards: readonly Board[], ports: readonly string[]): void {
  for (const port of ports) {
    const id = OWN_PORT.exec(port)?.[1];
    if (id === undefined || boards.some((board) => board.id === id)) continue;
    const ids = boards.map((board) => board.id).join(", ");
    throw new HostError("usage-port", `"${port}" is no port for ${ids}`, `Name it for one of these: ${ids}.`);
  }
}

/**
 * The port of a board: `id=port`, or the one that was named for it alone. A process board for several has a state each,
 * and only a process board has one.
 */
function choosePort(board: Board, { port: ports, all, state, baud }: Options): PortChoice {
  const own = ports.find((port) => port.startsWith(`${board.id}=`))?.slice(board.id.length + 1);
  const common = ports.filter((port) => !OWN_PORT.test(port));
  const isProcess = common.length === 1 && common[0].startsWith("process:");
  const hasOne = common.length === 1 && (!all || isProcess);
  if (common.length > 1 || (all && own === undefined && !hasOne))
    throw new HostError(
      "usage-port",
      all ? `no port is named for ${board.id}` : "more than one port is named",
      all ? `Name each board's: --port ${board.id}=/dev/ttyUSB0.` : "Name the board's own port only.",
    );
  const port = own ?? common[0];
  if (state === undefined || !all) return { port, state, baud };
  const hasState = port.startsWith("process:") || !ports.some((one) => one.includes("process:"));
  return { port, state: hasState ? join(state, board.id) : undefined, baud };
}

/** What is wrong is told, and the next change waited for. */
async function deployAgain(options: Options, terminal: Terminal, build: Build): Promise<void> {
  try {
    await deployOnce({ ...options, install: false, back: false }, terminal, build);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    terminal.complain(error);
  }
}
