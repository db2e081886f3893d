// ST7789 on SPI, as its datasheet has it (Sitronix ST7789V: system function commands, reset timing): commands, a memory of
// 240 x 320 pixels, and what a glass of 240 x 240 shows of it that is dark where nothing drives it. Waits are counted in
// writes to its lines, for in virtual time a program takes none.

const COLUMNS = 240;
const ROWS = 320;

/** How long a board takes to set a line at least, microseconds: the drivers count on it. */
const LINE_WRITE_US = 50;
/** What the chip asks for: no waking up before so long after a reset, no command so long after waking up. */
const SLEEP_US = 120_000;
const READY_US = 5000;

/** How many bytes of data follow a command that is simulated. */
const PARAMETERS: Readonly<Record<number, number>> = {
  0: 0,
  1: 0, // reset
  16: 0, // into sleep
  17: 0, // out of sleep
  19: 0, // normal mode
  32: 0, // colours as they are
  33: 0, // colours turned round
  40: 0, // display off
  41: 0, // display on
  42: 4, // columns
  43: 4, // rows
  54: 1, // order of the memory
  58: 1, // bits a pixel
};
const WRITE = 0x2c;
const GO_ON = 0x3c;
/** Order of the memory: bits for rows and columns turned round or exchanged, and for blue first. */
const TURNED = 0xe8;
const SIXTEEN_BITS = [0x05, 0x55];

export interface St7789 {
  /** The reset line goes low: all registers are as at power-on. */
  reset(): void;
  /** What came over SPI while the chip was selected. @param isData level of the D/C line */
  receive(bytes: ArrayLike<number>, isData: boolean): void;
  /** One of the chip's lines was set, which takes its time. @param isReset the reset line is low now */
  pass(isReset: boolean): void;
  readonly isBusy: boolean;
  /** Awake and switched on. */
  readonly isOn: boolean;
  /** RGB565, row by row from the top left. */
  look(): Uint16Array;
}

export interface St7789Options {
  readonly width: number;
  readonly height: number;
  /** Hears of bytes that mean nothing here, that come too soon, or that ask for what is not simulated. */
  report(text: string): void;
  /** Gives the bytes that the memory holds at power-on. */
  noise?(): number;
}

interface Registers {
  isAwake: boolean;
  isOn: boolean;
  isTurned: boolean;
  columns: readonly [number, number];
  rows: readonly [number, number];
  bits: number;
}

const AT_POWER_ON: Registers = {
  isAwake: false,
  isOn: false,
  isTurned: false,
  columns: [0, COLUMNS - 1],
  rows: [0, ROWS - 1],
  bits: 0x66,
};

/** A chip that just got power. */
export function createSt7789(options: St7789Options): St7789 {
  const { width, height, report, noise = () => 0 } = options;
  const memory = new Uint16Array(COLUMNS * ROWS).map(() => (noise() << 8) | noise());
  let registers = { ...AT_POWER_ON };
  let at = { column: 0, row: 0 };
  let command = -1;
  let pending: number[] = [];
  let passedUs = 0;
  let resetUs = 0;
  let wokeUs = Number.NEGATIVE_INFINITY;

  function reset(): void {
    registers = { ...AT_POWER_ON };
    command = -1;
    pending = [];
    resetUs = passedUs;
    wokeUs = Number.NEGATIVE_INFINITY;
  }

  function store(colour: number): void {
    const { columns, rows, bits } = registers;
    if (!SIXTEEN_BITS.includes(bits)) {
      report(`st7789: pixels of format ${hex(bits)}`);
      return;
    }
    memory[at.row * COLUMNS + at.column] = colour;
    if (at.column !== columns[1]) at.column = (at.column + 1) % COLUMNS;
    else at = { column: columns[0], row: at.row === rows[1] ? rows[0] : (at.row + 1) % ROWS };
  }

  function wake(): void {
    if (passedUs - resetUs < SLEEP_US) report("st7789: woken too soon after its reset");
    registers.isAwake = true;
    wokeUs = passedUs;
  }

  function setWindow(name: "columns" | "rows", bytes: readonly number[], most: number): void {
    const [from, to] = [(bytes[0] << 8) | bytes[1], (bytes[2] << 8) | bytes[3]];
    if (from > to || to >= most) report(`st7789: no such ${name}: ${from} to ${to}`);
    else registers[name] = [from, to];
  }

  function configure(bytes: readonly number[]): void {
    if (command === 0x2a) setWindow("columns", bytes, COLUMNS);
    else if (command === 0x2b) setWindow("rows", bytes, ROWS);
    else if (command === 0x3a) registers.bits = bytes[0];
    else if (command === 0x36 && bytes[0] & TURNED) report(`st7789: order of the memory ${hex(bytes[0])}`);
  }

  function start(byte: number): void {
    if (pending.length > 0) report(`st7789: command ${hex(command)} got too few data`);
    if (passedUs - wokeUs < READY_US) report(`st7789: command ${hex(byte)} too soon after waking up`);
    pending = [];
    command = byte;
    if (byte === 0x01) reset();
    else if (byte === 0x10) registers.isAwake = false;
    else if (byte === 0x11) wake();
    else if (byte === 0x20 || byte === 0x21) registers.isTurned = byte === 0x21;
    else if (byte === 0x28 || byte === 0x29) registers.isOn = byte === 0x29;
    else if (byte === WRITE) at = { column: registers.columns[0], row: registers.rows[0] };
    else if (byte !== GO_ON && PARAMETERS[byte] === undefined) report(`st7789: unknown command ${hex(byte)}`);
  }

  function take(byte: number): void {
    pending.push(byte);
    if (command === WRITE || command === GO_ON) {
      if (pending.length === 2) {
        store((pending[0] << 8) | pending[1]);
        pending = [];
      }
      return;
    }
    const wanted = PARAMETERS[command] ?? 0;
    if (wanted === 0) {
      report(`st7789: command ${hex(command)} got too many data`);
      pending = [];
    } else if (pending.length === wanted) {
      configure(pending);
      pending = [];
    }
  }

  return {
    reset,
    receive(bytes, isData) {
      for (let i = 0; i < bytes.length; i++) {
        if (isData) take(bytes[i] & 255);
        else start(bytes[i] & 255);
      }
    },
    pass(isReset) {
      passedUs += LINE_WRITE_US;
      if (isReset) resetUs = passedUs;
    },
    isBusy: false,
    get isOn() {
      return registers.isAwake && registers.isOn;
    },
    look() {
      const flip = registers.isTurned ? 0 : 0xffff;
      const pixels = new Uint16Array(width * height);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) pixels[y * width + x] = memory[y * COLUMNS + x] ^ flip;
      return pixels;
    },
  };
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
