// What of ECMAScript Espruino 2v29 has, found by asking the interpreter for every name that Node knows. The
// sandbox keeps these names and deletes every other one. Three groups stay although Espruino lacks them,
// because Node's own parts need them: the accessors of RegExp.prototype, Error.stackTraceLimit, BYTES_PER_ELEMENT.

/** By owner, "" for globals; names of properties, separated by spaces. */
export const LANGUAGE: Readonly<Record<string, string>> = {
  "":
    "Array ArrayBuffer Boolean DataView Date Error Float32Array Float64Array Function Infinity Int16Array " +
    "Int32Array Int8Array JSON Math NaN Number Object Promise ReferenceError RegExp String SyntaxError " +
    "TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray decodeURIComponent encodeURIComponent " +
    "eval globalThis isFinite isNaN parseFloat parseInt undefined",
  Object:
    "assign create defineProperties defineProperty entries fromEntries getOwnPropertyDescriptor " +
    "getOwnPropertyDescriptors getOwnPropertyNames getPrototypeOf keys setPrototypeOf values",
  "Object.prototype": "__proto__ hasOwnProperty toString valueOf",
  Function: "",
  "Function.prototype": "apply bind call toString",
  Array: "isArray",
  "Array.prototype":
    "concat every fill filter find findIndex forEach includes indexOf join map pop push reduce reverse shift " +
    "slice some sort splice toString unshift",
  Number: "MAX_VALUE MIN_VALUE NEGATIVE_INFINITY NaN POSITIVE_INFINITY",
  "Number.prototype": "toFixed toString valueOf",
  Boolean: "",
  "Boolean.prototype": "toString valueOf",
  String: "fromCharCode",
  "String.prototype":
    "charAt charCodeAt concat endsWith includes indexOf lastIndexOf match padEnd padStart repeat replace " +
    "replaceAll slice split startsWith substr substring toLowerCase toString toUpperCase trim valueOf",
  Date: "now parse",
  "Date.prototype":
    "getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime " +
    "getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds getUTCMinutes " +
    "getUTCMonth getUTCSeconds setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds " +
    "setTime toISOString toJSON toString toUTCString valueOf",
  Promise: "all reject resolve",
  "Promise.prototype": "catch then",
  RegExp: "",
  "RegExp.prototype":
    "dotAll exec flags global hasIndices ignoreCase multiline source sticky test toString unicode unicodeSets",
  Error: "stackTraceLimit",
  "Error.prototype": "message toString",
  JSON: "parse stringify",
  Math:
    "E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow " +
    "random round sign sin sqrt tan",
  ArrayBuffer: "",
  "ArrayBuffer.prototype": "byteLength",
  DataView: "",
  "DataView.prototype":
    "buffer byteLength byteOffset getFloat32 getFloat64 getInt16 getInt32 getInt8 getUint16 getUint32 " +
    "getUint8 setFloat32 setFloat64 setInt16 setInt32 setInt8 setUint16 setUint32 setUint8",
  "%TypedArray%": "",
  "%TypedArray%.prototype":
    "buffer byteLength byteOffset every fill filter find findIndex forEach includes indexOf join length map " +
    "reduce reverse set slice some sort subarray toString",
};

/** Properties that every function or its prototype has and keeps. */
export const LANGUAGE_ALWAYS = "length name prototype constructor";
