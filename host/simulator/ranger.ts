// A VL53L0X on I2C, as far as a driver sees it: registers in pages, the value of STOP that has to be given back before each
// range, its own calibrations, and ranges that take their time.

/** 7 bit address. */
export const RANGER_ADDRESS = 0x29;
const RANGE_MS = 33;
/** What STOP holds after power-on; any value will do, but a driver has to give back this one. */
const STOP_VALUE = 0x3c;

export interface Ranger {
  /** One message: a register, then what is written from there on. */
  write(bytes: ArrayLike<number>): void;
  /** Bytes from the register on that was named last. */
  read(count: number): number[];
}

/**
 * A sensor that just got power.
 * @param measureMm what is in front of it; 8190 = nothing
 */
export function createRanger(nowMs: () => number, measureMm: () => number): Ranger {
  const registers = new Uint8Array(256);
  registers[0xc0] = 0xee;
  let pointer = 0;
  let page = 0;
  let isArmed = false;
  let readyMs = Number.POSITIVE_INFINITY;
  let ranges = 0;

  function start(): void {
    const isCalibrating = registers[1] === 1 || registers[1] === 2;
    if (isCalibrating) readyMs = nowMs();
    else if (isArmed) readyMs = nowMs() + RANGE_MS;
    isArmed = false;
  }

  function store(register: number, value: number): void {
    if (register === 0xff) page = value;
    else if (page === 1) {
      if (register === 0x91) isArmed = value === STOP_VALUE;
    } else if (register === 0x0b) readyMs = Number.POSITIVE_INFINITY;
    else {
      registers[register] = value;
      if (register === 0 && value & 1) start();
    }
  }

  function load(register: number): number {
    if (page === 1) return register === 0x91 ? STOP_VALUE : 0;
    const isReady = nowMs() >= readyMs;
    const mm = measureMm();
    // Light jitters by a millimetre.
    const range = mm < 8190 ? mm + (ranges & 1) : mm;
    if (register === 0x13) {
      if (isReady) ranges++;
      return isReady ? 4 : 0;
    }
    if (register === 0x14) return (mm < 8190 ? 11 : 4) << 3;
    if (register === 0x1e) return range >> 8;
    return register === 0x1f ? range & 255 : registers[register];
  }

  return {
    write(bytes) {
      pointer = bytes[0] ?? 0;
      for (let i = 1; i < bytes.length; i++) store((pointer + i - 1) & 255, bytes[i]);
    },
    read: (count) => Array.from({ length: count }, (_, i) => load((pointer + i) & 255)),
  };
}
