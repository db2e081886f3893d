// The evidence of the last two minutes: the sum as a line of steps, single sensors behind it, what makes it "somebody" and
// "sure", and the truth where it is known.
import type { EvidencePoint, NowMessage } from "../protocol.ts";

const WIDTH = 600;
const HEIGHT = 130;
const SHOWN_MS = 120_000;
/** Decibans at the top and the bottom. */
const MOST_DB = 50;
const LEAST_DB = -18;

export function Proof({ now }: { readonly now: NowMessage | undefined }) {
  const points = now?.evidence.points ?? [];
  const last = points.at(-1);
  if (now === undefined || last === undefined) return <p class="hush">Nothing was sensed yet.</p>;
  const { atMs } = now;
  const { sureDb } = now.evidence;
  const toX = (ms: number): number => round(((ms - atMs + SHOWN_MS) / SHOWN_MS) * WIDTH);
  const endOf = (i: number): number => toX(points[i + 1]?.[0] ?? atMs);
  const trace = (column: 1 | 2 | 3 | 4): string =>
    points
      .map((point, i) => `${i === 0 ? "M" : "L"}${toX(point[0])} ${toY(point[column])}H${endOf(i)}`)
      .join("");
  return (
    <figure class="proof">
      <figcaption>{describe(last)}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Evidence of the last two minutes">
        {points.map(
          (point, i) =>
            point[5] === 1 && (
              <rect
                class="truth"
                key={point[0]}
                x={toX(point[0])}
                y={0}
                width={round(endOf(i) - toX(point[0]))}
                height={HEIGHT}
              />
            ),
        )}
        {[0, sureDb].map((db) => (
          <line class="limit" key={db} x1={0} y1={toY(db)} x2={WIDTH} y2={toY(db)} />
        ))}
        {([2, 3, 4] as const)
          .filter((column) => points.some((point) => point[column] !== 0))
          .map((column) => (
            <path class="one" key={column} d={trace(column)} />
          ))}
        <path class="sum" d={trace(1)} />
      </svg>
      <p class="aside">
        The last two minutes, in decibans. Above the lower line the board takes somebody to be there, above
        the upper one it is sure. Thin: single sensors. Shaded: somebody really was there.
      </p>
    </figure>
  );
}

function describe([, sum, still, pir, more, truth]: EvidencePoint): string {
  const parts = [`radar or distance ${still}`, `PIR ${pir}`, `touch and radio ${more}`].filter(
    (part) => !part.endsWith(" 0"),
  );
  const from = parts.length === 0 ? "no sensor says anything" : parts.join(", ");
  const level = sum > 0 ? "somebody" : "nobody";
  const there = truth < 0 ? "" : ` In truth: ${truth === 1 ? "somebody" : "nobody"}.`;
  return `Evidence ${sum}: ${from}. So there is ${level}.${there}`;
}

function toY(db: number): number {
  return round(((MOST_DB - Math.max(LEAST_DB, Math.min(MOST_DB, db))) / (MOST_DB - LEAST_DB)) * HEIGHT);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
