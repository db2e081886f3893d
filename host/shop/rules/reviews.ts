// An approval ends on its review day, and the offer with it.
import type { Draft } from "../draft.ts";
import type { Report } from "../report.ts";

export function checkReviews({ offers }: Draft, report: Report): void {
  for (const { offer, path } of offers) {
    const { from, until } = offer.when;
    const { review } = offer.approved;
    const place = [...path, "approved", "review"];
    if (from !== undefined && review < from)
      report.error(
        "shop-review-before-start",
        place,
        `The approval of ${offer.id} ends before the offer starts.`,
        "Set a later review day.",
      );
    else if (until !== undefined && review < until)
      report.warning(
        "shop-review-before-end",
        place,
        `${offer.id} stops on its review day, before its last day.`,
        "Set the review day to the last day or later.",
      );
  }
}
