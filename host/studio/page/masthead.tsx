// The head of the page: which shop, which board, and whether one watches or acts.
import { useEffect, useState } from "preact/hooks";
import type { NowMessage, ShopMessage, StudioCommand } from "../protocol.ts";
import { Port } from "./port.tsx";

interface MastheadProps {
  readonly shop: ShopMessage;
  readonly now: NowMessage | undefined;
  readonly onAsk: (command: StudioCommand) => void;
}

export function Masthead({ shop, now, onAsk }: MastheadProps) {
  // A board takes a moment to be compiled: what was chosen is shown at once.
  const [wanted, setWanted] = useState<string>();
  useEffect(() => setWanted(undefined), [shop]);
  return (
    <header>
      <h1>
        {shop.name || "Passerby"} <span>Passerby studio</span>
      </h1>
      <fieldset class="boards">
        <legend>Board</legend>
        {shop.boards.map(({ id }) => (
          <label key={id}>
            <input
              type="radio"
              name="board"
              value={id}
              checked={id === (wanted ?? shop.boardId)}
              onChange={() => {
                setWanted(id);
                onAsk({ do: "board", id });
              }}
            />
            <span>{id}</span>
          </label>
        ))}
      </fieldset>
      <p class="mode" role="status">
        {wanted === undefined ? describeMode(now) : "Preparing the board…"}
      </p>
      {now !== undefined && (now.mode === "own" || now.isAtEnd) && (
        <button type="button" class="main" onClick={() => onAsk({ do: "recording" })}>
          Back to the day’s recording
        </button>
      )}
      {shop.boardId !== "" && <Port shop={shop} />}
    </header>
  );
}

function describeMode(now: NowMessage | undefined): string {
  if (now === undefined) return "";
  if (now.mode === "own") return "You are the shopper now.";
  if (now.isAtEnd) return "The day is over.";
  return now.speed === 0 ? "The recording is paused." : "A recorded day is playing.";
}
