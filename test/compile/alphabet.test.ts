// Letters of the languages that shops here are written in, in every typeface of every panel: there, inked, and no two alike.
import { describe, expect, test } from "vitest";
import { chooseForm } from "../../host/compile/form.ts";
import { createTypeface, type Glyph, type Typeface } from "../../host/compile/typeface.ts";
import { HARDWARE } from "../../host/simulator/hardware.ts";

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const SMALL: Readonly<Record<string, string>> = {
  Polish: `${LATIN}ąćęłńóśźż`,
  Czech: `${LATIN}áčďéěíňóřšťúůýž`,
  German: `${LATIN}äöüß`,
};
const SIGNS = "0123456789.,:;?!()/%&+-–…„”“’€";

/** One of each size of all panels. */
function listSizes(): (readonly [string, Typeface])[] {
  const typefaces = Object.values(HARDWARE)
    .flatMap((hardware) => chooseForm(hardware).sizes)
    .map((size) => [size, createTypeface(size)] as const);
  return [
    ...new Map(
      typefaces.map(([{ face, bitsPerPixel }, typeface]) => {
        const name = `${face}, capitals of ${typeface.capHeight} px, ${bitsPerPixel} bits a pixel`;
        return [name, typeface];
      }),
    ),
  ];
}

/** How dark each pixel of a glyph is, and where it stands on the line: what somebody sees of it. */
function show(glyph: Glyph | undefined): string | undefined {
  if (glyph === undefined) return undefined;
  const rows: string[] = [];
  for (let y = -glyph.descent; y < glyph.ascent; y++) {
    let row = "";
    for (let x = 0; x < glyph.width; x++) row += glyph.level(x, y);
    rows.push(row);
  }
  return /[1-9]/.test(rows.join("")) ? `${glyph.descent}\n${rows.join("\n")}` : undefined;
}

/** Letters that are missing, empty, or look like another of the same language. */
function listUnreadable(typeface: Typeface, letters: string): string[] {
  const seen = new Map<string, string>();
  return [...letters].flatMap((letter) => {
    const look = show(typeface.glyph(letter));
    if (look === undefined) return [letter];
    const twin = seen.get(look);
    seen.set(look, letter);
    return twin === undefined ? [] : [`${twin}${letter}`];
  });
}

describe.each(listSizes())("%s", (_, typeface) => {
  test.each(Object.entries(SMALL))(
    "has each letter of %s, small and capital, and no two alike",
    (_name, small) => {
      expect(listUnreadable(typeface, small)).toEqual([]);
      expect(
        listUnreadable(
          typeface,
          [...small]
            .filter((letter) => letter !== "ß")
            .join("")
            .toUpperCase(),
        ),
      ).toEqual([]);
    },
  );

  test("has figures and signs", () => {
    expect([...SIGNS].filter((sign) => show(typeface.glyph(sign)) === undefined)).toEqual([]);
  });

  test("control: a letter that it lacks is found, and one that stands there twice", () => {
    expect(listUnreadable(typeface, "aяb")).toEqual(["я"]);
    expect(listUnreadable(typeface, "abca")).toEqual(["aa"]);
  });
});

test("there are typefaces of all panels", () => {
  expect(listSizes().length).toBeGreaterThanOrEqual(6);
});
