// Days that have passed: an approval that nobody renewed, an offer that is over.
import { formatDate } from "../date.ts";
import type { Draft } from "../draft.ts";
import type { Report } from "../report.ts";

export function checkDue({ offers, today }: Draft, report: Report): void {
  if (today === undefined) return;
  for (const { offer, path } of offers) {
    const { until } = offer.when;
    const { review, by } = offer.approved;
    if (report.isFull()) return;
    if (until !== undefined && until < today && until <= review) {
      const message = `${offer.id} ended on ${formatDate(until)}.`;
      report.warning("shop-over", [...path, "when", "until"], message, "Take it out, or set a later day.");
    } else if (review < today) {
      const message = `The approval of ${offer.id} ended on ${formatDate(review)}; it is no longer shown.`;
      const hint = `Let ${by} read it again, then set a later day.`;
      report.warning("shop-review-due", [...path, "approved", "review"], message, hint);
    }
  }
}
