// Changes to a text at offsets that were found by reading it once.

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** @param edits none of them inside another */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}

/** Those edits that lie in none that came before them. */
export function chooseApart(edits: readonly Edit[]): Edit[] {
  const chosen: Edit[] = [];
  for (const edit of edits)
    if (chosen.every((other) => edit.end <= other.start || edit.start >= other.end)) chosen.push(edit);
  return chosen;
}

/** As many line ends as a text has: what is put in its place keeps the lines behind it where they are. */
export function keepLines(text: string): string {
  return text.replace(/[^\n]/g, "");
}

/**
 * Applies plans of several edits, each as a whole or, where it would change the same place as one before it, not at all.
 * @returns the same text where there is nothing to do
 */
export function applyPlans(text: string, plans: readonly (readonly Edit[])[]): string {
  const chosen: Edit[] = [];
  for (const plan of plans)
    if (plan.every((edit) => chosen.every((other) => edit.end <= other.start || edit.start >= other.end)))
      chosen.push(...plan);
  return applyEdits(text, chosen);
}
