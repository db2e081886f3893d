// A simulated day as one page: nothing is loaded, nothing runs, so it can be kept and sent.
import type { Day, Summary } from "./summary.ts";
import { escapeText, percent, span } from "./text.ts";
import { drawTimeline } from "./timeline.ts";

export interface ReportPage {
  readonly shop: string;
  readonly board: string;
  /** Local time of the first moment, as text, or "unknown". */
  readonly start: string;
  /** Offers in the order of the deployment. */
  readonly offers: readonly { readonly id: string; readonly title: string }[];
  readonly day: Day;
  readonly summary: Summary;
  /** What the program complained of. */
  readonly errors: readonly string[];
}

const STYLE = `
:root { color-scheme: light dark; --paper: #f8f4ec; --ink: #2a2520; --quiet: #6b6258; --line: #d9cfbf; --accent: #8c3a1c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1f1c19; --ink: #ece5da; --quiet: #a89e91; --line: #453e36; --accent: #e0936f; }
}
body { margin: 0 auto; max-width: 60rem; padding: 3rem 1.5rem; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.6 Literata, Georgia, "Times New Roman", serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
p { margin: .25rem 0; } .quiet { color: var(--quiet); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem 2rem; margin: 2rem 0; }
dt { color: var(--quiet); font-size: .9rem; } dd { margin: 0; font-size: 1.3rem; }
dd, td, text { font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; } th { font-weight: normal; color: var(--quiet); font-size: .9rem; }
th, td { padding: .35rem 0 .35rem 1.5rem; text-align: right; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; text-align: left; }
svg { width: 100%; height: auto; } text { font-size: 12px; fill: var(--quiet); }
.play { fill: var(--accent); } .level { fill: var(--ink); fill-opacity: .35; } .rule { stroke: var(--line); }
`;

/** The page; every text in it is escaped. */
export function renderReport(page: ReportPage): string {
  const { summary } = page;
  const facts: [string, string][] = [
    ["Plays", String(summary.plays)],
    ["Plays with somebody near", String(summary.playsNear)],
    ["Time on the neutral card", percent(summary.neutralShare)],
    ["Longest silence", span(summary.longestSilenceSeconds)],
    ["Changes of the card", String(summary.cardChanges)],
    ["Changes of presence", String(summary.presenceChanges)],
  ];
  const rows = page.offers.map(({ title }, i) => {
    const offer = summary.offers[i];
    const cells = [
      offer.plays,
      percent(offer.share),
      offer.playsNear,
      percent(offer.shareNear),
      span(offer.shownSeconds),
    ];
    return `<tr><td>${escapeText(title)}</td>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const errors = page.errors.map((error) => `<p>${escapeText(error)}</p>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeText(page.shop)}: ${escapeText(page.board)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeText(page.shop)}</h1>
<p class="quiet">Board ${escapeText(page.board)}, simulated for ${span(summary.seconds)} from ${escapeText(page.start)}</p>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("\n")}</dl>
${errors.length === 0 ? "" : `<h2>The program complained</h2>\n${errors.join("\n")}`}
<h2>The day</h2>
${drawTimeline(
  page.day,
  page.offers.map((offer) => offer.title),
)}
<h2>Shares</h2>
<table>
<thead><tr><th>Offer</th><th>Plays</th><th>Share</th><th>Near</th><th>Share near</th><th>Shown</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</body>
</html>
`;
}
