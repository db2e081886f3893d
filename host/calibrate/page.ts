// The distributions of a walk as a page on paper, to be kept beside the shop's file.
import { renderPage } from "../report/page.ts";
import { escapeText } from "../report/text.ts";
import type { Plot, Series } from "./plot.ts";

const WIDTH = 720;
const NAME_WIDTH = 100;
const COUNT_WIDTH = 70;
const ROW = 44;
const GAP = 10;
const FOOT = 34;
/** Between two values of a scale. */
const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 250, 500];
const STYLE = `
svg { width: 100%; height: auto; margin: .75rem 0; } text { font-size: 12px; fill: var(--quiet); font-variant-numeric: tabular-nums; }
text.name { fill: var(--ink); } .bar { fill: var(--soft); } .beyond { fill: var(--line); } .rule { stroke: var(--line); }
.limit { stroke: var(--accent); stroke-width: 2; } text.limit { fill: var(--accent); stroke: none; } pre { overflow-x: auto; }
`;

/**
 * The page; every text in it is escaped.
 * @param lines of the part that was written into shop.yaml
 */
export function renderCalibration(
  board: string,
  today: string,
  plots: readonly Plot[],
  lines: readonly string[],
  notes: readonly string[],
): string {
  const body = [
    `<h1>${escapeText(board)}</h1>\n<p class="quiet">Calibrated on ${escapeText(today)}. How often each reading came, at each place of the walk; on the right, how many there were.</p>`,
    ...plots.map(
      (plot) =>
        `<h2>${escapeText(plot.title)}</h2>\n<p class="note">${escapeText(tellLimit(plot))}</p>\n${drawPlot(plot)}`,
    ),
    ...(notes.length === 0
      ? []
      : [`<h2>To look at</h2>\n${notes.map((note) => `<p>${escapeText(note)}</p>`).join("\n")}`]),
    `<h2>What was learnt</h2>\n<pre>calibration:\n${lines.map((line) => `  ${escapeText(line)}`).join("\n")}</pre>`,
    '<p class="note">These are counts of readings over whole minutes. There is no time and no order in them, and nothing that tells one telephone from another.</p>',
  ];
  return renderPage(`${board}: calibration`, body.join("\n"), STYLE, "'none'");
}

function tellLimit({ says, limit }: Plot): string {
  return limit === undefined ? "Nothing could be learnt from these." : says;
}

/** Round values of a scale, at most eight of them. @param steps that have values */
function listTicks(from: number, step: number, steps: number): number[] {
  const span = steps * step;
  const apart = TICKS.find((one) => span / one <= 8) ?? span;
  const first = Math.ceil(from / apart) * apart;
  return Array.from({ length: Math.floor((from + span - first) / apart) + 1 }, (_, i) => first + i * apart);
}

/** One plot as SVG: a row of bars for each place on one scale, and the limit through all of them. */
export function drawPlot({ title, unit, from, step, last, series, limit }: Plot): string {
  const steps = series[0]?.shares.length ?? 0;
  const stepWidth = (WIDTH - NAME_WIDTH - COUNT_WIDTH) / Math.max(1, steps);
  const height = series.length * (ROW + GAP) + FOOT;
  const x = (value: number): number => round(NAME_WIDTH + ((value - from) / step) * stepWidth);
  const floor = series.length * (ROW + GAP) - GAP + 1;
  const parts = series.map((one, i) => drawSeries(one, i, stepWidth, last !== undefined));
  const ticks = listTicks(from, step, last === undefined ? steps : steps - 1);
  ticks.forEach((value, i) => {
    const said = i === ticks.length - 1 ? `${value} ${unit}` : value;
    parts.push(`<text x="${x(value)}" y="${floor + 16}" text-anchor="middle">${said}</text>`);
  });
  if (last !== undefined)
    parts.push(
      `<text x="${x(from + steps * step) + 4}" y="${floor + 30}" text-anchor="end">${escapeText(last)}</text>`,
    );
  if (limit !== undefined) {
    const at = x(Math.max(from, Math.min(from + steps * step, limit.at)));
    parts.push(
      `<line class="limit" x1="${at}" y1="0" x2="${at}" y2="${floor}"/>`,
      `<text class="limit" x="${at}" y="${floor + 30}" text-anchor="middle">${escapeText(limit.name)} ${limit.at} ${unit}</text>`,
    );
  }
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(title)}">\n${parts.join("\n")}\n</svg>`;
}

function drawSeries(
  { name, shares, readings }: Series,
  row: number,
  stepWidth: number,
  hasLast: boolean,
): string {
  const base = row * (ROW + GAP) + ROW;
  const most = Math.max(...shares, Number.MIN_VALUE);
  const bars = shares.map((share, i) => {
    if (share === 0) return "";
    const tall = round(Math.max(1, (share / most) * (ROW - 4)));
    const kind = hasLast && i === shares.length - 1 ? "beyond" : "bar";
    return `<rect class="${kind}" x="${round(NAME_WIDTH + i * stepWidth)}" y="${round(base - tall)}" width="${round(Math.max(1, stepWidth - 1))}" height="${tall}"/>`;
  });
  return [
    `<text class="name" x="0" y="${base - 4}">${escapeText(name)}</text>`,
    `<line class="rule" x1="${NAME_WIDTH}" y1="${base}" x2="${WIDTH - COUNT_WIDTH}" y2="${base}"/>`,
    ...bars.filter((bar) => bar !== ""),
    `<text x="${WIDTH}" y="${base - 4}" text-anchor="end">${readings.toLocaleString("en")}</text>`,
  ].join("\n");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
