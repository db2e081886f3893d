// The slim row: be the shopper, choose how fast time goes, set the clock.
import { useEffect, useRef, useState } from "preact/hooks";
import { type NowMessage, type ShopMessage, SPEEDS, type StudioCommand } from "../protocol.ts";

interface ShopperProps {
  readonly shop: ShopMessage;
  readonly now: NowMessage | undefined;
  readonly onAsk: (command: StudioCommand) => void;
}

export function Shopper({ shop, now, onAsk }: ShopperProps) {
  const isNear = now?.isNear ?? false;
  const senses = shop.hasSensor ? undefined : "This board senses nobody: it only knows that it is touched";
  return (
    <div class="row">
      <fieldset>
        <legend>Be the shopper</legend>
        <Deed
          name="Arrive"
          isOff={!shop.hasSensor || isNear}
          hint={senses}
          onDo={() => onAsk({ do: "arrive" })}
        />
        <Deed name="Linger 15 s" isOff={!shop.hasSensor} hint={senses} onDo={() => onAsk({ do: "linger" })} />
        <Deed
          name="Leave"
          isOff={!shop.hasSensor || !isNear}
          hint={senses}
          onDo={() => onAsk({ do: "leave" })}
        />
        <Deed
          name="Busy"
          isOff={!shop.hasRadio}
          hint={shop.hasRadio ? "A burst of radio, as of many phones" : "This board does not listen to radio"}
          onDo={() => onAsk({ do: "busy" })}
        />
      </fieldset>
      <fieldset class="speeds">
        <legend>Time</legend>
        {SPEEDS.map((speed) => (
          <button
            type="button"
            key={speed}
            aria-pressed={now?.speed === speed}
            onClick={() => onAsk({ do: "speed", speed })}
          >
            {speed === 0 ? "Pause" : `${speed}×`}
          </button>
        ))}
      </fieldset>
      <Clock now={now} onAsk={onAsk} />
    </div>
  );
}

interface DeedProps {
  readonly name: string;
  readonly isOff: boolean;
  readonly hint: string | undefined;
  readonly onDo: () => void;
}

/** Not `disabled`: whoever has just pressed it by keyboard would lose their place. */
function Deed({ name, isOff, hint, onDo }: DeedProps) {
  return (
    <button type="button" aria-disabled={isOff} title={hint} onClick={() => isOff || onDo()}>
      {name}
    </button>
  );
}

function Clock({ now, onAsk }: Omit<ShopperProps, "shop">) {
  const [isOpen, setOpen] = useState(false);
  const [local, setLocal] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    opener.current?.focus();
  }

  return (
    <fieldset class="clock" onKeyDown={(event) => event.key === "Escape" && close()}>
      <legend>Clock</legend>
      <span class="face">{now?.clock || "No clock"}</span>
      {now !== undefined && !now.isClockKnown && <span class="aside">the board does not know it</span>}
      <button
        type="button"
        ref={opener}
        aria-expanded={isOpen}
        aria-controls="clock-setting"
        onClick={() => {
          setLocal(now?.clockField ?? "");
          setOpen(!isOpen);
        }}
      >
        Set…
      </button>
      {isOpen && (
        <form
          id="clock-setting"
          class="leaf"
          onSubmit={(event) => {
            event.preventDefault();
            onAsk({ do: "clock", local });
            close();
          }}
        >
          <label>
            Date and time in the shop
            <input
              type="datetime-local"
              required
              min="2020-01-01T00:00"
              max="2099-12-31T23:59"
              ref={field}
              value={local}
              onInput={(event) => setLocal(event.currentTarget.value)}
            />
          </label>
          <p>
            <button type="submit" class="main">
              Set the clock
            </button>
            <button
              type="button"
              onClick={() => {
                onAsk({ do: "loseClock" });
                close();
              }}
            >
              Lose the clock
            </button>
          </p>
          <p class="aside">A board without a clock holds back offers that depend on the time.</p>
        </form>
      )}
    </fieldset>
  );
}
