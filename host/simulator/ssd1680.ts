// SSD1680 on SPI, as its datasheet has it (Solomon Systech, chapters 6 to 9): commands, two memories, the update sequence,
// and what electronic paper shows of it. The waveforms are the two that makers of panels store in the chip: mode 1 drives
// every pixel through black and white, mode 2 only those whose bits in the two memories differ.

const ROW_BYTES = 22;
const GATES = 296;
/** Sources that a panel leaves out on the left: with 0x21's second byte 0x80 the chip begins behind them. */
const LEFT_OUT = 8;

/** Milliseconds that BUSY is high, at room temperature. */
export const PAPER_BUSY_MS = { reset: 10, full: 2000, partial: 400 } as const;

/** How many bytes of data follow a command. */
const PARAMETERS: Readonly<Record<number, number>> = {
  1: 3, // gates
  3: 1, // gate voltage
  4: 3, // source voltages
  12: 4, // booster
  16: 1, // deep sleep
  17: 1, // order of addresses
  18: 0, // reset
  24: 1, // thermometer
  32: 0, // update
  33: 2, // what an update sees of the memories
  34: 1, // what an update does
  44: 1, // VCOM
  60: 1, // border
  68: 2, // window: bytes of a row
  69: 4, // window: gates
  78: 1, // address: byte of a row
  79: 2, // address: gate
  127: 0,
};
const WRITE_NEW = 0x24;
const WRITE_OLD = 0x26;

/** A change of the glass. */
export interface Refresh {
  readonly atMs: number;
  /** Mode 1: the glass flashes. */
  readonly isFull: boolean;
  /** Pixels that were driven. */
  readonly driven: number;
}

export interface Ssd1680 {
  /** The reset line goes low: all registers are as at power-on. */
  reset(): void;
  /** What came over SPI while the chip was selected. @param isData level of the D/C line */
  receive(bytes: ArrayLike<number>, isData: boolean): void;
  readonly isBusy: boolean;
  readonly refreshes: readonly Refresh[];
  /** 1 = white, row by row from the top left of the panel held with its connector at the right. */
  look(): Uint16Array;
}

export interface Ssd1680Options {
  readonly width: number;
  readonly height: number;
  /** What is on the glass, power or not; it is changed. */
  readonly glass: Uint16Array;
  nowMs(): number;
  /** Hears of bytes that mean nothing here, or nothing that is simulated. */
  report(text: string): void;
  /** Gives the bytes that the memories hold at power-on. */
  noise?(): number;
}

interface Registers {
  gates: number;
  order: number;
  rowStart: number;
  rowEnd: number;
  gateStart: number;
  gateEnd: number;
  thermometer: number;
  contents: number;
  sources: number;
  sequence: number;
  /** Waveform that is loaded: 0 none, 1 and 2 the modes. */
  waveform: number;
}

const AT_POWER_ON: Registers = {
  gates: GATES,
  order: 3,
  rowStart: 0,
  rowEnd: ROW_BYTES - 1,
  gateStart: 0,
  gateEnd: GATES - 1,
  thermometer: 0x48,
  contents: 0,
  sources: 0,
  sequence: 0xff,
  waveform: 0,
};

/** A chip that just got power. */
export function createSsd1680(options: Ssd1680Options): Ssd1680 {
  const { width, height, glass, nowMs, report, noise = () => 0 } = options;
  const news = new Uint8Array(ROW_BYTES * GATES).map(noise);
  const olds = new Uint8Array(ROW_BYTES * GATES).map(noise);
  const refreshes: Refresh[] = [];
  let registers = { ...AT_POWER_ON };
  let at = { row: 0, gate: 0 };
  let command = -1;
  let pending: number[] = [];
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  let coming: Uint16Array | undefined;

  function settle(): void {
    if (coming === undefined || nowMs() < busyUntilMs) return;
    glass.set(coming);
    coming = undefined;
  }

  function reset(): void {
    settle();
    // A change that is broken off leaves the glass somewhere between: as it was, here.
    coming = undefined;
    registers = { ...AT_POWER_ON };
    at = { row: 0, gate: 0 };
    command = -1;
    pending = [];
    busyUntilMs = nowMs() + PAPER_BUSY_MS.reset;
  }

  function stepRow(): boolean {
    const { order, rowStart, rowEnd } = registers;
    const isLast = at.row === rowEnd;
    at.row = isLast ? rowStart : (at.row + (order & 1 ? 1 : ROW_BYTES - 1)) % ROW_BYTES;
    return isLast;
  }

  function stepGate(): boolean {
    const { order, gateStart, gateEnd } = registers;
    const isLast = at.gate === gateEnd;
    at.gate = isLast ? gateStart : (at.gate + (order & 2 ? 1 : GATES - 1)) % GATES;
    return isLast;
  }

  function store(memory: Uint8Array, byte: number): void {
    memory[at.gate * ROW_BYTES + at.row] = byte;
    if (registers.order & 4) {
      if (stepGate()) stepRow();
    } else if (stepRow()) stepGate();
  }

  /** A bit of a memory for a pixel of the glass. */
  function bitOf(memory: Uint8Array, x: number, y: number): number {
    const source = registers.sources & 0x80 ? y : y + LEFT_OUT;
    return (memory[(width - 1 - x) * ROW_BYTES + (source >> 3)] >> (7 - (source & 7))) & 1;
  }

  function update(): void {
    const { sequence, contents, waveform, gates } = registers;
    if ((sequence & 0xc0) !== 0xc0) report(`ssd1680: update ${hex(sequence)} without clock or power`);
    if (sequence & 0x20 && registers.thermometer !== 0x80)
      report("ssd1680: the temperature is asked of a sensor that is not there");
    const mode = sequence & 8 ? 2 : 1;
    if (sequence & 0x10) registers.waveform = mode;
    if ((sequence & 4) === 0) return;
    if (registers.waveform !== mode) {
      report(`ssd1680: no waveform is loaded for mode ${mode}, but ${waveform}`);
      return;
    }
    const next = glass.slice();
    let driven = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if (width - 1 - x >= gates) continue;
        const fresh = bitOf(news, x, y) ^ ((contents & 0x0f) === 8 ? 1 : 0);
        const choice = contents >> 4;
        const old = choice === 4 ? 0 : bitOf(olds, x, y) ^ (choice === 8 ? 1 : 0);
        // In mode 1 a set bit of the second memory asks for a third colour, which this paper has not.
        if (mode === 1 ? old === 1 : old === fresh) continue;
        next[y * width + x] = fresh;
        driven++;
      }
    coming = next;
    busyUntilMs = nowMs() + (mode === 1 ? PAPER_BUSY_MS.full : PAPER_BUSY_MS.partial);
    refreshes.push({ atMs: nowMs(), isFull: mode === 1, driven });
  }

  function configure([a, b = 0, c = 0, d = 0]: readonly number[]): void {
    if (command === 0x01) {
      registers.gates = (a | ((b & 1) << 8)) + 1;
      if (c & 7) report(`ssd1680: order of gates ${hex(c)}`);
    } else if (command === 0x10 && a & 3) report("ssd1680: deep sleep");
    else if (command === 0x11) registers.order = a & 7;
    else if (command === 0x18) registers.thermometer = a;
    else if (command === 0x21) {
      registers.contents = a;
      registers.sources = b;
    } else if (command === 0x22) registers.sequence = a;
    else if (command === 0x44) {
      registers.rowStart = a & 63;
      registers.rowEnd = b & 63;
    } else if (command === 0x45) {
      registers.gateStart = a | ((b & 1) << 8);
      registers.gateEnd = c | ((d & 1) << 8);
    } else if (command === 0x4e) at.row = (a & 63) % ROW_BYTES;
    else if (command === 0x4f) at.gate = (a | ((b & 1) << 8)) % GATES;
  }

  function start(byte: number): void {
    if (pending.length > 0) report(`ssd1680: command ${hex(command)} got too few data`);
    pending = [];
    command = byte;
    if (byte === 0x12) reset();
    else if (byte === 0x20) update();
    else if (byte !== WRITE_NEW && byte !== WRITE_OLD && PARAMETERS[byte] === undefined)
      report(`ssd1680: unknown command ${hex(byte)}`);
  }

  function take(byte: number): void {
    if (command === WRITE_NEW) store(news, byte);
    else if (command === WRITE_OLD) store(olds, byte);
    else {
      const wanted = PARAMETERS[command] ?? 0;
      if (pending.length >= wanted) report(`ssd1680: command ${hex(command)} got too many data`);
      else pending.push(byte);
      if (pending.length === wanted) {
        configure(pending);
        pending = [];
        command = -1;
      }
    }
  }

  return {
    reset,
    receive(bytes, isData) {
      settle();
      if (nowMs() < busyUntilMs) {
        if (bytes.length > 0) report("ssd1680: it was sent something while it was busy");
        return;
      }
      for (let i = 0; i < bytes.length; i++) {
        if (isData) take(bytes[i]);
        else start(bytes[i]);
      }
    },
    get isBusy() {
      return nowMs() < busyUntilMs;
    },
    refreshes,
    look() {
      settle();
      return glass.slice();
    },
  };
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
