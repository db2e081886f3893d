// The day: who was near and what was played, to be scrubbed.
import { useEffect, useRef, useState } from "preact/hooks";
import type { DayMessage, NowMessage, ShopMessage, StudioCommand } from "../protocol.ts";
import { drawDay } from "./ink.ts";
import { formatTime } from "./time.ts";

const STEP_MS = 10_000;
/** Dragging asks for many times; the board goes to the last one when the hand rests this long. */
const REST_MS = 120;

interface TimelineProps {
  readonly shop: ShopMessage;
  readonly day: DayMessage | undefined;
  readonly now: NowMessage | undefined;
  readonly onAsk: (command: StudioCommand) => void;
}

export function Timeline({ shop, day, now, onAsk }: TimelineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const resting = useRef(0);
  const [wantedMs, setWanted] = useState<number | undefined>(undefined);
  const [drawn, setDrawn] = useState(0);
  const atMs = wantedMs ?? now?.atMs ?? 0;

  useEffect(() => {
    if (canvas.current !== null && day !== undefined)
      drawDay(canvas.current, { day, atMs, titles: shop.offers.map(({ title }) => title) });
  }, [day, atMs, shop, drawn]);

  useEffect(() => {
    const redraw = () => setDrawn((count) => count + 1);
    const observer = new ResizeObserver(redraw);
    if (canvas.current !== null) observer.observe(canvas.current);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", redraw);
    void document.fonts.ready.then(redraw);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", redraw);
    };
  }, []);

  function scrub(ms: number): void {
    setWanted(ms);
    clearTimeout(resting.current);
    resting.current = window.setTimeout(() => {
      onAsk({ do: "seek", atMs: ms });
      setWanted(undefined);
    }, REST_MS);
  }

  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">
        The day <span class="aside">{describeDay(day, now)}</span>
      </h2>
      <div class="chart">
        <canvas ref={canvas} />
        <input
          type="range"
          aria-label="Time of the day"
          min={0}
          max={Math.max(1, day?.lengthMs ?? 1)}
          step={STEP_MS}
          value={atMs}
          disabled={day === undefined}
          aria-valuetext={formatTime(atMs, day?.startMinute ?? -1)}
          onInput={(event) => scrub(Number(event.currentTarget.value))}
        />
      </div>
    </section>
  );
}

function describeDay(day: DayMessage | undefined, now: NowMessage | undefined): string {
  if (day === undefined || now === undefined) return "begins when a board runs";
  if (now.mode === "recording" && day.reachedMs < day.lengthMs) return "reading the recording…";
  return "presence above, plays below, a thin line while an offer rests";
}
