// What a board file says. The bundler puts the board's own file in place of this one.
import * as cyd from "./esp32-cyd.ts";

export const width: number = cyd.width;
export const height: number = cyd.height;
export const hasBuiltinPanel: boolean = cyd.hasBuiltinPanel;
export const hasPaper: boolean = cyd.hasPaper;
export const hasTft: boolean = cyd.hasTft;
export const backlightPin: number = cyd.backlightPin;
export const sclPin: number = cyd.sclPin;
export const sdaPin: number = cyd.sdaPin;
export const sckPin: number = cyd.sckPin;
export const mosiPin: number = cyd.mosiPin;
export const csPin: number = cyd.csPin;
export const dcPin: number = cyd.dcPin;
export const resetPin: number = cyd.resetPin;
export const busyPin: number = cyd.busyPin;
export const pirPin: number = cyd.pirPin;
export const radarPin: number = cyd.radarPin;
export const radarRxPin: number = cyd.radarRxPin;
export const radarTxPin: number = cyd.radarTxPin;
export const distanceSclPin: number = cyd.distanceSclPin;
export const distanceSdaPin: number = cyd.distanceSdaPin;
export const buttonPin: number = cyd.buttonPin;
export const isButtonInverted: boolean = cyd.isButtonInverted;
export const hasTouch: boolean = cyd.hasTouch;
export const isUsbConsole: boolean = cyd.isUsbConsole;
export const pageTicks: number = cyd.pageTicks;
