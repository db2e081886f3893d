// Sends the page what has changed: the moment often, the picture when it differs, the day now and then.
import { NEUTRAL } from "../../shared/offers/situation.ts";
import type { Shop } from "../shop/model.ts";
import type { Bench } from "./engine.ts";
import { cutOffer } from "./excerpt.ts";
import { type History, joinHistories } from "./history.ts";
import { packFrame } from "./picture.ts";
import type { FrameMessage, StudioMessage } from "./protocol.ts";
import type { Run } from "./run.ts";
import { type Pace, viewDay, viewNow } from "./view.ts";

/** A day's message is long: while the day grows it is sent this often. */
const DAY_EVERY_MS = 1500;

/** All that there is to see. */
export interface Scene {
  readonly run: Run;
  readonly bench: Bench;
  readonly shop: Shop;
  /** Text of the file that the shop was read from. */
  readonly text: string;
  readonly pace: Pace;
  /** The whole recording as far as it was looked at, while it plays; undefined in a shopper's own day. */
  readonly chart: History | undefined;
}

export interface Screen {
  show(scene: Scene): void;
  /** @param isNow even if it was shown a moment ago */
  showDay(scene: Scene, isNow: boolean): void;
  /** The same for a page that has just come. */
  greet(scene: Scene): StudioMessage[];
}

/** Makes a screen that has shown nothing yet. */
export function createScreen(send: (message: StudioMessage) => void): Screen {
  let frame: FrameMessage | undefined;
  let dayShown = "";
  let dayShownAtMs = 0;

  return {
    show(scene) {
      send(lookAtNow(scene));
      const next = packFrame(scene.run.board.frame());
      if (frame !== undefined && isSameFrame(next, frame)) return;
      frame = next;
      send(frame);
    },
    showDay(scene, isNow) {
      const { run, chart } = scene;
      const key = `${chart?.reachedMs} ${run.history.reachedMs} ${run.events.length}`;
      if (!isNow && (key === dayShown || performance.now() - dayShownAtMs < DAY_EVERY_MS)) return;
      dayShown = key;
      dayShownAtMs = performance.now();
      send(lookAtDay(scene));
    },
    greet(scene) {
      frame = packFrame(scene.run.board.frame());
      return [lookAtNow(scene), lookAtDay(scene), frame];
    },
  };
}

function lookAtNow({ run, bench, shop, text, pace, chart }: Scene): StudioMessage {
  const isCharted = chart !== undefined && chart.reachedMs >= run.nowMs;
  const now = viewNow(run, isCharted ? chart : run.history, bench, shop, pace);
  const shown = bench.offers[run.status?.offer ?? NEUTRAL];
  return { ...now, source: shown && cutOffer(text, shown.line) };
}

function lookAtDay({ run, bench, shop, pace, chart }: Scene): StudioMessage {
  const past = chart === undefined ? run.history : joinHistories(chart, run.history);
  return viewDay(run, past, bench, shop, Math.max(pace.lengthMs, run.history.reachedMs));
}

function isSameFrame(a: FrameMessage, b: FrameMessage): boolean {
  return a.runs === b.runs && a.isOn === b.isOn && a.light === b.light && a.width === b.width;
}
