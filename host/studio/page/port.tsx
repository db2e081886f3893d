// "Put it on a board": the panel that brings what is shown onto a real one.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ShopMessage } from "../protocol.ts";
import { APART, createDeliverer, type Deliverer, type Delivery } from "./delivery.ts";
import { fetchContent } from "./link.ts";
import { Walk } from "./walk.tsx";
import { listWays, type WayName } from "./way.ts";

const WAY_NAMES: Record<WayName, string> = {
  usb: "By USB cable",
  bluetooth: "Over Bluetooth",
  tools: "Over Bluetooth, with @espruino-tools",
};

export function Port({ shop }: { readonly shop: ShopMessage }) {
  const [isOpen, setOpen] = useState(false);
  const [delivery, setDelivery] = useState<Delivery>(APART);
  const deliverer = useMemo(() => createDeliverer(setDelivery), []);
  const opener = useRef<HTMLButtonElement>(null);
  const leaf = useRef<HTMLElement>(null);
  // What was pressed may be gone with the change that it made.
  useEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (isOpen && isLost) leaf.current?.querySelector("button")?.focus();
  }, [isOpen, delivery.stage]);
  useEffect(() => {
    if (isOpen) leaf.current?.querySelector("button")?.focus();
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    opener.current?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from wherever in it one is
    <div class="port" onKeyDown={(event) => event.key === "Escape" && isOpen && close()}>
      <button
        type="button"
        ref={opener}
        aria-expanded={isOpen}
        aria-controls="port-leaf"
        onClick={() => setOpen(!isOpen)}
      >
        {delivery.stage === "deploying" && !isOpen ? `Writing, ${percent(delivery)}` : "Put it on a board…"}
      </button>
      {isOpen && (
        <section id="port-leaf" class="leaf" aria-labelledby="port-title" ref={leaf}>
          <h2 id="port-title">Put “{shop.boardId}” on a board</h2>
          <Body shop={shop} delivery={delivery} deliverer={deliverer} />
          <p role="status">{delivery.note}</p>
          {delivery.progress !== undefined && <Progress delivery={delivery} />}
          <div role="alert">
            {delivery.problem !== undefined && (
              <>
                <p class="wrong">{delivery.problem.message}</p>
                <p class="aside">{delivery.problem.hint}</p>
              </>
            )}
          </div>
        </section>
      )}
    </div>
  );
}

interface BodyProps {
  readonly shop: ShopMessage;
  readonly delivery: Delivery;
  readonly deliverer: Deliverer;
}

function Body({ shop, delivery, deliverer }: BodyProps) {
  const { stage, identity, problem } = delivery;
  if (stage === "apart") return <Ways deliverer={deliverer} />;
  if (stage === "connecting") return null;
  const put = (isInstall: boolean) => void deliverer.deploy(() => fetchContent(shop.boardId), isInstall);
  return (
    <>
      {stage !== "walking" && (
        <Deeds stage={stage} identity={identity} problem={problem} put={put} deliverer={deliverer} />
      )}
      {stage !== "deploying" && <Walk boardId={shop.boardId} delivery={delivery} deliverer={deliverer} />}
    </>
  );
}

interface DeedsProps extends Pick<Delivery, "stage" | "identity" | "problem"> {
  readonly put: (isInstall: boolean) => void;
  readonly deliverer: Deliverer;
}

function Deeds({ stage, identity, problem, put, deliverer }: DeedsProps) {
  return (
    <>
      <dl>
        <dt>Board</dt>
        <dd>{identity?.env}</dd>
        <dt>Espruino</dt>
        <dd>{identity?.version}</dd>
        <dt>Console</dt>
        <dd>{identity?.console}</dd>
      </dl>
      <p class="deeds">
        {stage === "deploying" ? (
          <button type="button" onClick={deliverer.stop}>
            Stop
          </button>
        ) : (
          <>
            <button type="button" class="main" onClick={() => put(false)}>
              Put it on
            </button>
            {(problem?.code === "board-foreign" || problem?.code === "board-boot") && (
              <button type="button" onClick={() => put(true)}>
                Erase the board, then put it on
              </button>
            )}
            <button type="button" onClick={() => void deliverer.disconnect()}>
              Disconnect
            </button>
          </>
        )}
      </p>
    </>
  );
}

function Ways({ deliverer }: { readonly deliverer: Deliverer }) {
  const ways = listWays();
  if (ways.length === 0)
    return (
      <p>
        This browser reaches no boards. Chrome, Edge and their relatives do; so does{" "}
        <code>passerby deploy</code> in a terminal.
      </p>
    );
  return (
    <>
      <p>Connect a board that has Espruino on it.</p>
      <p class="deeds">
        {ways.map((way) => (
          <button type="button" key={way} onClick={() => void deliverer.connect(way)}>
            {WAY_NAMES[way]}
          </button>
        ))}
      </p>
    </>
  );
}

function Progress({ delivery }: { readonly delivery: Delivery }) {
  const [done, all] = delivery.progress ?? [0, 0];
  return (
    <p>
      <progress max={all} value={done} aria-label="Written" /> <span class="when">{percent(delivery)}</span>
    </p>
  );
}

function percent({ progress }: Delivery): string {
  const [done, all] = progress ?? [0, 0];
  return `${all === 0 ? 0 : Math.floor((100 * done) / all)} %`;
}
