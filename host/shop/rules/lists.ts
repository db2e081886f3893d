// Lists from the till: a card says what they say, and nothing that is sold out is promised.
import type { Draft } from "../draft.ts";
import { formatPrice } from "../money.ts";
import { quote, type Report } from "../report.ts";
import { suggest } from "../spelling.ts";

export function checkLists({ offers, prices, stock, digits, names }: Draft, report: Report): void {
  const articles = new Set(
    offers.flatMap(({ offer }) => (offer.article === undefined ? [] : [offer.article])),
  );
  for (const { offer, path } of offers) {
    if (offer.article === undefined || report.isFull()) continue;
    const listed = prices.get(offer.article);
    if (listed !== undefined && offer.price !== undefined && offer.price.now !== listed.now) {
      const message = `The price list says ${formatPrice(listed.now, digits ?? 2)}.`;
      const hint = "Correct one of the two, or leave `price` out here.";
      report.error("shop-list-price", [...path, "price", "now"], message, hint);
    }
    if (stock.get(offer.article)?.count !== 0) continue;
    const message = `\`${offer.article}\` is sold out by the stock list, and ${offer.id} offers it.`;
    if (offer.when.stock === true)
      report.warning("shop-sold-out", [...path, "article"], message, "Mark it as sold out on the boards.");
    else {
      const hint = "Add `stock: true` under `when`, or take the offer out.";
      report.error("shop-sold-out", [...path, "article"], message, hint);
    }
  }
  // While an offer cannot be read nobody knows what it sells.
  if (offers.length < names.length) return;
  for (const list of [prices, stock])
    for (const [article, { place }] of list) {
      if (articles.has(article) || report.isFull()) continue;
      const message = `No offer sells ${quote(article)}.`;
      const hint = suggest(article, articles, "Write `article` into its offer.");
      report.add({ code: "shop-list-unused", severity: "warning", message, hint, place });
    }
}
