// A small shop for the tests of cards, and a walk over display lists.

import type { Board, Offer, Shop } from "../../host/shop/model.ts";
import {
  OP_BACK,
  OP_CLEAR,
  OP_COLOUR,
  OP_END,
  OP_FILL,
  OP_FONT,
  OP_IF,
  OP_IMAGE,
  OP_REASON,
  OP_TEXT,
  OP_VALUE,
} from "../../shared/cards/list.ts";

const PLACE = { file: "shop.yaml", line: 1, column: 1 };

export const PANEL_BOARD: Board = {
  id: "shelf",
  kind: "esp32-cyd",
  sensors: ["touch", "radar", "scan"],
  groups: ["all"],
  radio: "silent",
  readAtMetres: 1,
  place: { ...PLACE, line: 2 },
};

export const BUTTON_BOARD: Board = {
  ...PANEL_BOARD,
  id: "window",
  kind: "esp32c3-oled",
  sensors: ["pir", "button"],
  readAtMetres: 0.5,
};

export function makeOffer(changes: Partial<Offer> = {}): Offer {
  return {
    id: "noir",
    group: "all",
    tier: "regular",
    title: { pl: "Wieczór z kryminałem", en: "Crime night" },
    text: { pl: "Dwie książki, trzecia za pół ceny", en: "Two books, third half price" },
    when: {},
    plays: { share: 1, restSeconds: 0, perHour: 0 },
    approved: { by: "MK", review: 20_900 },
    place: { ...PLACE, line: 9 },
    ...changes,
  };
}

export function makeShop(changes: Partial<Shop> = {}): Shop {
  return {
    name: "Pod Lipą",
    languages: ["pl", "en"],
    timezone: "Europe/Warsaw",
    currency: "PLN",
    hours: [{ days: 63, window: { start: 600, end: 1140 } }],
    hoursText: { pl: "pn–sob 10:00–19:00", en: "Mon–Sat 10:00–19:00" },
    staffEvery: 0,
    question: {
      text: { pl: "Na co masz dziś ochotę?", en: "What are you in the mood for?" },
      chip: { pl: "Wybierz", en: "Choose" },
      answers: [
        { id: "crime", text: { pl: "Kryminał", en: "Crime" } },
        { id: "travel", text: { pl: "Podróże", en: "Travel" } },
      ],
    },
    boards: [PANEL_BOARD, BUTTON_BOARD],
    offers: [],
    file: "shop.yaml",
    ...changes,
  };
}

/** One operation as a walk meets it, with what the board holds then. */
export interface Step {
  readonly op: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly codes: readonly number[];
  readonly colour: number;
  readonly back: number;
  readonly font: number;
}

/**
 * Walks a list through all branches in order, as if each condition held.
 * @throws Error where the bytes are no list, or a condition jumps into an operation
 */
export function walkList(list: Uint8Array): Step[] {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const steps: Step[] = [];
  const starts = new Set<number>();
  const targets: number[] = [];
  let held = { colour: -1, back: -1, font: -1 };
  const ends: { at: number; held: typeof held }[] = [];
  let at = 0;
  for (;;) {
    while (ends.at(-1)?.at === at) held = leave(held, ends.pop()?.held ?? held);
    starts.add(at);
    const op = list[at];
    if (op === OP_END) break;
    const x = at + 3 <= list.length ? view.getInt16(at + 1, true) : 0;
    const y = at + 5 <= list.length ? view.getInt16(at + 3, true) : 0;
    let size = 0;
    let step = { op, x, y, width: 0, height: 0, codes: [] as number[], ...held };
    if (op === OP_COLOUR) {
      held = { ...held, colour: view.getUint16(at + 1, true) };
      size = 3;
    } else if (op === OP_BACK) {
      held = { ...held, back: view.getUint16(at + 1, true) };
      size = 3;
    } else if (op === OP_FONT) {
      held = { ...held, font: list[at + 1] };
      size = 2;
    } else if (op === OP_CLEAR) size = 1;
    else if (op === OP_FILL) {
      step = { ...step, width: view.getUint16(at + 5, true), height: view.getUint16(at + 7, true) };
      size = 9;
    } else if (op === OP_TEXT) {
      step = { ...step, codes: [...list.subarray(at + 6, at + 6 + list[at + 5])] };
      size = 6 + list[at + 5];
    } else if (op === OP_REASON) size = 8;
    else if (op === OP_VALUE) size = 6;
    else if (op === OP_IMAGE) size = 7 + view.getUint16(at + 5, true);
    else if (op === OP_IF) {
      size = 6;
      targets.push(at + 6 + view.getUint16(at + 4, true));
      ends.push({ at: at + 6 + view.getUint16(at + 4, true), held });
    } else throw new Error(`no operation ${op} at ${at}`);
    steps.push(step);
    at += size;
    if (at >= list.length) throw new Error("the list has no end");
  }
  if (at !== list.length - 1) throw new Error("bytes after the end");
  if (targets.some((target) => !starts.has(target))) throw new Error("a condition jumps into an operation");
  return steps;
}

/** After a condition only what is the same on both ways is known. */
function leave<T extends { colour: number; back: number; font: number }>(inside: T, before: T): T {
  return {
    ...inside,
    colour: inside.colour === before.colour ? inside.colour : -1,
    back: inside.back === before.back ? inside.back : -1,
    font: inside.font === before.font ? inside.font : -1,
  };
}
