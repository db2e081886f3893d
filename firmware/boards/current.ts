// The bundler puts the board's own file in place of this one.
import { board as cyd } from "./esp32-cyd.ts";

export const board = cyd;
