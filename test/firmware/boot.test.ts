// `.boot0`: the text that ships, against a small model of what it decides.
import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../host/random.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { breakProgram } from "../promises/stand.ts";
import { createMachine, type Machine } from "./machine.ts";
import { decide, type Ground } from "./model.ts";
import { DOORS, GOOD, KINDS, layFiles, openMachine, ROOM, readBoot, writeLog } from "./slots.ts";

const STATES = ["none", "good", "bad"] as const;

/** Starts the machine and compares with the model; gives what was wrong. */
function compare(machine: Machine, boot: string, ground: Ground): string[] {
  const files = layFiles(ground, boot);
  const { ran, code, calls, error } = machine.start(
    files,
    ground.isPressed,
    ground.open === undefined ? [] : [ground.open],
  );
  const expected = decide(ground);
  const wrong: string[] = [];
  const say = (what: string): void =>
    void wrong.push(`${what} with ${JSON.stringify({ ...ground, log: ground.log.slice(-12) })}`);
  if (error !== "") say(error);
  if (calls.slice(0, 3).join() !== DOORS.join()) say(`doors ${calls.slice(0, 3)}`);
  // A program that throws has set the mark of its run, too.
  if (expected.ran === "" ? ran !== "" && ran !== "half" : ran !== expected.ran) say(`ran ${ran}`);
  if (code !== expected.code) say(`code ${code}`);
  if (files.get("log") !== writeLog(ground.log + expected.appended)) say("log");
  return wrong;
}

const SLOTS = STATES.flatMap((a) => STATES.map((b) => ({ a, b })));

/** Every text of so many letters and fewer. */
function listTexts(letters: readonly string[], most: number): string[] {
  const longest = [""];
  let last = longest;
  for (let i = 0; i < most; i++) {
    last = last.flatMap((text) => letters.map((letter) => text + letter));
    longest.push(...last);
  }
  return longest;
}

describe("the state machine of .boot0", () => {
  it.each(KINDS)("decides as its model in every state, on %s", async (kind) => {
    const machine = await openMachine(kind);
    const boot = await readBoot(kind);
    const runs = Array.from({ length: 10 }, (_, starts) => "S".repeat(starts));
    const logs = [
      ...listTexts(["G", "K", "S", "\x7f"], kind === "esp32-cyd" ? 5 : 3),
      ...["", "G", "K", "GK", "KG", "K\x5b"].flatMap((said) => runs.map((run) => said + run)),
      ...["G", "K"].flatMap((said) => runs.map((run) => said + run.replace("SS", "S\x53\xf3"))),
    ];
    const full = ["G", "K"].flatMap((said) => runs.map((run) => (said + run).padStart(ROOM, "GS")));
    const almost = full.flatMap((log) => [1, 15, 16, 17].map((spare) => log.slice(spare)));
    const wrong: string[] = [];
    let states = 0;
    for (const log of [...logs, ...full, ...almost])
      for (const slots of SLOTS)
        for (const isPressed of [false, true]) {
          wrong.push(...compare(machine, boot, { log, room: ROOM - log.length, isPressed, slots }));
          states++;
        }
    for (const log of logs.filter(({ length }) => length < 3 || length > 6))
      for (const slots of SLOTS)
        for (const open of DOORS) {
          const isPressed = log.length === 1;
          wrong.push(...compare(machine, boot, { log, room: ROOM - log.length, isPressed, open, slots }));
        }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(states).toBeGreaterThan(kind === "esp32-cyd" ? 20_000 : 2_000);
  });

  it.each<[number, BoardKind]>([
    [10_000, "esp32-cyd"],
    [10_000, "esp32c3-oled"],
    [1_000, "esp32c3-epaper213"],
    [1_000, "esp32c3-epaper290"],
    [1_000, "esp32s3-tft154"],
  ])("decides as its model over %i random lives on %s", async (lives, kind) => {
    const machine = await openMachine(kind);
    const boot = await readBoot(kind);
    const random = createRandom(3);
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (let life = 0; life < lives; life++) live(machine, boot, random, wrong, seen);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect([...seen].sort()).toEqual(["a0", "b0", "11", "12", "13", "14", "21"].sort());
  });

  it.each([
    ["tries twice only", "starts >= TRIES && starts", "starts >= 2 && starts"],
    ["takes what is not whole", "PROGRAM_OFFSET)) !== words[DIR_CRC]", "PROGRAM_OFFSET)) < 0"],
    ["counts no start", "writeAt(LOG_FILE, LOG_START, log.end)", 'writeAt(LOG_FILE, "", log.end)'],
    ["runs behind an open door", "isOpen ? NEUTRAL_DOOR : isFirst", "isFirst"],
  ])("of a .boot0 that %s differs from the model (control)", async (_what, part, by) => {
    const broken = (await breakProgram("esp32-cyd", "firmware/boot/start.ts", part, by)).boot;
    const machine = createMachine(broken, { hardware: HARDWARE["esp32-cyd"] });
    const wrong: string[] = [];
    const random = createRandom(3);
    for (let life = 0; life < 300; life++) live(machine, broken, random, wrong, new Set());
    const rotten = layFiles({ log: "G", slots: { a: "good", b: "none" } }, broken);
    rotten.set("a", `${GOOD.a.slice(0, 8192)}\x04${GOOD.a.slice(8193)}`);
    if (machine.start(rotten).ran === "a") wrong.push("ran what is not whole");
    expect(wrong).not.toEqual([]);
  });
});

/** Some starts in a row, and what comes between them: a good minute, a deploy, rot, a torn byte, a full log. */
function live(machine: Machine, boot: string, random: Random, wrong: string[], seen: Set<string>): void {
  const slots = { a: STATES[random.below(3)], b: STATES[random.below(3)] };
  let log = random.below(20) === 0 ? "G".padStart(ROOM - random.below(24), "GS") : "G";
  for (let step = 0; step < 9; step++) {
    const ground: Ground = {
      log,
      room: ROOM - log.length,
      isPressed: random.below(12) === 0,
      open: random.below(15) === 0 ? DOORS[random.below(3)] : undefined,
      slots: { ...slots },
    };
    wrong.push(...compare(machine, boot, ground));
    const { ran, code, appended } = decide(ground);
    seen.add(`${ran}${code}`);
    log += appended;
    const add = (code: string): void => {
      if (log.length < ROOM) log += code;
    };
    const what = random.below(8);
    if (what === 0 && ran !== "") add(ran === "a" ? "G" : "K");
    if (what === 1) add(random.below(2) === 0 ? "G" : "K");
    if (what === 2) slots[random.below(2) === 0 ? "a" : "b"] = STATES[random.below(3)];
    if (what === 3)
      add(String.fromCharCode([0x47, 0x4b, 0x53][random.below(3)] | (1 << [2, 5, 7][random.below(3)])));
  }
}
