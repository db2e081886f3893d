// What an examination of a board finds.

export type Check =
  | "ports"
  | "rights"
  | "port"
  | "chip"
  | "firmware"
  | "console"
  | "memory"
  | "storage"
  | "content"
  | "clock"
  | "boot"
  | "radio";

export interface Finding {
  readonly check: Check;
  /** `unknown`: it could not be looked at. */
  readonly state: "ok" | "warning" | "problem" | "unknown";
  /** One sentence. */
  readonly what: string;
  /** What to do about it, one sentence or two. */
  readonly advice?: string;
  /** Code of the error behind it, as other commands give it. */
  readonly code?: string;
}

/** Hears of each finding as soon as it is known. */
export type Report = (finding: Finding) => void;
