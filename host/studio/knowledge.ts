// "What this board knows": its status in plain words, each line with the time it is forgotten.
import { listIllnesses } from "../board/health/illness.ts";
import type { Shop } from "../shop/model.ts";
import type { Status } from "../simulator/board.ts";
import { formatMinuteOfWeek, formatSeconds } from "./clock.ts";
import type { KnownLine } from "./protocol.ts";

const PRESENCE = ["Nobody is near", "Somebody is near", "Somebody lingers here", "Somebody uses the display"];
const BUSY = ["It is quiet around", "A few people are around", "Many people are around"];
const NOBODY_SINCE = "20 s after nobody is sensed";

/** The lines, most fleeting first. Nothing is listed that the board does not hold. */
export function listKnown(status: Status, shop: Shop, isRadioUsed: boolean): KnownLine[] {
  const lines: KnownLine[] = [listPresence(status)];
  const tapped =
    status.forgetSeconds > 0 ? `in ${formatSeconds(status.forgetSeconds)}, or ${NOBODY_SINCE}` : NOBODY_SINCE;
  const answer = shop.question?.answers[status.mood - 1];
  if (answer !== undefined)
    lines.push({
      text: `Somebody chose “${answer.text.en ?? Object.values(answer.text)[0]}”`,
      until: tapped,
    });
  if (status.dismissed > 0)
    lines.push({
      text: `“Not this” was said to ${status.dismissed} ${status.dismissed === 1 ? "offer" : "offers"}`,
      until: tapped,
    });
  if (status.pauseSeconds > 0)
    lines.push({
      text: "Somebody paused the display",
      until: `in ${formatSeconds(status.pauseSeconds)}, or ${NOBODY_SINCE}`,
    });
  // The status does not say what else was tapped: a language, or a page that was opened.
  const isNamed = answer !== undefined || status.dismissed > 0 || status.pauseSeconds > 0;
  if (status.forgetSeconds > 0 && !isNamed) lines.push({ text: "Something tapped", until: tapped });
  if (isRadioUsed && status.scanning === 1)
    lines.push({ text: BUSY[status.busy] ?? "", until: "counted anew all the time" });
  lines.push({
    text: `Texts are in ${nameLanguage(shop.languages[status.language])}`,
    until: "not about anybody",
  });
  lines.push(
    status.minuteOfWeek < 0
      ? { text: "It does not know what time it is", until: "until staff set the clock" }
      : { text: `It is ${formatMinuteOfWeek(status.minuteOfWeek)}`, until: "not about anybody" },
  );
  const ill = listIllnesses(status.sensorFault).map(({ what }) => what);
  if (ill.length > 0)
    lines.push({ text: `A sensor is not well: ${ill.join(", ")}`, until: "when it works again" });
  return lines;
}

function listPresence(status: Status): KnownLine {
  const text = PRESENCE[status.presence] ?? "";
  if (status.presence === 0)
    return status.episodeSeconds > 0
      ? { text: "Somebody was near a moment ago", until: NOBODY_SINCE }
      : { text, until: "nothing to forget" };
  return { text: `${text}, for ${formatSeconds(status.episodeSeconds)}`, until: NOBODY_SINCE };
}

function nameLanguage(code: string | undefined): string {
  if (code === undefined) return "an unknown language";
  return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
}
