// Putting the board that is shown on a real one: connect, deploy, say how it went. No part of what is on the screen.
import { decodeBase64 } from "../../board/latin.ts";
import { deployContent } from "../../board/session/deploy.ts";
import { type Identity, openSession, type Session } from "../../board/session/session.ts";
import { SEED_BYTES } from "../../board/stats/seed.ts";
import { HostError } from "../../error.ts";
import type { ContentAnswer } from "../protocol.ts";
import { chooseBoard, type WayName } from "./way.ts";

/** Something that went wrong, and what to do next. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface Delivery {
  readonly stage: "apart" | "connecting" | "connected" | "deploying" | "walking";
  readonly identity: Identity | undefined;
  /** What is being done, or how it went; "" = nothing to say. */
  readonly note: string;
  /** Bytes on the board, of so many; undefined where nothing is counted. */
  readonly progress: readonly [done: number, all: number] | undefined;
  readonly problem: Problem | undefined;
}

export interface Deliverer {
  /** Only while a key or button is being pressed. */
  connect(way: WayName): Promise<void>;
  /**
   * @param fetchContent gives what goes onto the board
   * @param isInstall erases whatever is on it first
   */
  deploy(fetchContent: () => Promise<ContentAnswer>, isInstall: boolean): Promise<void>;
  /** Lends the board for a walk; what goes wrong becomes a problem. @returns undefined then */
  lend<Result>(act: (session: Session) => Promise<Result>): Promise<Result | undefined>;
  /** Ends what is under way; the board stays whole. */
  stop(): void;
  disconnect(): Promise<void>;
}

/** Nothing is connected. */
export const APART: Delivery = {
  stage: "apart",
  identity: undefined,
  note: "",
  progress: undefined,
  problem: undefined,
};
/** The card without an offer. */
const NEUTRAL_OFFER = 65_535;

/** @param show hears of every change */
export function createDeliverer(show: (delivery: Delivery) => void): Deliverer {
  let state = APART;
  let session: Session | undefined;

  function change(next: Partial<Delivery>): void {
    state = { ...state, ...next };
    show(state);
  }

  /** A cable that is pulled out is told when it happens, not when the board is wanted. */
  function watch(watched: Session): void {
    void watched.ended.then((error) => {
      if (session !== watched || state.stage !== "connected") return;
      session = undefined;
      change({ ...APART, problem: explain(error) });
    });
  }

  async function connect(way: WayName): Promise<void> {
    if (state.stage !== "apart") return;
    change({ ...APART, stage: "connecting", note: "Choose the board in the browser’s own dialogue." });
    try {
      const open = await chooseBoard(way);
      if (open === undefined) {
        change({ ...APART, note: "No board was chosen." });
        return;
      }
      change({ note: "Asking the board who it is." });
      session = await openSession(open);
      const identity = await session.identify();
      change({ stage: "connected", identity, note: "" });
      watch(session);
    } catch (error) {
      await leave();
      change({ ...APART, problem: explain(error) });
    }
  }

  async function leave(): Promise<void> {
    const left = session;
    session = undefined;
    await left?.close();
  }

  async function deploy(fetchContent: () => Promise<ContentAnswer>, isInstall: boolean): Promise<void> {
    const current = session;
    if (current === undefined || state.stage !== "connected") return;
    change({ stage: "deploying", note: "Looking at what is on the board.", problem: undefined });
    let isVerified = false;
    try {
      const content = await fetchContent();
      const deployed = await deployContent(current, content.hardware, unpack(content), {
        isInstall,
        now: () => Date.now() / 1000,
        // Without one a board that counts would be made to forget what it has counted, and count nothing.
        ...(content.isCounting ? { seed: crypto.getRandomValues(new Uint8Array(SEED_BYTES)) } : {}),
        onProgress: (done, all) => change({ progress: [done, all], note: "Writing what has changed." }),
        onVerified() {
          isVerified = true;
          change({ progress: undefined, note: "Verified and switched. The board starts anew." });
        },
      });
      if (deployed.start === "unseen") {
        await leave();
        change({ ...APART, note: SILENT });
        return;
      }
      change({ stage: "connected", progress: undefined, note: describeEnd(content, deployed) });
      watch(current);
    } catch (error) {
      const problem = explain(error, isVerified);
      // What only the shop or the server has to say leaves the board where it is.
      const isHeard = await isAnswering(current);
      if (!isHeard) await leave();
      change({
        ...(isHeard ? { stage: "connected", progress: undefined, note: "" } : APART),
        problem,
      });
      if (isHeard) watch(current);
    }
  }

  async function lend<Result>(act: (session: Session) => Promise<Result>): Promise<Result | undefined> {
    const current = session;
    if (current === undefined || state.stage !== "connected") return undefined;
    change({ stage: "walking", note: "", problem: undefined });
    try {
      const result = await act(current);
      change({ stage: "connected" });
      watch(current);
      return result;
    } catch (error) {
      const isHeard = await isAnswering(current);
      if (!isHeard) await leave();
      change({ ...(isHeard ? { stage: "connected" } : APART), problem: explain(error) });
      if (isHeard) watch(current);
      return undefined;
    }
  }

  return {
    connect,
    deploy,
    lend,
    stop: () => session?.abort(describeStop()),
    async disconnect() {
      if (state.stage !== "connected") return;
      await leave();
      change(APART);
    },
  };
}

const SILENT =
  "It is on the board, verified and switched to. The board starts anew; over the air nobody can see its first card: look at it.";
/** Where what a connection's end means for the board depends on how far it was. */
const SWITCHED =
  "The new content is whole on the board, and shown from its next start on: switch it off and on, and see what it shows.";
const ENDS = ["board-restart", "board-silent", "port-lost"];

async function isAnswering(session: Session): Promise<boolean> {
  return session.ask("1").then(
    () => true,
    () => false,
  );
}

function unpack({ boot, program, deployment, fonts }: ContentAnswer) {
  const [bytes, glyphs] = [deployment, fonts].map(decodeBase64);
  if (bytes === undefined || glyphs === undefined)
    throw new HostError(
      "studio-internal",
      "the studio gave something that is no content",
      "Reload the page.",
    );
  return { boot, program, deployment: bytes, fonts: glyphs };
}

function describeEnd(
  { boardId, titles }: ContentAnswer,
  { did, offer }: { readonly did: string; readonly offer: number | undefined },
): string {
  if (did === "unchanged")
    return `Nothing has changed: ${boardId} is on the board already, and nothing was written.`;
  const title = offer === undefined || offer === NEUTRAL_OFFER ? undefined : titles[offer];
  const card = title === undefined ? "its card" : `“${title}”`;
  return `Done. ${boardId} is on the board, verified, and it shows ${card}.`;
}

function describeStop(): HostError {
  return new HostError(
    "stopped",
    "stopped",
    "The board is whole: it runs what it ran. Connect it and put it on again to go on.",
  );
}

/** Where what the command line would be told is of no use on a page. */
const HINTS: Readonly<Record<string, string>> = {
  "board-wrong":
    "Nothing was changed. Choose another board at the top of the page, or connect the other one.",
  "board-foreign": "Nothing was changed. It can be erased and Passerby put in its place.",
  "board-boot":
    "Nothing was changed. If it is the board that was meant, it can be erased and everything put on it anew.",
  "port-lost": "The board runs what it ran before. See to its cable, then connect it again.",
  "board-silent":
    "Press the board’s reset button and connect again. A new board needs Espruino first: `passerby flash` in a terminal.",
  "deploy-not-shown":
    "Go back with `passerby deploy --back` in a terminal, and look at what `passerby console` prints.",
};

/** @param isVerified the board has the new content already */
function explain(error: unknown, isVerified = false): Problem {
  if (error instanceof HostError) {
    const hint = isVerified && ENDS.includes(error.code) ? SWITCHED : (HINTS[error.code] ?? error.hint);
    return { code: error.code, message: error.message, hint };
  }
  return {
    code: "studio-internal",
    message: error instanceof Error ? error.message : String(error),
    hint: "The board runs what it ran before. Connect it again.",
  };
}
