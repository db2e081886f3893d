// The part of opentype.js that is used here; the package brings no types.
declare module "opentype.js" {
  export interface PathCommand {
    readonly type: "M" | "L" | "Q" | "C" | "Z";
    readonly x: number;
    readonly y: number;
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  }
  export interface OpentypeGlyph {
    readonly index: number;
    readonly advanceWidth: number;
    readonly path: { readonly commands: readonly PathCommand[] };
  }
  export interface OpentypeFont {
    readonly unitsPerEm: number;
    readonly tables: { readonly os2: { readonly sCapHeight: number; readonly sxHeight: number } };
    readonly glyphs: { get(index: number): OpentypeGlyph };
    readonly substitution: {
      getSingle(feature: string): readonly { readonly sub: number; readonly by: number }[] | undefined;
    };
    charToGlyphIndex(char: string): number;
  }
  const opentype: { parse(buffer: ArrayBuffer): OpentypeFont };

  // biome-ignore lint/style/noDefaultExport: the package's only export
  export { opentype as default };
}
