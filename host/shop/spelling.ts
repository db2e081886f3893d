// "Did you mean …?" for everything that has a name: keys, groups, answers, languages, boards.

/** Number of letters to insert, delete, replace or swap with a neighbour (Damerau 1964, adjacent swaps once). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length];
}

/** The name that was probably meant: at most a third of the letters differ (at least one may). */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  if (word.length > 40) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(lower.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - lower.length) >= bestDistance) continue;
    const distance = editDistance(lower, name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** The name that was meant beyond doubt: at most two letters differ, and in no other name as few. */
export function surest(word: string, names: Iterable<string>): string | undefined {
  const all = [...names];
  const near = nearest(word, all);
  if (near === undefined) return undefined;
  const distanceTo = (name: string) => editDistance(word.toLowerCase(), name.toLowerCase());
  const distance = distanceTo(near);
  const isOnly = all.every((name) => name === near || distanceTo(name) > distance);
  return distance <= 2 && isOnly ? near : undefined;
}

/** A hint: the name that was probably meant, else the names there are (the first dozen). */
export function suggest(word: string, names: Iterable<string>, otherwise: string): string {
  const all = [...names];
  const near = nearest(word, all);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  if (all.length === 0) return otherwise;
  return `There ${all.length === 1 ? "is" : "are"}: ${all.slice(0, 12).join(", ")}${all.length > 12 ? ", …" : ""}.`;
}
