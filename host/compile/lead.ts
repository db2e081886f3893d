// The QR code of an offer: where it stands on a card, and whether a phone can read it from there. A picture stands there too.
import type { Offer } from "../shop/model.ts";
import type { Pen } from "./pen.ts";
import { drawPicture } from "./picture.ts";
import { drawQr, encodeQr, modulePx, type QrCode, sideOf } from "./qr.ts";
import { note } from "./sheet.ts";

/**
 * Draws the picture or the code of an offer that has one, at the right above a line.
 * @param right right edge of what there is
 * @param bottom first row below it
 * @param top first row that it may use
 * @returns left edge and top of what it takes, quiet zone or paper around it included; beyond the panel where there is none
 */
export function drawLead(pen: Pen, offer: Offer, right: number, top: number, bottom: number): Lead {
  const { sheet, subject } = pen;
  const none = { left: Number.POSITIVE_INFINITY, top: Number.POSITIVE_INFINITY };
  if (offer.picture !== undefined) return drawPicture(pen, offer.picture, right, top, bottom);
  if (offer.qr === undefined) return none;
  const code = encodeQr(shortenAddress(offer.qr), "L");
  const scale = modulePx(sheet.readAtMetres, sheet.pixelsPerMm);
  const image = sideOf(code) * scale <= Math.min(bottom - top, right / 2) ? drawQr(code, scale) : undefined;
  if (image === undefined) {
    note(sheet, {
      code: "card-qr",
      severity: "error",
      message: `The QR code of ${subject.name} needs ${describe(code, scale)}; the panel has ${Math.min(bottom - top, Math.floor(right / 2))}.`,
      hint: "Write a shorter address (capital letters are shortest), or show the offer on a larger panel.",
      place: subject.find?.("qr") ?? subject.place,
    });
    return none;
  }
  const lead = { left: right - image.width, top: bottom - image.height };
  pen.image(image, lead.left, lead.top);
  return lead;
}

export interface Lead {
  readonly left: number;
  readonly top: number;
}

function describe(code: QrCode, scale: number): string {
  const side = sideOf(code);
  return `${side * scale} pixels (${side} modules of ${scale}) for a phone to read it`;
}

/** Scheme and host may be written in capitals, which take less room; the path may not, so it is left out or kept. */
function shortenAddress(address: string): string {
  return /^https:\/\/[^/]*\/?$/.test(address) ? address.toUpperCase() : address;
}
