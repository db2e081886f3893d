// Where an operation is tortured: a kind of board, and its boots on flash.
import { createHash } from "node:crypto";
import { HostError } from "../../host/error.ts";
import type { BoardKind } from "../../host/shop/model.ts";
import { cutFlash, type FlashCall, PowerCut } from "../../host/simulator/cut.ts";
import { createFlash, type Flash } from "../../host/simulator/flash.ts";
import type { Boot, Fault } from "./judge.ts";

export interface Stand {
  readonly kind: BoardKind;
  readonly pageBytes: number;
  /** Boots so far that were not looked up. */
  readonly boots: number;
  /** Boots on flash, and changes it as a boot does. */
  boot(flash: Flash, fault?: Fault): Boot;
  /** The same on a copy; looked up where flash has the same digest. */
  judge(flash: Flash, digest: string, fault?: Fault): Boot;
}

/** Keeps what a boot on some flash came to. */
export function createStand(kind: BoardKind, pageBytes: number, boot: Stand["boot"]): Stand {
  const known = new Map<string, Boot>();
  return {
    kind,
    pageBytes,
    boot,
    get boots() {
      return known.size;
    },
    judge(flash, digest, fault) {
      const key = `${digest} ${fault ?? ""}`;
      const found = known.get(key) ?? boot(copyFlash(flash.bytes, pageBytes), fault);
      known.set(key, found);
      return found;
    },
  };
}

export function copyFlash(bytes: Uint8Array, pageBytes: number): Flash {
  const flash = createFlash(bytes.length, pageBytes);
  flash.bytes.set(bytes);
  return flash;
}

export function digestFlash(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("base64");
}

/** The calls of an operation that nobody cuts; `flash` is changed by it. */
export function recordCalls(flash: Flash, run: (flash: Flash) => void): FlashCall[] {
  const calls: FlashCall[] = [];
  tryRun(
    cutFlash(flash, undefined, ({ address, data }) => calls.push({ address, data: data?.slice() })),
    run,
  );
  return calls;
}

/** Runs until the power goes, or a plan stops. @returns why it stopped by itself, "" = it did not */
export function tryRun(flash: Flash, run: (flash: Flash) => void): string {
  try {
    run(flash);
  } catch (error) {
    if (isStop(error)) return error.message;
    if (!(error instanceof PowerCut)) throw error;
  }
  return "";
}

/** A plan stopped by itself: what is there is not what it was made for. */
function isStop(error: unknown): error is HostError {
  return error instanceof HostError && ["board-write", "board-verify"].includes(error.code);
}
