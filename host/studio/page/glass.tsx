// The board itself: its panel at true pixels in a bezel, to be touched, and its button.
import { useEffect, useRef, useState } from "preact/hooks";
import type { FrameMessage, ShopMessage, StudioCommand } from "../protocol.ts";
import { drawFrame } from "./picture.ts";

/** Panel pixels that an arrow key moves the finger by. */
const STEP = 10;
/** The board stays readable: a window too low for this scrolls. */
const LEAST_SCALE = 2;
/** Both sides of the bezel, in CSS pixels: style of `.bezel`. */
const BEZEL = 30;
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

interface GlassProps {
  readonly shop: ShopMessage;
  readonly frame: FrameMessage | undefined;
  readonly onAsk: (command: StudioCommand) => void;
}

export function Glass({ shop, frame, onAsk }: GlassProps) {
  const stage = useRef<HTMLDivElement>(null);
  const scale = useScale(stage, shop.panel);
  return (
    <section class="stage" aria-label="The board" ref={stage}>
      {shop.panel === undefined ? (
        <div class="bezel empty">
          <p>The display starts as soon as shop.yaml can be read.</p>
        </div>
      ) : (
        <div class="bezel">
          <Panel shop={shop} panel={shop.panel} frame={frame} scale={scale} onAsk={onAsk} />
          {shop.hasButton && <BootButton onAsk={onAsk} />}
        </div>
      )}
    </section>
  );
}

interface PanelProps extends GlassProps {
  readonly panel: { readonly width: number; readonly height: number };
  readonly scale: number;
}

function Panel({ shop, panel, frame, scale, onAsk }: PanelProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [finger, setFinger] = useState({ x: panel.width >> 1, y: panel.height >> 1 });
  const [isKeyboard, setKeyboard] = useState(false);
  const isDown = useRef(false);
  useEffect(() => {
    if (canvas.current !== null && frame !== undefined) drawFrame(canvas.current, frame);
  }, [frame]);

  function touch(x: number, y: number): void {
    if (isDown.current) return;
    isDown.current = true;
    onAsk({ do: "touch", x: clamp(x, panel.width), y: clamp(y, panel.height) });
  }
  function release(): void {
    if (isDown.current) onAsk({ do: "release" });
    isDown.current = false;
  }
  function press(event: KeyboardEvent): void {
    const move = MOVES[event.key];
    if (move !== undefined)
      setFinger({ x: clamp(finger.x + move[0], panel.width), y: clamp(finger.y + move[1], panel.height) });
    else if (event.key === "Enter" || event.key === " ") touch(finger.x, finger.y);
    else return;
    setKeyboard(true);
    event.preventDefault();
  }

  const size = { width: `${panel.width * scale}px`, height: `${panel.height * scale}px` };
  const dim = frame === undefined || frame.bitsPerPixel === 1 ? 1 : 0.25 + (0.75 * frame.light) / 255;
  const picture = (
    <canvas ref={canvas} width={panel.width} height={panel.height} style={{ ...size, opacity: dim }} />
  );
  if (!shop.hasTouch)
    return (
      <div class="glass" style={size} role="img" aria-label="What the board shows">
        {picture}
      </div>
    );
  return (
    <button
      type="button"
      class="glass"
      style={size}
      aria-label="The touch panel. Arrow keys move the finger, Enter touches."
      onPointerDown={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        setKeyboard(false);
        event.currentTarget.setPointerCapture(event.pointerId);
        touch(
          Math.floor(((event.clientX - box.left) / box.width) * panel.width),
          Math.floor(((event.clientY - box.top) / box.height) * panel.height),
        );
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={press}
      onKeyUp={release}
      onBlur={release}
    >
      {picture}
      {isKeyboard && (
        <span class="finger" style={{ left: `${finger.x * scale}px`, top: `${finger.y * scale}px` }} />
      )}
    </button>
  );
}

function BootButton({ onAsk }: { readonly onAsk: GlassProps["onAsk"] }) {
  const isDown = useRef(false);
  const press = (next: boolean) => {
    if (isDown.current === next) return;
    isDown.current = next;
    onAsk({ do: "button", isDown: next });
  };
  const isKey = (event: KeyboardEvent) => event.key === "Enter" || event.key === " ";
  return (
    <div class="boot">
      <button
        type="button"
        onPointerDown={() => press(true)}
        onPointerUp={() => press(false)}
        onPointerLeave={() => press(false)}
        onKeyDown={(event) => isKey(event) && press(true)}
        onKeyUp={(event) => isKey(event) && press(false)}
        onBlur={() => press(false)}
      >
        Boot
      </button>
      <p>A short press shows the next page, a long one chooses.</p>
    </div>
  );
}

function clamp(value: number, size: number): number {
  return Math.min(Math.max(0, value), size - 1);
}

/** CSS pixels a panel pixel, such that a panel pixel is a whole number of the screen's own. */
function useScale(stage: { current: HTMLElement | null }, panel: ShopMessage["panel"]): number {
  const [scale, setScale] = useState(LEAST_SCALE);
  useEffect(() => {
    const element = stage.current;
    if (element === null || panel === undefined) return;
    const measure = () => {
      const ratio = window.devicePixelRatio;
      const room = { width: element.clientWidth - BEZEL, height: element.clientHeight - BEZEL };
      const wide = Math.floor((room.width / panel.width) * ratio) / ratio;
      const high = Math.floor((room.height / panel.height) * ratio) / ratio;
      setScale(Math.max(1 / ratio, Math.min(wide, Math.max(high, LEAST_SCALE))));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [panel?.width, panel?.height]);
  return scale;
}
