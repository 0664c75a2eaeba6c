import type { Verdict } from "../../lib/claims/verdict.ts";
import { type Markup, markup } from "./markup.ts";

/** Signs that tell verdicts apart without colour. */
const signs = { "holds": "✓", "fails": "✗", "cannot tell": "?" };

const kinds = ["holds", "fails", "cannot tell"] as const;

type Kind = Verdict["verdict"];

/** A verdict, and how many seeds decided it that were not known when the claim was registered; none: it is no test. */
export interface Judged {
  verdict: Kind;
  unseen: number;
}

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
export function countText(judged: readonly Judged[]): string {
  const [holding, failing, open] = countsOf(judged);
  return [
    `${holding} ${holding === 1 ? "holds" : "hold"}`,
    ...failing > 0 ? [`${failing} ${failing === 1 ? "fails" : "fail"}`] : [],
    ...open > 0 ? [`${open} cannot be told`] : [],
  ].join(", ");
}

/** What those that hold rest on: "Of those that hold, 9 do over several new seeds, 1 in one new seed." Empty where none does. */
export function restsOn(judged: readonly Judged[]): string {
  const held = judged.filter(({ verdict }) => verdict === "holds");
  if (held.length === 0) return "";
  const count = (is: (unseen: number) => boolean) =>
    held.filter(({ unseen }) => is(unseen)).length;
  const parts = [
    [count((unseen) => unseen > 1), "over several new seeds"],
    [count((unseen) => unseen === 1), "in one new seed"],
    [
      count((unseen) => unseen === 0),
      "only in seeds that were known before, which is no test (pale in the bar)",
    ],
  ].filter(([count]) => count !== 0);
  return `Of those that hold, ${
    parts.map(([count, where], k) =>
      `${count} ${k > 0 ? "" : count === 1 ? "does so " : "do so "}${where}`
    ).join(", ")
  }.`;
}

/** A bar with a field for each verdict, alike ones together, pale where it is no test; its counts stand beside it. */
export function verdictBar(judged: readonly Judged[]): Markup {
  const share = (count: number) =>
    `${(100 * count / judged.length).toFixed(2)}%`;
  const fields = kinds.flatMap((kind) => {
    const mine = judged.filter(({ verdict }) => verdict === kind);
    const tests = mine.filter(({ unseen }) => unseen > 0).length;
    return [
      { className: verdictClass(kind), count: tests },
      {
        className: `${verdictClass(kind)} no-test`,
        count: mine.length - tests,
      },
    ];
  }).filter(({ count }) => count > 0);
  const bars = fields.map(({ className, count }, k) => {
    const before = fields.slice(0, k).reduce((sum, one) => sum + one.count, 0);
    return markup`<rect class="${className}" x="${share(before)}" width="${
      share(count)
    }" height="100%"/>`;
  });
  return markup`<svg class="verdict-bar" width="100%" height="10" aria-hidden="true">${bars}</svg>`;
}

function countsOf(judged: readonly Judged[]): number[] {
  return kinds.map((kind) =>
    judged.filter(({ verdict }) => verdict === kind).length
  );
}
