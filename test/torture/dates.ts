// The board's own dates: firmware/day.ts as it is, on flash that may be cut.
import { build } from "esbuild";
import type { Hardware } from "../../host/simulator/board.ts";
import type { Flash } from "../../host/simulator/flash.ts";
import { powerOn } from "./judge.ts";

export interface Dates {
  /** Writes these days one after the other, each behind the one that is then the last. */
  write(flash: Flash, days: readonly number[]): void;
  /** The last date known: local days since 1970, 0 = none. */
  read(flash: Flash): number;
}

/** @param root checkout whose firmware it is */
export async function createDates(root: string, hardware: Hardware): Promise<Dates> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["firmware/day.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "dates",
    external: ["Storage"],
    platform: "neutral",
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text ?? "";
  function run(flash: Flash, expression: string): string {
    const { session, records } = powerOn(flash, hardware);
    session.evaluate(`${text}\n${expression}`, "dates");
    return records.at(-1)?.text ?? "";
  }
  return {
    write(flash, days) {
      run(flash, `${JSON.stringify(days)}.forEach(function(d){dates.writeLastDay(d,dates.readLastDay())})`);
    },
    read: (flash) => Number(run(flash, 'print(""+dates.readLastDay())')),
  };
}
