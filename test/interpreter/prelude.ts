// One text for the interpreter: hardware and virtual time, the files, the boot, the events, and what is printed of them.
import { listInstalled } from "../../host/board/install.ts";
import { cutWrites, type Operation } from "../../host/board/operation.ts";
import type { BoardFiles, Hardware } from "../../host/simulator/board.ts";
import { BUS_TEXT } from "./body.ts";
import { hardwareText } from "./hardware.ts";
import { panelText } from "./panel.ts";
import { TIMERS_INSTALL, TIMERS_TEXT } from "./timers.ts";

/** Name, in the working folder, of the interpreter's Storage, and of the copy that a power cut leaves. */
export const STORAGE_FILE = "espruino.flash";
export const KEPT_FILE = "kept.flash";

/** One stretch between power on and power off. */
export interface Stretch {
  readonly hardware: Hardware;
  /** Virtual time at power on. */
  readonly fromMs: number;
  /** What `getTime` says at virtual time 0, in ms. */
  readonly baseMs: number;
  readonly levels: Readonly<Record<number, number>>;
  /** Not the first: Storage is what the stretch before left. */
  readonly isRestart: boolean;
  /** Files to write before the boot; none after a power cut. */
  readonly files: readonly (readonly [name: string, bytes: Uint8Array])[];
  /** Bytes that flip before the boot: done to the file of Storage, see run.ts. */
  readonly flips: readonly (readonly [name: string, offset: number])[];
  /** Calls that put in front of the sensors what stands there. */
  readonly body: readonly string[];
  /** Calls of the play, see play.ts. */
  readonly calls: readonly string[];
}

/** Bytes of the Storage of a Linux build. */
export const STORAGE_BYTES = 262_144;

/** Files of a board as an installation leaves it, in the order in which they lie. */
export function slotFiles(files: BoardFiles): [string, Uint8Array][] {
  return [...listInstalled(files, STORAGE_BYTES)];
}

/**
 * The text that one run of the interpreter evaluates. Everything of the prelude lives in one function scope; the only
 * global besides the replaced ones is `play`. The boot is evaluated outside, where a boot's `var` makes globals.
 */
export function preludeText(stretch: Stretch): string {
  return [
    "global.play=(function(real){",
    SAY_TEXT,
    TIMERS_TEXT,
    TIMERS_INSTALL,
    `nowMs=${stretch.fromMs};`,
    hardwareText(stretch.hardware, stretch.baseMs, stretch.levels),
    panelText(stretch.hardware),
    BUS_TEXT,
    stretch.body.map((call) => `${call}\n`).join(""),
    filesText(stretch),
    PLAY_TEXT,
    "})(print);",
    'try{eval(require("Storage").read(".boot0"));}catch(e){play.failed(e);}',
    ...stretch.calls,
    "play.files();",
    'play.say("done",1);',
    "",
  ].join("\n");
}

const SAY_TEXT = `
function say(tag,text){real("@"+tag+" "+text);}
function record(kind,text){say("record",nowMs+","+kind+","+btoa(""+text));}
function failed(e){record("error",e&&e.message?e.message:e);}
function call(f,argument){try{f(argument);}catch(e){failed(e);}}
`;

const PLAY_TEXT = `
return {
  say:say,failed:failed,pin:pin,touch:touch,release:release,advert:advert,uart:uart,radarSays:radarSays,range:range,frame:printFrame,
  to:function(ms){sendFrames(ms);advanceTo(ms);lookAtWatchdog();},
  ask:function(c,a,b){
    if(typeof passerby!="function")return "";
    try{return passerby(c,a,b);}catch(e){failed(e);return "";}
  },
  status:function(line){say("status",line+","+play.ask(0,0,0));},
  files:function(){
    var s=require("Storage"),names=s.list();
    for(var k=0;k<names.length;k++){
      var data=s.read(names[k]);
      say("file",data.length+","+E.CRC32(data)+","+names[k]);
    }
  }
};
`;

function filesText(stretch: Stretch): string {
  const lines = ['var storage=require("Storage");'];
  if (stretch.isRestart) lines.push(RESTORE_TEXT);
  for (const [name, bytes] of stretch.files) {
    lines.push(`storage.write(${JSON.stringify(name)},"",0,${bytes.length});`);
    for (const write of cutWrites(name, 0, bytes)) lines.push(writeText(write, bytes.length));
  }
  return lines.join("\n");
}

function writeText(write: Operation, size: number): string {
  if (write.kind !== "write") return "";
  const data = Buffer.from(write.bytes).toString("base64");
  return `storage.write(${JSON.stringify(write.file)},atob("${data}"),${write.offset},${size});`;
}

// The process itself evaluates a `.boot0` that it finds at its start, before there is any hardware for it. So it starts on
// an empty Storage, and gets the one from before the power cut here.
const RESTORE_TEXT = `require("fs").writeFileSync("${STORAGE_FILE}",require("fs").readFileSync("${KEPT_FILE}"));`;
