import { reducedLoop, tanhLoop } from "../kernels/loops.ts";
import type { DenseAlgebra } from "../linalg/dense_algebra.ts";
import { copy, matrix, scale, shiftDiagonal } from "../linalg/matrix.ts";
import type { Matrix } from "../linalg/matrix.ts";
import { apply } from "../linalg/product.ts";
import { batchInversion } from "./batch_inversion.ts";
import { solvedLoop } from "./incremental_product.ts";
import type { BatchRuleMaker, Integrator, LayerRule } from "./rule.ts";
import { publishedIntegrator } from "./rule.ts";

/**
 * What an inverting loop takes for the transfer function of a layer, by its
 * state r and the slope at its forward activity. Linearised, a loop at rest
 * carries the slope D once, as D W⁺ e does.
 */
export const responses = {
  linear: (r: number) => r,
  tanh: (r: number) => Math.tanh(r),
  linearised: (r: number, slope: number) => r / slope,
};

export type InversionTransfer = keyof typeof responses;

export const inversionTransfers = Object.keys(
  responses,
) as readonly InversionTransfer[];

/** How an inverting loop runs. */
export interface InversionSettings {
  /** leak α of the controller */
  leak: number;
  transfer: InversionTransfer;
  /** defaults to the published one */
  integrator?: Integrator;
}

/**
 * Dynamic inversion (DI): a loop between two layers that comes to rest where the
 * layer above is driven by its error.
 *
 *   ṙ_y = W φ(r_x) − α r_y − e
 *   ṙ_x = −r_x + B r_y
 *   δ = r_x
 *
 * W (out × in) carries activity forward, B (in × out) feeds the controller r_y
 * (out) back, α is the leak, e (out) the error of the layer above, φ the
 * transfer function of the loop. Both layers start at zero and make `steps`
 * semi-implicit Euler steps of length `dt`: r_x sees the new r_y. The slope φ′
 * of the forward pass is left out, as published; the list of rules multiplies
 * what a linear loop gives by it.
 *
 * This is the plain form, which the compiled one and the one for batches are
 * tested against.
 *
 * Podlaski & Machens, 2020.
 */
export function dynamicInversion(
  { leak, transfer, integrator = publishedIntegrator }: InversionSettings,
): LayerRule {
  const { steps, dt } = integrator;
  const respond = responses[transfer];
  return ({ rows: out, columns: n }) => {
    const ry = new Float64Array(out), drive = new Float64Array(out);
    const h = new Float64Array(n), feedback = new Float64Array(n);
    return ({ W, B, slope, e, δ: rx }) => {
      ry.fill(0);
      rx.fill(0);
      for (let step = 0; step < steps; step++) {
        for (let i = 0; i < n; i++) h[i] = respond(rx[i], slope[i]);
        apply(W, h, drive);
        for (let i = 0; i < out; i++) {
          ry[i] += dt * (drive[i] - leak * ry[i] - e[i]);
        }
        apply(B, ry, feedback);
        for (let i = 0; i < n; i++) rx[i] += dt * (feedback[i] - rx[i]);
      }
    };
  };
}

/**
 * The same steps in WebAssembly, equal up to the order of summation, many times
 * faster; the plain ones of the linearised loop, which no kernel has.
 */
export function compiledDynamicInversion(
  settings: InversionSettings,
): LayerRule {
  const { leak, transfer, integrator = publishedIntegrator } = settings;
  if (transfer === "linearised") return dynamicInversion(settings);
  const loop = transfer === "tanh" ? tanhLoop : reducedLoop;
  return () => (layer) => loop(layer, { leak, ...integrator });
}

/** The linear loop for a batch, all its steps. */
export const batchDynamicInversion: BatchRuleMaker = (_, ruled) => {
  const { algebra, B: feedback, leak } = ruled;
  // nothing is solved, so no condition is known: one that is trusted, in float64
  const stepped = (M: Matrix, R: Matrix) => (
    { X: steppedState(algebra, { M, R, leak }), condition: 1e6 }
  );
  const loop = solvedLoop(ruled, feedback, stepped);
  return batchInversion(ruled, { feedback, loop });
};

/** The steps of the linear loop that are made at once are 2 to this power. */
const doublings = 4;

/**
 * Where the linear loop is after all its steps, for a whole batch (size × n).
 *
 * On the smaller side of the layer, with the matrix M that closes the loop there
 * and R that drives it (see `batchInversion`), the steps are
 *
 *   y ← a y + dt (M x − R),  x ← b x + dt y,   a = 1 − α dt,  b = 1 − dt,
 *
 * from rest. Without y they are a recurrence of second order,
 *
 *   x_{k+1} = T x_k − d x_{k−1} + g,   T = (a + b) I + dt² M,  d = a b,  g = −dt² R,
 *
 * and so is every m-th x, with a constant c_m:
 *
 *   x_{k+m} = V_m x_k − d^m x_{k−m} + c_m,   V_1 = T,  V_{2m} = V_m² − 2 d^m I
 *
 * (V_m is Lucas's sequence). So four squarings of a matrix make sixteen steps at
 * once, after the first ones have been made singly: the same numbers up to
 * rounding, from a tenth of the multiplications.
 */
export function steppedState(
  algebra: DenseAlgebra,
  { M, R, leak }: { M: Matrix; R: Matrix; leak: number },
  { steps, dt }: Integrator = publishedIntegrator,
): Matrix {
  const a = 1 - leak * dt, b = 1 - dt;
  const T = shiftDiagonal(scale(copy(M), dt * dt), a + b);
  const g = scale(copy(R), -dt * dt);
  const stride = 2 ** doublings;
  const advance = recurrence(algebra, T, a * b);

  const first = Math.min(steps, 2 * stride + steps % stride);
  const x = [matrix(R.rows, R.columns), g];
  while (x.length <= first) x.push(advance(x.at(-1)!, x.at(-2)!, g));
  if (first === steps) return x[steps];

  let V = T, power = a * b;
  for (let k = 0; k < doublings; k++) {
    V = shiftDiagonal(algebra.product(V, V), -2 * power);
    power *= power;
  }
  const advanceStride = recurrence(algebra, V, power);
  const zero = matrix(R.rows, R.columns);
  // from x_0 = 0: x_2m = V_m x_m + c_m
  const c = copy(x[2 * stride]);
  const driven = advanceStride(x[stride], zero, zero);
  for (let i = 0; i < c.data.length; i++) c.data[i] -= driven.data[i];
  let [before, now] = [x[first - stride], x[first]];
  for (let k = first; k < steps; k += stride) {
    [before, now] = [now, advanceStride(now, before, c)];
  }
  return now;
}

/** x, y, g → T x − d y + g. */
function recurrence(algebra: DenseAlgebra, T: Matrix, d: number) {
  return (x: Matrix, y: Matrix, g: Matrix): Matrix => {
    const next = algebra.product(T, x);
    for (let i = 0; i < next.data.length; i++) {
      next.data[i] += g.data[i] - d * y.data[i];
    }
    return next;
  };
}
