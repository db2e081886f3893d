// What a board says of itself over its console: nothing is written to it.
import { LINK_DROPPED, STATUS_FIELDS, type StatusField } from "../../../shared/link/command.ts";
import { NEUTRAL_DOOR } from "../../../shared/link/slot.ts";
import { HostError } from "../../error.ts";
import type { Hardware } from "../../simulator/board.ts";
import { HARDWARE } from "../../simulator/hardware.ts";
import { type Layout, planLayout } from "../layout.ts";
import { areOneChip, nameRelease } from "../release/name.ts";
import { checkBoard, isWired } from "../session/check.ts";
import type { Identity, Session } from "../session/session.ts";
import type { Survey } from "../session/survey.ts";
import type { Finding, Report } from "./finding.ts";
import { listIllnesses } from "./illness.ts";

const FACTS =
  '(function(){var s=null;try{s=require("Storage").getStats()}catch(e){}' +
  "return JSON.stringify({total:process.memory().total,seconds:getTime(),stats:s})})()";
/** 2020-01-01: earlier times are those of a clock that was never set. */
const SET_SECONDS = 1_577_836_800;
const MOST_DRIFT_SECONDS = 60;
const LEAST_FREE = 0.1;

/** What is looked at of a survey. */
export type Content = Pick<Survey, "isOurs" | "files" | "whole" | "pointer" | "status">;

/** Finds out what is in a board's Storage. @param base address of Storage in the chip's flash */
export type LookInside = (session: Session, layout: Layout, base: number) => Promise<Content>;

interface Facts {
  readonly total: number;
  readonly seconds: number;
  readonly stats: {
    readonly totalBytes: number;
    readonly freeBytes: number;
    readonly trashBytes: number;
  } | null;
}

/**
 * Asks about firmware, console, memory, Storage, content and clock.
 * @param hardware what the shop's file says of the board; undefined = go by what it says itself
 * @throws HostError of the session
 */
export async function examineConsole(
  session: Session,
  hardware: Hardware | undefined,
  lookInside: LookInside,
  nowMs: number,
  report: Report,
): Promise<void> {
  const identity = await session.identify();
  const { env, version } = identity;
  report({ check: "firmware", state: "ok", what: `Espruino ${show(version)}, build ${show(env)}` });
  const facts = readFacts(await session.ask(FACTS));
  report(judgeMemory(identity.freeVariables, facts.total));
  if (facts.stats !== null) report(judgeStorage(facts.stats));
  const kind = hardware ?? Object.values(HARDWARE).find((one) => one.env === env) ?? findLinux(env);
  if (kind === undefined)
    report({
      check: "content",
      state: "warning",
      what: `Passerby has no kind of board with the build ${show(env)}`,
      advice: adviseBuild(env),
    });
  else {
    // A process board is started with the hardware of its kind, and that only the shop's file says.
    const isStarted = hardware !== undefined || kind.env === env;
    await examineContent(session, identity, kind, isStarted, lookInside, report);
  }
  report(judgeClock(facts.seconds, nowMs / 1000));
}

/** The Linux build stands for a board of any kind. */
function findLinux(env: string): Hardware | undefined {
  return env === "LINUX" ? HARDWARE["esp32-cyd"] : undefined;
}

async function examineContent(
  session: Session,
  identity: Identity,
  hardware: Hardware,
  isStarted: boolean,
  lookInside: LookInside,
  report: Report,
): Promise<void> {
  try {
    const { base, storageBytes } = checkBoard(identity, hardware, session.isCable);
    report(judgeConsole(identity.console, session.isCable));
    report(judgeContent(await lookInside(session, planLayout(storageBytes), base), isStarted));
  } catch (error) {
    if (!(error instanceof HostError) || !/^board-(wrong|version|console)$/.test(error.code)) throw error;
    const check = error.code === "board-console" ? "console" : "firmware";
    report({ check, state: "problem", what: error.message, advice: error.hint, code: error.code });
  }
}

/** What is asked over the air says nothing of the connector that a display would keep. */
function judgeConsole(console: string, isCable: boolean): Finding {
  const what = `it answers on ${show(console)}`;
  if (isCable || isWired(console)) return { check: "console", state: "ok", what: `${what}, where it should` };
  return {
    check: "console",
    state: "unknown",
    what: `${what}; whether its cable's console is the right one was not checked`,
    advice: "Ask it over its cable.",
  };
}

function adviseBuild(env: string): string {
  const envs = new Set(Object.values(HARDWARE).map((one) => one.env));
  const [name] = [...envs].filter((one) => areOneChip(one, env));
  if (name === undefined) return "Use another board; `passerby init` lists the kinds that there are.";
  return `Say \`passerby flash --from ${nameRelease(name)}\` if it is a board of a kind that \`passerby init\` lists.`;
}

function judgeMemory(free: number, total: number): Finding {
  const what = `${free} of ${total} variables are free`;
  if (free >= total * LEAST_FREE) return { check: "memory", state: "ok", what };
  return {
    check: "memory",
    state: "warning",
    what,
    advice: "Restart the board; if it stays so, deploy a smaller shop to it.",
  };
}

function judgeStorage({ totalBytes, freeBytes, trashBytes }: NonNullable<Facts["stats"]>): Finding {
  const what = `${totalBytes} bytes of Storage, ${freeBytes} free, ${trashBytes} erased but not yet free`;
  // Where nothing is ever rewritten nothing is erased; Espruino tidies up at a moment when power must not fail.
  if (trashBytes === 0) return { check: "storage", state: "ok", what };
  return {
    check: "storage",
    state: "warning",
    what,
    advice:
      "Something else than Passerby wrote to it: `passerby uninstall` and then `passerby deploy` begin anew.",
  };
}

/** Where the program answers, its own account counts: it is on show. */
function judgeContent({ isOurs, files, whole, pointer, status }: Content, isStarted: boolean): Finding {
  const check = "content";
  if (!isOurs && files.length === 0)
    return { check, state: "warning", what: "there is no shop on it yet", advice: "Say `passerby deploy`." };
  if (!isOurs)
    return {
      check,
      state: "warning",
      what: `something else is on it: ${files.map(show).slice(0, 4).join(", ")}`,
      advice: "`passerby deploy --install` erases that and puts a shop in its place; or use another board.",
    };
  const again = "Say `passerby deploy`; what is whole stays until the new one is.";
  if (whole.length === 0)
    return { check, state: "problem", what: "neither of its two slots is whole", advice: again };
  const slots = `slot ${pointer} is the one, whole: ${whole.join(", ")}`;
  if (status === "" && !isStarted)
    return {
      check,
      state: "unknown",
      what: `${slots}; it was not started`,
      advice: "Name its shop with --shop and --board: a process board is started only then.",
    };
  if (status === "")
    return {
      check,
      state: "warning",
      what: `${slots}; its program does not answer`,
      advice: `Restart it. ${again}`,
    };
  const [code, ...values] = status.split(",").map(Number);
  const field = (name: StatusField) => values[STATUS_FIELDS.indexOf(name)];
  if (code === 0 && field("deployment") === -NEUTRAL_DOOR)
    return {
      check,
      state: "problem",
      what: "it shows the neutral sign, because its firmware does not close console, services or radio",
      advice: "Say `passerby flash` with the release that is made for this board.",
    };
  // A program of another version may have no such field.
  if (code === LINK_DROPPED || field("dropped") > 0)
    return {
      check,
      state: "problem",
      what:
        code === LINK_DROPPED
          ? `${slots}; it kept its status back, because a value was outside of what may leave the board`
          : `${slots}; it kept ${field("dropped")} answers back, because a value was outside of what may leave`,
      advice: `That is a fault of the program: please report it. ${again}`,
      code: "policy-dropped",
    };
  if (code !== 0 || field("deployment") !== 0)
    return { check, state: "problem", what: `${slots}; it shows the neutral sign`, advice: again };
  const illnesses = listIllnesses(field("sensorFault"));
  if (illnesses.length > 0)
    return {
      check,
      state: "warning",
      what: `${slots}; ${illnesses.map(({ what }) => what).join(", ")}`,
      advice: [...new Set(illnesses.map(({ advice }) => advice))].join(" "),
    };
  return { check, state: "ok", what: `${slots}; its program runs` };
}

function judgeClock(seconds: number, nowSeconds: number): Finding {
  const drift = Math.round(seconds - nowSeconds);
  const advice = "Say `passerby clock`; until then offers with dates and hours wait.";
  if (seconds < SET_SECONDS)
    return { check: "clock", state: "warning", what: "its clock is not set", advice };
  if (Math.abs(drift) <= MOST_DRIFT_SECONDS)
    return { check: "clock", state: "ok", what: "its clock is right" };
  const what = `its clock is ${Math.abs(drift)} s ${drift < 0 ? "behind" : "ahead"}`;
  return { check: "clock", state: "warning", what, advice: "Say `passerby clock`." };
}

/** A board's words are not believed: what is no number counts as 0. */
function readFacts(text: string): Facts {
  const number = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : 0);
  try {
    const { total, seconds, stats }: Record<string, unknown> = JSON.parse(text);
    const { totalBytes, freeBytes, trashBytes } = (stats ?? {}) as Record<string, unknown>;
    const storage = {
      totalBytes: number(totalBytes),
      freeBytes: number(freeBytes),
      trashBytes: number(trashBytes),
    };
    return { total: number(total), seconds: number(seconds), stats: stats === null ? null : storage };
  } catch {
    throw new HostError(
      "board-answer",
      "the board gave an answer that makes no sense",
      "Press its reset button and try again; if it stays so, say `passerby flash`.",
    );
  }
}

function show(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 40) || "nothing";
}
