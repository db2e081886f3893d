// Why this card.
import type { NowMessage } from "../protocol.ts";

export function Why({ now }: { readonly now: NowMessage | undefined }) {
  const reason = now?.reason;
  return (
    <section class="why" aria-labelledby="why-title">
      <h2 id="why-title">Why this card</h2>
      {reason === undefined ? (
        <p class="hush">The board has not shown anything yet.</p>
      ) : (
        <>
          <p class="title">{reason.title}</p>
          <p class="sentence">{reason.sentence}</p>
          {reason.facts.length > 0 && (
            <ul class="facts">
              <li>Now</li>
              {reason.facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
