// Compiling 1,000 offers in two languages for one board: from the text of the shop file to the bytes, with all checks.
import { compileBoard } from "../../host/compile/board.ts";
import type { Bench } from "./bench.ts";
import { makeRow } from "./row.ts";
import { makeShopText, readShopText } from "./shop.ts";
import { spendSeconds } from "./span.ts";

const OFFERS = 1000;

export const COMPILE_BENCHES: readonly Bench[] = [
  {
    id: "compile/1000",
    run: async () => {
      const text = makeShopText(OFFERS);
      const seconds = await spendSeconds(() => {
        const shop = readShopText(text);
        const compiled = compileBoard(shop, shop.boards[0]);
        if (compiled.report.offers !== OFFERS || shop.languages.length !== 2)
          throw new Error("not 1,000 offers in two languages");
        // So many cards are more than this kind's flash holds, and the last of the checks says so.
        const wrong = compiled.findings.find(
          ({ severity, code }) => severity === "error" && code !== "board-full",
        );
        if (wrong !== undefined) throw new Error(`the bench's shop does not pass: ${wrong.code}`);
      });
      return makeRow("compile/1000", seconds, "s", undefined, "value < 5");
    },
  },
];
