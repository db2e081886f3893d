// P8 As easy to leave as to enter: on a touch board on every page where something may be held, in a button's menu before
// the answers.
import { describe, expect, it } from "vitest";
import type { Region } from "../../host/compile/cards.ts";
import type { Shop } from "../../host/shop/model.ts";
import { checkShopText } from "../../host/shop/parse.ts";
import type { Status } from "../../host/simulator/board.ts";
import type { SimulatedBoard } from "../../host/simulator/start.ts";
import {
  ACTION_ANSWER,
  ACTION_BACK,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_KNOW,
  ACTION_PAUSE,
  ACTION_QUESTION,
  SCREEN_CONTROLS,
  SCREEN_KNOW,
  SCREEN_PAUSED,
  SCREEN_QUESTION,
  SCREEN_TAPPED,
  SCREEN_WHY,
} from "../../shared/cards/list.ts";
import { COMMAND_BLANK } from "../../shared/link/command.ts";
import {
  type Deployment,
  openDeployment,
  SECTION_REGION_INDEX,
  sectionOffset,
} from "../../shared/offers/deployment.ts";
import { change } from "../shop/sample.ts";
import {
  BOARDS,
  breakProgram,
  happen,
  openBookshop,
  openSubject,
  press,
  readRegions,
  type Subject,
  start,
  withTexts,
} from "./stand.ts";
import { findHalf } from "./whole.ts";

const TOUCH_BOARDS = ["crime-shelf", "till"];

function listActions(d: Deployment, screen: number, language: number): number[] {
  return readRegions(d, screen, language).map(({ action }) => action);
}

function areaOf({ width, height }: Region): number {
  return width * height;
}

/** Ways out that are smaller than an answer, or not there, as sentences. */
function listSmall(d: Deployment): string[] {
  const found: string[] = [];
  const ways = [
    [SCREEN_CONTROLS, ACTION_DISMISS],
    [SCREEN_CONTROLS, ACTION_PAUSE],
    [SCREEN_TAPPED, ACTION_DISMISS],
    [SCREEN_TAPPED, ACTION_PAUSE],
    [SCREEN_TAPPED, ACTION_FORGET],
    [SCREEN_KNOW, ACTION_PAUSE],
    [SCREEN_KNOW, ACTION_FORGET],
    [SCREEN_QUESTION, ACTION_BACK],
  ];
  for (let language = 0; language < d.languages; language++) {
    const answers = readRegions(d, SCREEN_QUESTION, language).filter(({ action }) => action > ACTION_ANSWER);
    const largest = Math.max(...answers.map(areaOf));
    for (const [screen, action] of ways) {
      const way = readRegions(d, screen, language).find((region) => region.action === action);
      const area = way === undefined ? 0 : areaOf(way);
      if (!(area >= largest))
        found.push(`language ${language}, screen ${screen}, action ${action}: ${area} of ${largest}`);
    }
  }
  return found;
}

/** The bytes with one region made narrower. */
function narrow(subject: Subject, screen: number, action: number): Deployment {
  const d = openDeployment(subject.compiled.deployment.slice().buffer);
  const at = d.u32[(sectionOffset(d.u32, SECTION_REGION_INDEX) >> 2) + screen] >> 1;
  const region = readRegions(d, screen, 0).findIndex((candidate) => candidate.action === action);
  d.u16[at + 1 + region * 5 + 2] -= 4;
  return d;
}

describe("leaving", () => {
  it.each(TOUCH_BOARDS)("P8: every way out on %s is there and as large as any answer", async (id) => {
    const subject = await openSubject(id);
    expect(subject.d.answers).toBeGreaterThan(0);
    expect(listSmall(subject.d)).toEqual([]);
  });
  it("P8: a way out that is four pixels narrower than an answer is caught (control)", async () => {
    const subject = await openSubject("till");
    // Languages whose chips lie alike share these bytes.
    expect(listSmall(narrow(subject, SCREEN_TAPPED, ACTION_FORGET))).not.toEqual([]);
  });
  it("P8: answers with long names, which are larger than the ways out, are caught and warned of (control)", async () => {
    const text = change("crime: { en: Crime, pl: Kryminał }", "crime: { en: Extraordinarily, pl: Kryminał }");
    const { shop } = checkShopText(text, "shop.yaml", "nowhere");
    const subject = await openSubject("shelf", shop as Shop);
    expect(listSmall(subject.d)).not.toEqual([]);
    expect(subject.compiled.findings.map(({ code }) => code)).toContain("card-wide-answer");
  });
  it.each(TOUCH_BOARDS)(
    "P8: forget is one tap away wherever something is held on %s, or behind one step back",
    async (id) => {
      const { d } = await openSubject(id);
      for (let language = 0; language < d.languages; language++) {
        for (const screen of [SCREEN_TAPPED, SCREEN_KNOW])
          expect(listActions(d, screen, language)).toContain(ACTION_FORGET);
        for (const screen of [SCREEN_WHY, SCREEN_QUESTION, SCREEN_PAUSED])
          expect(listActions(d, screen, language)).toContain(ACTION_BACK);
        expect(listActions(d, SCREEN_WHY, language)).toContain(ACTION_KNOW);
      }
    },
  );

  it("P8: the one-button menu has every way out, each chosen by a press just as long as an answer", async () => {
    const { d } = await openSubject("window");
    for (let language = 0; language < d.languages; language++)
      for (const action of [ACTION_DISMISS, ACTION_PAUSE, ACTION_FORGET, ACTION_ANSWER + 1])
        expect(listActions(d, SCREEN_CONTROLS, language)).toContain(action);
  });
});

/** Touches the glass everywhere, and presses the button in every way; says the moods that were ever held. */
function poke(board: SimulatedBoard, subject: Subject): Set<number> {
  const moods = new Set<number>();
  const look = (): void => {
    const status = board.status();
    if (status !== undefined) moods.add(status.mood);
  };
  if (subject.hardware.hasTouch)
    for (let round = 0; round < 3; round++)
      for (let y = 8; y < 240; y += 24)
        for (let x = 8; x < 320; x += 24) {
          // No faster: more than four touches in a second, for ten of them, are a panel's fault.
          happen(board, board.nowMs + 150, "touch", `${x}`, `${y}`);
          happen(board, board.nowMs + 150, "release");
          look();
        }
  else
    for (let entry = 0; entry < 12; entry++) {
      for (let i = 0; i <= entry; i++) press(board, 100);
      press(board, 800);
      look();
    }
  return moods;
}

/** Touches the glass at nine places, or presses the button in two ways; which screens came, and which cards were not whole. */
function pokeOnce(board: SimulatedBoard, subject: Subject): { screens: Set<number>; half: string[] } {
  const screens = new Set<number>();
  const half: string[] = [];
  const look = (): void => {
    screens.add(board.status()?.screen ?? Number.NaN);
    const wrong = findHalf(subject, board);
    if (wrong !== undefined) half.push(wrong);
  };
  board.advanceTo(1000);
  look();
  if (subject.hardware.hasTouch)
    for (const y of [40, 120, 225])
      for (const x of [40, 160, 280]) {
        happen(board, board.nowMs + 100, "touch", `${x}`, `${y}`);
        look();
        happen(board, board.nowMs + 100, "release");
      }
  else
    for (const holdMs of [100, 800]) {
      press(board, holdMs);
      look();
    }
  return { screens, half };
}

/** The sample shop with a board that senses somebody, and has no input. */
function withoutInput(id: string): Shop {
  const shop = openBookshop();
  return {
    ...shop,
    boards: shop.boards.map((board) => (board.id === id ? { ...board, sensors: ["pir"] } : board)),
  };
}

describe("a board without input", () => {
  it.each(["till", "window"])("P8: asks no question and keeps no answer: %s", async (id) => {
    const subject = await openSubject(id, withoutInput(id));
    const { d } = subject;
    expect(d.answers).toBe(0);
    for (let language = 0; language < d.languages; language++)
      for (let screen = 0; screen < d.screens; screen++)
        for (const action of listActions(d, screen, language)) {
          expect(action).not.toBe(ACTION_QUESTION);
          expect(action).toBeLessThan(ACTION_ANSWER);
        }
    expect([...poke(start(subject), subject)]).toEqual([0]);
  });
  it.each(["till", "window"])(
    "P8: does nothing when it is touched or pressed, draws no controls, and takes no hand for a person: %s",
    async (id) => {
      const subject = await openSubject(id, withoutInput(id));
      const board = start(subject);
      const untouched = start(subject);
      const poked = pokeOnce(board, subject);
      expect(poked.screens).toEqual(new Set([-1]));
      expect(poked.half).toEqual([]);
      untouched.advanceTo(board.nowMs);
      expect(board.status()).toEqual(untouched.status());
      expect(board.frame()).toEqual(untouched.frame());
    },
  );

  it.each(["till", "window"])(
    "P8: the same hands do something where there is an input (control): %s",
    async (id) => {
      const subject = await openSubject(id);
      const board = start(subject);
      const untouched = start(subject);
      expect(pokeOnce(board, subject).screens.size).toBeGreaterThan(1);
      untouched.advanceTo(board.nowMs);
      expect(board.status()).not.toEqual(untouched.status());
    },
  );

  it("P8: controls that are drawn where nothing can be tapped are seen (control)", async () => {
    const subject = await openSubject("till", withoutInput("till"));
    const drawn = await breakProgram(
      "esp32-cyd",
      "firmware/draw.ts",
      "if (hasTouch && app.sensors & SENSOR_TOUCH) drawScreen",
      "if (hasTouch) drawScreen",
    );
    expect(findHalf(subject, start(subject))).toBeUndefined();
    const broken = withTexts(subject, drawn);
    expect(findHalf(broken, start(broken))).toContain("pixels are wrong");
  });
  it.each(BOARDS)(
    "P8: a board with input is asked, and answered, by the same hands (control): %s",
    async (id) => {
      const subject = await openSubject(id);
      expect(subject.d.answers).toBe(4);
      expect(poke(start(subject), subject).size).toBeGreaterThan(1);
    },
  );
});

describe("a panel that staff blanked", () => {
  /** Blanks it, touches or presses, and shows it again; what the board says of itself then, and of one left alone. */
  async function touchDark(
    subject: Subject,
  ): Promise<[poked: Status | undefined, alone: Status | undefined]> {
    const boards = [start(subject), start(subject)];
    const [poked, alone] = boards;
    for (const board of boards) {
      board.advanceTo(1000);
      board.command(COMMAND_BLANK, 1, 0);
    }
    pokeOnce(poked, subject);
    alone.advanceTo(poked.nowMs);
    for (const board of boards) board.command(COMMAND_BLANK, 0, 0);
    return [poked.status(), alone.status()];
  }

  it.each(BOARDS)("P8: takes no tap: nobody answers a question that cannot be seen: %s", async (id) => {
    const [poked, alone] = await touchDark(await openSubject(id));
    expect(poked).toEqual(alone);
    expect([poked?.screen, poked?.presence, poked?.mood]).toEqual([-1, 0, 0]);
  });

  it.each([
    ["till", "esp32-cyd", "if (counts && !isDown && !app.isBlank) {", "if (counts && !isDown) {"],
    [
      "window",
      "esp32c3-oled",
      "else if (!app.isBlank && !hand.isFlooding) {",
      "else if (!hand.isFlooding) {",
    ],
  ] as const)(
    "P8: a program that takes them in the dark is caught (control): %s",
    async (id, kind, part, by) => {
      const broken = await breakProgram(kind, "firmware/main.ts", part, by);
      const [poked, alone] = await touchDark(withTexts(await openSubject(id), broken));
      expect(poked).not.toEqual(alone);
    },
  );

  it("P8: a finger that lies on the dark glass and stays there taps nothing when it lights up", async () => {
    const subject = await openSubject("till");
    const board = start(subject);
    board.advanceTo(1000);
    board.command(COMMAND_BLANK, 1, 0);
    happen(board, 1500, "touch", "160", "120");
    board.command(COMMAND_BLANK, 0, 0);
    // The same touch goes on, a little to the side.
    happen(board, 2000, "touch", "164", "122");
    expect([board.status()?.screen, board.status()?.presence]).toEqual([-1, 0]);
    happen(board, 2500, "release");
    happen(board, 3000, "touch", "160", "120");
    expect(board.status()?.presence).toBe(3);
  });
});
