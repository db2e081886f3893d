// P4 Nothing leaves by radio. What stock firmware does before the first statement of `.boot0`, and connections that
// were made then, are beyond the program; how long that takes is asked of real hardware later.
import { type Node, parse } from "acorn";
import { simple } from "acorn-walk";
import { describe, expect, it } from "vitest";
import type { Hardware } from "../../host/simulator/board.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import { NEUTRAL_DOOR } from "../../shared/link/slot.ts";
import { createMachine } from "../firmware/machine.ts";
import { DOORS, KINDS, layFiles, openMachine, readBoot } from "../firmware/slots.ts";
import {
  BOARDS,
  breakProgram,
  cutDay,
  happen,
  openSubject,
  readDay,
  type Subject,
  start,
  withTexts,
} from "./stand.ts";

const HOUR_MS = 3_600_000;
/** Falling silent and listening send nothing. */
const SILENT = ["sleep", "services", "scan", "no scan"];

/** Everything that left by radio or might let somebody in, and whether the board advertises. */
function listSent(board: SimulatedBoard): string[] {
  const sent = board
    .takeRecords()
    .filter(({ kind, text }) =>
      kind === "radio" ? !SILENT.includes(text) : kind === "wifi" && text !== "off",
    )
    .map(({ kind, text }) => `${kind} ${text}`);
  return board.isAdvertising ? [...sent, "advertises"] : sent;
}

/** Calls in the order in which a text makes them: what a function does counts where it is called. */
function listCalls(text: string): string[] {
  const functions = new Map<string, Node>();
  simple(parse(text, { ecmaVersion: 2020 }), {
    VariableDeclarator(node) {
      if (node.id.type === "Identifier" && node.init?.type === "ArrowFunctionExpression")
        functions.set(node.id.name, node.init.body);
    },
  });
  const calls: string[] = [];
  follow(parse(text, { ecmaVersion: 2020 }));
  return calls;

  function follow(node: Node): void {
    if (node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression") return;
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) follow(child);
    if (node.type !== "CallExpression" || !("callee" in node) || !isNode(node.callee)) return;
    const { callee } = node;
    const name = text.slice(callee.start, callee.end);
    const body = functions.get(name);
    if (body !== undefined) follow(body);
    else if ("body" in callee && isNode(callee.body)) follow(callee.body);
    else calls.push(text.slice(node.start, node.end));
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** The forcing of the cable's console; the text may keep the choice between both that the board file has made. */
const FORCED: Readonly<Record<Hardware["console"], RegExp>> = {
  USB: /^E\.setConsole\((USB|(!0|true)\?USB:Serial1),\{force:(!0|true)\}\)$/,
  Serial1: /^E\.setConsole\((Serial1|(!1|false)\?USB:Serial1),\{force:(!0|true)\}\)$/,
};

/** Whether the doors are closed before anything else is done. @param console the one at this board's cable */
function closesFirst(boot: string, console: Hardware["console"]): boolean {
  const [one = "", two = "", three = ""] = listCalls(boot);
  return (
    FORCED[console].test(one) &&
    /^NRF\.setServices\(\{\},\{uart:(!1|false)\}\)$/.test(two) &&
    three === "NRF.sleep()"
  );
}

/** What a board sends from power-on through a minute, with and without a reset. */
async function startTwice(subject: Subject): Promise<string[]> {
  const board = start(subject, { time: "unknown" });
  const sent = listSent(board);
  happen(board, 61_000, "power", "0");
  happen(board, 61_500, "power", "1");
  sent.push(...listSent(board));
  board.advanceTo(130_000);
  return [...sent, ...listSent(board)];
}

describe("the doors", () => {
  it.each(BOARDS)("P4: are closed by the first statements of .boot0 on board %s", async (id) => {
    const { files, hardware } = await openSubject(id);
    expect(listCalls(files.boot).length).toBeGreaterThan(3);
    expect(closesFirst(files.boot, hardware.console)).toBe(true);
  });

  it.each(KINDS)(
    "P4: are closed by the first statements of .boot0 on %s, its own console and no other",
    async (kind) => {
      const boot = await readBoot(kind);
      const { console } = HARDWARE[kind];
      expect(closesFirst(boot, console)).toBe(true);
      // Control: to force the other one would leave the cable's unforced, and the way over the air open.
      expect(closesFirst(boot, console === "USB" ? "Serial1" : "USB")).toBe(false);
      const [was, by] = ["USB", "Serial1"].map((name) => `isUsbConsole = ${console === name}`);
      const broken = await breakProgram(kind, `firmware/boards/${kind}.ts`, was, by);
      expect(closesFirst(broken.boot, console)).toBe(false);
    },
  );

  it.each(KINDS)("P4: one of which cannot be closed has no program behind it, on %s", async (kind) => {
    const files = (boot: string) => layFiles({ log: "G", slots: { a: "good", b: "good" } }, boot);
    const boot = await readBoot(kind);
    for (const door of DOORS) {
      const machine = await openMachine(kind, [door]);
      expect(machine.start(files(boot))).toMatchObject({ ran: "", code: NEUTRAL_DOOR });
    }
    const broken = await breakProgram(
      kind,
      "firmware/boot/start.ts",
      "isOpen ? NEUTRAL_DOOR : isFirst",
      "isFirst",
    );
    const careless = createMachine(broken.boot, { hardware: HARDWARE[kind], broken: ["services"] });
    // Control.
    expect(careless.start(files(broken.boot)).ran).toBe("a");
  });

  it.each([
    ["never falls silent", "\n  silenceRadio();\n", "\n"],
    ["leaves the serial service open", "\n  closeServices();\n", "\n"],
    ["lets the console go over the air", "\n  forceConsole(isUsbConsole);\n", "\n"],
    ["reads its Storage first", "\n  forceConsole(", "\n  chooseProgram();\n  forceConsole("],
  ])("P4: a .boot0 that %s is caught (control)", async (_what, part, by) => {
    const { boot } = await breakProgram("esp32-cyd", "firmware/boot.ts", part, by);
    expect(closesFirst(boot, "Serial1")).toBe(false);
  });

  it("P4: a .boot0 that never falls silent advertises until the program does (control)", async () => {
    const broken = await breakProgram("esp32-cyd", "firmware/boot.ts", "\n  silenceRadio();\n", "\n");
    expect(await startTwice(withTexts(await openSubject("till"), broken))).toContain("advertises");
  });
});

describe("the radio", () => {
  it.each(BOARDS)(
    "P4: sends nothing at start, after a reset, in an hour with people and in a day on board %s",
    async (id) => {
      const subject = await openSubject(id);
      expect(await startTwice(subject)).toEqual([]);
      const board = start(subject);
      for (const event of cutDay(readDay(id), 3 * HOUR_MS, 4 * HOUR_MS)) board.happen(event);
      board.advanceTo(24 * HOUR_MS);
      expect(board.status()?.offer).toBeDefined();
      expect(listSent(board)).toEqual([]);
    },
  );

  it("P4: is told to be silent again each minute", async () => {
    const board = start(await openSubject("till"));
    board.advanceTo(1000);
    board.takeRecords();
    board.evaluate("NRF.wake()");
    expect(board.isAdvertising).toBe(true);
    board.advanceTo(61_000);
    expect(board.isAdvertising).toBe(false);
  });

  it.each([
    ["does not start", "throw new Error('broken');"],
    ["crashes while it runs", "setInterval(function(){undefinedName();},500);"],
    ["leaves the watchdog to restart it, again and again", "E.enableWatchdog(10,false);"],
  ])("P4: stays silent with a program that %s", async (_what, program) => {
    const subject = await openSubject("till");
    const broken = withTexts(subject, { boot: subject.files.boot, program });
    expect(await startTwice(broken)).toEqual([]);
  });

  it("P4: a .boot0 that sets services once more after a program that threw advertises (control)", async () => {
    const subject = await openSubject("till");
    const again = await breakProgram("esp32-cyd", "firmware/ports/radio.ts", 'if (slotName() === "") ', "");
    const program = "throw new Error('broken');";
    expect(await startTwice(withTexts(subject, { boot: again.boot, program }))).toContain("advertises");
  });

  it("P4: a program that advertises a minute after its start is caught (control)", async () => {
    const subject = await openSubject("till");
    const program = `setTimeout(function(){NRF.setAdvertising({});},60000);${subject.files.program}`;
    expect(await startTwice(withTexts(subject, { boot: subject.files.boot, program }))).toContain(
      "radio advertising",
    );
  });

  it("P4: a program that switches Wi-Fi on is caught (control)", async () => {
    const subject = await openSubject("till");
    const program = `ESP32.enableWifi(true);${subject.files.program}`;
    expect(await startTwice(withTexts(subject, { boot: subject.files.boot, program }))).toContain("wifi on");
  });
});
