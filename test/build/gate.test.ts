import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkProgram } from "../../host/build/gate/gate.ts";
import { findUnreadPart } from "../../host/build/gate/regex.ts";

function list(text: string): string[] {
  return checkProgram(text, { globals: ["g", "E"] }).map(({ rule, start }) => `${rule}@${start}`);
}

describe("order", () => {
  it("a function called before the definition of what it needs is refused at the call", () => {
    const text = "(()=>{function a(){return b()}function c(){return a()}c();function b(){return 1}})();";
    expect(list(text)).toEqual([`use-before-definition@${text.indexOf("c();")}`]);
  });

  it("the same call after all definitions is fine", () => {
    expect(list("(()=>{function a(){return b()}function b(){return 1}a()})();")).toEqual([]);
  });

  it("a callback that is only handed over may name what comes later", () => {
    expect(list("(()=>{setTimeout(()=>b(),1);function b(){return 1}})();")).toEqual([]);
  });

  it("a constant read by a called function before its line is refused", () => {
    expect(list("(()=>{var f=()=>k;f();var k=3})();")).toEqual(["use-before-definition@18"]);
  });

  it("a function that is called at once is read like a block", () => {
    expect(list("(()=>{(()=>k)();var k=3})();")).toEqual(["use-before-definition@6"]);
  });

  it("var in a loop's head is known after the loop, var in a branch is not", () => {
    expect(list("(()=>{for(var i=0;i<3;i++);return i})();")).toEqual([]);
    expect(list("(c=>{if(c)var i=1;return i})(1);")).toEqual(["var-in-branch@25"]);
    expect(list("(c=>{if(c){var i=1;return i}return 0})(1);")).toEqual([]);
  });

  it("a copy in the loop's body may be captured, the loop's own variable may not", () => {
    expect(list("(()=>{for(let i=0;i<3;i++){const j=i;setTimeout(()=>j,1)}})();")).toEqual([]);
    expect(list("(()=>{for(let i=0;i<3;i++)setTimeout(()=>i,1)})();")).toEqual(["loop-closure@41"]);
  });
});

describe("loops", () => {
  it("do before a bare try or switch is refused; in braces, or after another word, it is fine", () => {
    for (const body of ["try{g()}catch(e){}", "switch(g()){case 0:g()}"]) {
      expect(list(`do ${body}while(g())`)).toEqual(["do-bare@0"]);
      expect(list(`do{${body}}while(g())`)).toEqual([]);
      expect(list(`while(g())${body}`)).toEqual([]);
    }
    expect(list("do g();while(g())")).toEqual([]);
  });
});

describe("names", () => {
  it("a method of the program may be called as one that boards lack", () => {
    expect(list("(()=>{var o={at(i){return i}};return o.at(1)})();")).toEqual([]);
    expect(list("(o=>o.at(1))([1]);")).toEqual(["absent-member@6"]);
  });

  it("a board's globals must be declared by the ports; names of objects' insides are no globals", () => {
    expect(list("(()=>{g.fillRect(0,0,1,1)})();")).toEqual([]);
    expect(list("(()=>{h.fillRect(0,0,1,1)})();")).toEqual(["unknown-global@6"]);
  });

  it("lastIndexOf is there for texts only", () => {
    expect(list('(()=>"aba".lastIndexOf("a"))();')).toEqual([]);
    expect(list("(a=>a.lastIndexOf(1))([1]);")).toEqual(["absent-member@6"]);
  });

  it("helpers of a bundler are recognised by their names", () => {
    expect(list("(()=>{var __publicField=(a,b)=>a[b];return __publicField([1],0)})();")).toEqual([
      "helper@10",
    ]);
  });

  it("names that Espruino reserves are refused", () => {
    expect(list("(()=>{var of=1;return of})();")).toEqual(["reserved@10"]);
  });
});

describe("house rules", () => {
  it("eval is allowed in the files that need it and nowhere else", () => {
    const text = "(0,eval)(g);";
    const check = (file: string) => checkProgram(text, { globals: ["g"], findFile: () => file }).length;
    expect(check("firmware/boot.ts")).toBe(0);
    expect(check("firmware/ports/console.ts")).toBe(0);
    expect(check("firmware/main.ts")).toBe(1);
    expect(list(text)).toEqual(["eval@3"]);
  });

  it("clock and chance come from ports", () => {
    expect(list("(()=>Date.now()+Math.random()+E.hwRand())();").map((item) => item.split("@")[0])).toEqual([
      "date",
      "math-random",
      "hardware-random",
    ]);
  });
});

describe("whatever the text", () => {
  it("what is no JavaScript is refused, not thrown", () => {
    expect(list("(()=>{")).toEqual(["syntax@6"]);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        for (const { rule, instead } of checkProgram(text, { globals: [] }))
          if (rule === "" || instead === "") return false;
        return true;
      }),
    );
  });

  it("refusals come in the order of the text and only once", () => {
    const found = list("(()=>{var [a]=[1];return a**2+h+h})();");
    expect(found).toEqual([...new Set(found)]);
    expect(found.map((item) => Number(item.split("@")[1]))).toEqual(
      found.map((item) => Number(item.split("@")[1])).sort((a, b) => a - b),
    );
  });
});

describe("patterns", () => {
  const piece = fc.constantFrom(
    "a",
    "\\d",
    "\\w+",
    "[a-f]",
    "[^x]*",
    ".",
    "(b)",
    "(c|d)",
    "\\.",
    "x*",
    "\\s*",
    "[?{}]",
  );
  const bad = fc.constantFrom(
    "a?",
    "(?:a)",
    "a{2}",
    "b+?",
    "(ab)+",
    "\\b",
    "(a)\\1",
    "(?=a)",
    "((a))",
    "\\u0041",
    "[/]",
  );

  it("made of what Espruino knows are accepted", () => {
    fc.assert(fc.property(fc.array(piece), (parts) => findUnreadPart(parts.join(""), "gi") === undefined));
  });

  it("with one part that it does not know are refused, wherever it stands", () => {
    fc.assert(
      fc.property(fc.array(piece), bad, fc.array(piece), (before, part, after) => {
        return findUnreadPart([...before, part, ...after].join(""), "") !== undefined;
      }),
    );
  });
});
