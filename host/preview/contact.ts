// The contact sheet as a page: pictures beside their words, at whole multiples of the panel's pixels.
import type { Finding } from "../compile/cards.ts";
import { formatPlace } from "../error.ts";
import { renderPage } from "../report/page.ts";
import { escapeText } from "../report/text.ts";
import { nameLanguage, nameTime } from "./caption.ts";
import { framePng } from "./png.ts";
import type { SheetBoard, SheetCard } from "./sheet.ts";

const STYLE = `
body { max-width: 62rem; }
.offer { display: flex; flex-wrap: wrap; gap: 1rem 1.75rem; padding: 1.25rem 0; border-top: 1px solid var(--line); break-inside: avoid; }
.about { flex: 0 0 15rem; } .about p { overflow-wrap: anywhere; }
figure { margin: 0; } figcaption { color: var(--quiet); font-size: .85rem; margin-top: .35rem; }
img { display: block; image-rendering: pixelated; max-width: 100%; height: auto; border-radius: 2px; box-shadow: 0 0 0 1px var(--line); }
.finding { font-size: .9rem; margin-top: .6rem; } .finding b { color: var(--accent); font-weight: 600; }
`;
/** A panel is enlarged by whole numbers up to about this width, pixels of the page. */
const WIDTH = 320;

/** The page; every text in it is escaped. */
export function renderContact(shop: string, boards: readonly SheetBoard[]): string {
  const cards = boards.flatMap(({ offers }) => offers.flatMap((offer) => offer.cards));
  const findings = countFindings(boards);
  const head = `<h1>${escapeText(shop)}</h1>
<p class="quiet">${cards.length} cards as the boards draw them. ${findings === 0 ? "Nothing is wrong with them." : `${findings} to look at.`}</p>`;
  return renderPage(`${shop}: cards`, [head, ...boards.map(renderBoard)].join("\n"), STYLE, "data:");
}

/** How many different findings there are: one about an offer stands on each of its boards. */
function countFindings(boards: readonly SheetBoard[]): number {
  const all = boards.flatMap((board) => [
    ...board.findings,
    ...board.offers.flatMap((offer) => [...offer.findings, ...offer.cards.flatMap((card) => card.findings)]),
  ]);
  return new Set(all.map(({ code, message, place }) => `${code} ${formatPlace(place)} ${message}`)).size;
}

function renderBoard({ board, offers, findings }: SheetBoard): string {
  const rows = offers.map(({ id, title, cards, findings: own }) => {
    const said = [...own, ...cards.flatMap((card) => card.findings)];
    return `<div class="offer">
<div class="about"><h3 lang="und">${escapeText(title)}</h3><p class="note">${escapeText(id)}</p>${said.map(renderFinding).join("")}</div>
${cards.map((card) => renderCard(card, `${title}, ${card.language}`)).join("\n")}
</div>`;
  });
  const frame = offers[0]?.cards[0]?.frame;
  const size = frame === undefined ? "" : `, ${frame.width} × ${frame.height} pixels`;
  return `<h2>${escapeText(board.id)}</h2>
<p class="note">${escapeText(board.kind)}${size}, read from ${board.readAtMetres} m</p>
${findings.map(renderFinding).join("")}
${rows.join("\n")}`;
}

function renderCard({ language, frame, at }: SheetCard, name: string): string {
  const scale = Math.max(1, Math.round(WIDTH / frame.width));
  const data = Buffer.from(framePng(frame, 1)).toString("base64");
  const size = `width="${frame.width * scale}" height="${frame.height * scale}"`;
  return `<figure><img alt="${escapeText(name)}" ${size} src="data:image/png;base64,${data}">
<figcaption>${escapeText(nameLanguage(language))} · ${escapeText(nameTime(at))}</figcaption></figure>`;
}

function renderFinding({ severity, message, hint, place }: Finding): string {
  const grade = severity === "error" ? "Wrong" : "Look";
  return `<p class="finding"><b>${grade}:</b> ${escapeText(message)} ${escapeText(hint)}<br><span class="quiet">${escapeText(formatPlace(place))}</span></p>`;
}
