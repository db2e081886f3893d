// Boards and offers find each other by groups.
import type { Draft } from "../draft.ts";
import type { Report } from "../report.ts";
import { suggest } from "../spelling.ts";

export function checkGroups({ names, boards }: Draft, report: Report): void {
  const groups = new Set(names.flatMap(({ group }) => (group === undefined ? [] : [group])));
  const played = new Set(boards.flatMap((board) => board.groups));
  for (const board of boards) {
    const path = ["boards", board.id, "offers"];
    board.groups.forEach((group, index) => {
      if (groups.has(group) || report.isFull()) return;
      const hint = suggest(group, groups, "Add offers of this group, or remove it.");
      report.error("shop-group", [...path, index], `No offer is of group \`${group}\`.`, hint);
    });
    if (!board.groups.some((group) => groups.has(group))) {
      const message = `Board \`${board.id}\` has no offers at all.`;
      report.error("shop-board-empty", path, message, "Name at least one group that has offers.");
    }
  }
  if (boards.length === 0) return;
  for (const { id, group, path } of names) {
    if (group === undefined || played.has(group) || report.isFull()) continue;
    const message = `No board plays group \`${group}\`, so ${id ?? "this offer"} is never shown.`;
    const hint = suggest(group, played, "Add the group to a board.");
    report.warning("shop-group-unplayed", [...path, "group"], message, hint);
  }
}
