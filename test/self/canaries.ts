// The audit of the project by itself: canaries that walk past the shipping program, and past programs that keep them.
import { findPeople, leak, listen, watchCrowd } from "../forensics/crowd.ts";
import { findWipe, SCAN } from "../forensics/wipe.ts";
import { breakProgram, openSubject, withTexts } from "../promises/stand.ts";
import type { Row } from "./main.ts";

const CROWD = 100_000;
const FEW = 2_000;
const KEEP = 'require("Storage").write("seen",advert.id)';

/** @returns one row: 0 found, and more than 0 by each control */
export async function run(): Promise<Row> {
  const subject = listen(await openSubject("crime-shelf"));
  const crowd = watchCrowd(subject, CROWD, 1);
  const innocent = watchCrowd(subject, CROWD, 2);
  const found = findPeople(crowd, innocent.sinks).length;
  const kept = watchCrowd(leak(subject, KEEP), FEW, 1);
  const foundByControl = findPeople(kept, innocent.sinks).length;
  const unwiped = withTexts(subject, await breakProgram("esp32-cyd", SCAN, findWipe("identifier"), ""));
  const left = watchCrowd(unwiped, FEW, 1);
  const leftByControl = left.delivered - left.wiped;
  return {
    name: "canaries",
    lines: [
      `canaries found: ${found} of ${crowd.people.length}, left as they came: ${crowd.delivered - crowd.wiped}`,
      `searched: ${crowd.bytes} bytes of flash, console, answers, radio and ${crowd.frames} frames, with ${crowd.texts} texts drawn`,
      `by the control, which writes addresses into Storage: ${foundByControl} of ${FEW}`,
      `by the control whose overwriting is removed: ${leftByControl} of ${FEW} left as they came`,
    ],
    isOk:
      found === 0 &&
      crowd.delivered === CROWD &&
      crowd.wiped === CROWD &&
      foundByControl > 0 &&
      leftByControl > 0,
  };
}
