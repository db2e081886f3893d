// What cards and screens of a panel are like: typefaces, colours, who draws them, and the room for reasons.
import type { Offer, Shop } from "../shop/model.ts";
import type { Hardware } from "../simulator/board.ts";
import { drawLabelScreens, LABEL_MARGIN } from "./label.ts";
import { drawLeaves } from "./leaf.ts";
import { drawSmallScreens, INSET, LINES } from "./oled.ts";
import { ONE_BIT, PAPER, type Palette, WHITE_PAPER } from "./palette.ts";
import { drawOffer, MARGIN } from "./paper.ts";
import type { Pen } from "./pen.ts";
import type { ReasonRoom } from "./reasons.ts";
import { drawScreens, type Screen } from "./screen.ts";
import type { Setting } from "./setting.ts";
import type { Sheet } from "./sheet.ts";
import { drawLabel } from "./shelf.ts";
import { drawSmallOffer } from "./small.ts";
import { drawTile, tileWidth } from "./tile.ts";
import { PIXEL_SIZE, sizeOutlines, type TypefaceSize } from "./typeface.ts";

export interface Form {
  readonly palette: Palette;
  /** Title's first, text's last, between them smaller ones for long titles; one on panels that have one. */
  readonly sizes: readonly TypefaceSize[];
  readonly drawOffer: (pen: Pen, shop: Shop, offer: Offer, language: string) => void;
  readonly drawScreens: (setting: Setting) => readonly Screen[];
  readonly findRoom: (sheet: Sheet) => ReasonRoom;
  /** What to do where letters are too small for `readAt`. */
  readonly nearer: string;
}

/** Colour and touch: a capital of 26 px is read from 1 m, one of 13 px from half of that. */
const TOUCH: Form = {
  palette: PAPER,
  sizes: [sizeOutlines("literata-600", 26, 36), sizeOutlines("atkinson-hyperlegible-400", 13, 22)],
  drawOffer,
  drawScreens,
  findRoom: (sheet) => ({ type: sheet.text, width: sheet.width - 2 * MARGIN, lines: 1 }),
  nearer: "Set readAt to 1 m or less.",
};

/** Three lines and a button. */
const SMALL: Form = {
  palette: ONE_BIT,
  sizes: [PIXEL_SIZE],
  drawOffer: drawSmallOffer,
  drawScreens: drawSmallScreens,
  findRoom: (sheet) => ({ type: sheet.text, width: sheet.width - 2 * INSET, lines: LINES.length - 1 }),
  nearer: "Set readAt to 0.5 m.",
};

/** Electronic paper and a button: at 5.2 pixels a millimetre 24 px are read from 1 m, 12 px from half of
 *  that; where they are 4.4, 20 px are enough for 1 m. Its small letters are those of the other one-bit panel: they are sharp, and narrow enough for a sentence. */
const LABEL: Form = {
  palette: WHITE_PAPER,
  sizes: [
    sizeOutlines("literata-600", 24, 28, 1),
    sizeOutlines("literata-600", 20, 25, 1),
    { ...PIXEL_SIZE, pitch: 18 },
  ],
  drawOffer: drawLabel,
  drawScreens: drawLabelScreens,
  findRoom: (sheet) => ({ type: sheet.text, width: sheet.width - 2 * LABEL_MARGIN, lines: 1 }),
  nearer: "Set readAt to 1 m or less.",
};

/** Colour and a button: at 8.7 pixels a millimetre 24 px are read from 0.6 m, 20 px from 0.5 m, and no text from nearer. */
const SQUARE: Form = {
  palette: PAPER,
  sizes: [
    sizeOutlines("literata-600", 24, 33),
    sizeOutlines("literata-600", 20, 28),
    sizeOutlines("atkinson-hyperlegible-400", 20, 27),
  ],
  drawOffer: drawTile,
  drawScreens: drawLeaves,
  findRoom: (sheet) => ({ type: sheet.text, width: tileWidth(sheet), lines: 2, isWhole: true }),
  nearer: "Set readAt to 0.6 m or less.",
};

export function chooseForm({ panel }: Hardware): Form {
  if (panel.driver === "st7789") return SQUARE;
  if (panel.driver === "ssd1680") return LABEL;
  return panel.bitsPerPixel === 16 ? TOUCH : SMALL;
}
