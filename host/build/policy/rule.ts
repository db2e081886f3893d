// What the policy gate refuses, as data: which promise it would break, why, and what to do instead.

export interface PolicyRule {
  /** Undefined: the one of the name that it is about, see allow.ts. */
  readonly promise: string | undefined;
  readonly why: string;
  readonly instead: string;
}

const LISTED = "host/build/policy/allow.ts";

export const POLICY_RULES: Readonly<Record<string, PolicyRule>> = {
  api: {
    promise: undefined,
    why: "this module may not use it: what it may is listed",
    instead: `use a port that has it already, or add it to the module's row in ${LISTED} with a reason`,
  },
  banned: {
    promise: undefined,
    why: "nothing on the board may be called so, whoever offers it",
    instead: "leave it out; there is no module in which it is allowed",
  },
  computed: {
    promise: undefined,
    why: "a name that is put together while the program runs could be any name",
    instead: "write the member down, with a dot",
  },
  alias: {
    promise: undefined,
    why: "under another name nobody could follow what is done with it",
    instead: "call its member where it stands, as in E.CRC32(text)",
  },
  advert: {
    promise: "P1",
    why: "of an advert only the strength may be read, once, after identifier and payload were overwritten",
    instead:
      "leave the handler in firmware/ports/scan.ts as it is: two overwriting statements, then senseAdvert",
  },
  scan: {
    promise: "P1",
    why: "the radio listens passively, and the firmware's own copy of an advert is looked at by nobody",
    instead: "call NRF.setScan(ignoreAdvert, { active: false }) with a function that does nothing",
  },
  reading: {
    promise: "P1",
    why: "a reading may only be handed to what reduces it, under its own name, and is compared where it is opened",
    instead: "hand it on at once, and go on with the level that comes out",
  },
  import: {
    promise: undefined,
    why: "only the modules that are listed for it may have it",
    instead: `do it in a module that may, or add this one to the row in ${LISTED} with a reason`,
  },
  name: {
    promise: undefined,
    why: "what bears this name is not reduced yet, or leads out of the board: its modules are listed",
    instead: `go on with a level, a class or a card, or add the module to the name's row in ${LISTED}`,
  },
  state: {
    promise: "P1",
    why: "what may be known is a closed record: it has no such field",
    instead: `do without; a new field is a change of shared/POLICY.md, of the label, and of ${LISTED}`,
  },
  kept: {
    promise: "P3",
    why: "what a module keeps for itself nobody forgets",
    instead: "keep it in the state that is made at the start and passed in",
  },
  write: {
    promise: "P5",
    why: "nothing but starts and the last date known is written while the board runs",
    instead: `leave it unwritten; what may be is listed word by word in ${LISTED}`,
  },
  status: {
    promise: "P1",
    why: "an answer consists of the values that are listed, and this is another one",
    instead: `tell what is told already; a new value is a change of shared/POLICY.md, of the schema in shared/policy/egress.ts and of ${LISTED}`,
  },
  situation: {
    promise: "P2",
    why: "what a decision sees comes from the sources that are listed, and this is another one",
    instead: `decide by what is there; a new source is a change of shared/POLICY.md and of ${LISTED}`,
  },
  drawn: {
    promise: "P1",
    why: "on the glass is what the host laid out, and the few values that are listed",
    instead: "let the host compile a card or a page for it",
  },
  text: {
    promise: "P1",
    why: "a text that is put together can carry anything out",
    instead: "let the host compile the text, and choose between texts",
  },
  time: {
    promise: "P4",
    why: "when something happens must not depend on who is there",
    instead: "give `every` a constant time and a function",
  },
  doors: {
    promise: "P4",
    why: "before anything else, .boot0 forces the console to the cable, closes the services and silences the radio",
    instead: "leave the first three statements of firmware/boot.ts as they are, each in a try of its own",
  },
  closed: {
    promise: "P4",
    why: "the console is forced to the cable and no service answers over the air, in these words and no others",
    instead: "leave the ports of console and radio as they are",
  },
  disguise: {
    promise: "P10",
    why: "code that reads otherwise than it acts cannot be compared with what it says",
    instead: "write a plain function and plain values",
  },
  source: {
    promise: "P1",
    why: "it takes the compiler's word away, which keeps readings where they are",
    instead: "give it its real type",
  },
};
