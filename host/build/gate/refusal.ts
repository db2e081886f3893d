// What the device-language gate says, and what its visitors are given.
import type { AnyNode, Program } from "acorn";
import type { Scopes } from "./scope.ts";

/** One thing that the program says and that Espruino lacks, or does differently without saying so. */
export interface Refusal {
  /** Key of RULES. */
  readonly rule: string;
  /** Offset into the text that was checked. */
  readonly start: number;
  /** What is wrong, with the name that it is about where there is one. */
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
}

/** A node with all nodes around it, outermost first. */
export interface Visit {
  readonly node: AnyNode;
  readonly parents: readonly AnyNode[];
}

export interface Context {
  readonly text: string;
  readonly program: Program;
  readonly visits: readonly Visit[];
  readonly scopes: Scopes;
  /** Globals that the program may use besides those of the language. */
  readonly globals: ReadonlySet<string>;
  readonly mayPrint: boolean;
  /** Property names that the program itself gives to something: whoever reads them means those. */
  readonly ownNames: ReadonlySet<string>;
  /** @param detail the name that the refusal is about */
  report(rule: string, start: number, detail?: string): void;
}
