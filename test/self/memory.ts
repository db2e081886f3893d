// The audit of the project by itself: what the memory of the real interpreter holds of adverts that the shipping program was given.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "../../host/random.ts";
import { inspectMemory, MOST_BURST, watchUnwiped } from "../forensics/inspect.ts";
import type { Subject } from "../forensics/memory.ts";
import { isNothing, type Remains } from "../forensics/remains.ts";
import { openSubject } from "../promises/stand.ts";
import type { Row } from "./main.ts";

/** In bursts of 1 to MOST_BURST. */
const ADVERTS = 2_000;

/**
 * @param interpreter path of the real one; without it nothing is looked at, and the row says so
 * @returns one row: nothing left of any advert, and all found that were held by the control of the same run
 */
export async function run(interpreter = process.env.ESPRUINO ?? ""): Promise<Row> {
  const name = "memory";
  if (interpreter === "")
    return {
      name,
      lines: ["not checked: the environment variable ESPRUINO names no Linux build of Espruino"],
      isOk: true,
      isChecked: false,
    };
  const folder = mkdtempSync(join(tmpdir(), "passerby-self-"));
  try {
    const shipping = await openSubject("crime-shelf");
    const look = (): Promise<Found> => inspectMemory(interpreter, shipping, folder, lookOnce);
    const first = await look();
    // Four bytes may be there by chance, a pointer perhaps: another process has others. What is left would be there again.
    const again = isNothing(first) ? undefined : await look();
    const { bursts, held, dropped } = first;
    const tell = ({ addresses, payloads }: Remains): string => `${addresses} addresses, ${payloads} payloads`;
    return {
      name,
      lines: [
        `adverts left in the interpreter's memory: ${tell(first)} of ${ADVERTS}, after each of ${bursts} bursts; four characters at one place, as chance brings them: ${first.lone}` +
          (again === undefined ? "" : `; in a second process ${tell(again)}`),
        `by the control of the same run, a burst that is held: ${tell(held)} of ${MOST_BURST}; dropped unseen: ${tell(dropped)}`,
      ],
      isOk:
        isNothing(again ?? first) &&
        held.addresses === MOST_BURST &&
        held.payloads === MOST_BURST &&
        Math.min(dropped.addresses, dropped.payloads) > 0,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Found extends Remains {
  readonly bursts: number;
  readonly held: Remains;
  readonly dropped: Remains;
}

async function lookOnce(subject: Subject): Promise<Found> {
  const [held, dropped] = await watchUnwiped(subject);
  const random = createRandom(9);
  let [addresses, payloads, lone, bursts] = [0, 0, 0, 0];
  for (let left = ADVERTS; left > 0; bursts++) {
    const count = Math.min(left, random.between(1, MOST_BURST));
    await subject.feed(100 + bursts, count);
    await subject.deliver();
    const remains = subject.search();
    addresses += remains.addresses;
    payloads += remains.payloads;
    lone += remains.lone;
    left -= count;
  }
  return { addresses, payloads, lone, bursts, held, dropped };
}
