import type { Matrix, Shape } from "../linalg/matrix.ts";

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
  /** W B (out × out), where it is kept up with W; a rule that needs it makes it otherwise */
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
