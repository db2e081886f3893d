// What a boot after a cut came to, and whether that is as it should be.
import type { Flash } from "../../host/simulator/flash.ts";
import { NEUTRAL_DOOR } from "../../shared/link/slot.ts";
import type { Boot, Fault } from "./judge.ts";

/** Something that changes a board's flash, and what a board may show after it was cut. */
export interface Operation {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  readonly before: Uint8Array;
  /** Does it, or does it again on what a cut left. */
  run(flash: Flash): void;
  /** What programs say that may be there before; "" = a board without Passerby. */
  readonly old: readonly string[];
  /** What the program says that is there afterwards, or the number on the sign. */
  readonly next: string;
  /** The neutral sign is as good. */
  readonly mayBeNeutral?: boolean;
  /** It makes the board anew: the rules for a board that is installed (rule.ts) do not hold. */
  readonly mayRewrite?: boolean;
  /** What does not work on the board that boots afterwards: then only the sign for it is right. */
  readonly fault?: Fault | undefined;
  /** Looks at flash itself. @returns what is wrong, "" = nothing */
  inspect?(flash: Flash): string;
}

/** Names of operations on a board with a door that cannot be closed begin so. */
export const OPEN_START = "start-open-";

const VERDICTS = ["old", "new", "neutral", "stock", "lost", "half", "open", "damaged", "unfinished"] as const;
/**
 * What a boot came to: the old content, the new one, the neutral sign, a board without Passerby where an installation was
 * cut. And what must not be: nothing at all, a content that is neither, an open door, other flash than should have
 * changed, and an operation that, done again, does not come to its end.
 */
export type Verdict = (typeof VERDICTS)[number];
export type Count = Record<Verdict, number>;

export function createCount(): Count {
  return { old: 0, new: 0, neutral: 0, stock: 0, lost: 0, half: 0, open: 0, damaged: 0, unfinished: 0 };
}

/** Whether a verdict is as it should be. */
export function isAllowed({ mayBeNeutral, fault }: Operation, verdict: Verdict): boolean {
  if (fault !== undefined) return verdict === "neutral";
  return ["old", "new", "stock"].includes(verdict) || (verdict === "neutral" && mayBeNeutral === true);
}

/** What a boot came to after a cut in this operation, and in words. */
export function classify(operation: Operation, flash: Flash, boot: Boot): { verdict: Verdict; text: string } {
  const text = `${boot.state} ${boot.saying} ${boot.error}`.trim();
  const damage = operation.inspect?.(flash) ?? "";
  if (damage !== "") return { verdict: "damaged", text: damage };
  if (boot.state === "nothing") return { verdict: operation.old.includes("") ? "stock" : "lost", text };
  // Behind a door that cannot be closed is the sign for it and nothing else, and the other two are closed.
  const isBehindSign = boot.state === "neutral" && boot.saying === String(NEUTRAL_DOOR);
  if (!boot.isClosed || (operation.fault !== undefined && !isBehindSign)) return { verdict: "open", text };
  if (boot.state === "neutral") return { verdict: "neutral", text };
  if (operation.old.includes(boot.saying)) return { verdict: "old", text };
  return { verdict: boot.saying === operation.next ? "new" : "half", text };
}
