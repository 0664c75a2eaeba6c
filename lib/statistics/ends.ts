/** What the models of an experiment end with, over seeds, and in which order; as JSON has it. */
import type { Outcome } from "../io/trace.ts";

/**
 * A number and its 95 % interval. Each is null where it is not finite: it lies among the lost
 * seeds, or so few cannot tell it.
 */
export interface Interval {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** How training from one seed ended; missing: it was not run. */
export type EndStatus = Outcome["status"] | "missing";

/** What one model ends with. A lost seed was run and has no value: it diverged, or its loops became unstable. */
export interface ModelEnds {
  name: string;
  /** at which its training ended; null if no seed finished */
  iteration: number | null;
  /** in the order of the seeds: the metric at the end of training; null if it is lost or missing */
  values: (number | null)[];
  /** in the order of the seeds */
  statuses: EndStatus[];
  /** over the seeds that have a value: geometric for `error`, arithmetic for `test_error` */
  mean: Interval;
  /** over all that were run; lost ones count as worse than every other */
  median: Interval;
  /** the mean of the middle half of all that were run, averaged as `mean` is; lost ones count as worse than every other */
  iqm: Interval;
  /** of the seeds that have a value */
  min: number | null;
  max: number | null;
  /** how many of the seeds that were run are lost */
  lost: number;
}

/** Two models, seed by seed, of which `a` comes first in the experiment's order. */
export interface Pair {
  a: string;
  b: string;
  /** how many seeds both were run from: `below` + `above` + `equal` */
  seeds: number;
  /** in how many of them `a` ends below `b`, a lost one being above all others */
  below: number;
  above: number;
  /** both end alike, or both are lost */
  equal: number;
  /** that `a` ends below `b`; equal ends count half */
  probability: Interval;
  /** what `a` ends with over what `b` does, geometric mean over the seeds in which both have a value */
  ratio: Interval;
  /** p of the two-sided sign test that either is as often below the other */
  sign: number;
  /** the same after Holm's correction over the experiment's pairs */
  holm: number;
}

/** How an experiment ended. */
export interface Ends {
  experiment: string;
  metric: "error" | "test_error";
  /** of the seeds, in their order */
  seeds: number[];
  models: ModelEnds[];
  /** every model with each after it */
  pairs: Pair[];
  /** what so few seeds cannot tell, in sentences; empty where they can */
  limits: string[];
}
