// The rules as data: what is wrong with it on a board, and what to write instead.

export interface Rule {
  readonly what: string;
  readonly instead: string;
  /** Source files in which it is allowed. */
  readonly allowedIn?: readonly string[];
}

const noSuch = "a board does not understand it";

export const RULES: Readonly<Record<string, Rule>> = {
  // syntax
  syntax: { what: "this is no JavaScript", instead: "correct the place that is named" },
  "default-value": { what: `default value: ${noSuch}`, instead: "test for undefined inside the function" },
  rest: { what: `rest parameter or element: ${noSuch}`, instead: "pass an array" },
  spread: { what: `spread: ${noSuch}`, instead: "use apply, concat or Object.assign" },
  destructuring: { what: `destructuring: ${noSuch}`, instead: "read the fields one by one" },
  "optional-chain": { what: `optional chaining: ${noSuch}`, instead: "test with && or an if" },
  "logical-assignment": { what: `logical assignment: ${noSuch}`, instead: "write an if and an assignment" },
  exponent: { what: `the operator **: ${noSuch}`, instead: "multiply, or shift for powers of two" },
  async: { what: `async and await: ${noSuch}`, instead: "use then, or a callback" },
  generator: { what: `generators: ${noSuch}`, instead: "use a loop with a callback" },
  label: { what: `labels: ${noSuch}`, instead: "put the loops into a function and return" },
  "do-bare": {
    what: "do before a try or a switch without braces is not understood by a board",
    instead: "leave the function in one place, after the try or the switch",
  },
  with: { what: `with: ${noSuch}`, instead: "name the object" },
  debugger: { what: "debugger stops the board", instead: "remove it" },
  bigint: { what: `BigInt: ${noSuch}`, instead: "use two 32 bit numbers" },
  "new-target": { what: `new.target: ${noSuch}`, instead: "use a factory function" },
  "class-field": { what: "class fields are shared by all instances", instead: "assign in the constructor" },
  "class-private": { what: `private members: ${noSuch}`, instead: "keep it in a closure" },
  "class-static-block": { what: `static blocks: ${noSuch}`, instead: "assign after the class" },
  "class-extends": {
    what: "only a class of the program, by name, can be extended",
    instead: "use a function",
  },
  "class-super-chain": {
    what: "super in a class and in the one that it extends runs in a circle",
    instead: "name the class: A.prototype.m.call(this)",
  },
  "class-static-inherited": {
    what: "static members are not inherited",
    instead: "name the class that has it",
  },
  "computed-key": { what: `computed keys: ${noSuch}`, instead: "assign with [] after the literal" },
  "tagged-template": { what: `tagged templates: ${noSuch}`, instead: "call the function" },
  "template-escape": { what: "this escape in a template is read wrongly", instead: "use a plain string" },
  "template-brace": {
    what: "braces or back quotes in text inside an expression end the template early",
    instead: "put the text into a variable first",
  },
  "switch-default": {
    what: "default before another case is refused by a board",
    instead: "move it to the end",
  },
  "switch-let": { what: "let in a case stays known after the switch", instead: "put the case into { }" },
  "return-newline": {
    what: "return goes on to the next line",
    instead: "end it with a semicolon, or put the value on its line",
  },
  "html-comment": {
    what: "<!-- and --> are comments to some and operators to others",
    instead: "add a space",
  },
  reserved: { what: "this word is reserved on a board", instead: "choose another name" },
  helper: { what: "a helper of the bundler", instead: "avoid the feature that it stands in for" },
  ascii: {
    what: "only ASCII is allowed in a program",
    instead: "write it as \\x.. or leave it to the cards",
  },
  // order and scope
  "loop-closure": {
    what: "a function made in a loop sees the last value of the loop's variable",
    instead: "copy it to a variable in the loop's body, or use forEach",
  },
  "use-before-definition": {
    what: "it is used before its definition ran; nothing is hoisted on a board",
    instead: "move the definition up",
  },
  "var-in-branch": {
    what: "var inside a branch does not exist where the branch was not taken",
    instead: "declare it before the branch",
  },
  "unknown-global": { what: "a board has no such global", instead: "declare it, or reach it through a port" },
  "arrow-arguments": { what: "arguments is not seen in an arrow function", instead: "use a plain function" },
  "arguments-member": {
    what: "arguments is an array on a board",
    instead: "use its length and its elements only",
  },
  // members
  "absent-static": { what: "a board lacks it", instead: "write it out with what Espruino has" },
  "absent-member": { what: "a board lacks it", instead: "write it out with what Espruino has" },
  "prototype-member": { what: "a board does not find it there", instead: "use [].slice.call and the like" },
  "math-pow": { what: "Math.pow is inexact even for whole numbers", instead: "multiply, or shift" },
  "math-round": { what: "Math.round rounds negative halves away from zero", instead: "Math.floor(x + 0.5)" },
  "math-random": { what: "Math.random is a fixed sequence", instead: "use the entropy port" },
  "to-fixed": { what: "toFixed rounds halves differently", instead: "format whole numbers" },
  "typed-copy": {
    what: "the copy is a plain array, not a typed one",
    instead: "use subarray, or new and set",
  },
  "typed-clamped": { what: "Uint8ClampedArray cuts instead of rounding", instead: "clamp in the program" },
  "length-assignment": { what: "length cannot be assigned", instead: "use splice or a new array" },
  "odd-index": { what: "only whole numbers from 0 are an index", instead: "compute a whole index" },
  "error-name": { what: "boards throw plain errors, never a TypeError", instead: "test the value before" },
  "error-arguments": { what: "an error keeps its message only", instead: "drop the second argument" },
  // calls
  "number-call": { what: "Number() gives NaN for blanks", instead: "use parseInt, parseFloat or +" },
  "sort-order": { what: "sort with a comparison mixes equal elements", instead: "let the host sort" },
  "split-limit": { what: "split does not know a limit", instead: "slice the result" },
  "replace-pattern": { what: "$ followed by & or a sign stays as it is", instead: "use a function" },
  "json-arguments": { what: "only the first argument is understood", instead: "prepare the value before" },
  "property-hidden": { what: "enumerable: false is ignored", instead: "keep it in a closure" },
  "clear-undefined": { what: "clearing undefined throws", instead: "test the handle before" },
  "numeric-keys": {
    what: "keys stay in the order of writing",
    instead: "write numeric keys first, ascending",
  },
  "negative-zero": { what: "there is no -0 on a board", instead: "write 0" },
  // texts
  "text-code": {
    what: "stock builds have 8 bit characters",
    instead: "use codes up to 255; the cards carry texts",
  },
  "text-continuation": { what: "a line end in a string stays in it", instead: "add two strings" },
  regex: { what: "a board reads this pattern wrongly", instead: "use plain string functions" },
  "regex-place": {
    what: "a pattern after ) is read as a division",
    instead: "put the pattern into a variable first",
  },
  "regex-dynamic": { what: "the pattern cannot be checked", instead: "write the pattern as a literal" },
  // forbidden by the house, whatever a board can do
  eval: {
    what: "text must not become program",
    instead: "call a function",
    allowedIn: ["firmware/boot.ts", "firmware/ports/console.ts"],
  },
  print: {
    what: "nothing but the console port may print",
    instead: "return a status code",
    allowedIn: ["firmware/boot.ts", "firmware/ports/console.ts"],
  },
  date: { what: "the clock comes from the clock port, as an argument", instead: "take the time as a number" },
  "hardware-random": { what: "E.hwRand is a fixed sequence", instead: "use the entropy port" },
};
