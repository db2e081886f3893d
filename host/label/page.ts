// The second layer: everything, as a page in all of the shop's languages; and the cards of the first as a page to print.
import { escapeText } from "../report/text.ts";
import type { Label } from "./fact.ts";
import { drawShelf, type PaperSize } from "./shelf.ts";
import { type Line, writeCompare, writeLines } from "./text.ts";
import { labelWords } from "./words.ts";

const STYLE = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 44rem; padding: 2.5rem 1.5rem 5rem; background: #fff; color: #000;
  font: 1.05rem/1.55 "Atkinson Hyperlegible", Verdana, sans-serif; }
h1 { font: 600 1.75rem/1.25 Literata, Georgia, serif; margin: 0 0 1rem; } h2 { font: 600 1.15rem/1.3 Literata, Georgia, serif; margin: 2.25rem 0 .5rem; }
p { margin: .35rem 0; } .code { margin-top: 1.2rem; font: 600 1.9rem/1.2 Literata, Georgia, serif; letter-spacing: .04em; }
table { border-collapse: collapse; width: 100%; } th { font-weight: normal; text-align: left; }
thead th { font-size: .85rem; } th, td { padding: .45rem 1rem .45rem 0; border-bottom: 1px solid #bbb; vertical-align: top; }
tbody th { width: 34%; } ul { padding-left: 1.2rem; margin: .25rem 0; } code { font-size: .8rem; overflow-wrap: anywhere; }
nav a { color: #000; margin-right: 1rem; } section + section { border-top: 2px solid #000; margin-top: 3.5rem; padding-top: 2.5rem; }
@media print { body { max-width: none; padding: 0; } tr { break-inside: avoid; } section + section { break-before: page; border-top: 0; } }
`;

/**
 * The page of a label. Nothing is loaded, nothing runs.
 * @param languages the shop's, the first one first
 */
export function renderLabel(label: Label, languages: readonly string[]): string {
  const title = `${label.facts.shop.name}: ${label.facts.board}, ${label.code}`;
  const links = languages.map(
    (language) => `<a href="#${language}" lang="${language}">${say(labelWords(language).title)}</a>`,
  );
  const nav = languages.length > 1 ? `<nav>${links.join("")}</nav>\n` : "";
  return renderDocument(
    languages[0],
    title,
    STYLE,
    nav + languages.map((language) => renderSection(label, language)).join("\n"),
  );
}

/** The cards for the shelf, one a sheet of paper. */
export function renderShelf(label: Label, languages: readonly string[], paper: PaperSize): string {
  const style = `@page { size: ${paper.toUpperCase()} portrait; margin: 0; } body { margin: 0; background: #fff; } svg { display: block; break-after: page; }\n`;
  // The glyphs of a card have names that the next one has as well: each is a picture of its own.
  const cards = languages.map((language) => renameGlyphs(drawShelf(label, language, paper), language));
  return renderDocument(languages[0], `${label.facts.shop.name}: ${label.code}`, style, cards.join(""));
}

function renameGlyphs(svg: string, language: string): string {
  return svg.replaceAll(' id="', ` id="${language}-`).replaceAll(' href="#', ` href="#${language}-`);
}

function renderSection(label: Label, language: string): string {
  const { facts, code } = label;
  const words = labelWords(language);
  const compare = writeCompare(label, language);
  const flows = facts.flows.flatMap(({ id }) => {
    const row = words.flows[id];
    return row === undefined ? [] : [row];
  });
  const epsilon = facts.statistics.epsilonOfEpisode;
  const budget =
    facts.statistics.counted.length === 0 ? words.noBudget : words.budget(epsilon.toLocaleString(language));
  const body = [
    `<p>${say(facts.shop.name)}</p>\n<h1>${say(words.headline)}</h1>`,
    renderRows(writeLines(label, language)),
    `<p class="code">${code}</p>\n<p>${say(compare ?? "")}</p>`,
    `<h2>${say(words.flowsTitle)}</h2>`,
    `<table><thead><tr>${words.flowsHead.map((head) => `<th>${say(head)}</th>`).join("")}</tr></thead>
<tbody>${flows.map((row) => `<tr>${row.map((text) => `<td>${say(text)}</td>`).join("")}</tr>`).join("\n")}</tbody></table>`,
    `<p>${say(budget)}</p>`,
    `<h2>${say(words.moreTitle)}</h2>`,
    renderRows(words.more),
    `<h2>${say(words.limitsTitle)}</h2>`,
    `<ul>${facts.notPromised.map((limit) => `<li>${say(words.limits[limit])}</li>`).join("\n")}</ul>`,
    `<h2>${say(words.digestTitle)}</h2>`,
    renderDigests(label, language),
    `<p>${say(words.digestNote)}</p>`,
  ];
  return `<section id="${language}" lang="${language}">\n${body.join("\n")}\n</section>`;
}

function renderRows(rows: readonly Line[]): string {
  const cells = rows.map(([head, text]) => `<tr><th scope="row">${say(head)}</th><td>${say(text)}</td></tr>`);
  return `<table><tbody>${cells.join("\n")}</tbody></table>`;
}

function renderDigests({ facts }: Label, language: string): string {
  const words = labelWords(language);
  const rows = [
    [words.board, `${facts.board}, ${facts.kind}`],
    [words.program, `SHA-256 ${facts.program.sha256}, ${facts.program.bytes} B`],
    [words.boot, `SHA-256 ${facts.boot.sha256}, ${facts.boot.bytes} B`],
  ];
  return `<table><tbody>${rows
    .map(([head, text]) => `<tr><th scope="row">${say(head)}</th><td><code>${say(text)}</code></td></tr>`)
    .join("\n")}</tbody></table>`;
}

/** Text for the page; a number stays with its unit. */
function say(text: string): string {
  return escapeText(text.replace(/(\d) (?=(s|h|B|days|dni|Tage)\b)/g, "$1\u00a0"));
}

function renderDocument(language: string, title: string, style: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
