import type { DenseAlgebra } from "../../linalg/dense_algebra.ts";
import {
  copy,
  type Matrix,
  matrix,
  shiftDiagonal,
} from "../../linalg/matrix.ts";
import { type Integrator, publishedIntegrator } from "../rule.ts";
import type { DrivenLoop } from "./resting_state.ts";
import { scaled } from "./loop_matrix.ts";

/** Steps that are made at once are 2 to this power. */
const doublings = 4;

/**
 * Where a linear loop is after all its steps, for a whole batch (size × n).
 *
 * On the smaller side of the layer the semi-implicit steps are
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
  { M, R, leak }: DrivenLoop,
  { steps, dt }: Integrator = publishedIntegrator,
): Matrix {
  const a = 1 - leak * dt, b = 1 - dt;
  const T = shiftDiagonal(scaled(copy(M), dt * dt), a + b);
  const g = scaled(copy(R), -dt * dt);
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
  const stride16 = recurrence(algebra, V, power);
  const zero = matrix(R.rows, R.columns);
  // from x_0 = 0: x_2m = V_m x_m + c_m
  const c = subtract(x[2 * stride], stride16(x[stride], zero, zero));
  let [before, now] = [x[first - stride], x[first]];
  for (let k = first; k < steps; k += stride) {
    [before, now] = [now, stride16(now, before, c)];
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

function subtract(A: Matrix, B: Matrix): Matrix {
  return matrix(A.rows, A.columns, A.data.map((a, i) => a - B.data[i]));
}
