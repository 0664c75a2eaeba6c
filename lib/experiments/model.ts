import type { FeedbackSpec } from "../feedback/initial.ts";
import type { RuleName } from "../rules/mod.ts";
import type { InversionTransfer } from "../rules/dynamic_inversion.ts";

/** One curve of a figure: a rule with its feedback and leak, as plain data. */
export interface Model {
  /** the published one, if it has one; those with `-2` and `-3` differ in leak or feedback */
  name: string;
  rule: RuleName;
  /** where its feedback comes from before training */
  feedback: FeedbackSpec;
  /** leak α; of no effect for BP, FA and PBP */
  leak: number;
  /** transfer function of DI's loop where an experiment has DI in several forms; defaults to `linear` */
  transfer?: InversionTransfer;
}
