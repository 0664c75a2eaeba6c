/** The learning rules beyond the paper by name, and with them every rule there is. */
import { gaussNewton } from "./gauss_newton.ts";
import { layerwiseGaussNewton } from "./layerwise_gauss_newton.ts";
import { type RuleEntry, type RuleName, rules } from "./mod.ts";
import { layerwise } from "./rule.ts";

const list = {
  // the leak of these is their damping; slopes stand where theory has them, once
  LGN: {
    reads: ["leak"],
    make: (shapes, { leak: damping = 0 }) =>
      layerwise(layerwiseGaussNewton({ damping }), shapes),
  },
  GN: {
    reads: ["leak"],
    make: (shapes, { leak: damping = 0 }) => gaussNewton(shapes, { damping }),
  },
} satisfies Record<string, RuleEntry>;

export type FurtherRuleName = keyof typeof list;

export type EveryRuleName = RuleName | FurtherRuleName;

/** The published rules, then those beyond them. */
export const everyRule: Readonly<Record<EveryRuleName, RuleEntry>> = {
  ...rules,
  ...list,
};

export const everyRuleName = Object.keys(everyRule) as readonly EveryRuleName[];
