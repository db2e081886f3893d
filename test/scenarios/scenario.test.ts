import { describe, expect, it } from "vitest";
import type { Status } from "../../host/simulator/board.ts";
import { STATUS_FIELDS } from "../../shared/link/command.ts";
import { checkExpectations } from "./expect.ts";
import type { ScenarioResult } from "./result.ts";
import { parseScenario, type Scenario } from "./scenario.ts";

const HEAD = "name: A test\nboard: crime-shelf\n";

function parse(line: string): Scenario {
  return parseScenario(`${HEAD}0,start,unknown\n${line}\n9000,end\n`, "a.scenario");
}

function resultWith(fields: Partial<Status>): ScenarioResult {
  const zeros = Object.fromEntries(STATUS_FIELDS.map((field) => [field, 0])) as Status;
  const statuses = [{ atMs: 1000, line: 4, value: { ...zeros, ...fields } }];
  return { frames: [], statuses, records: [], files: [] };
}

describe("parseScenario", () => {
  it("turns an expectation into a status event of the same line", () => {
    const { name, board, events, expectations } = parse("1000,expect,presence>1 # somebody");
    expect([name, board]).toEqual(["A test", "crime-shelf"]);
    expect(events.map(({ event, line }) => [event, line])).toEqual([
      ["start", 3],
      ["status", 4],
      ["end", 5],
    ]);
    expect(expectations).toEqual([{ atMs: 1000, line: 4, field: "presence", comparison: ">", value: "1" }]);
  });

  it.each([
    ["an unknown field", "1000,expect,mind=1"],
    ["a number that is none", "1000,expect,presence!=much"],
    ["no comparison", "1000,expect,presence"],
    ["an answer that is neither", "1000,expect,answer=maybe"],
  ])("refuses %s", (_, line) => {
    expect(() => parse(line)).toThrowError(
      expect.objectContaining({ code: "scenario-expect", place: { file: "a.scenario", line: 4, column: 1 } }),
    );
  });

  it("refuses a file without a board", () => {
    expect(() => parseScenario("name: x\n0,start,unknown\n", "a.scenario")).toThrowError(
      expect.objectContaining({ code: "scenario-head" }),
    );
  });
});

describe("checkExpectations", () => {
  const offers = ["noir-evening", "crime-club"];

  it.each([
    ["1000,expect,presence=2", { presence: 2 }, { presence: 1 }],
    ["1000,expect,presence!=2", { presence: 1 }, { presence: 2 }],
    ["1000,expect,presence<2", { presence: 1 }, { presence: 2 }],
    ["1000,expect,minuteOfWeek>-1", { minuteOfWeek: 0 }, { minuteOfWeek: -1 }],
    ["1000,expect,offer=crime-club", { offer: 1 }, { offer: 0 }],
    ["1000,expect,offer=neutral", { offer: 65535 }, { offer: 0 }],
    ["1000,expect,answer=some", {}, undefined],
  ] as [string, Partial<Status>, Partial<Status> | undefined][])(
    "%s holds where it should and only there",
    (line, right, wrong) => {
      const none = {
        frames: [],
        statuses: [{ atMs: 1000, line: 4, value: undefined }],
        records: [],
        files: [],
      };
      expect(checkExpectations(parse(line), offers, resultWith(right))).toEqual([]);
      expect(checkExpectations(parse(line), offers, wrong ? resultWith(wrong) : none)).toHaveLength(1);
    },
  );

  it("reports an expectation that the run never got to", () => {
    const empty = { frames: [], statuses: [], records: [], files: [] };
    expect(checkExpectations(parse("1000,expect,presence=0"), offers, empty)).toHaveLength(1);
  });

  it("refuses an offer that the board does not have", () => {
    expect(() => checkExpectations(parse("1000,expect,offer!=gone"), offers, resultWith({}))).toThrowError(
      expect.objectContaining({ code: "scenario-offer" }),
    );
  });
});
