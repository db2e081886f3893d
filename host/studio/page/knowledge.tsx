// What the board knows, and what left it: the two things that a shopper has a right to ask.
import type { NowMessage } from "../protocol.ts";
import { formatElapsed } from "./time.ts";

export function Knowledge({ now }: { readonly now: NowMessage | undefined }) {
  return (
    <section class="knowledge" aria-labelledby="knowledge-title">
      <h2 id="knowledge-title">What this board knows</h2>
      {now === undefined && <p class="hush">Nothing: no board is running.</p>}
      <dl>
        {(now?.known ?? []).map(({ text, until }) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd>{until}</dd>
          </div>
        ))}
      </dl>
      {now !== undefined && <p class="foot">Who it is, it does not know.</p>}
    </section>
  );
}

export function Departed({ now }: { readonly now: NowMessage | undefined }) {
  const left = now?.left ?? [];
  return (
    <section class="departed" aria-labelledby="departed-title">
      <h2 id="departed-title">What left the board</h2>
      {left.length === 0 ? (
        <p>Nothing has left the board.</p>
      ) : (
        <>
          <p>
            {now?.leftCount} {now?.leftCount === 1 ? "message" : "messages"} since it started
          </p>
          <ol>
            {left
              .slice()
              .reverse()
              .map(({ atMs, kind, text }, i) => (
                <li key={`${atMs} ${i}`}>
                  <span class="when">{formatElapsed(atMs)}</span> {kind}: {text}
                </li>
              ))}
          </ol>
        </>
      )}
    </section>
  );
}
