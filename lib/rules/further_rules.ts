/** The learning rules beyond the paper by name, and with them every rule there is. */
import { type RuleEntry, type RuleName, rules } from "./mod.ts";

const list = {} satisfies Record<string, RuleEntry>;

export type FurtherRuleName = keyof typeof list;

export type EveryRuleName = RuleName | FurtherRuleName;

/** The published rules, then those beyond them. */
export const everyRule: Readonly<Record<EveryRuleName, RuleEntry>> = {
  ...rules,
  ...list,
};

export const everyRuleName = Object.keys(everyRule) as readonly EveryRuleName[];
