import type { Verdict } from "../../lib/claims/verdict.ts";
import { type Markup, markup } from "./markup.ts";

/** Signs that tell verdicts apart without colour. */
const signs = { "holds": "✓", "fails": "✗", "cannot tell": "?" };

const kinds = ["holds", "fails", "cannot tell"] as const;

type Kind = Verdict["verdict"];

/** The class of what is coloured as a verdict is. */
export function verdictClass(verdict: Kind): string {
  return verdict.replace(" ", "-");
}

/** A verdict's sign, which those who do not see it are not told. */
export function verdictSign(verdict: Kind): Markup {
  return markup`<span class="sign ${
    verdictClass(verdict)
  }" aria-hidden="true">${signs[verdict]}</span>`;
}

/** "12 hold, 1 fails, 4 cannot be told"; what none is, is left out */
export function countText(verdicts: readonly Kind[]): string {
  const [holding, failing, open] = countsOf(verdicts);
  return [
    `${holding} ${holding === 1 ? "holds" : "hold"}`,
    ...failing > 0 ? [`${failing} ${failing === 1 ? "fails" : "fail"}`] : [],
    ...open > 0 ? [`${open} cannot be told`] : [],
  ].join(", ");
}

/** A bar with a field for each verdict, alike ones together; its counts stand beside it. */
export function verdictBar(verdicts: readonly Kind[]): Markup {
  const counts = countsOf(verdicts);
  const share = (count: number) =>
    `${(100 * count / verdicts.length).toFixed(2)}%`;
  const bars = kinds.map((kind, k) => {
    const before = counts.slice(0, k).reduce((sum, count) => sum + count, 0);
    return markup`<rect class="${verdictClass(kind)}" x="${
      share(before)
    }" width="${share(counts[k])}" height="100%"/>`;
  });
  return markup`<svg class="verdict-bar" width="100%" height="10" aria-hidden="true">${bars}</svg>`;
}

function countsOf(verdicts: readonly Kind[]): number[] {
  return kinds.map((kind) =>
    verdicts.filter((verdict) => verdict === kind).length
  );
}
