// Makes a shop file that was adapted to other boards fit them, comments and layout kept: a small panel has no room for all that
// a large one shows, and one board that plays what three did has more to remember than it can.
import { isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { checkShopText } from "../shop/parse.ts";
import { compileBoard } from "./board.ts";

/** What takes room on a card beside its words. */
const EXTRAS = ["picture", "qr", "sponsor", "validAtTill"];
/** Each round takes something out; there are never as many things in a sample. */
const MOST_ROUNDS = 20;

/**
 * Takes `picture` and the like from cards whose words they leave no room for, and the loosest hourly bounds while a board would have
 * to count more plays than it can.
 * @param file,folder where it is going to be, for what it names
 * @returns the text; as it was where nothing has to go, or where it has errors
 */
export function fitShop(text: string, file: string, folder: string): string {
  let fitted = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { shop } = checkShopText(fitted, file, folder);
    if (shop === undefined) return text;
    const findings = shop.boards.flatMap((board) => compileBoard(shop, board).findings);
    const crowded = new Set(
      findings.flatMap(({ message }) => /card "([^"]*)" in /.exec(message)?.slice(1) ?? []),
    );
    const isLong = findings.some(({ code }) => code === "pacing-too-long");
    const document = parseDocument(fitted);
    const list = document.get("offers");
    const offers = isSeq(list) ? list.items.filter((offer) => isMap(offer)) : [];
    const gone = offers.filter((offer) => crowded.has(String(offer.get("id"))) && takeExtras(offer));
    const hasLoosened = isLong && loosenLargest(offers);
    if (gone.length === 0 && !hasLoosened) break;
    fitted = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  }
  return fitted;
}

/** @returns whether there was any */
function takeExtras(offer: YAMLMap): boolean {
  return EXTRAS.filter((key) => offer.delete(key)).length > 0;
}

/** Takes the largest `perHour` away: what may come so often is hardly held back by it. @returns whether there was one */
function loosenLargest(offers: readonly YAMLMap[]): boolean {
  let largest: YAMLMap | undefined;
  const boundOf = (offer: YAMLMap | undefined): number => Number(offer?.getIn(["plays", "perHour"]) ?? 0);
  for (const offer of offers) if (boundOf(offer) > boundOf(largest)) largest = offer;
  if (largest === undefined) return false;
  largest.deleteIn(["plays", "perHour"]);
  const plays = largest.get("plays");
  if (isMap(plays) && plays.items.length === 0) largest.delete("plays");
  return true;
}
