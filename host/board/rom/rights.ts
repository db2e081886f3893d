// May this person use a port, and what to do if not.
import { accessSync, constants, readFileSync, statSync } from "node:fs";

export interface Rights {
  /** undefined where nothing can be said, as on Windows, or of a port that is not there. */
  readonly isAllowed: boolean | undefined;
  /** Group that owns the port, where that is known. */
  readonly group?: string;
  readonly advice: string;
}

/** USB numbers of the chips' own USB and of the usual converters: Espressif, Silicon Labs, WCH, FTDI. */
const RULE_VENDORS = ["303a", "10c4", "1a86", "0403"];

/** A udev rule by which whoever sits at the machine may use boards. */
export const UDEV_RULE = RULE_VENDORS.map(
  (vendor) => `SUBSYSTEM=="tty", ATTRS{idVendor}=="${vendor}", TAG+="uaccess"`,
).join("\n");

/**
 * @param path of a port
 * @param platform as in process.platform
 * @param readGroups text of the system's list of groups
 */
export function describeRights(
  path: string,
  platform: string = process.platform,
  readGroups: () => string = () => readFileSync("/etc/group", "utf8"),
): Rights {
  if (platform === "win32")
    return {
      isAllowed: undefined,
      advice: "Close other programs that use the port; Windows gives it to one only.",
    };
  const isAllowed = mayUse(path);
  if (platform === "darwin")
    return {
      isAllowed,
      advice: "Use the name that begins /dev/cu., and install the driver of the USB converter.",
    };
  const group = findGroup(path, readGroups);
  const join =
    group === undefined || group === "root"
      ? "Add a udev rule; `passerby doctor --json` prints one."
      : `Say \`sudo usermod -aG ${group} $USER\`, then log out and in again.`;
  return { isAllowed, ...(group === undefined ? {} : { group }), advice: join };
}

function mayUse(path: string): boolean | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : false;
  }
}

function findGroup(path: string, readGroups: () => string): string | undefined {
  try {
    const { gid } = statSync(path);
    const line = readGroups()
      .split("\n")
      .map((entry) => entry.split(":"))
      .find((entry) => Number(entry[2]) === gid);
    return line?.[0] !== undefined && /^[a-z_][\w-]*$/i.test(line[0]) ? line[0] : undefined;
  } catch {
    return undefined;
  }
}
