// What ought to be on the glass: drawn on the host from the compiled cards and from what the board says of itself.
import type { CompiledCards } from "../../host/compile/cards.ts";
import { compileCards } from "../../host/compile/layout.ts";
import type { Frame, Hardware, Status } from "../../host/simulator/board.ts";
import {
  SCREEN_CONTROLS,
  SCREEN_NEUTRAL,
  SCREEN_TAPPED,
  VALUE_BUSY,
  VALUE_CLOCK_KNOWN,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_HOUR,
  VALUE_LANGUAGE,
  VALUE_MINUTE,
  VALUE_MOOD,
  VALUE_PAUSE_SECONDS,
  VALUE_PRESENCE,
  VALUE_SENSOR_FAULT,
  VALUE_SENSORS_ILL,
} from "../../shared/cards/list.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";
import { NO_REASON } from "../../shared/offers/tier.ts";
import { drawLists } from "../compile/draw.ts";
import type { Subject } from "./stand.ts";

const compiled = new WeakMap<Subject["compiled"], CompiledCards>();
const drawn = new WeakMap<Subject["compiled"], Map<string, Frame>>();

function compileOnce({ shop, compiled: made, hardware }: Subject): CompiledCards {
  const cards = compiled.get(made) ?? compileCards(shop, made.board, made.offers, hardware);
  compiled.set(made, cards);
  return cards;
}

/** The values of the "what I know" page, by VALUE_ constant, out of a status. Those of staff are not in it. */
export function valuesOf(status: Status): Record<number, number> {
  const isKnown = status.minuteOfWeek >= 0;
  return {
    [VALUE_PRESENCE]: status.presence,
    [VALUE_EPISODE_SECONDS]: status.episodeSeconds,
    [VALUE_BUSY]: status.busy,
    [VALUE_MOOD]: status.mood,
    [VALUE_FORGET_SECONDS]: status.forgetSeconds,
    [VALUE_DISMISSED]: status.dismissed,
    [VALUE_PAUSE_SECONDS]: status.pauseSeconds,
    [VALUE_CLOCK_KNOWN]: isKnown ? 1 : 0,
    [VALUE_SENSOR_FAULT]: status.sensorFault,
    [VALUE_SENSORS_ILL]: (status.sensorFault | (status.sensorFault >> 1)) & 0b01010101,
    [VALUE_HOUR]: isKnown ? Math.floor((status.minuteOfWeek % 1440) / 60) : 0,
    [VALUE_MINUTE]: isKnown ? status.minuteOfWeek % 60 : 0,
    [VALUE_LANGUAGE]: status.language,
  };
}

/** The card that a status speaks of, whole: card, reason and controls. */
export function drawCard(subject: Subject, status: Status): Frame {
  const { offer, language, reason1, reason2, minuteOfWeek } = status;
  // In the last second before it is forgotten it is still held.
  const isHeld = status.forgetSeconds + status.mood + status.dismissed > 0;
  const known = drawn.get(subject.compiled) ?? new Map<string, Frame>();
  drawn.set(subject.compiled, known);
  // Of all values a card asks for one only, and that on the neutral card: whether there is a clock.
  const key = [offer, language, reason1, reason2, isHeld, minuteOfWeek >= 0].join();
  const frame = known.get(key) ?? drawAnew(subject, status, isHeld);
  known.set(key, frame);
  return frame;
}

function drawAnew(subject: Subject, status: Status, isHeld: boolean): Frame {
  const cards = compileOnce(subject);
  const { offer, language, reason1, reason2 } = status;
  const screen = (number: number): Uint8Array => cards.screens[language * cards.screensPerLanguage + number];
  const lists = [
    offer === NEUTRAL ? screen(SCREEN_NEUTRAL) : cards.cards[offer * subject.d.languages + language],
    // Without its sensor a panel cannot be tapped: no controls are drawn that do nothing.
    ...(subject.compiled.board.sensors.includes("touch")
      ? [screen(isHeld ? SCREEN_TAPPED : SCREEN_CONTROLS)]
      : []),
  ];
  const moment = {
    language,
    reasons: [reason1, reason2].filter((kind) => kind !== NO_REASON),
    values: valuesOf(status),
    ...(offer === NEUTRAL ? {} : { offer }),
  };
  return drawLists(cards, subject.hardware, lists, moment);
}

const DIGITS: Readonly<Record<string, readonly string[]>> = {
  1: [".#.", "##.", ".#.", ".#.", "###"],
  2: ["###", "..#", "###", "#..", "###"],
  3: ["###", "..#", "###", "..#", "###"],
  4: ["#.#", "#.#", "###", "..#", "..#"],
};

/** The neutral sign: a number of two digits in dots, and nothing else. @param code NEUTRAL_ constant */
export function drawSign({ panel }: Hardware, code: number): Uint16Array {
  const { width, height, bitsPerPixel, driver } = panel;
  const isGlowing = bitsPerPixel === 1 && driver !== "ssd1680";
  const dot = Math.floor(height / 16);
  const white = bitsPerPixel === 1 ? 1 : 0xffff;
  const pixels = new Uint16Array(width * height).fill(isGlowing ? 0 : white);
  const rows = [0, 1, 2, 3, 4].map((row) => [...`${code}`].map((digit) => DIGITS[digit][row]).join("."));
  for (let y = 0; y < 5 * dot; y++)
    for (let x = 0; x < 7 * dot; x++)
      if (rows[Math.floor(y / dot)][Math.floor(x / dot)] === "#")
        pixels[(y + dot) * width + x + dot] = isGlowing ? 1 : 0;
  return pixels;
}
