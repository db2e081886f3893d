// A walk that ends in the middle: it is seen at once, and told with what the board does then.
import { describe, expect, it } from "vitest";
import type { Session } from "../../host/board/session/session.ts";
import { listStations } from "../../host/calibrate/station.ts";
import { type Guide, walkWith } from "../../host/calibrate/walk.ts";
import { HostError } from "../../host/error.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";
import { SURVEY_PATIENCE_S, TABLE_STARTS } from "../../shared/link/survey.ts";

const HARD = HARDWARE["esp32-cyd"];
const LOST = new HostError("port-lost", "the connection was lost", "The board runs what it ran before.");
const STOPPED = new HostError("stopped", "stopped", "The board is whole.");

interface Board {
  readonly session: Session;
  /** Ends the connection. */
  end(error: HostError): void;
  readonly asked: string[];
  restarts: number;
}

/** A display on a cable that counts zeros. @param isBack it can still be told to restart after the end */
function createBoard(options: { readonly isBack?: boolean; readonly isSwitched?: boolean } = {}): Board {
  let failure: HostError | undefined;
  let tellEnd: (error: HostError) => void = () => undefined;
  const ended = new Promise<HostError>((done) => {
    tellEnd = done;
  });
  const answer = (code: string): string => {
    if (code.startsWith("typeof")) return "true";
    const [, command, a] = /^passerby\((\d+),(\d+),0\)$/.exec(code) ?? [];
    if (command === "33") return "0,0";
    if (command === "34") {
      const length = TABLE_STARTS[Number(a) + 1] - TABLE_STARTS[Number(a)];
      return `0,${new Array<number>(length).fill(0).join()}`;
    }
    return "0";
  };
  const board = {
    asked: [] as string[],
    restarts: 0,
    end(error: HostError) {
      failure = error;
      tellEnd(error);
    },
  };
  const session: Partial<Session> = {
    name: "made",
    isCable: true,
    isSwitched: options.isSwitched === true,
    ended,
    identify: async () => {
      if (failure !== undefined) throw failure;
      const { env, version, console } = { env: "ESP32_CYD", version: "2v29", console: "Serial1" };
      return { env, version, console, freeVariables: 4000, hasHeatshrink: true };
    },
    ask: async (code) => {
      board.asked.push(code);
      if (failure !== undefined) throw failure;
      return answer(code);
    },
    restart: async () => {
      board.restarts++;
      if (failure !== undefined && options.isBack !== true) throw failure;
    },
  };
  return Object.assign(board, { session: session as Session });
}

const WALKING = {
  stations: listStations(["pir"]),
  program: "0",
  hardware: HARD,
  wait: async () => undefined,
};

/** @returns the error that the walk ends with, or undefined */
function walk(board: Board, guide: Partial<Guide> = {}): Promise<unknown> {
  const all: Guide = { ready: async () => undefined, left: () => undefined, ...guide };
  return walkWith(board.session, WALKING, all).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a walk that ends in the middle", () => {
  it("does so at once while somebody is on the way, and nobody has to press Enter any more", async () => {
    const board = createBoard();
    let isReleased = false;
    const error = await walk(board, {
      // Whoever walks never comes back.
      ready: (_, signal) => {
        signal.addEventListener("abort", () => {
          isReleased = true;
        });
        board.end(LOST);
        return new Promise(() => undefined);
      },
    });
    expect(error).toMatchObject({ code: "calibrate-cut", message: LOST.message, cause: LOST });
    expect([isReleased, board.restarts]).toEqual([true, 1]);
  });

  it.each([
    ["a cable that is pulled", LOST, {}, "calibrate-cut", `about ${SURVEY_PATIENCE_S} s after`],
    [
      "Ctrl-C where the board still hears",
      STOPPED,
      { isBack: true },
      "stopped",
      "shows again what it showed.",
    ],
    ["Ctrl-C of a board with the host's power", STOPPED, { isSwitched: true }, "stopped", "switched off"],
  ] as const)(
    "by %s says what the board does, that nothing was written, and what is next",
    async (_, end, is, code, state) => {
      const board = createBoard(is);
      const error = await walk(board, { left: () => board.end(end) });
      expect(error).toMatchObject({ code });
      const { hint } = error as HostError;
      for (const part of [state, "Nothing was written.", "Begin the walk again"])
        expect(hint).toContain(part);
    },
  );

  it("before the board was asked to count is told as it is: the board was left alone (control)", async () => {
    const board = createBoard();
    board.end(LOST);
    expect(await walk(board)).toBe(LOST);
    expect(board.restarts).toBe(0);
  });

  it("is none where it goes to its end: four places, and the board is told to restart once (control)", async () => {
    const board = createBoard();
    const places: string[] = [];
    expect(await walk(board, { ready: async ({ id }) => void places.push(id) })).toBeUndefined();
    expect([places, board.restarts]).toEqual([["empty", "stand", "edge", "outside"], 1]);
  });
});
