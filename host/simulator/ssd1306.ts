// SSD1306 on I2C, as its datasheet has it (Solomon Systech, Rev 1.1, sections 8, 9 and 10): control bytes,
// commands, display memory, and what the glass of the usual 128 x 64 module shows of it.

const COLUMNS = 128;
const PAGES = 8;
const ROWS = 64;

/** How many parameter bytes follow a command; 0 where it is not named here. */
const PARAMETERS: Readonly<Record<number, number>> = {
  32: 1, // memory addressing mode
  33: 2, // column range
  34: 2, // page range
  38: 6, // scrolling set-ups: two horizontal ones, two that are also vertical
  39: 6,
  41: 5,
  42: 5,
  129: 1, // contrast
  141: 1, // charge pump
  163: 2, // vertical scroll area
  168: 1, // multiplex ratio
  211: 1, // display offset
  213: 1, // clock
  217: 1, // pre-charge
  218: 1, // COM pins
  219: 1, // VCOMH
};

/** Commands without parameters that change nothing one could see here: scrolling off, no operation. */
const SILENT = [0x2e, 0xe3];

export interface Ssd1306 {
  /** One I2C message to the chip, without its address. */
  receive(bytes: ArrayLike<number>): void;
  /** 0 or 1, row by row from the top left, as somebody in front of the module sees it. */
  look(): Uint16Array;
  /** Display on, and fed by its charge pump. */
  readonly isOn: boolean;
  /** 0 to 255. */
  readonly contrast: number;
}

/**
 * A chip after reset.
 * @param noise gives the bytes that its memory holds at power-on
 * @param report hears of bytes that mean nothing here, or nothing that is simulated
 */
export function createSsd1306(report: (text: string) => void, noise: () => number = () => 0): Ssd1306 {
  const memory = new Uint8Array(COLUMNS * PAGES).map(noise);
  const pending: number[] = [];
  let mode = 2;
  let column = 0;
  let page = 0;
  let columnStart = 0;
  let columnEnd = COLUMNS - 1;
  let pageStart = 0;
  let pageEnd = PAGES - 1;
  let startLine = 0;
  let offset = 0;
  let rows = ROWS;
  let contrast = 0x7f;
  let hasPump = false;
  let isDisplaying = false;
  let isInverted = false;
  let isAllOn = false;
  let isRemapped = false;
  let isReversed = false;

  function stepPage(): void {
    page = page === pageEnd ? pageStart : (page + 1) % PAGES;
  }

  function stepColumn(): boolean {
    const isLast = column === (mode === 2 ? COLUMNS - 1 : columnEnd);
    column = isLast ? (mode === 2 ? 0 : columnStart) : (column + 1) % COLUMNS;
    return isLast;
  }

  function store(byte: number): void {
    // The segment remap works while writing: what is stored already does not move (section 10.1.8).
    memory[page * COLUMNS + (isRemapped ? COLUMNS - 1 - column : column)] = byte;
    if (mode === 1) {
      const isLast = page === pageEnd;
      stepPage();
      if (isLast) stepColumn();
    } else if (stepColumn() && mode === 0) stepPage();
  }

  function configure(command: number, a: number, b: number): void {
    if (command === 0x20) mode = a & 3;
    else if (command === 0x21) {
      columnStart = a & 127;
      columnEnd = b & 127;
      column = columnStart;
    } else if (command === 0x22) {
      pageStart = a & 7;
      pageEnd = b & 7;
      page = pageStart;
    } else if (command === 0x81) contrast = a;
    else if (command === 0x8d) hasPump = (a & 4) !== 0;
    else if (command === 0xa8) {
      if ((a & 63) < 15) report(`ssd1306: multiplex ratio of ${(a & 63) + 1} rows`);
      else rows = (a & 63) + 1;
    } else if (command === 0xd3) offset = a & 63;
    else if (command === 0xda && a !== 0x12)
      report(`ssd1306: COM pins ${hex(a)}, the module is wired for 0x12`);
    else if (command === 0x20 + 3 || (command >= 0x26 && command <= 0x2a) || command === 0xa3)
      report(`ssd1306: scrolling command ${hex(command)}`);
  }

  function execute(command: number): void {
    if (command < 0x10) column = (column & 0x70) | command;
    else if (command < 0x20) column = (column & 0x0f) | ((command & 7) << 4);
    else if (command >= 0x40 && command < 0x80) startLine = command & 63;
    else if (command >= 0xb0 && command < 0xb8) page = command & 7;
    else if (command === 0xa0 || command === 0xa1) isRemapped = command === 0xa1;
    else if (command === 0xa4 || command === 0xa5) isAllOn = command === 0xa5;
    else if (command === 0xa6 || command === 0xa7) isInverted = command === 0xa7;
    else if (command === 0xae || command === 0xaf) isDisplaying = command === 0xaf;
    else if (command >= 0xc0 && command < 0xd0) isReversed = (command & 8) !== 0;
    else if (!SILENT.includes(command)) report(`ssd1306: unknown command ${hex(command)}`);
  }

  function command(byte: number): void {
    pending.push(byte);
    const first = pending[0];
    const wanted = PARAMETERS[first] ?? 0;
    if (pending.length <= wanted) return;
    if (wanted === 0) execute(first);
    else configure(first, pending[1], pending[2]);
    pending.length = 0;
  }

  /** Row of memory that COM line `com` shows, or -1 where the multiplexer leaves it dark (tables 10-1, 10-2). */
  function rowOf(com: number): number {
    const row = (isReversed ? rows - 1 - com + offset + ROWS : com + offset) & 63;
    return row < rows ? (row + startLine) & 63 : -1;
  }

  return {
    receive(bytes) {
      for (let i = 0; i < bytes.length; ) {
        const control = bytes[i++];
        if (control & 0x3f) report(`ssd1306: control byte ${hex(control)}`);
        // Co = 1: one byte, then another control byte; Co = 0: all that is left (section 8.1.5.2).
        const end = control & 0x80 ? Math.min(i + 1, bytes.length) : bytes.length;
        for (; i < end; i++) {
          if (control & 0x40) store(bytes[i]);
          else command(bytes[i]);
        }
      }
    },
    look() {
      const pixels = new Uint16Array(COLUMNS * ROWS);
      if (!isDisplaying || !hasPump) return pixels;
      for (let y = 0; y < ROWS; y++) {
        // The module is mounted upside down: SEG127 and COM63 are at its top left.
        const row = rowOf(ROWS - 1 - y);
        if (row < 0) continue;
        const from = (row >> 3) * COLUMNS + COLUMNS - 1;
        for (let x = 0; x < COLUMNS; x++) {
          const bit = (memory[from - x] >> (row & 7)) & 1;
          pixels[y * COLUMNS + x] = isAllOn || (bit === 1) !== isInverted ? 1 : 0;
        }
      }
      return pixels;
    },
    get isOn() {
      return isDisplaying && hasPump;
    },
    get contrast() {
      return contrast;
    },
  };
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
