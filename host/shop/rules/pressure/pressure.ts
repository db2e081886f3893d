// No pressure (promise P7): what these rules recognise does not compile.
import type { Draft } from "../../draft.ts";
import type { Report } from "../../report.ts";
import { findCondition } from "./condition.ts";
import { findCountdown } from "./countdown.ts";
import { findCrowd } from "./crowd.ts";
import { findDeadline } from "./deadline.ts";
import { findFavour } from "./favour.ts";
import { findGift } from "./gift.ts";
import type { WordRule } from "./rule.ts";
import { findScarcity } from "./scarcity.ts";
import { findShame } from "./shame.ts";
import { findShout } from "./shout.ts";
import { findSignal } from "./signal.ts";
import { findTime } from "./time.ts";
import { checkWords } from "./wording.ts";

const PRESSURE: readonly WordRule[] = [
  findTime,
  findDeadline,
  findScarcity,
  findCrowd,
  findShame,
  findShout,
  findCountdown,
  findCondition,
  findGift,
  findSignal,
  findFavour,
];

export function checkPressure(draft: Draft, report: Report): void {
  checkWords(PRESSURE, draft, report);
}
