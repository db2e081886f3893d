// A board's link as its advert says it: Eddystone-URL, whose parts have codes of one byte.
// Source: the specification of Eddystone-URL (github.com/google/eddystone, eddystone-url).

/** An advert has room for so many bytes after the code of `https://`. */
export const MOST_LINK_BYTES = 17;

/** The codes of beginnings and endings; a longer one goes before its own part. */
const SCHEMES: readonly (readonly [string, number])[] = [
  ["https://www.", 1],
  ["https://", 3],
];
const DOMAINS = [".com", ".org", ".edu", ".net", ".info", ".biz", ".gov"];
/** With a slash behind it 0 to 6, without 7 to 13. */
const ENDINGS = [...DOMAINS.map((domain) => `${domain}/`), ...DOMAINS];

/**
 * The bytes of a link: the code of its beginning, then characters and codes.
 * @returns as many as it takes, also more than fit; undefined where it is no `https` address in plain ASCII
 */
export function encodeLink(link: string): number[] | undefined {
  const scheme = SCHEMES.find(([text]) => link.startsWith(text));
  if (scheme === undefined || !/^[!-~]+$/.test(link) || !isAddress(link)) return undefined;
  const [text, code] = scheme;
  const bytes = [code];
  for (let at = text.length; at < link.length; ) {
    const ending = ENDINGS.findIndex((part) => link.startsWith(part, at));
    bytes.push(ending < 0 ? link.charCodeAt(at) : ending);
    at += ending < 0 ? 1 : ENDINGS[ending].length;
  }
  return bytes;
}

/** A host with a dot, and nobody's name or password before it. */
function isAddress(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { hostname, username, password } = new URL(link);
  return /^[^.]+(\.[^.]+)+$/.test(hostname) && username === "" && password === "";
}
