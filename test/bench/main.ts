// The benches: what things cost, and what they are compared to in the same run.
import { HostError } from "../../host/error.ts";
import { ADVERT_BENCHES } from "./advert.ts";
import { type Bench, chooseBenches } from "./bench.ts";
import { BUNDLE_BENCHES } from "./bundle.ts";
import { CHECK_BENCHES } from "./check.ts";
import { COMPILE_BENCHES } from "./compile.ts";
import { DEPLOY_BENCHES } from "./deploy.ts";
import { parseFlags } from "./flags.ts";
import { MEMORY_BENCHES } from "./memory.ts";
import { PRESENCE_BENCHES } from "./presence/cost.ts";
import { formatTable, type Row } from "./row.ts";
import { SELECT_BENCHES } from "./select.ts";
import { SIMULATE_BENCHES } from "./simulate.ts";

const BENCHES: readonly Bench[] = [
  ...SELECT_BENCHES,
  ...ADVERT_BENCHES,
  ...PRESENCE_BENCHES,
  ...MEMORY_BENCHES,
  ...BUNDLE_BENCHES,
  ...SIMULATE_BENCHES,
  ...COMPILE_BENCHES,
  ...CHECK_BENCHES,
  ...DEPLOY_BENCHES,
];

const USAGE = "npm run bench -- [--json] [--only PREFIX] [--long]\n";

/** @returns exit code: 0, 1 where a bench failed, 2 for arguments that are none */
export async function run(args: readonly string[]): Promise<number> {
  const flags = parseFlags(args);
  if (flags === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const chosen = chooseBenches(BENCHES, flags.only);
  if (chosen.length === 0) {
    const ids = BENCHES.map((bench) => bench.id).join("\n  ");
    process.stderr.write(`no bench begins with "${flags.only}"; there are:\n  ${ids}\n`);
    return 2;
  }
  const rows: Row[] = [];
  let code = 0;
  for (const bench of chosen) {
    process.stderr.write(`${bench.id}\n`);
    try {
      const row = await bench.run(flags.isLong);
      if (row !== undefined) rows.push(row);
      else process.stderr.write("  skipped: set ESPRUINO to a Linux build of Espruino\n");
    } catch (error) {
      code = 1;
      process.stderr.write(`  failed: ${describe(error)}\n`);
    }
  }
  process.stdout.write(`${flags.isJson ? JSON.stringify(rows, null, 1) : formatTable(rows)}\n`);
  return code;
}

function describe(error: unknown): string {
  if (error instanceof HostError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
