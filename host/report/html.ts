// What a simulation came to, for a shopkeeper: a day that was played, a week in advance, or both.
import { drawBars } from "./bars.ts";
import type { Accuracy } from "./evidence.ts";
import { drawMap } from "./map.ts";
import { drawEvidence, type EvidencePlot } from "./moment.ts";
import { renderPage } from "./page.ts";
import type { Day, Summary } from "./summary.ts";
import { escapeText, percent, span } from "./text.ts";
import { drawTimeline } from "./timeline.ts";
import type { Week } from "./week.ts";

export interface PlayedDay {
  /** Local time of the first moment, as text, or "unknown". */
  readonly start: string;
  readonly day: Day;
  readonly summary: Summary;
  /** What the program complained of. */
  readonly errors: readonly string[];
  /** What its sensors had to say, around the liveliest moment; how true it was, where the trace tells. */
  readonly evidence?: EvidencePlot | undefined;
  readonly accuracy?: Accuracy | undefined;
}

export interface ReportPage {
  readonly shop: string;
  readonly board: string;
  /** Offers in the order of the deployment; why one cannot play in this week, where that is known. */
  readonly offers: readonly { readonly id: string; readonly title: string; readonly absence?: string }[];
  readonly played?: PlayedDay | undefined;
  readonly week?: Week | undefined;
}

const STYLE = `
svg { width: 100%; height: auto; margin: .75rem 0; } text { font-size: 12px; fill: var(--quiet); font-variant-numeric: tabular-nums; }
.play { fill: var(--accent); } .all { fill: var(--soft); } .level { fill: var(--ink); fill-opacity: .35; } .rule { stroke: var(--line); } .truth { fill: var(--accent); fill-opacity: .6; } .limit { stroke: var(--quiet); stroke-dasharray: 3 3; stroke-width: .7; }
.sum { fill: none; stroke: var(--ink); stroke-width: 1.5; } .sensor { fill: var(--soft); } .sensor.against { fill: var(--line); }
.scroll { overflow-x: auto; } .scroll svg { min-width: 40rem; } td:not(:first-child) { white-space: nowrap; } .share { background: color-mix(in srgb, var(--accent) var(--part), transparent); padding-right: .4rem; }
th.turned { max-width: 7rem; } tfoot td { color: var(--quiet); border-bottom: 0; } tfoot tr:first-child td { padding-top: .9rem; }
h3 { margin-top: 1.75rem; } .key { display: inline-block; width: .8em; height: .8em; margin-right: .35em; }
.key.one { background: var(--soft); } .key.two { background: var(--accent); }
`;
/** Percent of the accent behind a share of a half or more: the number on it stays readable. */
const DARKEST = 45;

/** The page; every text in it is escaped. */
export function renderReport(page: ReportPage): string {
  const { shop, board, played, week } = page;
  const titles = page.offers.map(({ title }) => title);
  const body = [
    `<h1>${escapeText(shop)}</h1>\n<p class="quiet">What the display “${escapeText(board)}” shows</p>`,
    ...(played === undefined ? [] : renderDay(played, page, titles)),
    ...(week === undefined ? [] : renderWeek(week, page, titles)),
  ];
  return renderPage(`${shop}: ${board}`, body.join("\n"), STYLE, "'none'");
}

function renderDay(
  { start, day, summary, errors, evidence, accuracy }: PlayedDay,
  { offers }: ReportPage,
  titles: string[],
): string[] {
  const rows = offers.map(({ title }, i) => {
    const offer = summary.offers[i];
    const cells = [
      offer.plays,
      percent(offer.share),
      offer.playsNear,
      percent(offer.shareNear),
      offer.restsHit,
      span(offer.shownSeconds),
    ];
    const row = offer.plays + offer.restsHit === 0 ? cells.map(() => "–") : cells;
    return `<tr><td>${escapeText(title)}</td>${row.map((cell) => `<td>${escapeText(String(cell))}</td>`).join("")}</tr>`;
  });
  const length = span(summary.seconds);
  return [
    `<h2>A day, played</h2>
<p class="note">From ${escapeText(nameStart(start))}, for ${length}</p>
<p>In ${length} the display showed ${count(summary.plays, "offer")}, ${summary.playsNear} of them while somebody was near. ${describeSilence(summary.neutralShare, summary.longestSilenceSeconds)} ${describeRests(summary.restsHit)}</p>`,
    ...(errors.length === 0
      ? []
      : [
          `<h3>The program complained</h3>\n${errors.map((error) => `<p>${escapeText(error)}</p>`).join("\n")}`,
        ]),
    `<h3>When</h3>\n<p class="note">Grey: somebody near, higher where they linger or tap. Below, each offer: the stronger the colour, the more of that time was its own.</p>`,
    `<div class="scroll">${drawTimeline(day, titles)}</div>`,
    ...(evidence === undefined ? [] : renderEvidence(evidence, accuracy)),
    `<h3>How much</h3>\n<p class="note"><span class="key one"></span>of all plays <span class="key two"></span>of the plays with somebody near</p>`,
    `<div class="scroll">${drawBars(summary, titles)}</div>`,
    `<div class="scroll"><table>
<thead><tr><th>Offer</th><th>Plays</th><th>Share</th><th>Near</th><th>Share near</th><th>Rests hit</th><th>Shown</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>
<p class="note">A rest is hit when it was an offer's turn, and it had played too lately or too often in that hour: another one took its place.</p>`,
  ];
}

function renderEvidence(evidence: EvidencePlot, accuracy: Accuracy | undefined): string[] {
  const truth =
    accuracy === undefined
      ? "The trace does not tell who was really there."
      : `Over the whole trace it saw somebody for ${percent(accuracy.seen)} of the time in which somebody was there, and for ${percent(accuracy.falseShare)} of the time in which nobody was; presence began or ended ${accuracy.changes} times, in truth ${accuracy.trueChanges} times.`;
  return [
    `<h3>Why it took somebody to be there</h3>
<p class="note">The liveliest minutes. A row for each sensor that said somebody, the higher the surer; a low pale bar where a PIR’s silence speaks against it. All together they are the line: somebody is there while it is above 0, and may be told to linger once it was sure. Radio counts where no sensor sees bodies. ${escapeText(truth)}</p>`,
    drawEvidence(evidence),
  ];
}

function renderWeek(week: Week, { offers }: ReportPage, titles: string[]): string[] {
  const { cases } = week;
  const shown = offers.flatMap((offer, i) =>
    cases.some((one) => one.offers[i].plays > 0) ? [{ ...offer, i }] : [],
  );
  const silent = offers.filter((_, i) => cases.every((one) => one.offers[i].plays === 0));
  const rows = shown.map(({ title, i }) => {
    const cells = cases.map(({ offers: list }) => renderShare(list[i].share, list[i].restsHit));
    return `<tr><td>${escapeText(title)}</td>${cells.join("")}</tr>`;
  });
  const foot = (name: string, cells: readonly string[]): string =>
    `<tr><td>${name}</td>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;
  const head = cases.map(({ situation }) => `<th class="turned">${escapeText(situation)}</th>`);
  // These two are the ends; what lies between looks like one of them.
  const maps = cases
    .filter((_, i) => i === 0 || i === 2)
    .flatMap((one) => {
      const map = drawMap(week, one, titles);
      return map === undefined
        ? []
        : [`<h3>When: ${escapeText(one.situation)}</h3>`, `<div class="scroll">${map}</div>`];
    });
  return [
    `<h2>A week, in advance</h2>
<p class="note">${week.from} to ${week.until}, ${span(week.openSeconds)} open, a card for ${week.slotSeconds} s each</p>
<p>If things stayed as the head of a column says for the whole week, each offer would have this part of the time. The last columns are for whoever answers the display's question.</p>`,
    `<div class="scroll"><table>
<thead><tr><th>Offer</th>${head.join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
<tfoot>
${foot(
  "Only the neutral card",
  cases.map(({ neutralShare }) => percent(neutralShare)),
)}
${foot(
  "Longest silence",
  cases.map(({ longestSilenceSeconds }) => span(longestSilenceSeconds)),
)}
${foot(
  "Rests hit",
  cases.map(({ offers: list }) => String(list.reduce((sum, { restsHit }) => sum + restsHit, 0))),
)}
</tfoot>
</table></div>
<p class="note">Silence is time with nothing but the neutral card. A cell's tooltip says how often the offer rested when it was its turn.</p>`,
    ...maps,
    ...(silent.length === 0
      ? []
      : [
          `<h3>Not in this week</h3>\n${silent.map(({ title, absence }) => `<p>${escapeText(title)} <span class="quiet">${escapeText(absence ?? "needs something else than these columns say")}</span></p>`).join("\n")}`,
        ]),
  ];
}

function renderShare(share: number, restsHit: number): string {
  if (share === 0 && restsHit === 0) return `<td class="quiet">–</td>`;
  const title = restsHit === 0 ? "" : ` title="${count(restsHit, "rest")} hit"`;
  return `<td class="share" style="--part:${Math.round(Math.min(1, share * 2) * DARKEST)}%"${title}>${escapeText(percent(share))}</td>`;
}

/** A time of a trace as people write it, without seconds and zone. */
function nameStart(start: string): string {
  return start === "unknown" ? "a start without a clock" : start.slice(0, 16).replace("T", " ");
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
}

function describeSilence(neutralShare: number, longestSeconds: number): string {
  if (longestSeconds === 0) return "There was always something to show.";
  return `For ${escapeText(percent(neutralShare))} of the time it had nothing to show but the neutral card, at most ${span(longestSeconds)} on end.`;
}

function describeRests(hits: number): string {
  return hits === 0 ? "No offer had to rest." : `${count(hits, "time")} an offer rested when its turn came.`;
}
