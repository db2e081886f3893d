// Finds out what is wrong with a board, from the cable inwards; stops where nothing further can be asked.
import { HostError } from "../../error.ts";
import type { Hardware } from "../../simulator/board.ts";
import { isBoard, listAll, type Ports, readUsb } from "../rom/ports.ts";
import type { Rights } from "../rom/rights.ts";
import { leaveBoard } from "../session/alive.ts";
import type { Session } from "../session/session.ts";
import { measureBoot } from "./boot.ts";
import { examineConsole, type LookInside } from "./console.ts";
import type { Finding, Report } from "./finding.ts";
import { examineSilent } from "./silent.ts";

export interface Request {
  /** As `--port`; undefined = the only board that is plugged in. */
  readonly port: string | undefined;
  /** What the shop's file says of the board; undefined = whatever the board says itself. */
  readonly hardware: Hardware | undefined;
  /** May it be restarted, to measure how long it takes? */
  readonly isRestarting: boolean;
  readonly signal?: AbortSignal;
}

/** The world around it; other things stand in for these in tests. */
export interface World {
  readonly ports: Ports;
  describeRights(path: string): Rights;
  /** @throws HostError `port-…`, `bluetooth-…`, `usage-…` */
  openSession(port: string): Promise<Session>;
  readonly lookInside: LookInside;
  nowMs(): number;
}

/** Looks at everything that can be looked at; each finding goes to `report`. */
export async function examine(request: Request, world: World, report: Report): Promise<void> {
  const port = await examinePorts(request.port, world, report);
  if (port === undefined) return;
  const isSerial = !/^(process|tcp|ble)(:|$)/.test(port);
  if (isSerial && !examineRights(world.describeRights(port), report)) return;
  const error = await examineSession(port, request, world, report);
  const connect = async () => {
    const all = await listAll(world.ports);
    return world.ports.connect(port, readUsb(all.find(({ path }) => path === port)));
  };
  if (error?.code === "board-silent" && isSerial)
    await examineSilent(await connect(), port, request.signal, report);
  if (error !== undefined) return;
  if (isSerial && request.isRestarting) await measureBoot(await connect(), report);
  else report({ check: "boot", ...describeUnmeasured(port, isSerial) });
}

function describeUnmeasured(port: string, isSerial: boolean): Omit<Finding, "check"> {
  if (port.startsWith("process:")) return { state: "ok", what: "a process has no radio that could be open" };
  const what = "how long the radio is open at its start was not measured";
  const advice = "Say `passerby doctor --restart` to measure it; the board restarts.";
  return { state: "unknown", what, ...(isSerial ? { advice } : {}) };
}

/** @returns the port to go on with */
async function examinePorts(
  wanted: string | undefined,
  { ports }: World,
  report: Report,
): Promise<string | undefined> {
  if (wanted !== undefined && /^(process|tcp|ble)(:|$)/.test(wanted)) return wanted;
  const all = await listAll(ports);
  const boards = all.filter(isBoard);
  const names = (list: typeof all) => list.map(({ path }) => path).join(", ");
  const what = all.length === 0 ? "the system lists no serial port" : `serial ports: ${names(all)}`;
  const found = boards.length === 0 ? "none looks like a board" : `a board is at ${names(boards)}`;
  if (wanted !== undefined || boards.length === 1) {
    report({ check: "ports", state: "ok", what: boards.length === 0 ? what : `${what}; ${found}` });
    return wanted ?? boards[0].path;
  }
  const advice =
    boards.length > 1
      ? "Name one with --port."
      : "Plug a board in with a cable that carries data, not only power; on Windows and macOS its USB converter may need a driver. Or name its port with --port.";
  report({ check: "ports", state: "problem", what: all.length === 0 ? what : `${what}; ${found}`, advice });
  return undefined;
}

function examineRights({ isAllowed, group, advice }: Rights, report: Report): boolean {
  const owner = group === undefined ? "" : ` (it belongs to the group ${group})`;
  if (isAllowed === false)
    report({ check: "rights", state: "problem", what: `you may not use this port${owner}`, advice });
  else if (isAllowed) report({ check: "rights", state: "ok", what: "you may use this port" });
  return isAllowed !== false;
}

/** @returns the error that ended it */
async function examineSession(
  port: string,
  { hardware, signal }: Request,
  world: World,
  report: Report,
): Promise<HostError | undefined> {
  let session: Session | undefined;
  const onStop = () => session?.abort(describeStop());
  signal?.addEventListener("abort", onStop);
  try {
    session = await world.openSession(port);
    if (signal?.aborted) throw describeStop();
    await examineConsole(session, hardware, world.lookInside, world.nowMs(), report);
    await leaveBoard(session);
    return undefined;
  } catch (error) {
    if (!(error instanceof HostError) || error.code.startsWith("usage-")) throw error;
    const { code, message, hint } = error;
    const check = /^(port|bluetooth)-|^stopped$/.test(code) ? "port" : "console";
    report({ check, state: "problem", what: message, advice: hint, code });
    return error;
  } finally {
    signal?.removeEventListener("abort", onStop);
    await session?.close();
  }
}

function describeStop(): HostError {
  return new HostError("stopped", "stopped", "Nothing was written; the board goes on as it did.");
}
