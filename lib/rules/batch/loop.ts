import type { NamedArray } from "../../io/arrays.ts";
import type { Factor } from "../../linalg/dense_algebra.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import type { ScaledWeights } from "../../network/batch_layer.ts";

/**
 * The loop of a layer's weights W (out × in) and their feedback B (in × out), for
 * whole batches, while the weights learn. On its smaller side it is closed by
 *
 *   M = W B if out ≤ in,  else M = B W.
 */
export interface Loop {
  /** whether it has to be made from the weights before it is used */
  readonly stale: boolean;
  /** M, to read only: the last that was made, or as it has followed the weights since */
  readonly M: Matrix;
  /** makes it of the weights W = s V */
  make(weights: ScaledWeights): void;
  /** whether it needs no more than float32 of what drives it, and is faster then */
  readonly rough: boolean;
  /** what it comes to when R drives it */
  settle(R: Factor): LoopResult;
  /** follows the weights, or is stale from here on */
  follow(change: Change): void;
  /** all that it knows between two batches, if anything */
  state(): LoopState | undefined;
}

/** What a loop comes to. */
export interface LoopResult {
  /** (size × n), until the loop is used again; not to be used if it is not exact enough */
  X: Factor;
  /** whether X can be trusted to about six digits, but for the rounding of what drove it */
  trusted: boolean;
}

/** How the weights have changed: W ← keep W + η E Hᵀ. */
export interface Change {
  keep: number;
  eta: number;
  /** (in × n) */
  H: Factor;
  /** (out × n) */
  E: Factor;
  /** what drove the loop, from before the change: E if out ≤ in, else B E */
  R: Factor;
}

/** A loop between two batches, as arrays. */
export type LoopState = Record<string, NamedArray>;

/** Changes after which a loop is made anew, so that what rounding adds up to stays small. */
export const mostChanges = 50;

/** Condition at which elimination still leaves six digits of sixteen. */
export const worstCondition = 1e10;
