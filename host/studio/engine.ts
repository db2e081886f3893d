// What the studio needs of the rest of the tool. workshop.ts has the real thing; tests have a small one.
import type { Finding } from "../compile/cards.ts";
import type { Board, Shop } from "../shop/model.ts";
import type { BoardFiles, Hardware, Status, VirtualBoard } from "../simulator/board.ts";
import type { TraceEvent } from "../simulator/trace.ts";
import type { Play } from "./history.ts";
import type { Reason } from "./protocol.ts";

/** An offer as the page names it; its index is its number on the board. */
export interface BenchOffer {
  readonly id: string;
  readonly title: string;
  readonly restMs: number;
  /** Line of shop.yaml, from 1, on which it begins; 0 = not known. */
  readonly line: number;
}

/** A board of the shop, compiled and ready to be started as often as one likes. */
export interface Bench {
  readonly board: Board;
  readonly hardware: Hardware;
  readonly offers: readonly BenchOffer[];
  readonly findings: readonly Finding[];
  /** A board without power; the trace's `start` gives it. */
  start(): VirtualBoard;
  /** What goes onto a real board. Throws HostError where it may not: an error among the findings, or too large. */
  pack(): BoardFiles;
  /** The reason sentence of a status, in English: the same facts as on the board. */
  tell(status: Status): string;
  /** Why this status shows what it shows and nothing else, in English. `plays`: what was played before it. */
  explain(status: Status, plays: readonly Play[]): Reason;
}

/** A shop's file as it was read. */
export interface Reading {
  readonly shop: Shop | undefined;
  readonly findings: readonly Finding[];
  /** Its text, "" where it has none. */
  readonly text: string;
}

export interface Engine {
  /** Reads and checks a shop's file. No shop = the findings say why. Never throws for what the file says. */
  read(shopFile: string): Reading;
  /** Builds the program and compiles the shop for one board. Throws HostError. */
  prepare(shop: Shop, board: Board): Promise<Bench>;
  /** The recording that a board plays when nobody acts. Throws HostError. */
  readTrace(shopFile: string, board: Board, tracePath: string | undefined): TraceEvent[];
}
