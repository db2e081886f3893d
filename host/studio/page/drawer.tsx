// Four things in one place: why not the others, the evidence of somebody, what was played, and what is to be mended in the shop's file.
import { useEffect, useRef, useState } from "preact/hooks";
import type { NowMessage, ShopMessage } from "../protocol.ts";
import { Proof } from "./proof.tsx";
import { formatTime } from "./time.ts";

const TABS = ["others", "plays", "evidence", "file"] as const;
type Tab = (typeof TABS)[number];

interface DrawerProps {
  readonly shop: ShopMessage;
  readonly now: NowMessage | undefined;
  readonly startMinute: number;
}

export function Drawer({ shop, now, startMinute }: DrawerProps) {
  const [tab, setTab] = useState<Tab>("others");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shop.isBroken) setTab("file");
  }, [shop.isBroken]);

  function turn(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? "others";
    setTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }

  const names: Record<Tab, string> = {
    others: "Why not the others",
    evidence: "Evidence",
    plays: "Plays",
    file: shop.findings.length === 0 ? "Shop file" : `Shop file (${shop.findings.length})`,
  };
  return (
    <section class="drawer">
      <div role="tablist" aria-label="More about the board" ref={list} onKeyDown={turn}>
        {TABS.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="drawer-panel"
            tabIndex={tab === name ? 0 : -1}
            class={name === "file" && shop.isBroken ? "wrong" : ""}
            onClick={() => setTab(name)}
          >
            {names[name]}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div role="tabpanel" id="drawer-panel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === "others" && <Others now={now} />}
        {tab === "evidence" && <Proof now={now} />}
        {tab === "plays" && <Plays now={now} startMinute={startMinute} />}
        {tab === "file" && (
          <>
            <Findings shop={shop} />
            <Source now={now} />
          </>
        )}
      </div>
    </section>
  );
}

function Others({ now }: { readonly now: NowMessage | undefined }) {
  const others = now?.reason?.others ?? [];
  if (others.length === 0) return <p class="hush">There is no other offer on this board.</p>;
  return (
    <ul class="rows">
      {others.map(({ offer, title, why }) => (
        <li key={offer}>
          <span>{title}</span> <span class="aside">{why}</span>
        </li>
      ))}
    </ul>
  );
}

function Plays({ now, startMinute }: { readonly now: NowMessage | undefined; readonly startMinute: number }) {
  if (now === undefined || now.recent.length === 0) return <p class="hush">Nothing was played yet.</p>;
  return (
    <>
      <ol class="rows">
        {now.recent.map(({ atMs, title, sentence }) => (
          <li key={atMs}>
            <span>
              <span class="when">{formatTime(atMs, startMinute)}</span> {title}
            </span>{" "}
            <span class="aside">{sentence}</span>
          </li>
        ))}
      </ol>
      <h3>Shares so far</h3>
      <ul class="rows">
        {now.shares.map(({ title, plays, percent }) => (
          <li key={title}>
            <span>{title}</span>{" "}
            <span class="aside when">
              {plays} {plays === 1 ? "play" : "plays"}, {percent} %
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Findings({ shop }: { readonly shop: ShopMessage }) {
  if (shop.findings.length === 0)
    return (
      <p class="hush">Nothing to mend. Change shop.yaml and save it: the board follows within a second.</p>
    );
  return (
    <>
      {shop.isBroken && shop.boardId !== "" && (
        <p class="wrong">This version cannot be used. The board goes on with the one before.</p>
      )}
      <ul class="findings">
        {shop.findings.map(({ place, code, severity, message, hint }) => (
          <li key={`${place} ${code} ${message}`} class={severity}>
            <p class="place">
              {place} <span class="aside">{severity === "error" ? "must be mended" : "worth a look"}</span>
            </p>
            <p>{setCode(message)}</p>
            <p class="aside">{setCode(hint)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The lines of shop.yaml that made the card, to be looked at. */
function Source({ now }: { readonly now: NowMessage | undefined }) {
  if (now === undefined) return null;
  const { source } = now;
  if (source === undefined) return <p class="hush">The neutral card is made by no offer.</p>;
  return (
    <>
      <h3>The card that is shown</h3>
      <ol class="source" aria-label="Its lines in shop.yaml">
        {source.lines.map((line, i) => (
          <li key={source.firstLine + i}>
            <span aria-hidden="true">{source.firstLine + i}</span>
            <code>{line}</code>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What stands between backticks is a word of the file. */
function setCode(text: string) {
  return text.split("`").map((part, i) => (i % 2 === 1 ? <code key={part}>{part}</code> : part));
}
