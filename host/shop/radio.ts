// A board's `radio:` and `link:`. What cannot be kept safe is refused here, with the reason.
import { encodeLink, MOST_LINK_BYTES } from "./link.ts";
import type { Board } from "./model.ts";
import type { Report } from "./report.ts";
import type { RawBoard } from "./schema.ts";

/** @returns undefined where something is wrong with it, which is then reported */
export function readRadio(
  id: string,
  { radio = "silent", link }: RawBoard,
  report: Report,
): Pick<Board, "radio" | "link"> | undefined {
  const path = ["boards", id];
  if (radio === "maintenance") {
    report.error(
      "shop-radio",
      [...path, "radio"],
      "`maintenance` is not offered: stock Espruino cannot keep an opened console for one person only.",
      "Leave it out, and use the cable.",
    );
    return undefined;
  }
  if (radio !== "link") {
    if (link === undefined) return { radio };
    report.errorAtKey(
      "shop-link",
      [...path, "link"],
      "A link is sent in the profile `link` only.",
      "Write `radio: link` as well, or remove the link.",
    );
    return undefined;
  }
  if (link === undefined) {
    report.error(
      "shop-link",
      [...path, "radio"],
      "The profile `link` needs a link.",
      "Add `link: https://…` to the board.",
    );
    return undefined;
  }
  const fault = findFault(link);
  if (fault === undefined) return { radio, link };
  report.error(
    "shop-link",
    [...path, "link"],
    fault,
    "Write a short https address such as https://example.org",
  );
  return undefined;
}

function findFault(link: string): string | undefined {
  const bytes = encodeLink(link);
  if (bytes === undefined) return "This is no https address in plain letters, digits and signs.";
  const length = bytes.length - 1;
  return length > MOST_LINK_BYTES
    ? `The link has ${length} bytes in an advert, which has room for ${MOST_LINK_BYTES} (https:// and www. are free, .com and such take one).`
    : undefined;
}
