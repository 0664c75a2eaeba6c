/** What a learning rule for batches is. */
import type { NamedArray } from "../io/arrays.ts";
import type { DenseAlgebra } from "../linalg/dense_algebra.ts";
import type { Matrix } from "../linalg/matrix.ts";
import type { BatchLayer } from "../network/batch_layer.ts";
import type { AsyncGemm, Gemm } from "../network/gemm.ts";

/** One layer of weights above hidden units, and what a rule may need to send errors down it. */
export interface RuledLayer {
  /** its weights W (out × in) */
  layer: BatchLayer;
  /** feedback (in × out), fixed */
  B: Matrix;
  /** leak α */
  leak: number;
  algebra: DenseAlgebra;
  /**
   * products of float32 at once, where something computes them fast:
   * inverses then follow the weights where they can, rather than be solved for
   */
  product?: Gemm;
  /** the state of an earlier rule, to go on from bit for bit */
  state?: RuleState;
}

/** What a rule carries from batch to batch. */
export type RuleState = Record<string, NamedArray>;

/**
 * A learning rule for batches, at one layer: the same mathematics as the rule of
 * that name for single examples, with a column for each of n examples.
 */
export interface BatchRule {
  /** the error of the units below, before it is multiplied by their slope: (in × n) */
  errorBelow(E: Float32Array): Float32Array | Promise<Float32Array>;
  /** called before the layer learns inputs H (in × n) and the errors last sent down */
  learn?(H: Float32Array): void;
  /** what it carries on; nothing if left out */
  state?(): RuleState;
  /** what is worth reporting after training */
  report?(): RuleReport;
}

/** How often a rule could not go its fast way. */
export interface RuleReport {
  /** batches that took the exact least-squares solution */
  fallbacks: number;
  /** the first of them, counted from 1 */
  first: number;
  /** all batches */
  batches: number;
}

/** Makes a rule ready for one layer. */
export type BatchRuleMaker = (gemm: AsyncGemm, layer: RuledLayer) => BatchRule;
