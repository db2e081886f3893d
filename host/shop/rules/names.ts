// Offers have names of their own: reports, pins and bans use them.
import type { Draft } from "../draft.ts";
import type { Report } from "../report.ts";

export function checkNames({ names }: Draft, report: Report): void {
  const lines = new Map<string, number | undefined>();
  for (const { id, path } of names) {
    if (id === undefined || report.isFull()) continue;
    if (lines.has(id)) {
      const message = `There are two offers \`${id}\`, the other in line ${lines.get(id)}.`;
      report.error("shop-duplicate-id", [...path, "id"], message, "Give one of them another id.");
    } else lines.set(id, report.locate([...path, "id"]).line);
  }
}
