// What an offer may have on its card besides its words: the shape of these keys.
import { z } from "zod";

/** Longer ones have room on no panel. */
const LONGEST_SPONSOR = 40;

/** A file beside the shop's own. */
export const path = z.string("a file name").min(1, "a file name").max(200, "a shorter file name");

const name = z
  .string("a name (put it in quotes)")
  .min(1, "a name of at least one letter")
  .max(LONGEST_SPONSOR, `a name of at most ${LONGEST_SPONSOR} letters`);

/** Letters, digits and what else stands in addresses as it is; no name before the host, no fragment. */
export const address = z
  .string("an address such as https://example.org/label")
  .max(200, "an address of at most 200 letters")
  .regex(
    /^https:\/\/[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?(\/[\w\-.~!$&'()*+,;=:@%/?]*)?$/,
    "an address such as https://example.org/label",
  );

export const faceShape = {
  qr: address.optional().meta({ description: "Address that a QR code on the card leads to." }),
  picture: path
    .optional()
    .meta({ description: "PNG file beside the shop file, drawn where the QR code would stand." }),
  sponsor: z
    .union([name, z.record(z.string(), name)], "a name, or one for each language")
    .optional()
    .meta({ description: "Who pays for this offer to be shown; the card says that it is an advertisement." }),
  validAtTill: z
    .boolean("true or false")
    .optional()
    .meta({ description: "true: the card says that the offer is valid at the till." }),
} as const;
