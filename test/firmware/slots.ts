// What the tests of `.boot0` start: the shipping text, and slots with programs of one line.
import { buildSlotImage } from "../../host/board/image.ts";
import { planLayout } from "../../host/board/layout.ts";
import { padBoot } from "../../host/board/plan.ts";
import { buildProgram } from "../../host/build/program.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { LOG_BYTES } from "../../shared/link/slot.ts";
import { createMachine, type Files, type Machine, type MachineOptions } from "./machine.ts";
import type { Door, Ground } from "./model.ts";

/** Every kind of board that there is: each has a `.boot0` of its own. */
export const KINDS = Object.keys(HARDWARE) as BoardKind[];
/** What is called before anything else. */
export const DOORS: readonly Door[] = ["console", "services", "sleep"];
export const SLOT_BYTES = 20_480;
/** Codes that a log has room for. */
export const ROOM = LOG_BYTES - 32;
const boots = new Map<BoardKind, Promise<string>>();

export async function readBoot(kind: BoardKind): Promise<string> {
  const made = boots.get(kind) ?? buildProgram(kind).then(({ boot }) => boot);
  boots.set(kind, made);
  return Buffer.from(padBoot(await made)).toString("latin1");
}

export async function openMachine(kind: BoardKind, broken: MachineOptions["broken"] = []): Promise<Machine> {
  return createMachine(await readBoot(kind), { hardware: HARDWARE[kind], broken });
}

/** A slot with a program that tells its label, or throws. */
export function writeSlot(label: string, throws: boolean): string {
  const program = throws ? `run("half");throw new Error("bad");` : `run("${label}");`;
  const content = { program, deployment: Uint8Array.of(1, 2, 3, 4), fonts: Uint8Array.of(5) };
  const image = buildSlotImage(content, SLOT_BYTES);
  return Buffer.from(image).toString("latin1").padEnd(SLOT_BYTES, "\xff");
}

export const GOOD = { a: writeSlot("a", false), b: writeSlot("b", false) };
export const BAD = writeSlot("bad", true);
const NONE = "\xff".repeat(SLOT_BYTES);

export function writeLog(codes: string): string {
  return ("\xff".repeat(32) + codes).padEnd(LOG_BYTES, "\xff");
}

/** Files of the layout that `.boot0` has nothing to do with, as an installation leaves them. */
const OTHERS: [string, string][] = planLayout(HARDWARE["esp32-cyd"].storageBytes)
  .extents.filter(({ name }) => ![".boot0", "log", "a", "b"].includes(name))
  .map(({ name, size }) => [name, "\xff".repeat(size)]);

export function layFiles(ground: Pick<Ground, "log" | "slots">, boot: string): Files {
  const slot = (name: "a" | "b"): string =>
    ground.slots[name] === "none" ? NONE : ground.slots[name] === "bad" ? BAD : GOOD[name];
  return new Map([
    [".boot0", boot],
    ["log", writeLog(ground.log)],
    ["a", slot("a")],
    ["b", slot("b")],
    ...OTHERS,
  ]);
}
