// What a program is made for. The bundler writes the sensors that the board's section of the shop names in place of this
// file: what they do not need is then not in its program. Without a shop, and in tests, it is this.
// Nothing is imported here: only then the bundler folds what is false.
export const HAS_TOUCH: boolean = true;
export const HAS_BUTTON: boolean = true;
export const HAS_PIR: boolean = true;
/** A radar's OUT pin. */
export const HAS_RADAR: boolean = true;
export const HAS_SCAN: boolean = true;
/** A radar that sends frames. */
export const HAS_RADAR_UART: boolean = false;
/** A VL53L0X on I2C. */
export const HAS_DISTANCE: boolean = false;
/** A radar's engineering mode: a board asks for it, and reads its frames, where its section of the shop says so. */
export const HAS_GATES: boolean = true;
/** The program that counts readings while a board is calibrated: firmware/survey.ts. */
export const HAS_SURVEY: boolean = false;
