/**
 * The contract of an experiment. It is a folder of four modules: `settings.ts`,
 * `models.ts`, with its models and what others can be made of, `initialise.ts`,
 * which exports `initialise`, and `train.ts`, which exports `train` and `unit`.
 * The node programs `initialise.ts` and `train.ts` of the pipeline run them.
 */
import type { FeedbackKind, FeedbackSpec } from "../feedback/initial.ts";
import type { Outcome, Trace } from "../io/trace.ts";
import type { InversionTransfer } from "../rules/dynamic_inversion.ts";
import type { RuleName } from "../rules/mod.ts";
import type { NamedValues } from "./archive.ts";

/** One curve of a figure: a rule with its feedback and leak, as plain data. */
export interface Model {
  /** the published one, if it has one; those with `-2` and `-3` differ in leak or feedback */
  name: string;
  rule: RuleName;
  /** where its feedback comes from before training */
  feedback: FeedbackSpec;
  /** leak α; 0 where the rule reads none */
  leak: number;
  /** what loops take for the transfer function of a layer; by default `linear` with DI, with SDI what its experiment says */
  transfer?: InversionTransfer;
}

/** What the models of an experiment can be made of; `reads` of a rule says which parts matter to it. */
export interface ModelChoices {
  rules: readonly RuleName[];
  feedbacks: readonly FeedbackKind[];
  /** of the loops of DI and SDI */
  transfers: readonly InversionTransfer[];
}

/** What `initialise(seed, settings)` gives instead of a start if no feedback could be made stable: why. */
export interface Unstable {
  unstable: string;
}

/** One model's training, before it begins. */
export interface Training<Start, Settings> {
  model: Model;
  settings: Settings;
  start: Start;
  /** reports how many examples, or batches, are done, of how many */
  progress?: (done: number, total: number) => void;
}

/** What training leaves behind. */
export interface Trained<Weights extends NamedValues = NamedValues> {
  trace: Trace;
  /** weights, biases and feedback at the end */
  weights: Weights;
  /** what else an experiment keeps, by the name of its archive */
  archives?: Record<string, NamedValues>;
}

/** What training proceeds by, and iterations count. */
export type Unit = "example" | "batch";

/** The ending of a model whose numbers are no longer finite. */
export function diverged(iteration: number, reason: string): Outcome {
  return { status: "diverged", iteration, reason };
}
