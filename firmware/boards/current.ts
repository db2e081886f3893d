// What a board file says. The bundler puts the board's own file in place of this one.
import * as cyd from "./esp32-cyd.ts";

export const height: number = cyd.height;
export const hasBuiltinPanel: boolean = cyd.hasBuiltinPanel;
export const backlightPin: number = cyd.backlightPin;
export const sclPin: number = cyd.sclPin;
export const sdaPin: number = cyd.sdaPin;
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
