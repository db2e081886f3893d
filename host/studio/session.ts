// The running board: which shop and board, which day, how fast. Everything that the page shows comes from here.
import type { Finding } from "../compile/cards.ts";
import { HostError } from "../error.ts";
import type { Board, Shop } from "../shop/model.ts";
import type { TraceEvent } from "../simulator/trace.ts";
import { chooseFrom } from "./choice.ts";
import { packContent } from "./content.ts";
import { adaptEvents, createEmptyDay, findLively, findWarmStart, measureDay } from "./day.ts";
import type { Bench, Engine } from "./engine.ts";
import { createHistory, type History } from "./history.ts";
import type {
  ContentAnswer,
  FindingLine,
  LearntAnswer,
  Mode,
  PlaceCounts,
  StudioMessage,
  SurveyAnswer,
} from "./protocol.ts";
import { createRun, type Run } from "./run.ts";
import { createScreen, type Scene } from "./screen.ts";
import { toFinding, viewShop } from "./view.ts";
import { learnWalk, packSurvey } from "./walk.ts";

const TICK_MS = 100;
/** On a slow computer the day waits. */
const LONGEST_STEP_MS = 300;
/** Work in the background stops this often, so that the page is always answered. */
const SHARE_MS = 40;
/** The opening: fast enough that something happens, slow enough to read. */
const OPENING_SPEED = 10;

export interface Session {
  /** What was to be mended when it began. */
  readonly findings: readonly FindingLine[];
  /** All that a page that has just come must know. */
  greet(): StudioMessage[];
  /** Reads shop.yaml again; what runs goes on if the file cannot be used. */
  reload(): Promise<void>;
  /** @throws HostError `studio-board-unknown` */
  chooseBoard(id: string): Promise<void>;
  /** Goes to a time of the day, forwards or back. */
  seek(atMs: number): Promise<void>;
  /** Virtual seconds a second, 0 = pause. */
  setSpeed(speed: number): void;
  /** Hands the board to the shopper, at real speed, for something to happen to it. Undefined = no board runs. */
  take(): { readonly run: Run; readonly bench: Bench; readonly shop: Shop } | undefined;
  /** Back to the recording, at its liveliest. */
  restore(): Promise<void>;
  /** For a real board: what goes onto it, see `packContent`; a walk with it, see walk.ts. */
  give(id: string): ContentAnswer;
  survey(id: string): Promise<SurveyAnswer>;
  learn(id: string, places: readonly PlaceCounts[]): LearntAnswer;
  /** Tells the page what has just changed. */
  show(): void;
  close(): void;
}

export interface SessionOptions {
  readonly engine: Engine;
  readonly shopFile: string;
  readonly boardId: string | undefined;
  readonly tracePath: string | undefined;
  readonly instance: string;
  /** Is a page open? Time stands still while nobody looks. */
  readonly isWatched: () => boolean;
  readonly send: (message: StudioMessage) => void;
}

/** Reads the shop, compiles the board and begins shortly before a lively moment. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const { engine, shopFile, send } = options;
  let shop: Shop | undefined;
  /** Of the file that `shop` was read from. */
  let text = "";
  let bench: Bench | undefined;
  let findings: readonly Finding[] = [];
  let isBroken = false;
  let recording: TraceEvent[] = [];
  let run: Run | undefined;
  let mode: Mode = "recording";
  let speed = OPENING_SPEED;
  let busy = "";
  let lastTickMs = performance.now();
  // Work that takes long carries the number under which it began; newer work makes it stop.
  let journey = 0;
  let isClosed = false;
  let work: Promise<void> = Promise.resolve();
  /** The whole recording, as far as it has been looked at. */
  let chart = createHistory();

  const screen = createScreen(send);

  function lookAround(): Scene | undefined {
    if (run === undefined || bench === undefined || shop === undefined) return undefined;
    const pace = { mode, speed, busy, lengthMs: measureDay(recording) };
    return { run, bench, shop, text, pace, chart: mode === "recording" ? chart : undefined };
  }

  function show(isNow = false): void {
    const scene = lookAround();
    if (scene === undefined) return;
    screen.show(scene);
    screen.showDay(scene, isNow);
  }

  async function walk(target: Run, atMs: number, isWanted: () => boolean): Promise<boolean> {
    while (!target.advance(atMs, performance.now() + SHARE_MS)) {
      await new Promise(setImmediate);
      if (isClosed || !isWanted()) return false;
    }
    return true;
  }

  /** Puts the board at a time of a day; a new board unless the one that runs can simply go on. */
  async function travel(
    events: readonly TraceEvent[],
    atMs: number,
    past: History | undefined,
  ): Promise<void> {
    if (bench === undefined) return;
    const number = ++journey;
    const warmMs = findWarmStart(events, atMs);
    const canGoOn = past !== undefined && run !== undefined && run.nowMs <= atMs;
    const isNearby = run !== undefined && (mode === "own" || run.nowMs >= warmMs);
    const target =
      canGoOn && isNearby && run !== undefined
        ? run
        : createRun(bench.start(), events, past ?? createHistory(), warmMs);
    busy = "Going there";
    if (!(await walk(target, atMs, () => number === journey))) return;
    run = target;
    busy = "";
    lastTickMs = performance.now();
    show(true);
  }

  /** Looks over the whole recording with a second board, for the timeline. */
  async function chartDay(): Promise<void> {
    if (bench === undefined) return;
    const history = createHistory();
    chart = history;
    const scout = createRun(bench.start(), recording, history);
    const isWanted = () => {
      if (chart === history && mode === "recording") show();
      return chart === history;
    };
    if (await walk(scout, measureDay(recording), isWanted)) show(true);
  }

  /** A recording that cannot be played is something to mend, and no reason to show nothing. */
  function readDay(board: Board): { events: readonly TraceEvent[]; findings: readonly Finding[] } {
    try {
      return { events: engine.readTrace(shopFile, board, options.tracePath), findings: [] };
    } catch (error) {
      return { events: createEmptyDay(), findings: [toFinding(error)] };
    }
  }

  async function prepare(board: Board, nextShop: Shop, nextText: string, fileFindings: readonly Finding[]) {
    try {
      const next = await engine.prepare(nextShop, board);
      const day = readDay(board);
      shop = nextShop;
      text = nextText;
      bench = next;
      findings = [...fileFindings, ...next.findings, ...day.findings];
      isBroken = false;
      recording = adaptEvents(day.events, board, next.hardware);
      return true;
    } catch (error) {
      findings = [...fileFindings, toFinding(error)];
      isBroken = true;
      return false;
    } finally {
      send(viewShop(options.instance, shop, bench, findings, isBroken));
    }
  }

  /** The board itself failed: said like anything else that is to be mended, and nothing runs on. */
  function fail(error: unknown): void {
    findings = [...findings, toFinding(error)];
    isBroken = true;
    run = undefined;
    busy = "";
    chart = createHistory();
    send(viewShop(options.instance, shop, bench, findings, isBroken));
  }

  /** One after the other: a slow compilation must not overtake a later one. */
  function inTurn(job: () => Promise<void>): Promise<void> {
    const done = work.then(job);
    work = done.catch(() => undefined);
    return done;
  }

  /** Starts what was just prepared. */
  async function begin(events: readonly TraceEvent[], atMs: number): Promise<void> {
    try {
      await travel(events, atMs, undefined);
      chartDay().catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  async function reload(): Promise<void> {
    const read = engine.read(shopFile);
    const before = bench?.board;
    const board = chooseFrom(read.shop, before?.id ?? options.boardId);
    if (read.shop === undefined || board === undefined) {
      findings = read.findings;
      isBroken = true;
      send(viewShop(options.instance, shop, bench, findings, isBroken));
      return;
    }
    if (!(await prepare(board, read.shop, read.text, read.findings))) return;
    const isSame = before?.id === board.id && before.kind === board.kind;
    const current = isSame ? run : undefined;
    if (current === undefined) mode = "recording";
    const events = current !== undefined && mode === "own" ? current.events : recording;
    await begin(events, current?.nowMs ?? findLively(recording));
  }

  async function chooseBoard(id: string): Promise<void> {
    const board = shop?.boards.find((candidate) => candidate.id === id);
    if (board === undefined || shop === undefined)
      throw new HostError(
        "studio-board-unknown",
        "the shop has no board of this name",
        "Choose one of the boards in shop.yaml.",
      );
    const read = engine.read(shopFile);
    if (!(await prepare(board, shop, text, read.findings))) return;
    if (mode === "own") speed = OPENING_SPEED;
    mode = "recording";
    await begin(recording, findLively(recording));
  }

  function tick(): void {
    const elapsedMs = Math.min(performance.now() - lastTickMs, LONGEST_STEP_MS);
    lastTickMs = performance.now();
    if (run === undefined || busy !== "" || speed === 0 || !options.isWatched()) return;
    const limitMs = mode === "recording" ? measureDay(recording) : Number.MAX_SAFE_INTEGER;
    if (run.nowMs >= limitMs) return;
    try {
      run.advance(Math.min(limitMs, Math.round(run.nowMs + elapsedMs * speed)), lastTickMs + 2 * TICK_MS);
      show();
    } catch (error) {
      fail(error);
    }
  }

  await reload();
  const ticking = setInterval(tick, TICK_MS);

  return {
    findings: viewShop(options.instance, shop, bench, findings, isBroken).findings,
    greet() {
      const scene = lookAround();
      const first = viewShop(options.instance, shop, bench, findings, isBroken);
      return [first, ...(scene === undefined ? [] : screen.greet(scene))];
    },
    reload: () => inTurn(reload),
    chooseBoard: (id) => inTurn(() => chooseBoard(id)),
    async seek(atMs) {
      if (run === undefined) return;
      const endMs = Math.max(measureDay(recording), run.history.reachedMs);
      const target = Math.min(Math.max(0, Math.round(atMs)), endMs);
      // In the recording each board keeps its own short past; in the shopper's own day there is only one.
      await travel(run.events, target, mode === "own" ? run.history : createHistory());
    },
    setSpeed(next) {
      [lastTickMs, speed] = [performance.now(), next];
    },
    take() {
      if (run === undefined || bench === undefined || shop === undefined || busy !== "") return undefined;
      tick();
      const past = mode === "recording" && chart.reachedMs >= run.nowMs ? chart : run.history;
      if (mode === "recording" || run.nowMs < run.history.reachedMs) run.branch(past);
      mode = "own";
      speed = 1;
      return { run, bench, shop };
    },
    restore: () =>
      inTurn(async () => {
        mode = "recording";
        speed = OPENING_SPEED;
        await travel(recording, findLively(recording), undefined);
      }),
    give: (id) => packContent(bench, id, isBroken),
    survey: (id) => packSurvey(shop, bench?.board, id, isBroken),
    learn: (id, places) => learnWalk(shop, bench?.board, id, places, isBroken),
    show: () => show(),
    close() {
      isClosed = true;
      clearInterval(ticking);
    },
  };
}
