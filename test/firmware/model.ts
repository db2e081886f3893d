// What `.boot0` decides, written anew and plainly: the oracle of its tests.

/** A name of DOORS (slots.ts). */
export type Door = "console" | "services" | "sleep";

export interface Ground {
  /** Codes of the log from its first byte on; anything else is garbage. */
  readonly log: string;
  /** Bytes of the log that are still erased. */
  readonly room: number;
  readonly isPressed: boolean;
  /** The door that cannot be closed: its call throws. */
  readonly open?: Door | undefined;
  /** What is in the slots: nothing that is whole, a program that runs, one that throws at its start. */
  readonly slots: Readonly<Record<"a" | "b", "none" | "good" | "bad">>;
}

export interface Outcome {
  readonly ran: "" | "a" | "b";
  readonly code: number;
  /** What is appended to the log. */
  readonly appended: string;
}

export function decide({ log, room, isPressed, open, slots }: Ground): Outcome {
  if (open !== undefined) return { ran: "", code: 21, appended: "" };
  if (isPressed) return { ran: "", code: 11, appended: "" };
  let pointer: "a" | "b" = "a";
  let starts = 0;
  for (const code of log) {
    if (code === "S") starts++;
    if (code !== "G" && code !== "K") continue;
    pointer = code === "G" ? "a" : "b";
    starts = 0;
  }
  // The last sixteen bytes are for a host's word.
  const canCount = room > 16;
  if (starts >= 6 && canCount) return { ran: "", code: 13, appended: "" };
  const appended = canCount ? "S" : "";
  const other = pointer === "a" ? "b" : "a";
  const order = starts >= 3 && starts < 6 ? [other, pointer] : [pointer, other];
  for (const slot of order as ("a" | "b")[])
    if (slots[slot] === "good") return { ran: slot, code: 0, appended };
  const hasThrown = slots.a === "bad" || slots.b === "bad";
  return { ran: "", code: hasThrown ? 14 : 12, appended };
}
