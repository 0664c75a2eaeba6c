/** The models of experiments beyond the paper: those of the contract, but of every rule, and with settings of their own. */
import type { EveryRuleName } from "../rules/further_rules.ts";
import type { Model, ModelChoices, Training } from "./experiment.ts";

/** One curve of a figure: a rule with its feedback and leak, as plain data. */
export interface FurtherModel extends Omit<Model, "rule"> {
  rule: EveryRuleName;
  /** settings in which it differs from its experiment, such as its own `eta` */
  own?: Record<string, string | number | boolean>;
}

/** What the models of an experiment can be made of. */
export interface FurtherChoices extends Omit<ModelChoices, "rules"> {
  rules: readonly EveryRuleName[];
}

/** One model's training, before it begins. */
export type FurtherTraining<Start, Settings> =
  & Omit<Training<Start, Settings>, "model">
  & { model: FurtherModel };
