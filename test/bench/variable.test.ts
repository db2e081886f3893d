import { describe, expect, it } from "vitest";
import { countVariables } from "./variable.ts";

const count = (...lines: string[]) =>
  countVariables(["ref,size,flags,name,links...", ...lines, ""].join("\r\n"));

describe("counting the interpreter's variables", () => {
  it("takes objects, numbers and strings in flash as one on both", () => {
    expect(count("1,1,5,Object,6,8,", "2,1,14,Number 3,", '3,1,60,String "if(a)b()...",')).toEqual({
      linux: 3,
      c3: 3,
    });
  });

  it("takes more variables of 13 bytes for the same flat bytes", () => {
    expect(count('40,13,58,String "...",')).toEqual({ linux: 13, c3: 26 });
  });

  it("takes a name of up to four characters as one, of eight as two", () => {
    expect(count('2,1,32,"\\xFFcod",37,').c3).toBe(1);
    expect(count('2,1,36,"12345678",37,').c3).toBe(2);
  });

  it("takes an appendable string by its characters", () => {
    expect(count('2,1,45,String "12345678",').c3).toBe(1);
    expect(count('2,1,46,String "123456789",').c3).toBe(2);
    expect(count('2,3,57,String "long...",').c3).toBe(1 + Math.ceil((20 + 42 - 8) / 9));
  });
});
