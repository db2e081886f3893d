// The pages of a slot that a plan fills: which of its steps belong to one page, and which pages go into one request.
import { PAGE_BYTES, PROGRAM_OFFSET } from "../../../shared/link/slot.ts";
import type { Operation } from "../operation.ts";

/** A page, or what is written of it. */
export interface Page {
  readonly file: string;
  readonly offset: number;
  readonly isErased: boolean;
  /** Begin in the file, and bytes; none where the page stays erased. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** May it be done in any order with its neighbours? What a file's first bytes decide may not. */
export function isFree(step: Operation | undefined): boolean {
  if (step?.kind === "erase") return step.offset >= PAGE_BYTES;
  return step?.kind === "write" && step.offset >= PROGRAM_OFFSET;
}

/**
 * The steps for one page from `from` on, as one.
 * @returns undefined where there are none
 */
function takePage(operations: readonly Operation[], from: number): { page: Page; next: number } | undefined {
  const first = operations[from];
  if (first === undefined || !isFree(first) || (first.kind !== "erase" && first.kind !== "write"))
    return undefined;
  const offset = first.offset - (first.offset % PAGE_BYTES);
  const image = new Uint8Array(PAGE_BYTES).fill(255);
  const isErased = first.kind === "erase";
  let begin = PAGE_BYTES;
  let end = 0;
  let next = isErased ? from + 1 : from;
  for (; next < operations.length; next++) {
    const step = operations[next];
    if (step.kind !== "write" || step.file !== first.file || !isFree(step)) break;
    const at = step.offset - offset;
    if (at < 0 || at + step.bytes.length > PAGE_BYTES) break;
    image.set(step.bytes, at);
    begin = Math.min(begin, at);
    end = Math.max(end, at + step.bytes.length);
  }
  if (next === from) return undefined;
  const start = Math.min(begin, end);
  return {
    page: { file: first.file, offset, isErased, at: offset + start, bytes: image.slice(start, end) },
    next,
  };
}

/**
 * Neighbouring pages from `from` on, at least one, as many as go into one request together.
 * @param fits says of two pages, the first and another, whether they may, and for how many bytes
 */
export function takePages(
  operations: readonly Operation[],
  from: number,
  fits: (first: Page, other: Page) => number,
): { pages: readonly Page[]; next: number } {
  const pages: Page[] = [];
  let next = from;
  for (;;) {
    const taken = takePage(operations, next);
    if (taken === undefined) break;
    const { page } = taken;
    const [first] = pages;
    if (first !== undefined) {
      const last = pages[pages.length - 1];
      const isNeighbour = page.file === first.file && page.offset === last.offset + PAGE_BYTES;
      if (!isNeighbour || page.at + page.bytes.length - first.at > fits(first, page)) break;
      if (page.bytes.length === 0 || first.bytes.length === 0) break;
    }
    pages.push(page);
    next = taken.next;
  }
  return { pages, next };
}
