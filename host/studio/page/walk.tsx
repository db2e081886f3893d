// A walk with the board that is connected: go there, wait, and see what it has taught.
import { useState } from "preact/hooks";
import { walkWith } from "../../calibrate/walk.ts";
import { HostError } from "../../error.ts";
import type { LearntAnswer, PlaceCounts, StationLine } from "../protocol.ts";
import type { Deliverer, Delivery } from "./delivery.ts";
import { fetchSurvey, sendWalk } from "./link.ts";

interface Step {
  readonly station: StationLine;
  readonly number: number;
  readonly all: number;
  /** Seconds that are left; undefined while somebody is on the way. */
  readonly left: number | undefined;
  readonly go: (() => void) | undefined;
  readonly stop: () => void;
}

interface WalkProps {
  readonly boardId: string;
  readonly delivery: Delivery;
  readonly deliverer: Deliverer;
}

export function Walk({ boardId, delivery, deliverer }: WalkProps) {
  const [step, setStep] = useState<Step>();
  const [learnt, setLearnt] = useState<LearntAnswer>();

  async function begin(): Promise<void> {
    setLearnt(undefined);
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, no) => {
      stop = () => no(describeStop());
    });
    stopped.catch(() => undefined);
    const result = await deliverer.lend(async (session) => {
      const { program, hardware, stations } = await fetchSurvey(boardId);
      const place = (station: StationLine) => ({
        station,
        number: stations.indexOf(station) + 1,
        all: stations.length,
      });
      const find = (id: string) => stations.find((station) => station.id === id) ?? stations[0];
      const wait = (ms: number) => Promise.race([stopped, new Promise<void>((done) => setTimeout(done, ms))]);
      const walk = await walkWith(
        session,
        { stations, program, hardware, wait },
        {
          ready: ({ id }) =>
            Promise.race([
              stopped,
              new Promise<void>((go) =>
                setStep({ ...place(find(id)), left: undefined, go: () => go(), stop }),
              ),
            ]),
          left: ({ id }, left) => setStep({ ...place(find(id)), left, go: undefined, stop }),
        },
      );
      const places: PlaceCounts[] = [...walk].map(([id, counted]) => ({ id, ...counted }));
      return sendWalk(boardId, places);
    });
    setStep(undefined);
    setLearnt(result);
  }

  if (delivery.stage === "walking")
    return step === undefined ? <p>The board makes itself ready to count.</p> : <Place step={step} />;
  return (
    <>
      <p class="deeds">
        <button type="button" onClick={() => void begin()}>
          Calibrate…
        </button>
        <span class="aside">a walk of four places, while the shop is closed</span>
      </p>
      {learnt !== undefined && <Learnt learnt={learnt} />}
    </>
  );
}

function Place({ step: { station, number, all, left, go, stop } }: { readonly step: Step }) {
  return (
    <div role="status">
      <h3>
        {number} of {all}: {station.title}
      </h3>
      <p>{station.request}</p>
      {go === undefined && (
        <p>
          <progress max={station.seconds} value={station.seconds - (left ?? 0)} aria-label="Counted" />{" "}
          <span class="when">{left} s</span>
        </p>
      )}
      <p class="deeds">
        {go !== undefined && (
          <button type="button" class="main" onClick={go}>
            It is so: count for {station.seconds} s
          </button>
        )}
        <button type="button" onClick={stop}>
          Stop
        </button>
      </p>
    </div>
  );
}

function describeStop(): HostError {
  return new HostError("stopped", "stopped", "The board restarts into what it showed. Nothing was written.");
}

const HEIGHT = 26;

function Learnt({ learnt }: { readonly learnt: LearntAnswer }) {
  return (
    <div class="learnt">
      <p>Written into shop.yaml. Put it on the board for it to take effect.</p>
      {learnt.notes.map((note) => (
        <p class="wrong" key={note}>
          {note}
        </p>
      ))}
      {learnt.plots.map((plot) => (
        <Plot key={plot.title} plot={plot} />
      ))}
      <ol class="source" aria-label="What was learnt">
        {learnt.lines.map((line) => (
          <li key={line}>
            <code>{line}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Plot({ plot }: { readonly plot: LearntAnswer["plots"][number] }) {
  const { title, unit, from, step, last, says, series, limit } = plot;
  const steps = series[0]?.shares.length ?? 1;
  const at = limit === undefined ? undefined : Math.max(0, Math.min(steps, (limit.at - from) / step));
  return (
    <figure class="proof">
      <figcaption>
        {title}
        {limit !== undefined && `: ${limit.name} ${limit.at} ${unit}`}
      </figcaption>
      {series.map(({ name, shares }) => {
        const most = Math.max(...shares, Number.MIN_VALUE);
        return (
          <div class="series" key={name}>
            <span>{name}</span>
            <svg
              viewBox={`0 0 ${steps} ${HEIGHT}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={`${title}, ${name}`}
            >
              {shares.map((share, i) => {
                const tall = (share / most) * HEIGHT;
                return (
                  share > 0 && (
                    <rect
                      class="truth"
                      key={`${from + i * step}`}
                      x={i}
                      y={HEIGHT - tall}
                      width={0.9}
                      height={tall}
                    />
                  )
                );
              })}
              {at !== undefined && <line class="edge" x1={at} y1={0} x2={at} y2={HEIGHT} />}
            </svg>
          </div>
        );
      })}
      <div class="series scale">
        <span />
        <span>
          <span>{from}</span>
          <span>{last ?? `${from + steps * step} ${unit}`}</span>
        </span>
      </div>
      {limit !== undefined && <p class="aside">{says}</p>}
    </figure>
  );
}
