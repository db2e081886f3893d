// Checking 1,000 offers in two languages for one board: all that `passerby check` does, from the text to the findings.
import { compileBoard } from "../../host/compile/board.ts";
import { standInMark } from "../../host/label/fact.ts";
import { parseDate } from "../../host/shop/date.ts";
import type { Bench } from "./bench.ts";
import { makeRow } from "./row.ts";
import { checkText, makeShopText } from "./shop.ts";
import { spendSeconds } from "./span.ts";

const OFFERS = 1000;
const TODAY = parseDate("2026-11-27");

export const CHECK_BENCHES: readonly Bench[] = [
  {
    id: "check/1000",
    run: async () => {
      const text = makeShopText(OFFERS, 1);
      const seconds = await spendSeconds(() => {
        const { shop, findings } = checkText(text, TODAY);
        const wrong = findings.find((finding) => finding.severity === "error");
        if (shop === undefined || wrong !== undefined) throw new Error(`there are mistakes: ${wrong?.code}`);
        if (shop.offers.length !== OFFERS || shop.boards.length !== 1) throw new Error("not 1,000 offers");
        for (const board of shop.boards) compileBoard(shop, board, standInMark(shop));
      });
      return makeRow("check/1000", seconds, "s", undefined, "value < 2");
    },
  },
];
