// Screens of a board with one button: which there are, and the pages of its menu.
import {
  ACTION_ANSWER,
  ACTION_BACK,
  ACTION_DISMISS,
  ACTION_FORGET,
  ACTION_KNOW,
  ACTION_LANGUAGE,
  ACTION_PAUSE,
  ACTION_WHY,
  SCREEN_CONTROLS,
  SCREEN_KNOW,
  SCREEN_MENU,
  SCREEN_NEUTRAL,
  SCREEN_PAUSED,
  SCREEN_QUESTION,
  SCREEN_STAFF,
  SCREEN_TAPPED,
  SCREEN_WHY,
} from "../../shared/cards/list.ts";
import type { Region } from "./cards.ts";
import { locateWords } from "./locate.ts";
import { createPen, type Pen } from "./pen.ts";
import type { Screen } from "./screen.ts";
import type { Setting } from "./setting.ts";

type Body = (pen: Pen) => void;

/** How a kind of panel draws its screens. */
export interface Pages {
  readonly neutral: Body;
  readonly why: Body;
  readonly know: Body;
  readonly question: Body;
  readonly paused: Body;
  readonly label: Body;
  readonly staff: Body;
  /** A page of the menu that can be chosen. @param action ACTION_ constant */
  readonly entry: (pen: Pen, action: number) => void;
}

/** Entries of the menu, in the order of the button's presses: leaving is never farther than answering. */
function listEntries({ question, shop, mark }: Setting): readonly number[] {
  const answers = (question?.answers ?? []).map((_, i) => ACTION_ANSWER + i + 1);
  // The label is a page that a long press leaves: it needs no action of its own.
  const label = mark === undefined ? [] : [ACTION_BACK];
  const ways = [ACTION_WHY, ACTION_KNOW, ACTION_DISMISS, ACTION_PAUSE, ACTION_FORGET];
  return [...ways, ...answers, ...(shop.languages.length > 1 ? [ACTION_LANGUAGE] : []), ...label];
}

/** Draws all screens and the menu's pages, [screen]. */
export function drawPages(setting: Setting, pages: Pages): readonly Screen[] {
  const { sheet, board, language } = setting;
  const screens: Screen[] = [];
  const draw = (screen: number, name: string, body: Body, regions: readonly Region[] = []): void => {
    const subject = {
      place: board.place,
      name: `screen "${name}" in ${language} on board "${board.id}"`,
      find: (what: string, letter?: string) => locateWords(setting, what, letter),
    };
    const pen = createPen(sheet, subject);
    body(pen);
    screens[screen] = { pen, regions };
  };
  const entries = listEntries(setting);
  const places = entries.map((action) => ({ x: 0, y: 0, width: 0, height: 0, action }));
  const nothing = (): void => {};
  draw(SCREEN_NEUTRAL, "neutral", pages.neutral);
  draw(SCREEN_CONTROLS, "controls", nothing, places);
  draw(SCREEN_TAPPED, "tapped", nothing, places);
  draw(SCREEN_WHY, "why", pages.why);
  draw(SCREEN_KNOW, "what I know", pages.know);
  draw(SCREEN_QUESTION, "question", pages.question);
  draw(SCREEN_PAUSED, "paused", pages.paused);
  draw(SCREEN_STAFF, "staff", pages.staff);
  entries.forEach((action, i) => {
    draw(SCREEN_MENU + i, `menu ${i + 1}`, (pen) => {
      if (action === ACTION_WHY) pages.why(pen);
      else if (action === ACTION_KNOW) pages.know(pen);
      else if (action === ACTION_BACK) pages.label(pen);
      else pages.entry(pen, action);
    });
  });
  return screens;
}
