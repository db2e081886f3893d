// `passerby audit`: is on a board what was built for it? Asks the board, or reads its flash through the chip's ROM.
import { createHash } from "node:crypto";
import type { Command } from "commander";
import { SLOT_A, SLOT_B } from "../../shared/link/slot.ts";
import { type Audit, type Audited, auditFiles, type Expected } from "../board/audit/compare.ts";
import { readManifest } from "../board/audit/manifest.ts";
import type { Evidence } from "../board/audit/policy.ts";
import { askSession, readCopy } from "../board/audit/source.ts";
import { buildSlotImage } from "../board/image.ts";
import { type Layout, planLayout } from "../board/layout.ts";
import { padBoot } from "../board/plan.ts";
import { chooseBuild } from "../board/release/build.ts";
import { openRelease, type Release } from "../board/release/source.ts";
import type { Chip } from "../board/rom/chip.ts";
import { type Deep, readDeep } from "../board/rom/deep.ts";
import { choosePort, openPorts, type Ports } from "../board/rom/ports.ts";
import { checkBoard } from "../board/session/check.ts";
import type { Session } from "../board/session/session.ts";
import { checkPort } from "../board/transport/open.ts";
import { HostError } from "../error.ts";
import type { Hardware } from "../simulator/board.ts";
import { HARDWARE } from "../simulator/hardware.ts";
import { buildBoard } from "./files.ts";
import {
  gatherByAsking,
  gatherDeep,
  judge,
  type OpenAir,
  openAir,
  POLICY_JSON_HELP,
  POLICY_OPTIONS,
  type PolicyChoice,
  printPolicy,
  readPolicyChoice,
} from "./policy.ts";
import { BAUD_OPTION, PORT_OPTION, type PortChoice, STATE_OPTION, withPatience } from "./port.ts";
import { BOARD_OPTION, chooseBoard, JSON_OPTION, openShop, SHOP_OPTION } from "./shop.ts";
import { listenForStop, untilStop } from "./stop.ts";
import { alignColumns, type Terminal } from "./terminal.ts";

interface Options extends PortChoice, PolicyChoice {
  readonly shop: string;
  readonly board?: string;
  readonly manifest?: string;
  readonly deep?: boolean;
  readonly from?: string;
  readonly build?: string;
  readonly json?: boolean;
}

const FAILED = 1;
const UNASKED_HINT = "The board was not asked yet. Run the same command again to go on.";
const DEEP_BAUD = 921_600;

/** How an audit gets at boards; other ways stand in for it in tests. */
export interface Reach {
  withBoard: typeof withPatience;
  openPorts(): Promise<Ports>;
  /** Building takes seconds, and a wrong port is known at once. */
  checkPort?: typeof checkPort;
  openAir?: OpenAir;
}

const JSON_HELP = `
With --json:
  board, isSame           whether it has what was built, and nothing else
  files                   [{ name, bytes, sha256, state, what }], state one of same, spare, different, missing, foreign;
                          of slots also restBytes: bytes that are not erased and that nothing was compared with
  deep                    only with --deep: chip, flashBytes, bonds, badPages, remains, strayBytes, firmware,
                          and with --from: release { name, isVerified }, parts [{ name, isSame }]
${POLICY_JSON_HELP}`;

export function addAudit(
  program: Command,
  terminal: Terminal,
  reach: Reach = { withBoard: withPatience, openPorts, checkPort },
): void {
  const command = program
    .command("audit")
    .description("compares what is on a board with what was built for it")
    .addOption(SHOP_OPTION)
    .addOption(BOARD_OPTION)
    .option("--manifest <file>", "compare with this manifest.json instead of building the shop")
    .addOption(PORT_OPTION)
    .addOption(STATE_OPTION)
    .addOption(BAUD_OPTION)
    .option(
      "--deep",
      "read flash through the chip's ROM and believe nothing that the board says; it restarts",
    )
    .option("--from <release>", "with --deep: compare the firmware with this release, as `flash` takes it")
    .option("--build <name>", "with --from: which build, where the release has several for the chip")
    .addOption(JSON_OPTION)
    .addHelpText(
      "after",
      "\nExit code 1 where the board has anything else than was built, or the policy finds something.\n" +
        "\nExamples:\n  passerby audit --shop my-shop --board crime-shelf\n" +
        "  passerby audit --manifest dist/crime-shelf/manifest.json --port /dev/ttyUSB0 --deep\n" +
        "  passerby audit --shop my-shop --board crime-shelf --deep --from espruino_2v29_esp32_cyd.tgz\n" +
        "  passerby audit --shop my-shop --board crime-shelf --policy --canary 5E:C7:01:93:A8:4D\n" +
        JSON_HELP,
    )
    .action(async (options: Options) => {
      const canaries = readPolicyChoice(options);
      if (options.from !== undefined && !options.deep)
        throw new HostError(
          "usage-from",
          "only the chip's ROM gives its firmware",
          "Say --deep as well, or leave --from out.",
        );
      const { from } = options;
      const release =
        from === undefined
          ? undefined
          : await untilStop((signal) => openRelease(from, undefined, undefined, signal), UNASKED_HINT);
      // Only a port that is named is looked at: which of several is a board, the ROM's own search knows better.
      if (reach.checkPort !== undefined && (!options.deep || options.port !== undefined))
        await untilStop(reach.checkPort(options.port, options.state), UNASKED_HINT);
      const wanted = await describeExpected(options, terminal);
      const { audit, deep, gathered } = options.deep
        ? await auditDeep(options, wanted, terminal, reach, release)
        : await auditByAsking(options, wanted, terminal, reach);
      const isSame = audit.isSame && (deep === undefined || isClean(deep));
      const policy = judge(gathered && { ...gathered, canaries, isSilent: wanted.isSilent });
      if (options.json)
        terminal.sayJson({
          board: wanted.id,
          isSame,
          files: audit.files,
          ...(deep && { deep: summarise(deep, release) }),
          ...(policy && { policy }),
        });
      else {
        print(wanted.id, audit, deep, isSame, terminal, release);
        if (policy) printPolicy(policy.checks, terminal);
      }
      if (!isSame || policy?.isKept === false) terminal.exitCode = FAILED;
    });
  for (const option of POLICY_OPTIONS) command.addOption(option);
}

interface Wanted {
  readonly id: string;
  readonly hardware: Hardware;
  /** Its shop gives it the silent radio profile; a manifest does not say. */
  readonly isSilent: boolean;
  /** What a board with this layout should have. */
  expect(layout: Layout): Expected;
}

async function describeExpected(options: Options, terminal: Terminal): Promise<Wanted> {
  if (options.manifest !== undefined) {
    const { board, kind, expected } = readManifest(options.manifest);
    return { id: board, hardware: HARDWARE[kind], isSilent: false, expect: () => expected };
  }
  const shop = openShop(options.shop);
  const board = chooseBoard(shop, options.board);
  const { files, hardware } = await untilStop(buildBoard(shop, board, terminal), UNASKED_HINT);
  return {
    id: board.id,
    hardware,
    isSilent: board.radio === "silent",
    expect: ({ slotBytes }) => ({
      boot: digest(padBoot(files.boot)),
      slot: digest(buildSlotImage(files, slotBytes)),
      isCounting: board.statistics !== undefined,
    }),
  };
}

interface Result {
  readonly audit: Audit;
  readonly deep?: Deep;
  /** Only where the policy was asked for. */
  readonly gathered?: Omit<Evidence, "canaries" | "isSilent"> | undefined;
}

async function auditByAsking(
  options: Options,
  { hardware, expect }: Wanted,
  terminal: Terminal,
  reach: Reach,
): Promise<Result> {
  // Nothing has to run on it for that.
  return reach.withBoard(options, hardware, false, async (session: Session) => {
    const place = checkBoard(await session.identify(), hardware, session.isCable);
    const layout = planLayout(place.storageBytes);
    const meter = createMeter("Asking the board", terminal);
    const reading = auditFiles(askSession(session), layout, expect(layout), meter);
    const audit = await terminal.during("Asking the board for its files", reading);
    if (!options.policy) return { audit };
    return {
      audit,
      gathered: await gatherByAsking(session, place, options, reach.openAir ?? openAir, terminal),
    };
  });
}

async function auditDeep(
  { port, baud, build, policy }: Options,
  { hardware, expect }: Wanted,
  terminal: Terminal,
  reach: Reach,
  release: Release | undefined,
): Promise<Result> {
  const { path, line } = await choosePort(await reach.openPorts(), port);
  const stop = listenForStop();
  try {
    const announce = (text: string) => terminal.announce(text);
    const options = { path, baud: baud ?? DEEP_BAUD, signal: stop.signal, announce };
    const meter = createMeter("Reading flash", terminal);
    const choose = release && ((chip: Chip) => chooseBuild(release.entries, release.name, chip, build));
    const deep = await terminal.during(
      "Bringing the chip into its ROM",
      readDeep(line, options, meter, choose, policy === true),
    );
    const layout = planLayout(deep.storage.length || hardware.storageBytes);
    const audit = await auditFiles(readCopy(deep.storage), layout, expect(layout));
    return { audit, deep, gathered: policy ? gatherDeep(deep) : undefined };
  } finally {
    stop.release();
  }
}

/** Says how far it is, at each quarter. */
function createMeter(what: string, terminal: Terminal): (done: number) => void {
  let quarter = 0;
  return (done) => {
    const next = Math.floor(done * 4);
    if (next > quarter && next < 4) terminal.announce(`${what}: ${next * 25} %`);
    quarter = Math.max(quarter, next);
  };
}

/** Nothing lies outside of files, nothing is left of erased ones, nobody was paired with it, and it has its firmware. */
function isClean({ bonds, badPages, remains, strayBytes, parts }: Deep): boolean {
  return bonds + badPages + remains.length + strayBytes === 0 && parts.every(({ isSame }) => isSame);
}

function summarise(
  { chip, flashBytes, bonds, badPages, remains, strayBytes, firmware, parts }: Deep,
  release: Release | undefined,
) {
  const found = { chip, flashBytes, bonds, badPages, remains, strayBytes, firmware };
  if (release === undefined) return found;
  const { name, isVerified } = release;
  return { ...found, release: { name, isVerified }, parts };
}

function print(
  id: string,
  audit: Audit,
  deep: Deep | undefined,
  isSame: boolean,
  terminal: Terminal,
  release: Release | undefined,
): void {
  const rows = audit.files.map(({ name, bytes, sha256, state }) => [
    show(name),
    String(bytes),
    sha256.slice(0, 12),
    state,
  ]);
  const [head, ...lines] = alignColumns([["file", "bytes", "sha256", ""], ...rows]).split("\n");
  terminal.say([head, ...lines.map((line, i) => `${line}  ${audit.files[i].what}`)].join("\n"));
  if (deep !== undefined) {
    terminal.say(`Firmware: ${deep.firmware.bytes} bytes, SHA-256 ${deep.firmware.sha256}`);
    if (release !== undefined) terminal.say(describeParts(deep, release));
    terminal.say(
      `Bonds with phones: ${deep.bonds}. Erased files whose bytes are still there: ${deep.remains.length}. ` +
        `Bytes outside of files: ${deep.strayBytes}. Settings that cannot be read: ${deep.badPages} pages.`,
    );
    if (deep.bonds > 0) terminal.say("`passerby flash` erases bonds and keeps the board's files.");
  }
  const rest = audit.files.reduce((sum, { restBytes = 0 }) => sum + restBytes, 0);
  const besides = rest === 0 ? "nothing else" : `${rest} bytes in its slots that nothing was compared with`;
  if (isSame) terminal.say(`${id}: the board has what was built, and ${besides}.`);
  else {
    const command = `passerby deploy${audit.files.some(needsInstall) ? " --install" : ""}`;
    terminal.say(`${id}: the board has something else than was built. \`${command}\` puts that there.`);
  }
}

function describeParts({ parts }: Deep, { name, isVerified }: Release): string {
  const other = parts.filter(({ isSame }) => !isSame).map((part) => part.name);
  const whose = `${name}${isVerified ? "" : ", for which nobody vouches"}`;
  if (other.length === 0) return `It is byte for byte that of ${whose}.`;
  return `It is not that of ${whose}: another ${other.join(", ")}. \`passerby flash\` puts that there.`;
}

/** A deploy renews what is in the slots, and touches nothing else. */
function needsInstall({ name, state }: Audited): boolean {
  const isBad = state === "different" || state === "missing" || state === "foreign";
  return isBad && (state !== "different" || (name !== SLOT_A && name !== SLOT_B));
}

/** Names come from the board. */
function show(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, "?");
}

function digest(bytes: Uint8Array): { bytes: number; sha256: string } {
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
