// Names that Espruino 2v29 has, and names of JavaScript that it lacks; both asked of the interpreter.

/** Globals of the language. Boards' own globals come from the ports' declarations. */
export const LANGUAGE_GLOBALS: readonly string[] = (
  "Object Function Array String Number Boolean Math JSON RegExp Error TypeError SyntaxError ReferenceError " +
  "Promise ArrayBuffer DataView Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array " +
  "Float32Array Float64Array NaN Infinity undefined isNaN isFinite parseInt parseFloat encodeURIComponent " +
  "decodeURIComponent atob btoa clearTimeout clearInterval setTimeout setInterval changeInterval globalThis " +
  "global arguments"
).split(" ");

export const TYPED_ARRAYS: readonly string[] = (
  "Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array " +
  "Uint8ClampedArray"
).split(" ");

/** What each global object of the language offers by name; anything else on it is absent or wrong. */
export const STATICS: Readonly<Record<string, readonly string[]>> = {
  Math: (
    "abs acos asin atan atan2 ceil cos exp floor log max min sign sin sqrt tan E LN10 LN2 LOG10E LOG2E PI " +
    "SQRT1_2 SQRT2"
  ).split(" "),
  Object: (
    "assign create defineProperties defineProperty entries fromEntries getOwnPropertyDescriptor " +
    "getOwnPropertyDescriptors getOwnPropertyNames getPrototypeOf keys setPrototypeOf values"
  ).split(" "),
  Array: ["isArray"],
  String: ["fromCharCode"],
  Number: ["MAX_VALUE", "NaN", "NEGATIVE_INFINITY", "POSITIVE_INFINITY"],
  JSON: ["parse", "stringify"],
  Promise: ["all", "resolve", "reject", "withResolvers"],
  Boolean: [],
  Function: [],
  RegExp: [],
  Error: [],
  ArrayBuffer: [],
  DataView: [],
};

/** Members that values of the language have on a board. */
export const MEMBERS: readonly string[] = (
  "length constructor prototype concat fill find findIndex pop push reverse shift unshift slice sort splice " +
  "includes indexOf join forEach filter map every some reduce toString charAt charCodeAt endsWith lastIndexOf " +
  "match padEnd padStart repeat replace replaceAll split substr substring startsWith trim toLowerCase " +
  "toUpperCase valueOf toFixed apply bind call exec source test lastIndex index input message stack then catch " +
  "buffer byteLength byteOffset set subarray getInt8 setInt8 getUint8 setUint8 getInt16 setInt16 getUint16 " +
  "setUint16 getInt32 setInt32 getUint32 setUint32 getFloat32 setFloat32 getFloat64 setFloat64 hasOwnProperty " +
  "__proto__ value writable enumerable configurable get set toJSON random pow round now"
).split(" ");

/** Members of JavaScript that no value has on a board (`lastIndexOf` only strings have). */
export const ABSENT_MEMBERS: readonly string[] = (
  "at copyWithin findLast findLastIndex lastIndexOf keys entries values flat flatMap reduceRight " +
  "toLocaleString toReversed toSorted toSpliced with anchor big blink bold codePointAt fontcolor fontsize " +
  "fixed isWellFormed italics link localeCompare matchAll normalize search small strike sub sup toWellFormed " +
  "trimStart trimLeft trimEnd trimRight toLocaleLowerCase toLocaleUpperCase toExponential toPrecision name " +
  "caller callee cause dotAll flags global groups hasIndices ignoreCase multiline sticky unicode unicodeSets " +
  "finally BYTES_PER_ELEMENT maxByteLength resizable resize transfer getBigInt64 setBigInt64 getBigUint64 " +
  "setBigUint64 isPrototypeOf propertyIsEnumerable __defineGetter__ __defineSetter__ __lookupGetter__ " +
  "__lookupSetter__ freeze isFrozen seal isSealed preventExtensions isExtensible"
).split(" ");
