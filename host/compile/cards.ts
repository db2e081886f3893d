// What the card compiler hands to the deployment writer. `compileCards` is in layout.ts.
import type { Place } from "../error.ts";

export interface Font {
  readonly bitsPerPixel: 1 | 2 | 4;
  readonly height: number;
  readonly firstCode: number;
  /** One byte each, from firstCode; 0 = no glyph. */
  readonly widths: Uint8Array;
  /** Column first, most significant bit first, all glyphs one after the other, as setFontCustom reads it. */
  readonly bitmap: Uint8Array;
}

export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** ACTION_ constant. */
  readonly action: number;
}

export interface Clause {
  /** Pixels of its widest line, in the font that OP_REASON is drawn in. */
  readonly width: number;
  readonly lines: number;
  /** Font codes; 10 begins a new line. */
  readonly bytes: Uint8Array;
}

/** Something a shopkeeper should know about a card: overflow, a missing glyph, low contrast. */
export interface Finding {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
}

export interface CompiledCards {
  readonly fonts: readonly Font[];
  /** Display lists, [offer x languages + language], each ending with OP_END. */
  readonly cards: readonly Uint8Array[];
  readonly screensPerLanguage: number;
  /** Display lists, [language x screensPerLanguage + screen]. */
  readonly screens: readonly Uint8Array[];
  /** Regions of the screens, same index. */
  readonly regions: readonly (readonly Region[])[];
  /** [language x 3 + CLAUSE_] first, then groups of one clause a language. */
  readonly clauses: readonly Clause[];
  /** [offer x REASON_KINDS + kind]: clause of the first language, 0xffff = none. */
  readonly reasons: Uint16Array;
  readonly findings: readonly Finding[];
}
