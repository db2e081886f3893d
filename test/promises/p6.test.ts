// P6 Every offer says why, and one step shows everything that the board knows. Beside the chips of a card a tap shows
// that page at once; through "why" it is two taps. With one button it is the second page of the menu.
import { describe, expect, it } from "vitest";
import {
  ACTION_ANSWER,
  ACTION_DISMISS,
  ACTION_KNOW,
  ACTION_QUESTION,
  CLAUSE_END,
  CLAUSE_PREFIX,
  REASON_KINDS,
  REASON_TURN,
  SCREEN_CONTROLS,
  SCREEN_KNOW,
  SCREEN_MENU,
  SCREEN_QUESTION,
  SCREEN_TAPPED,
  SCREEN_WHY,
  VALUE_BUSY,
  VALUE_CLOCK_KNOWN,
  VALUE_DISMISSED,
  VALUE_EPISODE_SECONDS,
  VALUE_FORGET_SECONDS,
  VALUE_HOUR,
  VALUE_MINUTE,
  VALUE_MOOD,
  VALUE_PIN_MINUTES,
  VALUE_PRESENCE,
} from "../../shared/cards/list.ts";
import {
  type Deployment,
  openDeployment,
  SECTION_CLAUSE_INDEX,
  SECTION_REASONS,
  SECTION_SCREEN_INDEX,
  sectionOffset,
} from "../../shared/offers/deployment.ts";
import { NEUTRAL } from "../../shared/offers/situation.ts";
import { NO_REASON } from "../../shared/offers/tier.ts";
import { valuesOf } from "./glass.ts";
import { listTexts } from "./list.ts";
import {
  BOARDS,
  breakProgram,
  happen,
  openSubject,
  playDay,
  press,
  readDay,
  readRegions,
  type Subject,
  start,
  tapAction,
  withTexts,
} from "./stand.ts";

/** Width and letters of a clause. */
function readClause(d: Deployment, clause: number): { width: number; letters: number } {
  const at = d.u32[(sectionOffset(d.u32, SECTION_CLAUSE_INDEX) >> 2) + clause];
  return { width: d.u8[at] | (d.u8[at + 1] << 8), letters: d.u8[at + 3] };
}

/** Can the board say this reason in every language, on its panel? */
function canSay(d: Deployment, offer: number, kind: number, widthPx: number): boolean {
  const first = d.u16[(sectionOffset(d.u32, SECTION_REASONS) >> 1) + offer * REASON_KINDS + kind];
  if (kind >= REASON_KINDS || first === 0xffff) return false;
  return Array.from({ length: d.languages }, (_, language) => {
    const { width, letters } = readClause(d, first + language);
    const isOneLine = widthPx > 200;
    const around = isOneLine
      ? readClause(d, language * 3 + CLAUSE_PREFIX).width + readClause(d, language * 3 + CLAUSE_END).width
      : 0;
    return letters > 0 && width + around <= widthPx;
  }).every(Boolean);
}

/** Offers that were shown in a day, each with a reason, as `offer,reason1,reason2`. */
async function watchReasons(subject: Subject, id: string): Promise<Set<string>> {
  const seen = new Set<string>();
  playDay(start(subject), readDay(id), (board) => {
    const status = board.status();
    if (status && status.offer !== NEUTRAL) seen.add(`${status.offer},${status.reason1},${status.reason2}`);
  });
  return seen;
}

/** Those that the board could not give a reason for. */
function listUnsaid(seen: Iterable<string>, d: Deployment, widthPx: number): string[] {
  return [...seen].filter((key) => {
    const [offer, first, second] = key.split(",").map(Number);
    return !canSay(d, offer, first, widthPx) || (second !== NO_REASON && !canSay(d, offer, second, widthPx));
  });
}

describe("the reason", () => {
  it.each(BOARDS)("P6: of every offer in a day on board %s can be said in every language", async (id) => {
    const subject = await openSubject(id);
    const seen = await watchReasons(subject, id);
    expect(new Set([...seen].map((key) => key.split(",")[0])).size).toBeGreaterThan(8);
    expect(listUnsaid(seen, subject.d, subject.hardware.panel.width)).toEqual([]);
  });

  it.each(BOARDS)("P6: of every kind has its words for every offer of board %s", async (id) => {
    const { d, hardware } = await openSubject(id);
    for (let offer = 0; offer < d.offers; offer++)
      for (let kind = 0; kind < REASON_KINDS; kind++)
        expect([offer, kind, canSay(d, offer, kind, hardware.panel.width)]).toEqual([offer, kind, true]);
  });

  it("P6: an offer whose words are missing is caught (control)", async () => {
    const subject = await openSubject("till");
    const bytes = subject.compiled.deployment.slice();
    const d = openDeployment(bytes.buffer);
    d.u16[(sectionOffset(d.u32, SECTION_REASONS) >> 1) + 3 * REASON_KINDS + REASON_TURN] = 0xffff;
    expect(listUnsaid([`3,${REASON_TURN},${NO_REASON}`], d, subject.hardware.panel.width)).toHaveLength(1);
  });

  it("P6: a program that gives none is caught (control)", async () => {
    const broken = await breakProgram(
      "esp32c3-oled",
      "firmware/app.ts",
      "  explain(turn, app.scratch);\n",
      "",
    );
    const subject = withTexts(await openSubject("window"), broken);
    const seen = await watchReasons(subject, "window");
    expect(listUnsaid(seen, subject.d, subject.hardware.panel.width).length).toBe(seen.size);
  });
});

/** Prints every text that a program draws. Stands before the program. */
const OBSERVER = `(function(){
  function watch(c){var draw=c.drawString;c.drawString=function(t,x,y){print("drew "+x+","+y+" "+t);return draw(t,x,y);};return c;}
  if(typeof g!=="undefined")watch(g);
  var create=Graphics.createArrayBuffer;
  Graphics.createArrayBuffer=function(w,h,b,o){return watch(create(w,h,b,o));};
})();`;

function observe(subject: Subject): Subject {
  const { boot, program } = subject.files;
  return withTexts(subject, { boot, program: OBSERVER + program });
}

/** Opens the page, lets it draw itself once more, and gives what it wrote and what it ought to have written. */
function readPage(subject: Subject, open: (board: ReturnType<typeof start>) => void, screen: number) {
  const board = start(subject);
  board.advanceTo(700);
  open(board);
  // Numbers are drawn anew in every second of the ticks, 500 ms after the full seconds of this board.
  board.advanceTo(Math.ceil(board.nowMs / 1000) * 1000 + 500);
  const status = board.status();
  const drawn = board
    .takeRecords()
    .filter(({ kind, text, atMs }) => kind === "console" && text.startsWith("drew ") && atMs === board.nowMs)
    .map(({ text }) => text.slice(5));
  if (status === undefined) throw new Error("no answer");
  return { status, drawn, expected: listPage(subject.d, screen, status.language, valuesOf(status)) };
}

function listPage(d: Deployment, screen: number, language: number, values: Record<number, number>): string[] {
  const index = (sectionOffset(d.u32, SECTION_SCREEN_INDEX) >> 2) + language * d.screens + screen;
  return listTexts(d.u8, d.u32[index], values);
}

/** Answers the question, dismisses an offer, then taps the card beside its chips. */
function visitTouch({ d }: Subject): (board: ReturnType<typeof start>) => void {
  return (board) => {
    happen(board, 1_000, "adverts", "40", "-70");
    tapAction(board, d, SCREEN_CONTROLS, ACTION_QUESTION);
    tapAction(board, d, SCREEN_QUESTION, ACTION_ANSWER + 2);
    tapAction(board, d, SCREEN_TAPPED, ACTION_DISMISS);
    happen(board, board.nowMs + 9_000, "touch", "160", "20");
  };
}

function visitButton(board: ReturnType<typeof start>): void {
  // Why, know, not this, pause, forget, first answer, second answer: chosen. Then two pages on.
  for (let i = 0; i < 7; i++) press(board, 100);
  press(board, 800);
  press(board, 100);
  press(board, 100);
}

describe("what the board knows", () => {
  it.each(["crime-shelf", "till"])(
    "P6: is one tap away from a card of %s, and equals its status",
    async (id) => {
      const subject = observe(await openSubject(id));
      const { status, drawn, expected } = readPage(subject, visitTouch(subject), SCREEN_KNOW);
      expect(status).toMatchObject({ screen: SCREEN_KNOW, mood: 2, dismissed: 1, presence: 3 });
      expect(drawn.length).toBeGreaterThan(8);
      expect(drawn).toEqual(expected);
      const numbers = drawn.map((text) => text.slice(text.indexOf(" ") + 1));
      for (const number of [status.episodeSeconds, status.forgetSeconds, status.dismissed])
        expect(numbers).toContain(`${number}`);
    },
  );

  it("P6: is the second page of the one-button menu, and equals its status", async () => {
    const subject = observe(await openSubject("window"));
    const page = SCREEN_MENU + readRegions(subject.d, SCREEN_CONTROLS, 0).findIndex(isKnow);
    const { status, drawn, expected } = readPage(subject, visitButton, page);
    expect(status).toMatchObject({ screen: SCREEN_MENU + 1, mood: 2 });
    expect(page).toBe(SCREEN_MENU + 1);
    expect(drawn).toEqual(expected);
    expect(drawn.length).toBeGreaterThan(5);
  });

  it("P6: is one tap away from the page that says why, and from the neutral card", async () => {
    const { d } = await openSubject("till");
    for (let language = 0; language < d.languages; language++)
      expect(readRegions(d, SCREEN_WHY, language).some(isKnow)).toBe(true);
  });

  it("P6: a page that hides a number is caught (control)", async () => {
    const broken = await breakProgram(
      "esp32-cyd",
      "firmware/tell.ts",
      "if (value === VALUE_DISMISSED) return app.turn.pacing.dismissedCount;",
      "if (value === VALUE_DISMISSED) return 0;",
    );
    const subject = observe(withTexts(await openSubject("till"), broken));
    const { drawn, expected } = readPage(subject, visitTouch(subject), SCREEN_KNOW);
    expect(drawn).not.toEqual(expected);
  });

  const FACTS = [
    ["presence", VALUE_PRESENCE],
    ["how long somebody is there", VALUE_EPISODE_SECONDS],
    ["the answer", VALUE_MOOD],
    ["when it is forgotten", VALUE_FORGET_SECONDS],
    ["how many were dismissed", VALUE_DISMISSED],
    ["whether there is a clock", VALUE_CLOCK_KNOWN],
    ["hour", VALUE_HOUR],
    ["minute", VALUE_MINUTE],
  ] as const;
  const MANY = {
    [VALUE_PRESENCE]: 1,
    [VALUE_MOOD]: 1,
    [VALUE_CLOCK_KNOWN]: 1,
    [VALUE_HOUR]: 3,
    [VALUE_MINUTE]: 3,
  };

  it.each(BOARDS)("P6: has a place on the page of board %s, fact by fact", async (id) => {
    const subject = await openSubject(id);
    const screen = subject.hardware.hasTouch ? SCREEN_KNOW : SCREEN_MENU + 1;
    const values = { ...Object.fromEntries(Array.from({ length: 15 }, (_, value) => [value, 5])), ...MANY };
    const show = (changed: Record<number, number>): string =>
      listPage(subject.d, screen, 0, { ...values, ...changed }).join();
    const isBusy = subject.compiled.board.sensors.includes("scan");
    for (const [fact, value] of FACTS) expect([fact, show({ [value]: 0 })]).not.toEqual([fact, show({})]);
    expect(show({ [VALUE_BUSY]: 0 }) !== show({ [VALUE_BUSY]: 1 })).toBe(isBusy);
  });

  it("P6: a value without a place there changes nothing (control)", async () => {
    const { d } = await openSubject("till");
    const zero = Object.fromEntries(Array.from({ length: 15 }, (_, value) => [value, 0]));
    expect(listPage(d, SCREEN_KNOW, 0, { ...zero, [VALUE_PIN_MINUTES]: 7 })).toEqual(
      listPage(d, SCREEN_KNOW, 0, zero),
    );
  });
});

function isKnow({ action }: { readonly action: number }): boolean {
  return action === ACTION_KNOW;
}
