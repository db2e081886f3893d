// Opening hours in which a board has nothing to show but the neutral card, for an hour or longer.
import { weekdayOf } from "../date.ts";
import type { Draft } from "../draft.ts";
import { findException } from "../exception.ts";
import { type Budget, type Cover, coverOf, weekOn } from "../reach/cover.ts";
import { nameMoment, writeAt } from "../reach/moment.ts";
import type { Scene } from "../reach/scene.ts";
import type { Report } from "../report.ts";

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 10_080;
/** A shorter gap is nothing that anybody would mend. */
const LEAST_MINUTES = 60;
/**
 * How far ahead is looked, and not beyond the last day of the board's offers: then it is time for new ones. Reviews
 * that are still to come count as renewed: that is what they are for.
 */
const AHEAD_DAYS = 365;

/** Local minutes since 1970, [from, until). */
interface Gap {
  readonly from: number;
  readonly until: number;
}

export function checkEmpty(
  draft: Draft,
  scenes: readonly Scene[],
  today: number,
  budget: Budget,
  report: Report,
): void {
  for (const scene of scenes) {
    const path = ["boards", scene.board.id];
    const last = Math.max(
      -1,
      ...scene.players.flatMap(({ renewed }) => renewed.stretches.at(-1)?.last ?? -1),
    );
    if (last < today) {
      const message = `All offers of ${scene.board.id} are over.`;
      report.warning("shop-board-over", path, message, "Write new ones, or later days for these.");
      continue;
    }
    const until = Math.min(last, today + AHEAD_DAYS);
    const plain = listGaps(draft, scene, 0, today, until, budget);
    const gap = plain?.[0];
    if (gap === undefined) continue;
    const answers = new Set(scene.situations.map(({ mood }) => mood).filter((mood) => mood > 0));
    const isAlways = [...answers].every((mood) =>
      listGaps(draft, scene, mood, today, until, budget)?.some(
        ({ from, until: end }) => from <= gap.from && end >= gap.until,
      ),
    );
    const times = plain?.length === 1 ? "" : `, and ${(plain?.length ?? 0) - 1} times more`;
    report.warning(
      "shop-neutral-hours",
      path,
      `From ${nameMoment(gap.from)} to ${nameMoment(gap.until).slice(-5)}${times}, ${scene.board.id} has nothing to show${isAlways ? "" : " to anybody who answers nothing"}.`,
      `Add an offer without conditions. See \`passerby why --board ${scene.board.id} --at ${writeAt(gap.from)}\`.`,
    );
  }
}

/** Stretches of the opening hours in which no offer holds, whatever is sensed; undefined where it would take too long. */
function listGaps(
  draft: Draft,
  scene: Scene,
  mood: number,
  today: number,
  until: number,
  budget: Budget,
): Gap[] | undefined {
  const players = scene.players.filter(({ takes }) =>
    takes.some((isTaken, situation) => isTaken && scene.situations[situation].mood === mood),
  );
  const renewed = players.map((player) => ({ ...player, calendar: player.renewed }));
  const cover = coverOf(scene, renewed, budget);
  if (cover === undefined) return undefined;
  const gaps: Gap[] = [];
  for (let day = today; day <= until; day++)
    for (const open of listOpen(draft, day)) addGaps(open, scene, cover, gaps);
  return gaps.filter(({ from, until: end }) => end - from >= LEAST_MINUTES);
}

/** When the shop is open, for the hours that begin on a day. */
function listOpen({ hours, exceptions }: Draft, day: number): Gap[] {
  const exception = exceptions.length === 0 ? undefined : findException(exceptions, day);
  const windows =
    exception?.hours ??
    hours.filter(({ days }) => ((days >> weekdayOf(day)) & 1) === 1).map(({ window }) => window);
  return windows.map(({ start, end }) => ({
    from: day * DAY_MINUTES + start,
    until: day * DAY_MINUTES + end + (end <= start ? DAY_MINUTES : 0),
  }));
}

function addGaps(open: Gap, { cells }: Scene, cover: Cover, gaps: Gap[]): void {
  let since: number | undefined;
  let minute = open.from;
  // Every day begins a cell.
  while (minute < open.until) {
    const day = Math.floor(minute / DAY_MINUTES);
    const week = weekOn(cover, day);
    const toWeek = (weekdayOf(day) - day) * DAY_MINUTES;
    const end = Math.min(open.until, (day + 1) * DAY_MINUTES);
    for (let cell = findCell(cells, minute + toWeek); minute < end; cell++) {
      const isHeld = ((week[cell >> 5] >>> (cell & 31)) & 1) === 1;
      if (!isHeld) since ??= minute;
      else if (since !== undefined) {
        gaps.push({ from: since, until: minute });
        since = undefined;
      }
      minute = (cells[cell + 1] ?? WEEK_MINUTES) - toWeek;
    }
  }
  if (since !== undefined) gaps.push({ from: since, until: open.until });
}

function findCell(cells: readonly number[], minuteOfWeek: number): number {
  return cells.findLastIndex((first) => first <= minuteOfWeek);
}
