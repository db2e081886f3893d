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
const ENGINEERING = 0x62;
const GATES = 9;
const GATE_CM = 75;
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
  let hasGates = false;
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
      else if (command === ENGINEERING) hasGates = true;
      else if (command === RESTART) {
        hasGates = false;
        dueUs = afterUs(nowUs + RESTART_US);
      }
    },
    send() {
      dueUs += FRAME_US;
      if (report === undefined) return new Uint8Array();
      return hasGates ? addGates(encodeReport(report), report) : encodeReport(report);
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

/** The same frame in the engineering mode: each target's energy in its own gate, nothing in the others. */
function addGates(basic: Uint8Array, { movingCm, movingEnergy, stillCm, stillEnergy }: Report): Uint8Array {
  const gates = Buffer.alloc(2 + 2 * GATES + 2);
  gates.set([GATES - 1, GATES - 1]);
  const gateOf = (cm: number): number => Math.min(GATES - 1, Math.floor(cm / GATE_CM));
  if (movingCm > 0) gates[2 + gateOf(movingCm)] = movingEnergy;
  if (stillCm > 0) gates[2 + GATES + gateOf(stillCm)] = stillEnergy;
  const at = 8 + 9;
  const frame = Buffer.concat([basic.subarray(0, at), gates, basic.subarray(at)]);
  frame.writeUInt16LE(13 + gates.length, 4);
  frame[6] = 1;
  return frame;
}
