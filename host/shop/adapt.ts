// Makes the sample shop somebody's own: name, languages, boards and currency, its comments and layout kept.
import { isMap, isScalar, isSeq, parseDocument, visit, type YAMLMap } from "yaml";
import type { BoardKind } from "./model.ts";

export interface ShopWishes {
  readonly name: string;
  /** Languages of the sample to keep, the first one first on the cards. */
  readonly languages: readonly string[];
  /** One kind of board only, or the sample's three boards. */
  readonly board: BoardKind | "all";
  /** Three letters; the numbers of the prices stay as they are. */
  readonly currency: string;
  /** As in the file, such as Mon-Sat 10:00-19:00; the sample's where it is absent. */
  readonly hours?: string;
  /** Such as Europe/Berlin; the sample's where it is absent. */
  readonly timezone?: string;
}

/** The text of a shop file as wished. The caller checks the result. */
export function adaptShop(text: string, wishes: ShopWishes): string {
  const document = parseDocument(text);
  document.setIn(["shop", "name"], wishes.name);
  document.setIn(["shop", "currency"], wishes.currency);
  if (wishes.hours !== undefined) document.setIn(["shop", "hours"], wishes.hours);
  if (wishes.timezone !== undefined) document.setIn(["shop", "timezone"], wishes.timezone);
  const before = document.getIn(["shop", "languages"]);
  const languages = isSeq(before)
    ? before.items.map((item) => String(isScalar(item) ? item.value : item))
    : [];
  const list = document.createNode([...wishes.languages], { flow: true });
  document.setIn(["shop", "languages"], list);
  const dropped = languages.filter((language) => !wishes.languages.includes(language));
  visit(document, {
    Map(_, map) {
      if (languages.every((language) => map.has(language)))
        for (const language of dropped) map.delete(language);
    },
  });
  const boards = document.get("boards");
  if (isMap(boards) && wishes.board !== "all") keepBoards(boards, wishes.board);
  const offers = document.get("offers");
  if (isMap(boards) && isSeq(offers) && !hasSensor(boards, "scan"))
    offers.items = offers.items.filter((offer) => !isMap(offer) || !offer.hasIn(["when", "busy"]));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Kinds with a button and no touch are all used as the sample's one of them is. */
const LIKE: Partial<Record<BoardKind, BoardKind>> = {
  "esp32c3-epaper213": "esp32c3-oled",
  "esp32c3-epaper290": "esp32c3-oled",
  "esp32s3-tft154": "esp32c3-oled",
};

/** Keeps boards of one kind, or makes one of a kind that is used alike; the first of them plays what the others played. */
function keepBoards(boards: YAMLMap, kind: BoardKind): void {
  const groups = new Set<string>();
  for (const { value } of boards.items) {
    const list = isMap(value) ? value.get("offers") : undefined;
    if (isSeq(list)) for (const item of list.items) groups.add(String(isScalar(item) ? item.value : item));
  }
  const like = LIKE[kind] ?? kind;
  boards.items = boards.items.filter(({ value }) => isMap(value) && value.get("board") === like);
  for (const { value } of boards.items) if (isMap(value)) value.set("board", kind);
  const first = boards.items[0]?.value;
  const list = isMap(first) ? first.get("offers") : undefined;
  if (isMap(first) && isSeq(list)) {
    const own = list.items.map((item) => String(isScalar(item) ? item.value : item));
    for (const group of groups) if (!own.includes(group)) list.add(group);
  }
}

function hasSensor(boards: YAMLMap, sensor: string): boolean {
  return boards.items.some(({ value }) => {
    const sensors = isMap(value) ? value.get("sensors") : undefined;
    return isSeq(sensors) && sensors.items.some((item) => isScalar(item) && item.value === sensor);
  });
}
