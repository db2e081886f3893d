// Shares as bars: of all plays, and below it of those that somebody was near for.
import type { Summary } from "./summary.ts";
import { escapeText, percent } from "./text.ts";

const WIDTH = 900;
const LEFT = 220;
/** Room for the numbers at the right. */
const RIGHT = 120;
const ROW = 26;
const BAR = 8;
const TITLE_LETTERS = 30;

/** An SVG image of the offers that played. @param titles of the offers, in the order of the deployment */
export function drawBars({ offers }: Summary, titles: readonly string[]): string {
  const played = offers.flatMap((offer, i) => (offer.plays > 0 ? [{ ...offer, title: titles[i] }] : []));
  const most = Math.max(0.01, ...played.flatMap(({ share, shareNear }) => [share, shareNear]));
  const wide = (share: number): string => ((share / most) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const rows = played.map(({ title, share, shareNear }, row) => {
    const y = 4 + row * ROW;
    const short = title.length > TITLE_LETTERS ? `${title.slice(0, TITLE_LETTERS - 1)}…` : title;
    return `<text x="0" y="${y + 13}">${escapeText(short)}</text>
<rect class="all" x="${LEFT}" y="${y}" width="${wide(share)}" height="${BAR}"/>
<rect class="play" x="${LEFT}" y="${y + BAR + 1}" width="${wide(shareNear)}" height="${BAR}"/>
<text x="${(LEFT + Number(wide(Math.max(share, shareNear))) + 6).toFixed(1)}" y="${y + 13}">${escapeText(`${percent(share)}, near ${percent(shareNear)}`)}</text>`;
  });
  const height = 8 + played.length * ROW;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Shares of the offers">\n${rows.join("\n")}\n</svg>`;
}
