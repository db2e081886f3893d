// The numbers of presence as the sources have them, and as DESIGN.md gives them with their reasons.

export type Numbers = ReadonlyMap<string, readonly number[]>;

/** Constants of a source, by name: `const NAME = 5;` and `const NAMES = [1, 2];`. @param prefix before each name */
export function listConstants(source: string, prefix = ""): Numbers {
  const found = source.matchAll(/^(?:export )?const ([A-Z][A-Z_]*) = (\[[\d,.\s]+\]|[\d.]+);/gm);
  return new Map(
    [...found].map(([, name, value]) => [prefix + name, (value.match(/[\d.]+/g) ?? []).map(Number)]),
  );
}

const FACTORS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** What a value in words is in the unit of its name. */
function scale(name: string, value: number, unit: string): number {
  const factor = FACTORS[unit];
  if (factor !== undefined && name.endsWith("_MS")) return value * factor;
  if (factor !== undefined && name.endsWith("_S")) return (value * factor) / 1000;
  if (factor !== undefined && name.endsWith("_MIN")) return (value * factor) / 60_000;
  // Strengths are kept without their sign.
  return name.endsWith("_RSSI") ? -value : value;
}

/**
 * Rows `| names | values | reason |` of a document: names in backticks, as many values behind them, or one name and all of its
 * values. A row without a reason is left out.
 */
export function listTableNumbers(document: string): Numbers {
  const numbers = new Map<string, readonly number[]>();
  for (const [, names, values] of document.matchAll(
    /^\| (`[A-Za-z/_]+`(?:, `[A-Za-z/_]+`)*) \| ([^|]+) \| \S.*\|$/gm,
  )) {
    const list = [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    const unit = / (ms|s|min|h)\b/.exec(values)?.[1] ?? "";
    const told = [...values.matchAll(/(?<![\d/])-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));
    list.forEach((name, i) => {
      const own = list.length === 1 ? told : told.slice(i, i + 1);
      numbers.set(
        name,
        own.map((value) => scale(name, value, unit)),
      );
    });
  }
  return numbers;
}

/** What is missing in the document, or another number there. */
export function compareNumbers(sources: Numbers, document: Numbers): string[] {
  return [...sources].flatMap(([name, values]) => {
    const told = document.get(name);
    if (told === undefined) return [`${name} is not told`];
    return told.join() === values.join() ? [] : [`${name} is ${values.join()}, told as ${told.join()}`];
  });
}
