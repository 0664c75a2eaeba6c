/** What a learning rule is, for single examples and for batches, and what it sees of a network. */
import type { NamedArray } from "../io/arrays.ts";
import type { DenseAlgebra } from "../linalg/dense_algebra.ts";
import { type Matrix, matrix, requireShape } from "../linalg/matrix.ts";
import type { Shape } from "../linalg/matrix.ts";
import { multiplyInto } from "../linalg/product.ts";
import type { BatchLayer } from "../network/batch_layer.ts";
import type { AsyncGemm, Gemm } from "../linalg/gemm.ts";

/**
 * A hidden layer with what it needs to find its error δ from the error e of the
 * layer above. Units: in of them here, out above.
 */
export interface HiddenLayer {
  /** weights to the layer above (out × in) */
  W: Matrix;
  /** feedback from the layer above (in × out) */
  B: Matrix;
  /** slope φ′ of this layer's transfer function at its activity (in) */
  slope: Float64Array;
  /** error of the layer above (out) */
  e: Float64Array;
  /** this layer's error (in), for the rule to write */
  δ: Float64Array;
  /** W B (out × out), where it follows W; a rule that needs it makes it otherwise */
  WB?: Matrix;
  /** W Wᵀ (out × out), likewise */
  WWᵀ?: Matrix;
}

/**
 * A network after a forward pass, as a rule sees it: its hidden layers from the
 * lowest to the highest. The `e` of each is the `δ` of the next, the same
 * memory; the `e` of the last is the error of the output, target − answer.
 */
export interface Pass {
  hidden: readonly HiddenLayer[];
  /** feedback from the output straight to the lowest hidden layer, for single-loop inversion */
  endToEnd: Matrix | null;
}

/** A learning rule: writes the `δ` of every hidden layer, and nothing else. */
export type Rule = (pass: Pass) => void;

/**
 * A rule that treats each layer alone: made ready for weights of one shape, it
 * writes a layer's `δ`, and nothing else.
 */
export type LayerRule = (shape: Shape) => (layer: HiddenLayer) => void;

/** How a loop is integrated: semi-implicit Euler steps from rest. */
export interface Integrator {
  /** number of steps */
  steps: number;
  /** length of a step, in time constants */
  dt: number;
}

/** The published scripts' integrator. */
export const publishedIntegrator: Integrator = { steps: 999, dt: 0.5 };

/**
 * Lifts a rule for one layer to the whole network: from the highest hidden
 * layer down, each finds its error from the one above.
 *
 * `shapes` are those of the weights above each hidden layer, lowest first. If
 * `extraSlope`, each layer's error is multiplied by its slope φ′ once more after
 * the rule has run. The published nonlinear regression does so with every rule
 * but single-loop inversion: dynamic inversion, whose linear loop leaves the slope
 * out, then carries it once and the others twice.
 */
export function layerwise(
  rule: LayerRule,
  shapes: readonly Shape[],
  extraSlope = false,
): Rule {
  const ready = shapes.map((shape) => rule(shape));
  return ({ hidden }) => {
    for (let l = ready.length - 1; l >= 0; l--) {
      ready[l](hidden[l]);
      if (extraSlope) multiplyInto(hidden[l].δ, hidden[l].slope);
    }
  };
}

/**
 * The pass of a network through weights W[0], W[1], … with feedback B[l] beside
 * W[l] for l ≥ 1 (B[0] is not looked at): slopes at 1, errors at 0, the
 * matrices shared, not copied.
 *
 * @throws {RangeError} if the shapes do not fit each other.
 */
export function createPass(
  W: readonly Matrix[],
  B: readonly (Matrix | null)[],
  endToEnd: Matrix | null = null,
): Pass {
  const errors = W.map(({ rows }) => new Float64Array(rows));
  const hidden = W.slice(1).map((weights, l): HiddenLayer => {
    const { rows, columns } = weights, δ = errors[l], e = errors[l + 1];
    requireShape("join layers", weights, { rows, columns: δ.length });
    const feedback = B[l + 1] ?? matrix(columns, rows);
    requireShape("feed back", feedback, { rows: columns, columns: rows });
    const slope = new Float64Array(columns).fill(1);
    return { W: weights, B: feedback, slope, e, δ };
  });
  if (endToEnd) {
    const wanted = { rows: W[0].rows, columns: errors.at(-1)!.length };
    requireShape("feed back from end to end", endToEnd, wanted);
  }
  return { hidden, endToEnd };
}

/** The error of the output, target − answer, to be written before a rule is called. */
export function outputError({ hidden }: Pass): Float64Array {
  return hidden[hidden.length - 1].e;
}

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
  /**
   * the condition number κ₁ of the matrix that is inverted, M − α I, between two batches,
   * if one is; measuring changes no bit of what is learned
   */
  condition?(): number;
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
