// A page on paper: nothing is loaded, nothing runs, so it can be kept, printed and sent.
import { escapeText } from "./text.ts";

const STYLE = `
:root { color-scheme: light dark; --paper: #f8f4ec; --ink: #2a2520; --quiet: #6b6258; --line: #d9cfbf; --accent: #8c3a1c; --soft: #c9a893; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1f1c19; --ink: #ece5da; --quiet: #a89e91; --line: #453e36; --accent: #e0936f; --soft: #7a5a49; }
}
body { margin: 0 auto; max-width: 62rem; padding: 3rem 1.5rem 5rem; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.6 Literata, Georgia, "Times New Roman", serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0; font-weight: 600; }
h2 { font-size: 1.2rem; margin: 3rem 0 .5rem; font-weight: 600; } h3 { font-size: 1rem; margin: 0; font-weight: 600; }
p { margin: .25rem 0; max-width: 42rem; } .quiet { color: var(--quiet); } .note { color: var(--quiet); font-size: .9rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { font-weight: normal; color: var(--quiet); font-size: .9rem; vertical-align: bottom; }
th, td { padding: .3rem 0 .3rem 1.25rem; text-align: right; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; text-align: left; }
@media print { body { max-width: none; padding: 0; } h2, tr, figure { break-inside: avoid; } }
`;

/**
 * A whole page.
 * @param title as text; it is escaped here
 * @param body as markup: every text in it is escaped already
 * @param style what this page has beyond others
 * @param images where pictures may come from, as in a Content-Security-Policy
 */
export function renderPage(title: string, body: string, style: string, images: "'none'" | "data:"): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src ${images}">
<title>${escapeText(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
