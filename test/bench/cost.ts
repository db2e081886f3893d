// What a statement costs: instructions of the real interpreter, or nanoseconds in Node where there is none.
import { countInstructions } from "../interpreter/count.ts";
import { timeScript } from "./stand.ts";

/** A statement, and what must be there before it. */
export interface Job {
  /** Script that prepares, and throws where what is to be measured is not right. */
  readonly setup: string;
  readonly body: string;
  /** Statement whose cost is subtracted, such as the making of what `body` consumes. */
  readonly baseline: string;
  /** Repetitions on the interpreter: many for what is small, few for what is long. */
  readonly repetitions: number;
}

/** The unit of `measureCost`, in words that say which of both it is. */
export function costUnit(): string {
  return process.env.ESPRUINO ? "instructions" : "ns in Node";
}

/** Cost of a job's body above its baseline, once. @throws HostError `count-…` where the script fails */
export async function measureCost(job: Job): Promise<number> {
  const body = await measureLoop(job.setup, job.body, job.repetitions);
  const baseline = await measureLoop(job.setup, job.baseline, job.repetitions);
  return body - baseline;
}

async function measureLoop(setup: string, body: string, repetitions: number): Promise<number> {
  if (!process.env.ESPRUINO) return timeScript(setup, body);
  const script = (times: number): string => `${setup}\nfor(var i=0;i<${times};i++){${body}}\n`;
  const once = await countInstructions(script(repetitions));
  const twice = await countInstructions(script(2 * repetitions));
  return costOf(once, twice, repetitions);
}

/** Cost of one repetition, from counts with n and with 2n of them: what comes before cancels out. */
export function costOf(once: number, twice: number, repetitions: number): number {
  return (twice - once) / repetitions;
}
