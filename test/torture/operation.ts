// The operations that are cut: what is done to a board between its installation and its last day.
import { executePlan } from "../../host/board/execution.ts";
import { buildSlotImage } from "../../host/board/image.ts";
import { findExtent, planLayout } from "../../host/board/layout.ts";
import type { Operation as Step } from "../../host/board/operation.ts";
import {
  type BoardState,
  planBack,
  planDays,
  planDeploy,
  planInstall,
  planRenewal,
  planResume,
  planSwitch,
} from "../../host/board/plan.ts";
import type { Hardware } from "../../host/simulator/board.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import {
  DIR_DEPLOYMENT,
  DIRECTORY_OFFSET,
  HEADER_BYTES,
  NEUTRAL_DOOR,
  PAGE_BYTES,
  SLOT_A,
  SLOT_B,
} from "../../shared/link/slot.ts";
import { createContent, expectSaying } from "./content.ts";
import type { Dates } from "./dates.ts";
import { bootOn, type Fault } from "./judge.ts";
import { openFlash, readState } from "./medium.ts";
import { copyFlash } from "./stand.ts";
import { OPEN_START, type Operation } from "./verdict.ts";
import { addForeign, fillDays, fillLog, forceCompaction, keepPages, TODAY } from "./wear.ts";

/** Of `.boot0` these are written last. */
const HEAD_BYTES = 16;
/** Longer than the neutral sign stays after six starts that nobody called good. */
const NEUTRAL_MS = 11 * 60_000;

interface Board {
  readonly hardware: Hardware;
  readonly pageBytes: number;
  /** Text of `.boot0`. */
  readonly boot: string;
  readonly dates: Dates;
}

type Change = (flash: Flash) => void;

/** @returns every operation, each with the flash that it begins with */
export function createOperations({ hardware, pageBytes, boot, dates }: Board): Operation[] {
  const layout = planLayout(hardware.storageBytes);
  const contents = {
    old: createContent("OLD", 6000),
    next: createContent("NEW", 7000),
    bad: createContent("BAD", 5000, 'throw new Error("bad");'),
  };
  type Name = keyof typeof contents;
  const image = (name: Name): Uint8Array => buildSlotImage(contents[name], layout.slotBytes);
  const old = expectSaying("OLD", contents.old, layout.slotBytes);
  const next = expectSaying("NEW", contents.next, layout.slotBytes);

  function make(...changes: readonly Change[]): Uint8Array {
    const flash = createFlash(hardware.storageBytes, pageBytes);
    for (const change of changes) change(flash);
    return flash.bytes;
  }
  const start: Change = (flash) => void bootOn(flash, hardware);
  const copy =
    (bytes: Uint8Array): Change =>
    (flash) =>
      flash.bytes.set(bytes);
  /** Starts the board, as a host does before it asks; then does what its state asks for. */
  const perform =
    (plan: (state: BoardState) => readonly Step[]): Change =>
    (flash) => {
      const { slot } = bootOn(flash, hardware);
      const medium = openFlash(flash, layout);
      executePlan(medium, plan(readState(medium, slot)));
    };
  const execute =
    (steps: readonly Step[]): Change =>
    (flash) =>
      executePlan(openFlash(flash, layout), steps);
  /** What a host sees on a board where nothing runs. */
  const look = (bytes: Uint8Array): BoardState =>
    readState(openFlash(copyFlash(bytes, pageBytes), layout), undefined);
  const planNew = (name: Name): Step[] => planInstall(layout, boot, image(name), TODAY);
  const install = (name: Name): Change => execute(planNew(name));
  const isBare = (flash: Flash): boolean =>
    flash.bytes.subarray(HEADER_BYTES, HEADER_BYTES + HEAD_BYTES).every((byte) => byte === 255);
  /** The last of an installation: the head of `.boot0`, and a look at all of it. Cut there, it begins anew. */
  const installHead: Change = (flash) =>
    (isBare(flash) ? execute(planNew("next").slice(-2)) : install("next"))(flash);
  /** Every file is there and slot a has another content but for its directory, as a cut installation leaves a board. */
  const halfDone = (): Uint8Array => {
    const steps = planNew("old");
    const filled = steps.findIndex(({ kind }) => kind === "verify");
    return make(addForeign(0, 40), execute(steps.slice(0, filled)));
  };
  /** A host goes on with that as long as nothing of `.boot0` is there, and then begins anew. */
  const resume: Change = (flash) => {
    const text = flash.bytes.subarray(HEADER_BYTES, PAGE_BYTES);
    const { pages } = look(flash.bytes);
    const isBlank = text.every((byte) => byte === 255);
    if (isBlank) execute(planResume(layout, boot, image("next"), pages.a))(flash);
    else install("next")(flash);
  };
  const deploy = (name: Name): Change => perform((state) => planDeploy(state, image(name)));
  const append = (codes: string): Change => execute([...codes].map((code) => ({ kind: "append", code })));
  const renew = perform(planRenewal);
  /** Does it unless it is done: twice is not the same as once. */
  const once =
    (run: Change, goal: string): Change =>
    (flash) => {
      if (bootOn(copyFlash(flash.bytes, pageBytes), hardware).saying !== goal) run(flash);
    };

  const installed = make(install("old"));
  const updated = make(copy(installed), deploy("next"));
  const behind = make(install("next"), deploy("old"));
  const spent = make(copy(behind), fillLog(layout, 1), append("K"));
  const change = { old: [old], next };
  const stay = { old: [old], next: old };

  /** A byte of the content that is shown loses its bits. */
  const rot: Change = (flash) =>
    flash.write(findExtent(layout, SLOT_B).address + 2 * PAGE_BYTES + 5, new Uint8Array(1));
  /** The place and length of its cards do, in the directory. */
  const rotDirectory: Change = (flash) =>
    flash.write(
      findExtent(layout, SLOT_B).address + DIRECTORY_OFFSET + DIR_DEPLOYMENT * 4,
      new Uint8Array(8),
    );

  /** A start of a board that works, cut; the next one finds a door that cannot be closed. */
  function createOpen(fault: Fault): Operation {
    return {
      name: `${OPEN_START}${fault}`,
      before: behind,
      run: start,
      old: [],
      next: String(NEUTRAL_DOOR),
      mayBeNeutral: true,
      fault,
    };
  }

  function createDates(): Operation[] {
    const read = (before: Uint8Array): number => dates.read(copyFlash(before, pageBytes));
    const inspect = (least: number, most: number) => (flash: Flash) => {
      const day = dates.read(flash);
      return day >= least && day <= most ? "" : `the last date is ${day}, it was ${least}`;
    };
    const write = (name: string, before: Uint8Array): Operation[] => {
      const day = read(before);
      const run: Change = (flash) => dates.write(flash, [day + 1, day + 2]);
      return [{ name, before, run, ...stay, inspect: inspect(day, day + 2) }];
    };
    const first = make(copy(behind), fillDays(layout, 0, 1));
    const second = make(copy(first), fillDays(layout, 1, 1));
    const erased = make(copy(second), execute(planDays(look(second).day)));
    return [
      ...write("date", behind),
      ...write("date-page-end", first),
      ...write("date-other-page", make(copy(behind), fillDays(layout, 0, 0))),
      ...write("date-first-again", erased),
      ...write("date-full", make(copy(second), fillDays(layout, 1, 0))),
      {
        name: "date-erase",
        before: second,
        run: perform((state) => planDays(state.day)),
        ...stay,
        inspect: inspect(read(second), read(second)),
      },
    ];
  }
  return [
    {
      name: "install",
      before: make(addForeign(0, 40)),
      run: install("next"),
      old: [""],
      next,
      mayRewrite: true,
    },
    {
      name: "install-head",
      before: make(execute(planNew("next").slice(0, -2))),
      run: installHead,
      old: [""],
      next,
      mayRewrite: true,
    },
    { name: "install-resume", before: halfDone(), run: resume, old: [""], next, mayRewrite: true },
    { name: "install-again", before: updated, run: install("next"), old: ["", next], next, mayRewrite: true },
    { name: "deploy", before: installed, run: deploy("next"), ...change },
    { name: "deploy-again", before: make(copy(installed), deploy("old")), run: deploy("next"), ...change },
    { name: "deploy-third", before: behind, run: deploy("next"), ...change },
    { name: "deploy-tired", before: make(copy(installed), append("SS")), run: deploy("next"), ...change },
    {
      name: "deploy-fallen",
      before: make(copy(behind), append("SSS")),
      run: deploy("old"),
      old: [next],
      next: old,
    },
    {
      name: "deploy-old-log",
      before: make(copy(behind), fillLog(layout, 1900), append("K")),
      run: deploy("next"),
      ...change,
      mayBeNeutral: true,
    },
    { name: "deploy-full-log", before: spent, run: deploy("next"), ...change, mayBeNeutral: true },
    {
      name: "deploy-first-full-log",
      before: make(copy(installed), fillLog(layout, 1), append("G")),
      run: deploy("next"),
      ...change,
      mayBeNeutral: true,
    },
    { name: "back", before: updated, run: once(perform(planBack), old), old: [next], next: old },
    { name: "back-again", before: behind, run: once(perform(planBack), next), ...change },
    { name: "switch", before: behind, run: perform((state) => planSwitch(state, SLOT_A)), ...change },
    { name: "renew", before: behind, run: renew, ...stay, mayBeNeutral: true },
    { name: "renew-full", before: spent, run: renew, ...stay, mayBeNeutral: true },
    {
      name: "renew-first",
      before: make(copy(installed), fillLog(layout, 1), append("G")),
      run: renew,
      ...stay,
      mayBeNeutral: true,
    },
    { name: "start", before: installed, run: start, ...stay },
    { name: "start-b", before: behind, run: start, ...stay },
    { name: "start-tired", before: make(copy(behind), append("SSS")), run: start, old: [next], next },
    {
      name: "start-throws",
      before: make(install("next"), deploy("bad")),
      run: start,
      old: [next],
      next,
    },
    {
      name: "neutral-end",
      before: make(copy(behind), append("SSSSSS")),
      run: (flash) => void bootOn(flash, hardware, { afterMs: NEUTRAL_MS }),
      ...stay,
      mayBeNeutral: true,
    },
    {
      name: "deploy-at-the-sign",
      before: make(copy(behind), rot),
      run: (flash) => executePlan(openFlash(flash, layout), planDeploy(look(flash.bytes), image("next"))),
      old: [next],
      next,
    },
    ...(["console", "services", "radio"] as const).map((fault) => createOpen(fault)),
    { name: "rot", before: behind, run: rot, old: [old], next, mayRewrite: true },
    { name: "rot-directory", before: behind, run: rotDirectory, old: [old], next, mayRewrite: true },
    {
      name: "start-log-end",
      before: make(copy(installed), fillLog(layout, 18), append("G")),
      run: start,
      ...stay,
    },
    { name: "good", before: make(copy(installed), append("S")), run: append("G"), ...stay },
    {
      name: "compaction",
      before: make(copy(behind), addForeign(hardware.storageBytes - layout.freeBytes, 9)),
      run: forceCompaction,
      ...stay,
      inspect: keepPages(behind, layout, hardware.storageBytes - layout.freeBytes),
    },
    ...createDates(),
  ];
}
