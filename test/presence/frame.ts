// Frames of an LD2410 as it would send them, for tests: written from the layout at the head of shared/presence/radar.ts.

/** What one report says; energies 0 to 100, distances in cm. */
export interface Report {
  readonly movingCm?: number;
  readonly movingEnergy?: number;
  readonly stillCm?: number;
  readonly stillEnergy?: number;
  /** 18 energies: of movement a gate, then of stillness. With it the frame is of the engineering mode. */
  readonly gates?: readonly number[];
}

export function textOf(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes);
}

/** One frame, one character a byte. */
export function encodeFrame(report: Report): string {
  const { movingCm, stillCm, gates } = report;
  const state = (movingCm === undefined ? 0 : 1) | (stillCm === undefined ? 0 : 2);
  const u16 = (value: number): number[] => [value & 255, value >> 8];
  const body = [
    gates === undefined ? 2 : 1,
    0xaa,
    state,
    ...u16(movingCm ?? 0),
    report.movingEnergy ?? 0,
    ...u16(stillCm ?? 0),
    report.stillEnergy ?? 0,
    ...u16(movingCm ?? stillCm ?? 0),
    ...(gates === undefined ? [] : [8, 8, ...gates, 90, 1]),
    0x55,
    0,
  ];
  return textOf([0xf4, 0xf3, 0xf2, 0xf1, ...u16(body.length), ...body, 0xf8, 0xf7, 0xf6, 0xf5]);
}
