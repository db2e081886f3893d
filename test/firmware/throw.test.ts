// After a throw nothing of a program is left: whatever happens to the board then, it is told to do what it would be told if the
// program had never done anything.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Board, BoardKind, SensorKind } from "../../host/shop/model.ts";
import { runOnInterpreter, runScript } from "../interpreter/run.ts";
import { breakProgram, openBookshop, openSubject, type Subject } from "../promises/stand.ts";
import { compareResults, type ScenarioResult } from "../scenarios/result.ts";
import {
  listCalls,
  listEvents,
  listOpenings,
  listPoints,
  power,
  readList,
  THROW,
  throwAt,
  throwAtOnce,
  throwLast,
  watchAftermath,
} from "./fault.ts";
import { KINDS } from "./slots.ts";

const espruino = process.env.ESPRUINO ?? "";
const PATIENCE_MS = 600_000;
/** Places of each start besides those behind what makes something happen later. */
const PLACES = 8;
/** Longer than the watchdog waits. */
const BITE_MS = 12_000;

type Fitting = [kind: BoardKind, sensors: SensorKind[], more: Partial<Board>];

/** Every sensor of every kind of board is in one of these; those that take the same pins are in two. */
const FITTINGS: Fitting[] = [
  ["esp32-cyd", ["touch", "pir", "radar", "scan"], { radio: "bthome" }],
  ["esp32-cyd", ["touch", "pir", "radar-uart"], {}],
  ["esp32-cyd", ["touch", "distance"], { statistics: ["footfall"] }],
  ["esp32c3-oled", ["button", "pir", "scan"], {}],
  ["esp32c3-oled", ["button", "pir", "radar-uart"], { radio: "link", link: "https://passerby.example" }],
  ["esp32c3-oled", ["button", "pir", "distance"], {}],
  ["esp32c3-epaper213", ["button", "pir", "scan"], {}],
  ["esp32c3-epaper290", ["button", "pir"], {}],
  ["esp32s3-tft154", ["button", "pir", "radar", "scan"], {}],
  ["esp32s3-tft154", ["button", "pir", "radar-uart"], {}],
  ["esp32s3-tft154", ["button", "pir", "distance"], {}],
];

function openFitting([kind, sensors, more]: Fitting): Promise<Subject> {
  const shop = openBookshop();
  const id = sensors.includes("touch") ? "crime-shelf" : "window";
  const base = shop.boards.find((board) => board.id === id);
  if (base === undefined) throw new Error(`the sample shop has no ${id}`);
  return openSubject(id, { ...shop, boards: [{ ...base, kind, sensors, readAtMetres: 1, ...more }] });
}

/** The same board whose `.boot0` lets something be, though it is as long. */
function leaveOut(subject: Subject, part: string): Subject {
  const pieces = subject.files.boot.split(part);
  if (pieces.length !== 2) throw new Error(`"${part}" is in .boot0 ${pieces.length - 1} times`);
  const boot = pieces.join(`getTime(${" ".repeat(part.length - 9)})`);
  return { ...subject, files: { ...subject.files, boot } };
}

/** Programs that throw somewhere, with what is said of the place. */
function listThrowing(
  { files }: Subject,
  calls: readonly string[],
  places: readonly number[],
): [string, string][] {
  const at = places.map((at): [string, string] => [
    `at ${calls[at]}, call ${at}`,
    throwAt(files.program, at),
  ]);
  return [...at, ["at its end", throwLast(files.program)]];
}

/** @returns which of these programs leave something, and what differs */
function findLeft(subject: Subject, programs: [string, string][], healthy: string | undefined): string[] {
  const right = watchAftermath(subject, throwAtOnce, healthy);
  return programs.flatMap(([place, program]) => {
    const found = watchAftermath(subject, program, healthy);
    const parts = ["calls", "frames", "changes", "records"] as const;
    const wrong = parts.filter((part) => found[part].join("\n") !== right[part].join("\n"));
    return wrong.length > 0 ? [`${place}: ${wrong}`] : [];
  });
}

describe("a program that throws in its start", () => {
  it.each(FITTINGS)(
    "on %s with %j leaves nothing, wherever it throws: neither behind the sign nor behind the other slot's card",
    async (...fitting) => {
      const subject = await openFitting(fitting);
      const calls = listCalls(subject);
      const places = listPoints(calls, PLACES);
      expect(findLeft(subject, listThrowing(subject, calls, places), undefined)).toEqual([]);
      const openings = listOpenings(calls);
      expect(
        findLeft(subject, listThrowing(subject, calls, openings.slice(-4)), subject.files.program),
      ).toEqual([]);
      expect(places.length).toBeGreaterThan(PLACES / 2);
      // The sign, or the card, is drawn by somebody: the comparison is not of nothing with nothing.
      expect(watchAftermath(subject, throwAtOnce, undefined).calls.length).toBeGreaterThan(20);
    },
    PATIENCE_MS,
  );

  it.each<[number, string, string]>([
    [1, "a radar's port", 'Serial2.removeAllListeners("data")'],
    [4, "a radar's port", 'Serial1.removeAllListeners("data")'],
    [1, "touch", 'E.removeAllListeners("touch")'],
    [0, "a scan", "NRF.setScan()"],
    [3, "watches of pins", "clearWatch()"],
    [5, "timers", "clearTimeout(),clearInterval()"],
  ])(
    "of fitting %i is found to leave %s where .boot0 lets that be (control)",
    async (fitting, _what, part) => {
      const subject = leaveOut(await openFitting(FITTINGS[fitting]), part);
      expect(findLeft(subject, [["at its end", throwLast(subject.files.program)]], undefined)).toHaveLength(
        1,
      );
    },
    PATIENCE_MS,
  );

  it("is tried on every kind of board, with every sensor", () => {
    expect(new Set(FITTINGS.map(([kind]) => kind))).toEqual(new Set(KINDS));
    const sensors = ["touch", "button", "pir", "radar", "scan", "radar-uart", "distance"];
    expect(new Set(FITTINGS.flatMap(([, sensors]) => sensors))).toEqual(new Set(sensors));
  });
});

/** When a board restarts by itself after all callbacks that ask for the time throw; -1 = it does not. */
function findBite(subject: Subject, program: string): { biteMs: number; frames: number } {
  const board = power({ ...subject, files: { ...subject.files } }, program, undefined);
  board.advanceTo(2000);
  board.evaluate('faults.end();faults.stop="getTime"');
  board.takeRecords();
  const frames = new Set<string>();
  for (const [atMs, event, ...values] of listEvents(subject).filter(
    ([atMs]) => atMs > 2000 && atMs < 10_000,
  )) {
    board.happen({ atMs, event, values, line: 0 });
    frames.add(Buffer.from(Uint16Array.from(board.frame().pixels).buffer).toString("base64"));
  }
  board.advanceTo(2000 + BITE_MS);
  const bite = board.takeRecords().find(({ kind }) => kind === "watchdog");
  return { biteMs: bite?.atMs ?? -1, frames: frames.size };
}

describe("a program whose callbacks throw", () => {
  it.each([1, 5])("changes nothing, and the watchdog restarts it (fitting %i)", async (fitting) => {
    const subject = await openFitting(FITTINGS[fitting]);
    const { biteMs, frames } = findBite(subject, throwAt(subject.files.program, 1e9));
    expect(frames).toBe(1);
    expect(biteMs).toBeGreaterThan(10_000);
    expect(biteMs).toBeLessThan(2000 + BITE_MS);
  });

  it("but is fed first would stay as it is for ever (control)", async () => {
    const [kind, sensors] = FITTINGS[5];
    const subject = await openFitting(FITTINGS[5]);
    const { program } = await breakProgram(
      kind,
      "firmware/main.ts",
      "  const tick = (): void => {\n    advance(app);",
      "  const tick = (): void => {\n    feedWatchdog();\n    advance(app);",
      { sensors },
    );
    expect(findBite(subject, throwAt(program, 1e9)).biteMs).toBe(-1);
  });

  it("at one call does without that call: it answers, and is not restarted", async () => {
    const subject = await openFitting(FITTINGS[4]);
    const board = power(subject, throwAt(subject.files.program, 1e9), undefined);
    board.advanceTo(2000);
    board.evaluate('faults.end();faults.stop="Serial1.write"');
    board.takeRecords();
    board.advanceTo(40_000);
    const kinds = new Set(board.takeRecords().map(({ kind }) => kind));
    expect([board.status()?.deployment, kinds.has("watchdog")]).toEqual([0, false]);
    expect(readList(board, "later").length).toBeGreaterThan(10);
  });
});

describe.skipIf(espruino === "")("on the interpreter (skipped unless ESPRUINO names it)", () => {
  /** Without what was said before the throw. */
  async function play(subject: Subject, program: string): Promise<ScenarioResult> {
    const events = listEvents(subject).flatMap(([atMs, event, ...values], i) => [
      { atMs, event, values, line: 2 * i + 2 },
      { atMs: atMs + 10, event: "frame", values: [], line: 2 * i + 3 },
    ]);
    const first = { atMs: 0, event: "start", values: ["unknown"], line: 1 };
    const { hardware, files } = subject;
    const run = { hardware, files: { ...files, program }, events: [first, ...events] };
    const result = await runOnInterpreter(run, espruino);
    // The slots differ, as the programs do.
    const others = result.files.filter(({ name }) => name !== "a");
    return { ...result, files: others, records: result.records.filter(({ atMs }) => atMs > 0) };
  }

  it.each(FITTINGS)(
    "what throws at its end on %s with %j leaves nothing",
    async (...fitting) => {
      const subject = await openFitting(fitting);
      const right = await play(subject, THROW);
      expect(compareResults(await play(subject, `${subject.files.program};${THROW}`), right)).toEqual([]);
      expect(right.statuses[0].value?.deployment).toBe(-14);
    },
    PATIENCE_MS,
  );

  it(
    "a radar whose listener stays is found (control)",
    async () => {
      const whole = await openFitting(FITTINGS[1]);
      const subject = leaveOut(whole, 'Serial2.removeAllListeners("data")');
      const left = await play(subject, `${subject.files.program};${THROW}`);
      expect(compareResults(left, await play(subject, THROW))).not.toEqual([]);
    },
    PATIENCE_MS,
  );

  it("a port's own listeners go, and its data come to nobody", async () => {
    const folder = await mkdtemp(join(tmpdir(), "passerby-throw-"));
    try {
      const look = (say: string): string =>
        `print("@${say} "+(Serial1["#ondata"]!==undefined)+(Serial2["#ondata"]!==undefined));`;
      const leave = 'Serial1.removeAllListeners("data");Serial2.removeAllListeners("data");';
      const listen = 'Serial1.on("data",function(){});Serial2.on("data",function(){});';
      const output = await runScript(listen + look("before") + leave + look("after"), espruino, folder);
      expect(output.match(/@\w+ \w+/g)).toEqual(["@before truetrue", "@after falsefalse"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
