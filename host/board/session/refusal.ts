// Boards that are left as they are, in words.
import { HostError } from "../../error.ts";
import type { Survey } from "./survey.ts";

export const INSTALL_HINT =
  "Nothing was changed. With --install everything on it is erased and Passerby put in its place.";

export function describeBoot(): HostError {
  return new HostError(
    "board-boot",
    "the .boot0 on this board is of another kind of board, or of another version of Passerby",
    "Nothing was changed. If it is the board that was meant, `passerby deploy --install` erases it, with what it has counted, and puts everything on it anew.",
  );
}

export function describeNothing(): HostError {
  return new HostError(
    "board-slot-empty",
    "there is nothing on this board that it could go back to",
    "Deploy what you want it to show.",
  );
}

export function describeForeign({ files }: Survey, hint: string): HostError {
  const names = files
    .slice(0, 8)
    .join(", ")
    .replace(/[^\x20-\x7e]/g, "?");
  return new HostError(
    "board-foreign",
    `there is something else on this board: ${names}${files.length > 8 ? " and more" : ""}`,
    hint,
  );
}
