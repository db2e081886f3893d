// What must not compile, and beside each a line that is nearly the same and does: a case cannot fail for a wrong reason.

export interface Case {
  readonly name: string;
  /** Lines before, the same for both. */
  readonly before?: string;
  readonly leak: string;
  readonly fine: string;
  /** Number of the compiler's error. */
  readonly error: number;
}

/** What every case begins with: the project's own functions and types, and one reading of each kind. */
export const PRELUDE = `import { drawAll } from "FIRMWARE/draw.ts";
import { findAction } from "FIRMWARE/hit.ts";
import { tap } from "FIRMWARE/act.ts";
import { showScreen, type App } from "FIRMWARE/app.ts";
import type { Canvas } from "FIRMWARE/ports/display.ts";
import { answerLink } from "FIRMWARE/ports/console.ts";
import { every } from "FIRMWARE/ports/clock.ts";
import { setLevel, watchPin } from "FIRMWARE/ports/pins.ts";
import { writeAt } from "FIRMWARE/ports/storage.ts";
import { watchTouch } from "FIRMWARE/ports/touch.ts";
import { openUart } from "FIRMWARE/ports/uart.ts";
import { startScan } from "FIRMWARE/ports/scan.ts";
import type { StatusField } from "SHARED/link/command.ts";
import { encodeDay } from "SHARED/link/slot.ts";
import { notePlay, setMark } from "SHARED/offers/pacing.ts";
import { createSituation, type Situation } from "SHARED/offers/situation.ts";
import { emit } from "SHARED/policy/egress.ts";
import type { Raw } from "SHARED/policy/raw.ts";
import type { Teller, Told } from "SHARED/policy/told.ts";
import { type Presence, senseAdvert, sensePir } from "SHARED/presence/filter.ts";
import { type Distance, takeRange } from "SHARED/presence/distance.ts";
import { type Radar, senseBytes } from "SHARED/presence/radar.ts";
declare const strength: Raw<number>;
declare const isSeen: Raw<boolean>;
declare const frame: Raw<string>;
declare const range: Raw<number>;
declare const number: number;
declare const text: string;
declare const isTrue: boolean;
declare const app: App;
declare const canvas: Canvas;
declare const presence: Presence;
declare const radar: Radar;
declare const distance: Distance;
declare const situation: Situation;
const counts: Record<string, number> = {};
`;

export const CASES: readonly Case[] = [
  // Out of the board
  {
    name: "a strength to emit",
    leak: "emit(app, [0, strength]);",
    fine: "emit(app, [0, number]);",
    error: 2322,
  },
  { name: "a text to emit", leak: "emit(app, [0, text]);", fine: "emit(app, [0, number]);", error: 2322 },
  {
    name: "a strength as the whole record",
    leak: "emit(app, strength);",
    fine: "emit(app, [number]);",
    error: 2345,
  },
  {
    name: "a record with names of its own",
    leak: "emit(app, { people: number });",
    fine: "emit(app, [number]);",
    error: 2353,
  },
  {
    name: "an answer that did not come through emit",
    leak: "answerLink(() => text);",
    fine: "answerLink(() => emit(app, [number]));",
    error: 2322,
  },
  {
    name: "a field of the status that is not in its list",
    leak: 'export const field: StatusField = "people";',
    fine: 'export const field: StatusField = "busy";',
    error: 2322,
  },
  {
    name: "something held beside the count of what was dropped",
    leak: "export const teller: Teller = { dropped: 0, last: number };",
    fine: "export const teller: Teller = { dropped: 0 };",
    error: 2353,
  },
  {
    name: "a text that says of itself that it was let out",
    leak: "export const told: Told = text;",
    fine: "export const told: Told = emit(app, [number]);",
    error: 2322,
  },
  // Into flash
  {
    name: "a radar's bytes to Storage",
    leak: 'writeAt("log", frame, 32);',
    fine: 'writeAt("log", text, 32);',
    error: 2345,
  },
  {
    name: "a strength as a place in Storage",
    leak: 'writeAt("log", text, strength);',
    fine: 'writeAt("log", text, number);',
    error: 2345,
  },
  { name: "a range as a date", leak: "encodeDay(range);", fine: "encodeDay(number);", error: 2345 },
  // Onto the glass
  {
    name: "a radar's bytes drawn",
    leak: "canvas.drawString(frame, 0, 0);",
    fine: "canvas.drawString(text, 0, 0);",
    error: 2345,
  },
  {
    name: "a strength as a width on the glass",
    leak: "canvas.fillRect(0, 0, strength, 8);",
    fine: "canvas.fillRect(0, 0, number, 8);",
    error: 2345,
  },
  {
    name: "a strength as a page",
    leak: "showScreen(app, strength);",
    fine: "showScreen(app, number);",
    error: 2345,
  },
  {
    name: "a line's level as the backlight's",
    leak: "setLevel(21, isSeen);",
    fine: "setLevel(21, number);",
    error: 2345,
  },
  // Into a text
  {
    name: "a strength in a template",
    leak: `export const t = \`\${strength}\`;`,
    fine: `export const t = \`\${number}\`;`,
    error: 2731,
  },
  {
    name: "a strength added to a text",
    leak: 'export const t = strength + "";',
    fine: 'export const t = number + "";',
    error: 2469,
  },
  {
    name: "a strength through String",
    leak: "export const t: string = String(strength);",
    fine: "export const t: string = String(number);",
    error: 2322,
  },
  {
    name: "a strength through JSON",
    leak: "export const t: string = JSON.stringify(strength);",
    fine: "export const t: string = JSON.stringify(number);",
    error: 2322,
  },
  {
    name: "a radar's byte",
    leak: "export const t = frame.charCodeAt(0);",
    fine: "export const t = text.charCodeAt(0);",
    error: 2339,
  },
  {
    name: "the length of a radar's bytes",
    leak: "export const t = frame.length;",
    fine: "export const t = text.length;",
    error: 2339,
  },
  {
    name: "a radar's bytes joined to a text",
    leak: "export const t = text.concat(frame);",
    fine: "export const t = text.concat(text);",
    error: 2345,
  },
  // Into a number
  {
    name: "a strength as a number",
    leak: "export const n: number = strength;",
    fine: "export const n: number = number;",
    error: 2322,
  },
  {
    name: "a strength said to be a number",
    leak: "export const n = strength as number;",
    fine: "export const n = number as number;",
    error: 2352,
  },
  {
    name: "a strength through Number",
    leak: "export const n: number = Number(strength);",
    fine: "export const n: number = Number(text);",
    error: 2322,
  },
  {
    name: "a strength with a sign",
    leak: "export const n = -strength;",
    fine: "export const n = -number;",
    error: 2469,
  },
  {
    name: "a strength cut to an integer",
    leak: "export const n = strength | 0;",
    fine: "export const n = number | 0;",
    error: 2362,
  },
  {
    name: "a strength compared outside of the filter",
    leak: "export const b = strength > -60;",
    fine: "export const b = number > -60;",
    error: 2469,
  },
  {
    name: "a strength asked for one value",
    leak: "export const b = strength === -60;",
    fine: "export const b = number === -60;",
    error: 2367,
  },
  {
    name: "the stronger of two",
    leak: "export const n = Math.max(strength, number);",
    fine: "export const n = Math.max(number, number);",
    error: 2345,
  },
  // Kept for later
  { name: "a strength as a key", leak: "counts[strength] = 1;", fine: "counts[number] = 1;", error: 2538 },
  {
    name: "a strength in a typed array",
    before: "const kept = new Int8Array(8);",
    leak: "kept[0] = strength;",
    fine: "kept[0] = number;",
    error: 2322,
  },
  {
    name: "a typed array of strengths",
    leak: "export const kept = new Int8Array([strength]);",
    fine: "export const kept = new Int8Array([number]);",
    error: 2769,
  },
  {
    name: "a strength in the situation",
    leak: "situation.language = strength;",
    fine: "situation.language = number;",
    error: 2322,
  },
  {
    name: "a strength on an axis",
    leak: "situation.axes[0] = strength;",
    fine: "situation.axes[0] = number;",
    error: 2322,
  },
  {
    name: "a field more in the situation",
    leak: "situation.people = number;",
    fine: "situation.language = number;",
    error: 2339,
  },
  {
    name: "a situation with a field more",
    leak: "export const s: Situation = { ...createSituation(), people: number };",
    fine: "export const s: Situation = { ...createSituation(), language: number };",
    error: 2353,
  },
  {
    name: "a strength as an offer that was dismissed",
    leak: "setMark(situation.banned, 0, strength, true);",
    fine: "setMark(situation.banned, 0, number, true);",
    error: 2345,
  },
  {
    name: "a strength as a play",
    leak: "notePlay(app.turn.pacing, strength, 0, 0, 0, 0);",
    fine: "notePlay(app.turn.pacing, number, 0, 0, 0, 0);",
    error: 2345,
  },
  {
    name: "a strength as the time between two ticks",
    leak: "every(strength, () => {});",
    fine: "every(number, () => {});",
    error: 2345,
  },
  // Through what the compiler knows nothing of
  {
    name: "a strength through a parameter of no type",
    leak: "export function pass(value) { return emit(app, [value]); }",
    fine: "export function pass(value: number) { return emit(app, [value]); }",
    error: 7006,
  },
  {
    name: "a strength through a variable of no type",
    before: "let held;",
    leak: "held = strength; emit(app, [held]);",
    fine: "held = number; emit(app, [held]);",
    error: 2322,
  },
  {
    name: "a strength through a list of no type",
    before: "const list = [];",
    leak: "list.push(strength); emit(app, list);",
    fine: "list.push(number); emit(app, list);",
    error: 2345,
  },
  {
    name: "a strength that was thrown",
    leak: "try { throw strength; } catch (caught) { emit(app, [caught]); }",
    fine: "try { throw number; } catch (_) { emit(app, [number]); }",
    error: 2322,
  },
  {
    name: "a strength through JSON and back",
    leak: "emit(app, [JSON.parse(JSON.stringify(strength))]);",
    fine: "emit(app, [JSON.parse(JSON.stringify(number))]);",
    error: 2345,
  },
  // The wrong hands
  {
    name: "a board's global outside of the ports",
    leak: "NRF.sleep();",
    fine: "every(number, () => {});",
    error: 2304,
  },
  {
    name: "a board's clock outside of the ports",
    leak: "export const t = getTime();",
    fine: "export const t = app.nowMs;",
    error: 2304,
  },
  {
    name: "the console outside of the ports",
    leak: "print(text);",
    fine: "emit(app, [number]);",
    error: 2304,
  },
  {
    name: "a board's Storage outside of the ports",
    leak: 'require("Storage").write("log", text);',
    fine: 'writeAt("log", text, 32);',
    error: 2591,
  },
  {
    name: "a timer outside of the ports",
    leak: "setInterval(() => {}, number);",
    fine: "every(number, () => {});",
    error: 2304,
  },
  {
    name: "a touch whose point goes into the situation",
    leak: "watchTouch((x) => { situation.pin = x; });",
    fine: "watchTouch((x, y) => { tap(app, x, y); });",
    error: 2322,
  },
  {
    name: "a touch whose place is compared outside of the hit test",
    leak: "watchTouch((x) => { if (x < 160) drawAll(app); });",
    fine: "watchTouch((x, y) => { if (findAction(app, x, y) === 0) drawAll(app); });",
    error: 2469,
  },
  {
    name: "a line whose level goes to the cable",
    leak: "watchPin(22, (isHigh) => { emit(app, [isHigh]); });",
    fine: "watchPin(22, (isHigh) => { sensePir(presence, isHigh, number); });",
    error: 2322,
  },
  {
    name: "a line whose level is taken for true or false",
    leak: "export const isNear: boolean = isSeen;",
    fine: "export const isNear: boolean = isTrue;",
    error: 2322,
  },
  {
    name: "a radar's bytes sent on",
    leak: 'openUart(true, 9600, 1, 2, (data) => { writeAt("log", data, 32); });',
    fine: "openUart(true, 9600, 1, 2, (data) => { senseBytes(radar, data, number); });",
    error: 2345,
  },
  {
    name: "a range as a strength of an advert's identifier",
    leak: "senseAdvert(presence, frame);",
    fine: "senseAdvert(presence, strength);",
    error: 2345,
  },
  {
    name: "a radar's bytes as a range",
    leak: "takeRange(distance, frame, number);",
    fine: "takeRange(distance, range, number);",
    error: 2345,
  },
  {
    name: "a scan that hands its adverts on",
    leak: "startScan(presence, () => {});",
    fine: "startScan(presence);",
    error: 2554,
  },
];
