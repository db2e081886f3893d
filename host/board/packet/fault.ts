// What can go wrong between a host and a board, in words: what happened, what state the board is in, what to do.
import { HostError } from "../../error.ts";
import type { Transport } from "../transport/transport.ts";

export function describeRefusal(text: string): HostError {
  return new HostError(
    "board-error",
    `the board says: ${text.replace(/[^\x20-\x7e]+/g, " ").slice(0, 300)}`,
    "It runs what it ran before. Try again; if it says so again, run `passerby doctor`.",
  );
}

export function describeLength(): HostError {
  return new HostError(
    "board-request",
    "this is more than one packet to a board can hold",
    "Send it in smaller parts.",
  );
}

export function describeLoss(transport: Transport, cause: unknown): HostError {
  return new HostError(
    "port-lost",
    `the connection to the board at ${transport.name} was lost`,
    "The board runs what it ran before. See to its cable, then run the same command again.",
    undefined,
    cause,
  );
}

export function describeSilence(transport: Transport, hasHeard: boolean): HostError {
  return new HostError(
    "board-silent",
    hasHeard
      ? `the board at ${transport.name} no longer answers as Espruino does`
      : `nothing at ${transport.name} answers`,
    hasHeard
      ? "It runs what it ran before. Press its reset button, wait until it shows a card, then run the same command again."
      : "What is on the board was not changed. See that it is the right port and that Espruino is on the board: a new board needs `passerby flash` first.",
  );
}
