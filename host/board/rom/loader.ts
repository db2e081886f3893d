// What is used of esptool-js; see esptool.mjs.

/** The part of esptool-js's ESPLoader that is used here. */
export interface Loader {
  /** Missing until it was found out. */
  readonly chip?: {
    readonly CHIP_NAME: string;
    postConnect?(loader: Loader): Promise<void>;
  };
  readonly secureDownloadMode: boolean;
  readonly transport: {
    readonly baudrate: number;
    /** The next packet, without its frame. */
    read(timeoutMs: number): Promise<Uint8Array>;
  };
  /** Opens the line, resets the chip into its ROM, and finds out which one it is. */
  detectChip(mode: "default_reset", attempts: number): Promise<void>;
  runStub(): Promise<unknown>;
  /** Goes to the fast rate; back to that of the ROM, with a new connection, where the chip falls silent. */
  changeBaud(): Promise<void>;
  /** Three bytes: manufacturer, type, power of two of the size. */
  readFlashId(): Promise<number>;
  writeReg(address: number, value: number, mask?: number): Promise<void>;
  readFlash(
    address: number,
    length: number,
    onPacket: (packet: Uint8Array, doneBytes: number) => void,
  ): Promise<Uint8Array>;
  /** @returns the MD5 as hex */
  flashMd5sum(address: number, length: number): Promise<string>;
  writeFlash(options: {
    readonly fileArray: readonly { readonly data: Uint8Array; readonly address: number }[];
    readonly flashMode: "keep";
    readonly flashFreq: "keep";
    readonly flashSize: "keep";
    readonly eraseAll: false;
    readonly compress: true;
    reportProgress(part: number, doneBytes: number, totalBytes: number): void;
    calculateMD5Hash(image: Uint8Array): string;
  }): Promise<void>;
  /** Sends a command and throws where its status is not 0. */
  checkCommand(
    what: string,
    command: number,
    data: Uint8Array,
    checksum: number,
    answerBytes: number,
    timeoutMs: number,
  ): Promise<unknown>;
}
