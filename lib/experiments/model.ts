import type { FeedbackSpec } from "../feedback/initial.ts";
import type { InversionTransfer } from "../rules/inversion_transfer.ts";
import type { RuleName } from "../rules/mod.ts";

/**
 * The published names of the models; `-2` and `-3` differ in leak or feedback.
 * `DI-tanh`, for classification, has none that was published.
 */
export type ModelName =
  | "BP"
  | "FA"
  | "FA-2"
  | "PBP"
  | "NDI"
  | "NDI-2"
  | "NDI-3"
  | "DI"
  | "DI-2"
  | "DI-3"
  | "DI-tanh"
  | "SDI"
  | "SDI-2"
  | "SDI-3";

/** One curve of a figure: a rule with its feedback and leak, as plain data. */
export interface Model {
  name: ModelName;
  rule: RuleName;
  /** where its feedback comes from before training */
  feedback: FeedbackSpec;
  /** leak α; of no effect for BP, FA and PBP */
  leak: number;
  /** transfer function of DI's loop where an experiment has DI in several forms; defaults to `linear` */
  transfer?: InversionTransfer;
}
