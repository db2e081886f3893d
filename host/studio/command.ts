// What the page may ask for: checked, then done.
import { z } from "zod";
import { HostError } from "../error.ts";
import { fromLocal } from "../shop/localtime.ts";
import { isNearAt, sensingEvents } from "./day.ts";
import {
  type ContentAnswer,
  type LearntAnswer,
  SPEEDS,
  type StudioCommand,
  type SurveyAnswer,
} from "./protocol.ts";
import type { Session } from "./session.ts";

const LINGER_MS = 15_000;
/** A burst of adverts as of a room full of phones: how many within a second, at which strength. */
const BURST = ["120", "-60"] as const;
const YEAR = { least: 2020, most: 2099 };

const plain = (name: "arrive" | "linger" | "leave" | "busy" | "release" | "loseClock" | "recording") =>
  z.strictObject({ do: z.literal(name) });
const boardId = z.string().regex(/^[a-z0-9-]{1,64}$/);
const count = z.number().int().min(0).max(65_535);
const places = z
  .array(
    z.strictObject({
      id: z.enum(["empty", "stand", "edge", "outside"]),
      seconds: z.number().int().min(1).max(300),
      tables: z.array(z.array(count).max(50)).max(7),
    }),
  )
  .max(4);
const pixel = z.number().int().min(0).max(4095);
const COMMAND = z.discriminatedUnion("do", [
  plain("arrive"),
  plain("linger"),
  plain("leave"),
  plain("busy"),
  plain("release"),
  plain("loseClock"),
  plain("recording"),
  z.strictObject({ do: z.literal("touch"), x: pixel, y: pixel }),
  z.strictObject({ do: z.literal("button"), isDown: z.boolean() }),
  z.strictObject({ do: z.literal("clock"), local: z.string().max(19) }),
  z.strictObject({ do: z.literal("speed"), speed: z.literal([...SPEEDS]) }),
  z.strictObject({ do: z.literal("seek"), atMs: z.number().min(0).max(1e10) }),
  z.strictObject({ do: z.literal("board"), id: boardId }),
  z.strictObject({ do: z.literal("content"), id: boardId }),
  z.strictObject({ do: z.literal("survey"), id: boardId }),
  z.strictObject({ do: z.literal("learn"), id: boardId, places }),
]);

/**
 * Reads the body of a POST.
 * @throws HostError `studio-command` when it is no JSON or no command
 */
export function parseCommand(body: string): StudioCommand {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw refuse("the command is no JSON");
  }
  const parsed = COMMAND.safeParse(value);
  if (!parsed.success) throw refuse("the studio does not know this command");
  return parsed.data;
}

/**
 * Does what a page asked for.
 * @returns what it asked for, where that is an answer
 * @throws HostError when it cannot be done, with a sentence for the page
 */
export async function obey(command: StudioCommand, session: Session): Promise<Answer | undefined> {
  if (command.do === "content") return session.give(command.id);
  if (command.do === "survey") return session.survey(command.id);
  if (command.do === "learn") return session.learn(command.id, command.places);
  if (command.do === "speed") session.setSpeed(command.speed);
  else if (command.do === "seek") await session.seek(command.atMs);
  else if (command.do === "board") await session.chooseBoard(command.id);
  else if (command.do === "recording") await session.restore();
  else act(command, session);
  session.show();
  return undefined;
}

type Act = Exclude<
  StudioCommand,
  { readonly do: "speed" | "seek" | "board" | "recording" | "content" | "survey" | "learn" }
>;
type Answer = ContentAnswer | SurveyAnswer | LearntAnswer;

function act(command: Act, session: Session): void {
  const taken = session.take();
  if (taken === undefined)
    throw new HostError("studio-no-board", "no board is running yet", "Wait a moment, or repair shop.yaml.");
  const { run, bench, shop } = taken;
  const setLevel = (level: string) => {
    // Who plays the shopper knows best whether somebody is there.
    run.act("truth", level);
    for (const name of sensingEvents(bench.board)) run.act(name, level);
  };
  if (command.do === "arrive") setLevel("1");
  else if (command.do === "leave") setLevel("0");
  else if (command.do === "linger") {
    if (!isNearAt(run.events, run.nowMs)) setLevel("1");
    run.advance(run.nowMs + LINGER_MS);
  } else if (command.do === "busy") run.act("adverts", ...BURST);
  else if (command.do === "touch") touch(command.x, command.y);
  else if (command.do === "release") run.act("release");
  else if (command.do === "button") run.act("button", command.isDown ? "1" : "0");
  else if (command.do === "loseClock") run.act("clock", "unknown");
  else if (command.do === "clock") run.act("clock", readClock(command.local, shop.timezone));

  function touch(x: number, y: number): void {
    const { width, height } = bench.hardware.panel;
    if (!bench.hardware.hasTouch || x >= width || y >= height)
      throw refuse("there is nothing to touch there");
    run.act("touch", String(x), String(y));
  }
}

function readClock(local: string, timezone: string): string {
  const epochMs = fromLocal(local, timezone);
  const year = Number(local.slice(0, 4));
  if (epochMs === undefined || year < YEAR.least || year > YEAR.most)
    throw new HostError(
      "studio-clock",
      "this is no date and time that a board can have",
      `Write a date from ${YEAR.least} to ${YEAR.most} and a time, such as 2026-11-27 17:00.`,
    );
  return new Date(epochMs).toISOString();
}

function refuse(message: string): HostError {
  return new HostError("studio-command", message, "Reload the page: it may be older than the studio.");
}
