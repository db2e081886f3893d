// The page of the studio: one screen, everything on it comes from the server's feed.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DayMessage, FrameMessage, NowMessage, ShopMessage, StudioCommand } from "../protocol.ts";
import { Drawer } from "./drawer.tsx";
import { Glass } from "./glass.tsx";
import { Departed, Knowledge } from "./knowledge.tsx";
import { ask, listen } from "./link.ts";
import { Masthead } from "./masthead.tsx";
import { Why } from "./reason.tsx";
import { Shopper } from "./shopper.tsx";
import { Timeline } from "./timeline.tsx";

function Studio() {
  const [shop, setShop] = useState<ShopMessage>();
  const [now, setNow] = useState<NowMessage>();
  const [day, setDay] = useState<DayMessage>();
  const [frame, setFrame] = useState<FrameMessage>();
  const [isOnline, setOnline] = useState(true);
  const [problem, setProblem] = useState("");

  useEffect(() => {
    listen((message) => {
      if (message.kind === "shop") setShop(message);
      else if (message.kind === "now") setNow(message);
      else if (message.kind === "day") setDay(message);
      else setFrame(message);
    }, setOnline);
  }, []);

  function onAsk(command: StudioCommand): void {
    void ask(command).then(setProblem);
  }

  if (shop === undefined)
    return (
      <p class="hush opening">{isOnline ? "Opening the studio…" : "The studio’s server does not answer."}</p>
    );
  return (
    <>
      <Notice isOnline={isOnline} problem={problem} />
      <div class="studio" inert={!isOnline}>
        <Masthead shop={shop} now={now} onAsk={onAsk} />
        <main>
          <Glass shop={shop} frame={frame} onAsk={onAsk} />
          <div class="beside">
            <Why now={now} />
            <div class="pair">
              <Knowledge now={now} />
              <Departed now={now} />
            </div>
            <Drawer shop={shop} now={now} startMinute={day?.startMinute ?? -1} />
          </div>
        </main>
        <Shopper shop={shop} now={now} onAsk={onAsk} />
        <Timeline shop={shop} day={day} now={now} onAsk={onAsk} />
      </div>
    </>
  );
}

function Notice({ isOnline, problem }: { readonly isOnline: boolean; readonly problem: string }) {
  const text = isOnline
    ? problem
    : "The studio’s server has stopped. This page comes back by itself as soon as it runs again.";
  return (
    <div role="alert" class={text === "" ? "notice none" : "notice"}>
      {text}
    </div>
  );
}

const root = document.getElementById("studio");
if (root !== null) {
  root.replaceChildren();
  render(<Studio />, root);
}
