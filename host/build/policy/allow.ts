// What the modules of the board may use, by name. A module that is not here uses nothing of Espruino's. Written as it
// stands in the sources: `E.on()` is a call, `USB` the thing itself, `require("Storage").read()` what else.

/** Parts of the language that are open to every module. */
export const LANGUAGE: ReadonlySet<string> = new Set([
  "undefined",
  ...["Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array"].map(
    (name) => `new ${name}`,
  ),
]);

/** Espruino's API by module. */
export const API: Readonly<Record<string, readonly string[]>> = {
  "firmware/ports/advert.ts": ["NRF.setAdvertising()", "NRF.wake()"],
  "firmware/ports/button.ts": ["pinMode()", "digitalRead()"],
  "firmware/ports/clock.ts": ["getTime()", "setTime()", "setInterval()"],
  "firmware/ports/console.ts": ["E.setConsole()", "USB", "Serial1", "global.passerby"],
  "firmware/ports/display.ts": ["g", "Graphics.createArrayBuffer()"],
  "firmware/ports/entropy.ts": ["process.env", "process.env.BOARD", "peek32()", 'require("crypto").SHA512()'],
  "firmware/ports/flash.ts": [
    'require("Flash").write()',
    'require("Flash").read()',
    'require("Flash").getPage()',
    'require("Flash").erasePage()',
  ],
  "firmware/ports/i2c.ts": ["I2C1.setup()", "I2C1.writeTo()", "I2C1.readFrom()"],
  "firmware/ports/leave.ts": [
    "clearTimeout()",
    "clearInterval()",
    "clearWatch()",
    "NRF.setScan()",
    "E.removeAllListeners()",
    "Serial1.removeAllListeners()",
    "Serial2.removeAllListeners()",
    "global.passerby",
  ],
  "firmware/ports/listen.ts": ["NRF.setScan()", 'global["#onblescan"]', "E.toArrayBuffer()"],
  "firmware/ports/pins.ts": ["setWatch()", "pinMode()", "digitalRead()", "analogWrite()"],
  "firmware/ports/radio.ts": ["NRF.sleep()", "NRF.setServices()"],
  "firmware/ports/scan.ts": ["NRF.setScan()", 'global["#onblescan"]', "E.toArrayBuffer()"],
  "firmware/ports/spi.ts": ["SPI1.setup()", "SPI1.write()", "digitalWrite()", "digitalRead()"],
  "firmware/ports/storage.ts": [
    "global.passerbySlot",
    "global.passerbyLast",
    "global.passerbyText",
    'require("Storage").read()',
    'require("Storage").write()',
    "E.toArrayBuffer()",
    "E.CRC32()",
  ],
  "firmware/ports/touch.ts": ["E.on()"],
  "firmware/ports/uart.ts": ["Serial1", "Serial2"],
  "firmware/ports/watchdog.ts": ["E.enableWatchdog()", "E.kickWatchdog()"],
};

/** Modules that `.boot0` may have API of; its list is shorter: it listens to nothing and sets no clock. */
export const BOOT_MODULES: readonly string[] = [
  "button",
  "clock",
  "console",
  "display",
  "i2c",
  "leave",
  "pins",
  "radio",
  "spi",
  "storage",
  "watchdog",
].map((name) => `firmware/ports/${name}.ts`);

/** Of these modules' API, what `.boot0` may not have all the same. */
export const BOOT_DENIED: readonly string[] = [
  "setTime()",
  "setWatch()",
  'global["#onblescan"]',
  "E.on()",
  "Serial2",
];

/** The promise that a global object would break in wrong hands. */
export const ROOTS: Readonly<Record<string, string>> = {
  NRF: "P4",
  ESP32: "P4",
  Serial1: "P4",
  Serial2: "P4",
  USB: "P4",
  analogWrite: "P4",
  digitalWrite: "P4",
  require: "P5",
  setTime: "P2",
  getTime: "P2",
};

/** Names that nothing has, neither a global nor a member nor a text, with the promise that they would break. */
export const BANNED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    P1: "console print getAddress getAddressOf toString toJSON serviceData manufacturerData manufacturer services trace",
    P2: "Date",
    P3: "save dump dumpStr dumpVariables onErrorSave",
    P4:
      "setAdvertising setScanResponse wake findDevices requestDevice connect setTxPower setWhitelist sendHIDReport " +
      "updateServices enableWifi Wifi Network http net tls bluetooth Bluetooth Telnet",
    P5: "random randInt hwRand writeJSON",
    P10:
      "eval Function constructor prototype __proto__ poke8 poke16 poke32 peek8 peek16 peek32 nativeCall asm " +
      "setFlags setBootCode getBootCode call apply bind valueOf globalThis arguments defineProperty callee",
  }).flatMap(([promise, names]) => names.split(" ").map((name): [string, string] => [name, promise])),
);

/** Modules that may have a banned name after all: a board that sends or counts, where its file asks for it. */
export const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  "firmware/ports/advert.ts": ["setAdvertising", "wake"],
  // Noise for statistics, of one register a chip.
  "firmware/ports/entropy.ts": ["peek32"],
};

/** What of a module outlives a call after all, and the one thing that each is set to: the two fields of an advert. */
export const KEPT: Readonly<Record<string, readonly string[]>> = {
  "firmware/advert.ts": [
    "advert[BTHOME_BUSY_AT] = axes[AXIS_BUSY]",
    "advert[BTHOME_PRESENCE_AT] = axes[AXIS_PRESENCE] > 0 ? 1 : 0",
  ],
};

/** What a function keeps for the functions in it, between two of their calls. */
export const HELD: Readonly<Record<string, readonly string[]>> = {
  "firmware/main.ts": ["ticks", "digest", "isDown", "pressMs"],
  "firmware/body.ts": ["wasSilent", "wasStuck", "isHeard"],
  "firmware/survey.ts": ["isShown", "ticks"],
  "firmware/stats.ts": ["bytes", "next", "open", "later", "hourAt", "dayAt", "episode"],
  "firmware/boot/neutral.ts": ["ticks"],
  "firmware/drivers/ld2410.ts": ["said"],
  "firmware/drivers/ssd1680.ts": ["shown", "changes"],
};

interface Row {
  readonly promise: string;
  readonly modules: readonly string[];
}

function row(promise: string, ...modules: string[]): Row {
  return { promise, modules };
}

const FILTER = "shared/presence/filter.ts";
const LINE = "shared/presence/line.ts";
const RADAR = "shared/presence/radar.ts";
const HAND = "shared/presence/hand.ts";
const DISTANCE = "shared/presence/distance.ts";
const SCAN = "firmware/ports/scan.ts";
const RANGER = "firmware/drivers/vl53l0x.ts";
/** While a board is calibrated. */
const LISTEN = "firmware/ports/listen.ts";
const SURVEY = "shared/presence/survey.ts";
const SURVEYOR = "firmware/survey.ts";

/** Members whose value is not reduced yet, or that lead out of the board, and the modules in which they may stand. */
export const NAMES: Readonly<Record<string, Row>> = {
  ...spread(["id", "data", "rssi"], row("P1", SCAN, LISTEN)),
  ...spread(
    ["isPirHigh", "isLineHigh", "isPirSeen", "isLineSeen", "pirMs", "lineMs", "fresh", "averages"],
    row("P1", SURVEY),
  ),
  sums: row("P1", SURVEY),
  energies: row("P1", SURVEY, SURVEYOR),
  ...spread(
    "adverts nearAdverts farDbm nearDbm farAdverts isAudible doubtS advertsAverage nearAverage isHeard heardMs secondMs warmUpS touchMs presentMs".split(
      " ",
    ),
    row("P1", FILTER),
  ),
  ...spread(["edges", "isHolding"], row("P1", LINE)),
  windowMs: row("P1", LINE, HAND),
  ...spread(["downs", "downMs"], row("P1", HAND)),
  hand: row("P1", FILTER, "firmware/main.ts"),
  ...spread(["margin", "frameMs", "zoneCm", "quiet"], row("P1", RADAR)),
  ...spread(["lastMm", "equal", "against"], row("P1", DISTANCE)),
  ...spread(["misses", "stop"], row("P1", RANGER)),
  pir: row("P1", FILTER, "firmware/main.ts"),
  radar: row("P1", FILTER, "firmware/body.ts", "firmware/main.ts"),
  seenMs: row("P1", FILTER, "firmware/app.ts"),
  episodeMs: row("P1", FILTER, "firmware/tell.ts", "firmware/draw.ts"),
  drawString: row("P1", "firmware/draw.ts"),
  drawImage: row("P1", "firmware/draw.ts"),
  setFontCustom: row("P1", "firmware/draw.ts"),
  fillRect: row("P1", "firmware/draw.ts", "firmware/boot/sign.ts", "firmware/survey/notice.ts"),
  write: row(
    "P4",
    "firmware/ports/storage.ts",
    "firmware/ports/flash.ts",
    "firmware/ports/uart.ts",
    "firmware/ports/spi.ts",
  ),
  writeTo: row("P4", "firmware/ports/i2c.ts"),
  setPower: row(
    "P4",
    ...[
      "link",
      "main",
      "boot/sign",
      "survey/notice",
      "drivers/builtin",
      "drivers/ssd1306",
      "drivers/st7789",
    ].map((name) => `firmware/${name}.ts`),
  ),
  on: row("P4", "firmware/ports/touch.ts", "firmware/ports/uart.ts"),
  join: row("P1", "shared/policy/egress.ts", "shared/policy/counts.ts"),
};

/** All that the modules next to the sensors give to others: what is not here would be a reading that nobody sealed. */
export const PORT_READERS: Readonly<Record<string, readonly string[]>> = {
  "firmware/ports/button.ts": ["isButtonDown"],
  "firmware/ports/i2c.ts": ["openBus", "writeBus", "readBus"],
  "firmware/ports/pins.ts": ["watchPin", "watchButton", "readLine", "setLevel"],
  "firmware/ports/listen.ts": ["listenTo"],
  "firmware/ports/scan.ts": ["startScan"],
  "firmware/ports/spi.ts": ["openSpi", "writeSpi", "isLineHigh", "setLine"],
  "firmware/ports/touch.ts": ["watchTouch"],
  "firmware/ports/uart.ts": ["openUart"],
  "firmware/drivers/ld2410.ts": ["openLd2410"],
  "firmware/drivers/vl53l0x.ts": ["openRanger", "readRange"],
};

/** Functions that say a level unsealed, and the one pin that each may be asked about. */
export const PLAIN_PINS: Readonly<Record<string, string>> = {
  watchButton: "buttonPin",
  isButtonDown: "buttonPin",
  isLineHigh: "busyPin",
};

/** What only some modules may import. */
export const IMPORTS: Readonly<Record<string, Row>> = {
  openRaw: row("P1", "firmware/hit.ts", FILTER, LINE, RADAR, DISTANCE, RANGER, SURVEY),
  sealRaw: row("P1", "firmware/ports/pins.ts", "firmware/ports/i2c.ts", RANGER),
  hashBytes: row("P5", "firmware/entropy.ts"),
  readNoise: row("P5", "firmware/entropy.ts"),
  takeSeed: row("P5", "firmware/stats.ts"),
  stepHash: row("P5", "firmware/stats.ts"),
  startStats: row("P5", "firmware/main.ts"),
  clearBits: row("P5", "firmware/stats.ts", "firmware/entropy.ts"),
  eraseFlash: row("P5", "firmware/stats.ts", "firmware/entropy.ts"),
  readFlash: row("P5", "firmware/entropy.ts"),
  startScan: row("P1", "firmware/main.ts"),
  watchTouch: row("P1", "firmware/main.ts"),
  listenTo: row("P1", SURVEYOR),
  createSurvey: row("P1", SURVEYOR),
  noteReport: row("P1", RADAR),
  noteGates: row("P1", RADAR),
  watchPin: row("P1", "firmware/main.ts", SURVEYOR),
  readLine: row("P1", "firmware/main.ts", SURVEYOR),
  openUart: row("P1", "firmware/drivers/ld2410.ts"),
  readBus: row("P1", RANGER),
  openRanger: row("P1", "firmware/body.ts", SURVEYOR),
  readRange: row("P1", "firmware/body.ts", SURVEYOR),
  openLd2410: row("P1", "firmware/body.ts", SURVEYOR),
  watchButton: row("P1", "firmware/main.ts"),
  isButtonDown: row("P1", "firmware/boot/start.ts"),
  isLineHigh: row("P1", "firmware/drivers/ssd1680.ts"),
  emit: row("P1", "firmware/link.ts"),
  emitCounts: row("P1", SURVEYOR),
  answerLink: row("P1", "firmware/main.ts", "firmware/boot/neutral.ts", SURVEYOR),
  faultStatus: row("P1", "firmware/boot/neutral.ts"),
  writeAt: row(
    "P5",
    "firmware/mark.ts",
    "firmware/day.ts",
    "firmware/boot/start.ts",
    "firmware/boot/neutral.ts",
  ),
  leaveProgram: row("P10", "firmware/boot/start.ts", "firmware/boot/neutral.ts"),
  setUtc: row("P2", "firmware/link.ts"),
  silenceRadio: row("P4", "firmware/boot.ts", "firmware/main.ts", "firmware/boot/neutral.ts", SURVEYOR),
  closeServices: row("P4", "firmware/boot.ts"),
  advertise: row("P4", "firmware/advert.ts"),
  renewAdvert: row("P4", "firmware/main.ts"),
  forceConsole: row("P4", "firmware/boot.ts"),
  setLevel: row("P4", "firmware/drivers/builtin.ts", "firmware/drivers/st7789.ts"),
  setLine: row("P4", "firmware/drivers/ssd1680.ts", "firmware/drivers/st7789.ts"),
  writeBus: row("P4", "firmware/drivers/ssd1306.ts", "firmware/drivers/vl53l0x.ts"),
  writeSpi: row("P4", "firmware/drivers/ssd1680.ts", "firmware/drivers/st7789.ts"),
};

/** Folders that know of the folders that are listed, and of nothing else: selection is a pure function. */
export const PURE: Readonly<Record<string, readonly string[]>> = {
  "shared/offers/": ["shared/offers/", "shared/cards/"],
  "shared/cards/": [],
};

/** All fields that there are in what may be known, and in what the filter keeps. */
export const STATES: Readonly<Record<string, readonly string[]>> = {
  "shared/offers/situation.ts":
    "minuteOfWeek day axes language pin banned bannedCount soldOut soldOutCount".split(" "),
  [FILTER]: (
    "farAdverts isAudible adverts farDbm nearDbm nearAdverts level dwell busy confidence isEpisode isPresent isSure episodeMs seenMs " +
    "presentMs touchMs isTouched faults pir radar hand warmUpS doubtS advertsAverage nearAverage isHeard secondMs heardMs " +
    "calibration isStuck"
  ).split(" "),
  [LINE]: "isHigh isHolding isStuck isSilent sinceMs edges windowMs isFlooding".split(" "),
  [RADAR]: "rest isNear margin frameMs zoneCm quiet".split(" "),
  [HAND]: "isDown downMs downs windowMs isFlooding".split(" "),
  [DISTANCE]: "isNear against lastMm equal readMs nearMm".split(" "),
  [RANGER]: ["misses", "stop"],
  [SCAN]: ["active"],
  [LISTEN]: ["active"],
  [SURVEY]: "sums energies isPirHigh isLineHigh isPirSeen isLineSeen pirMs lineMs fresh averages".split(" "),
  [SURVEYOR]: "survey left idle isOver".split(" "),
  "firmware/hit.ts": [],
};

/** The same of the display's own state, of the offer that is shown, and of whatever sets a field of either. */
export const CLOSED: Readonly<Record<string, readonly string[]>> = {
  "firmware/app.ts": (
    "content panel clock turn presence scratch nowMs utcMinute playSlot playOffer plays isDue isForced wasEpisode isHeldOld " +
    "shownMs former formerMs mayChange screen screenMs menu tapMs isLanguageTapped isPaused isBlank pinUntilMs lastDay " +
    "sensors isScanning isDirty isTicking dropped minuteOfWeek day language pin slot until"
  ).split(" "),
  "firmware/act.ts":
    "isDue isForced language isLanguageTapped isDirty isHeldOld isPaused tapMs screenMs menu".split(" "),
  "firmware/link.ts":
    "pin pinUntilMs bannedCount soldOutCount lastDay isKnown isBlank isDirty isDue isForced isHeldOld".split(
      " ",
    ),
  "firmware/main.ts": "isDirty isTicking isScanning lastDay".split(" "),
  "firmware/ports/clock.ts": ["base", "isKnown"],
  "shared/offers/turn.ts":
    "d s pacing row period slot held offer tier first second at count words bitCounts".split(" "),
  "shared/offers/pacing.ts":
    "resting played until restingCount ringOffers ringSlots ringNext ringCount dismissed dismissedCount".split(
      " ",
    ),
  "shared/offers/period.ts": ["from", "until", "bases"],
  "shared/offers/row.ts": ["at", "count"],
  "shared/offers/select.ts": ["offer", "tier", "at", "count"],
  "shared/offers/explain.ts": ["first", "second"],
};

/** Who alone sets a field: presence is what the filter says, an offer is what the selection chose. */
export const OWNERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "level dwell busy confidence isEpisode isPresent faults".split(" ").map((name) => [name, FILTER]),
  ),
  ...Object.fromEntries(["plays", "screen", "slot", "nowMs"].map((name) => [name, "firmware/app.ts"])),
  dropped: "shared/policy/egress.ts",
  isScanning: "firmware/main.ts",
  dismissedCount: "shared/offers/pacing.ts",
  ...Object.fromEntries(["offer", "tier"].map((name) => [name, "shared/offers/select.ts"])),
  ...Object.fromEntries(["first", "second"].map((name) => [name, "shared/offers/explain.ts"])),
};

/** Modules that may make a text of parts: a number on a page, a command to a radar, the answer of a broken board. */
export const TEXTS: readonly string[] = [
  "firmware/draw.ts",
  "shared/presence/radar.ts",
  "shared/link/command.ts",
];

function spread(names: readonly string[], value: Row): Record<string, Row> {
  return Object.fromEntries(names.map((name) => [name, value]));
}
