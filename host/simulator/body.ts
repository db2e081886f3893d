// What stands before a board's radar and distance sensor, and the frames that an LD2410 sends of it: ten a second, unasked,
// but none while it takes commands. Layout at the head of shared/presence/radar.ts.

/** Milliseconds between two frames; they lie beside whole tenths, so that no timer meets one. */
const FRAME_US = 100_000;
const PHASE_US = 37_000;
const RESTART_US = 1_000_000;
/** Commands, by the byte that names them. */
const COMMAND_AT = 6;
const OPEN = 0xff;
const CLOSE = 0xfe;
const RESTART = 0xa3;
/** Nothing in sight. */
const FAR_MM = 8190;

/** What the radar says: distances in cm, 0 = no such target; energies 0 to 100. */
interface Report {
  readonly movingCm: number;
  readonly movingEnergy: number;
  readonly stillCm: number;
  readonly stillEnergy: number;
}

/** Somebody who reads, as both sensors see it. */
const SOMEBODY: Report = { movingCm: 100, movingEnergy: 80, stillCm: 100, stillEnergy: 80 };
const NOBODY: Report = { movingCm: 0, movingEnergy: 0, stillCm: 0, stillEnergy: 0 };
const READER_MM = 600;

export interface Body {
  /** Distance in mm; undefined = the sensor does not answer. */
  readonly mm: number | undefined;
  /** Events `radar`, `radarframe` and `distance` of a trace. */
  stand(isSomebody: boolean): void;
  report(values: readonly string[]): void;
  range(value: string): void;
  /** The port was opened, or power came. */
  begin(nowUs: number): void;
  /** Takes a command. */
  obey(bytes: Uint8Array, nowUs: number): void;
  /** When the next frame is due, in virtual microseconds. */
  readonly dueUs: number;
  /** The frame that is due. */
  send(): Uint8Array;
}

export function createBody(): Body {
  let report: Report | undefined = NOBODY;
  let mm: number | undefined = FAR_MM;
  let dueUs = Number.POSITIVE_INFINITY;
  return {
    get mm() {
      return mm;
    },
    get dueUs() {
      return dueUs;
    },
    stand(isSomebody) {
      if (report !== undefined) report = isSomebody ? SOMEBODY : NOBODY;
      if (mm !== undefined) mm = isSomebody ? READER_MM : FAR_MM;
    },
    report([movingCm, movingEnergy = "0", stillCm = "0", stillEnergy = "0"]) {
      report =
        movingCm === "off"
          ? undefined
          : {
              movingCm: Number(movingCm),
              movingEnergy: Number(movingEnergy),
              stillCm: Number(stillCm),
              stillEnergy: Number(stillEnergy),
            };
    },
    range(value) {
      mm = value === "off" ? undefined : Number(value);
    },
    begin(nowUs) {
      dueUs = afterUs(nowUs);
    },
    obey(bytes, nowUs) {
      const command = bytes[COMMAND_AT];
      if (command === OPEN) dueUs = Number.POSITIVE_INFINITY;
      else if (command === CLOSE) dueUs = afterUs(nowUs);
      else if (command === RESTART) dueUs = afterUs(nowUs + RESTART_US);
    },
    send() {
      dueUs += FRAME_US;
      return report === undefined ? new Uint8Array() : encodeReport(report);
    },
  };
}

/** The first time after this one at which a frame may be sent. */
function afterUs(nowUs: number): number {
  return (Math.floor((nowUs - PHASE_US) / FRAME_US) + 1) * FRAME_US + PHASE_US;
}

function encodeReport({ movingCm, movingEnergy, stillCm, stillEnergy }: Report): Uint8Array {
  const bytes = Buffer.from("f4f3f2f10d0002aa000000000000000000" + "5500f8f7f6f5", "hex");
  bytes[8] = (movingCm > 0 || movingEnergy > 0 ? 1 : 0) | (stillCm > 0 || stillEnergy > 0 ? 2 : 0);
  bytes.writeUInt16LE(movingCm, 9);
  bytes[11] = movingEnergy;
  bytes.writeUInt16LE(stillCm, 12);
  bytes[14] = stillEnergy;
  bytes.writeUInt16LE(movingCm > 0 ? movingCm : stillCm, 15);
  return bytes;
}
