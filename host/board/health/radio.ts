// What the shop's file lets a board send, in words for its keeper. The board is not asked: a console is no receiver.
import type { RadioProfile } from "../../shop/model.ts";
import type { Finding } from "./finding.ts";

const SENT: Readonly<Record<Exclude<RadioProfile, "silent">, string>> = {
  link: "it sends its link to everybody, each second",
  bthome: "it tells whoever listens, each minute, whether somebody is near and how busy it is",
};

/** @returns undefined for a board that sends nothing */
export function describeRadio(radio: RadioProfile): Finding | undefined {
  if (radio === "silent") return undefined;
  return {
    check: "radio",
    state: "warning",
    what: `${SENT[radio]}; while it does, anybody can connect to it and pair with it`,
    advice:
      "It is what the shop's file asks for. `passerby audit --deep` counts the bonds that were kept, `passerby flash` erases them.",
  };
}
