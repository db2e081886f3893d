// Releases of Espruino that Passerby was made for, in releases.json: the name of the archive, its chip, and the
// SHA-256 of the archive, or null as long as nobody has entered it.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { HostError } from "../../error.ts";

const SCHEMA = z.strictObject({
  version: z.literal(1),
  releases: z.array(
    z.strictObject({
      file: z.string().regex(/^[\w.-]+\.(tgz|zip)$/),
      chip: z.enum(["ESP32", "ESP32-C3", "ESP32-S3"]),
      espruino: z.string().regex(/^\d+v\d+$/),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
    }),
  ),
});

export type Known = z.infer<typeof SCHEMA>["releases"][number];

/** @throws HostError `release-list` where the list is not one */
export function listKnown(
  text: string = readFileSync(new URL("releases.json", import.meta.url), "utf8"),
): Known[] {
  const parsed = SCHEMA.safeParse(parse(text));
  if (parsed.success) return parsed.data.releases;
  throw new HostError(
    "release-list",
    `the list of releases is damaged: ${parsed.error.issues[0]?.message}`,
    "Check this file out again.",
    { file: "releases.json" },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
