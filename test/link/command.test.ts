import { describe, expect, it } from "vitest";
import { faultStatus, STATUS_FIELDS, type StatusField } from "../../shared/link/command.ts";
import { DEPLOYMENT_BAD_CRC, DEPLOYMENT_BAD_SECTION } from "../../shared/offers/deployment.ts";

/** The fields of an answer by their names; the leading status apart. */
function read(answer: string): { link: number; fields: Record<string, number> } {
  const [link, ...values] = answer.split(",").map(Number);
  return { link, fields: Object.fromEntries(STATUS_FIELDS.map((name, i) => [name, values[i]])) };
}

describe("P9: the status of a board whose content is not whole", () => {
  it.each([DEPLOYMENT_BAD_CRC, DEPLOYMENT_BAD_SECTION])(
    "has one number a field, each in its place (%i)",
    (deployment) => {
      const answer = faultStatus(deployment);
      expect(answer).toMatch(/^-?\d+(,-?\d+)*$/);
      expect(answer.split(",")).toHaveLength(STATUS_FIELDS.length + 1);
      const special: Partial<Record<StatusField, number>> = {
        offer: 65535,
        reason1: 255,
        reason2: 255,
        screen: -1,
        minuteOfWeek: -1,
        deployment,
        pin: 65535,
      };
      const { link, fields } = read(answer);
      expect(link).toBe(0);
      for (const name of STATUS_FIELDS) expect([name, fields[name]]).toEqual([name, special[name] ?? 0]);
    },
  );

  it("is misread when one number is left out (control)", () => {
    const answer = faultStatus(DEPLOYMENT_BAD_CRC).split(",").toSpliced(5, 1).join(",");
    expect(read(answer).fields.deployment).not.toBe(DEPLOYMENT_BAD_CRC);
  });
});

describe("P1: what a board tells", () => {
  it("is a closed list of the situation and of the board's own state", () => {
    // A new field is a change of policy, label and documents: it has to be written here as well.
    expect([...STATUS_FIELDS]).toEqual(
      "offer reason1 reason2 screen slot play presence dwell busy confidence mood language minuteOfWeek day dismissed pauseSeconds episodeSeconds forgetSeconds sensorFault deployment pin scanning dropped".split(
        " ",
      ),
    );
  });
});
