// What some places of the sources may say, word by word: a list of values, the arguments of a call, what a field is set to.

export interface Words {
  readonly rule: "write" | "status" | "situation" | "drawn" | "closed" | "kept";
  /** Calls of this function, by its name or that of its member: their arguments. */
  readonly callsOf?: string;
  /** Elements of lists in this module, or lists as a whole. */
  readonly listsIn?: string;
  /** What is assigned to members of `axes`, with the index. */
  readonly axes?: true;
  /** What is assigned to a member of this name, with the operator. */
  readonly field?: string;
  readonly allowed: readonly string[];
}

const SURVEYOR = "firmware/survey.ts";

export const WORDS: readonly Words[] = [
  {
    rule: "write",
    callsOf: "writeAt",
    allowed: [
      "LOG_FILE, LOG_START, log.end",
      "LOG_FILE, log.isB ? LOG_SLOT_B : LOG_SLOT_A, log.end",
      "LOG_FILE, slotName() === SLOT_B ? LOG_SLOT_B : LOG_SLOT_A, end",
      "DAY_FILE, encodeDay(day), second > 0 || first < 0 ? PAGE_BYTES + second : ERASED_BYTES + first",
    ],
  },
  {
    rule: "write",
    callsOf: "clearBits",
    allowed: [
      // The seed of the next start; a spent bit; a page's turn; what was noisy from its beginning.
      "address + to, entry",
      "address + at, new Uint8Array([255 ^ mask])",
      "address + page, new Uint8Array(3)",
      "address + page, head",
      "hourAt, encodeDay(counts[0])",
      "address + dayAt + RECORD_CODES + 3 * i, encodeDay(counts[i])",
    ],
  },
  {
    rule: "status",
    listsIn: "firmware/tell.ts",
    allowed: [
      "0",
      "app.turn.offer",
      "app.turn.first",
      "app.turn.second",
      "app.screen",
      "app.turn.slot",
      "app.plays",
      "s.axes[AXIS_PRESENCE]",
      "s.axes[AXIS_DWELL]",
      "s.axes[AXIS_BUSY]",
      "presence.confidence",
      "s.axes[AXIS_MOOD]",
      "s.language",
      "s.minuteOfWeek",
      "s.day",
      "app.turn.pacing.dismissedCount",
      "tellValue(app, VALUE_PAUSE_SECONDS)",
      "tellValue(app, VALUE_EPISODE_SECONDS)",
      "tellValue(app, VALUE_FORGET_SECONDS)",
      "presence.faults",
      "DEPLOYMENT_OK",
      "s.pin",
      "app.isScanning ? 1 : 0",
      "app.dropped",
    ],
  },
  { rule: "status", listsIn: "firmware/link.ts", allowed: ["status"] },
  {
    rule: "status",
    listsIn: "shared/policy/egress.ts",
    allowed: [
      "LINK_DROPPED",
      // The schema's bounds, as a whole.
      "[0, 65535, 255, 255, 31, 3e8, 65535, 3, 3, 2, 100, 8, 7, 10079, 65535, 8, 90, 5e6, 90, 255, 0, 65535, 1, 1e9]",
    ],
  },
  {
    rule: "status",
    listsIn: SURVEYOR,
    allowed: ["LINK_OK", "LINK_OUT_OF_RANGE", "LINK_UNKNOWN_COMMAND", "state.left * TICK_MS / 1e3 | 0"],
  },
  { rule: "status", listsIn: "shared/policy/counts.ts", allowed: ["LINK_DROPPED"] },
  { rule: "status", callsOf: "emitCounts", allowed: ["obey(state, command, a)"] },
  // What the survey counted, and only that.
  { rule: "status", callsOf: "listCounts", allowed: ["state.survey, a | 0"] },
  { rule: "status", callsOf: "emit", allowed: ["app, listAnswer(app, command, a, b)"] },
  { rule: "status", callsOf: "faultStatus", allowed: ["-code"] },
  {
    rule: "situation",
    axes: true,
    allowed: [
      "AXIS_PRESENCE = presence.level",
      "AXIS_DWELL = presence.dwell",
      "AXIS_BUSY = presence.busy",
      "AXIS_MOOD = 0",
      "AXIS_MOOD = action - ACTION_ANSWER",
      // The counterfactuals of "why": put back before they end.
      "axis = value",
      "axis = present",
    ],
  },
  { rule: "situation", field: "minuteOfWeek", allowed: ["= UNKNOWN_MINUTE", "= minuteOfWeek(local)"] },
  { rule: "situation", field: "day", allowed: ["= app.lastDay", "= dayOf(local)"] },
  {
    rule: "situation",
    field: "language",
    allowed: [
      "= (app.turn.s.language + 1) % app.content.d.languages",
      "= (turn.slot + (turn.slot / 61 | 0)) % d.languages",
    ],
  },
  { rule: "situation", field: "pin", allowed: ["= NEUTRAL", "= b === 0 ? NEUTRAL : offer | 0"] },
  { rule: "status", field: "plays", allowed: ["= app.plays + 1 & 65535"] },
  { rule: "status", field: "dropped", allowed: ["++"] },
  { rule: "status", field: "screen", allowed: ["= screen"] },
  { rule: "status", field: "slot", allowed: ["= slot"] },
  { rule: "status", field: "isScanning", allowed: ["= startScan(app.presence)"] },
  {
    rule: "status",
    field: "dismissedCount",
    allowed: [
      "= setMark(p.dismissed, DISMISSALS, p.dismissed[0], false)",
      "= setMark(p.dismissed, p.dismissedCount, offer, true)",
      "= 0",
    ],
  },
  { rule: "kept", field: "nowMs", allowed: ["= readMs(app.clock)"] },
  { rule: "kept", field: "screenMs", allowed: ["= app.nowMs"] },
  { rule: "kept", field: "shownMs", allowed: ["= app.nowMs"] },
  { rule: "kept", field: "pinUntilMs", allowed: ["= app.nowMs + b * 6e4 | 0"] },
  { rule: "kept", field: "isPaused", allowed: ["= true", "= false"] },
  { rule: "kept", field: "tapMs", allowed: ["= app.nowMs"] },
  // Numbers of the display's own state that last: each could hold something else just as well.
  { rule: "kept", field: "menu", allowed: ["++", "= -1"] },
  { rule: "kept", field: "sensors", allowed: [] },
  { rule: "kept", field: "utcMinute", allowed: ["= utcMinute", "= 0", "= -1"] },
  { rule: "kept", field: "playOffer", allowed: ["= offer"] },
  { rule: "kept", field: "playSlot", allowed: ["= slot", "= -1"] },
  { rule: "kept", field: "former", allowed: ["= offer"] },
  { rule: "kept", field: "formerMs", allowed: ["= app.nowMs"] },
  {
    rule: "kept",
    callsOf: "notePlay",
    allowed: ["app.turn.pacing, offer, slot, d.u16[at + 2], d.u16[at + 1] >> 8, d.hourSlots"],
  },
  {
    rule: "kept",
    field: "lastDay",
    allowed: ["= app.turn.s.day", "= writeLastDay(app.turn.s.day, app.lastDay)"],
  },
  {
    rule: "drawn",
    callsOf: "drawString",
    allowed: [
      `\`\${tellValue(app, u8[at + 5])}\`, x, y`,
      "app.content.text.substr(at + 4, d.u8[at + 3]), x, y",
      "content.text.substr(at + 6, length), x, y",
    ],
  },
  { rule: "closed", callsOf: "setConsole", allowed: ["isUsb ? USB : Serial1, { force: true }"] },
  {
    rule: "closed",
    callsOf: "setAdvertising",
    allowed: ["bytes, { interval: 1e3, connectable: false, scannable: false }"],
  },
  { rule: "closed", callsOf: "setServices", allowed: ["{}, { uart: false }"] },
  { rule: "drawn", callsOf: "drawImage", allowed: ["content.text.substr(at + 7, third), x, y"] },
];
