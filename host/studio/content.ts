// A board's content for the page, which puts it onto a real board over the browser's own ways.
import { HostError } from "../error.ts";
import type { Bench } from "./engine.ts";
import type { ContentAnswer } from "./protocol.ts";

/**
 * @param bench of the board that is looked at, if there is one
 * @param id of the board that the page shows
 * @param isBroken the shop's file on disk cannot be used, and the bench is of an earlier version
 * @throws HostError `studio-no-board`, `studio-board-other`, `studio-broken`, and those of `Bench.pack`
 */
export function packContent(bench: Bench | undefined, id: string, isBroken: boolean): ContentAnswer {
  if (bench === undefined)
    throw new HostError("studio-no-board", "no board is running yet", "Wait a moment, or repair shop.yaml.");
  if (bench.board.id !== id)
    throw new HostError(
      "studio-board-other",
      `the studio looks at ${bench.board.id} by now, not at ${id}`,
      "Choose the board again at the top of the page, then put it on.",
    );
  if (isBroken)
    throw new HostError(
      "studio-broken",
      "shop.yaml cannot be used as it is, and what the page shows is an earlier version",
      "Mend what “Shop file” lists, save it, and put it on the board then.",
    );
  const { boot, program, deployment, fonts } = bench.pack();
  const { env, console, storageBytes } = bench.hardware;
  return {
    boardId: id,
    kind: bench.board.kind,
    hardware: { env, console, storageBytes },
    boot,
    program,
    deployment: Buffer.from(deployment).toString("base64"),
    fonts: Buffer.from(fonts).toString("base64"),
    isCounting: bench.board.statistics !== undefined,
    titles: bench.offers.map(({ title }) => title),
  };
}
