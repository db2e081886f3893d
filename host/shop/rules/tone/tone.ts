// Tone: nothing claims to know or to have noticed the reader.
import type { Draft } from "../../draft.ts";
import type { Report } from "../../report.ts";
import type { WordRule } from "../pressure/rule.ts";
import { checkWords } from "../pressure/wording.ts";
import { findKnowledge } from "./knowledge.ts";
import { findNotice } from "./notice.ts";
import { findSensitive } from "./sensitive.ts";

const TONE: readonly WordRule[] = [findNotice, findKnowledge, findSensitive];

export function checkTone(draft: Draft, report: Report): void {
  checkWords(TONE, draft, report);
}
