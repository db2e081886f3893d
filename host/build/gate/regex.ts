// What Espruino's small regular expressions understand. It has literals, ., ^, $, classes, * and +, | and
// groups that are neither nested nor repeated; everything else it takes literally, without a word.

/**
 * Finds the first part of a pattern that a board reads wrongly.
 * @param pattern text between the slashes
 * @param flags letters after them
 * @returns the part, or undefined when the pattern is fine
 */
export function findUnreadPart(pattern: string, flags: string): string | undefined {
  const flag = /[^gi]/.exec(flags);
  if (flag !== null) return `flag ${flag[0]}`;
  let isClass = false;
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i);
    if (rest[0] === "\\") {
      const pair = rest.slice(0, 2);
      if (/^\\[bBuckpP1-9]/.test(pair) && !(isClass && pair === "\\b")) return pair;
      i++;
      continue;
    }
    if (isClass) {
      if (rest[0] === "/") return "/ in a class";
      if (rest[0] === "]") isClass = false;
      continue;
    }
    const part = /^(\(\?|\{\d|[*+?]\?|\?)/.exec(rest);
    if (part !== null) return part[0];
    if (rest[0] === "[") isClass = true;
    if (rest[0] === "(" && ++depth > 1) return "nested groups";
    if (rest[0] === ")") {
      depth--;
      if (/^\)[*+{]/.test(rest)) return "repeated groups";
    }
  }
  return undefined;
}
