import type { FeedbackKind } from "../../../lib/feedback/initial.ts";

const names: Record<Exclude<FeedbackKind, "none">, string> = {
  random: "random",
  optimised: "made stable",
  transpose: "Wᵀ",
  pseudoinverse: "W⁺",
  sign: "sign(W)ᵀ",
};

/** What feedback is called where it is chosen, by its word in options: `neg-transpose` is −Wᵀ. */
export function feedbackName(word: string): string {
  const kind = word.replace(/^neg-/, "");
  return `${kind === word ? "" : "−"}${names[kind as keyof typeof names]}`;
}
