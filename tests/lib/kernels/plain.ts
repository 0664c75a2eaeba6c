/** The kernels' results by the shortest way, with `Math.tanh` and in no hurry: their reference. */
import type { Matrix } from "../../../lib/linalg/matrix.ts";
import type { LoopedLayers, LoopSettings } from "../../../lib/kernels/loops.ts";
import type { SingleLoopLayers } from "../../../lib/kernels/loops.ts";
import type { TanhNetwork } from "../../../lib/kernels/tanh_network_error.ts";

/** Σ_examples ‖y* − (W2 tanh(W1 tanh(W0 x + b0) + b1) + b2)‖². */
export function tanhNetworkError(
  { W0, b0, W1, b1, W2, b2 }: TanhNetwork,
  { x, target }: { x: Matrix; target: Matrix },
): number {
  let sum = 0;
  for (let k = 0; k < x.rows; k++) {
    const h1 = affine(W0, row(x, k), b0).map(Math.tanh);
    const h2 = affine(W1, h1, b1).map(Math.tanh);
    const y = affine(W2, h2, b2);
    row(target, k).forEach((wanted, i) => sum += (wanted - y[i]) ** 2);
  }
  return sum;
}

/** See `reducedLoop`, and `tanhLoop` for `transfer` = `Math.tanh`. */
export function loop(
  { W, B, e, δ }: LoopedLayers,
  { leak, steps, dt }: LoopSettings,
  transfer: (r: number) => number = (r) => r,
): void {
  const ry = new Float64Array(W.rows), rx = δ.fill(0);
  for (let step = 0; step < steps; step++) {
    relax(ry, affine(W, rx.map(transfer), negative(e)), { leak, dt });
    relax(rx, affine(B, ry), { leak: 1, dt });
  }
}

/** See `singleLoop`. */
export function singleLoop(
  { W1, W2, B, e, δ1, δ2 }: SingleLoopLayers,
  { leak, steps, dt }: LoopSettings,
): void {
  const rx = δ1.fill(0), ry = δ2.fill(0), rz = new Float64Array(W2.rows);
  for (let step = 0; step < steps; step++) {
    relax(rx, affine(B, rz), { leak: 1, dt });
    relax(ry, affine(W1, rx.map(Math.tanh)), { leak: 1, dt });
    relax(rz, affine(W2, ry.map(Math.tanh), negative(e)), { leak, dt });
  }
}

/** r += dt (−leak r + drive). */
function relax(
  r: Float64Array,
  drive: Float64Array,
  { leak, dt }: { leak: number; dt: number },
): void {
  for (let i = 0; i < r.length; i++) r[i] += dt * (-leak * r[i] + drive[i]);
}

/** W h + b, with b = 0 if left out. */
function affine(
  { rows, columns, data }: Matrix,
  h: Float64Array,
  b: Float64Array = new Float64Array(rows),
): Float64Array {
  return b.map((sum, i) => {
    for (let j = 0; j < columns; j++) sum += data[i * columns + j] * h[j];
    return sum;
  });
}

function row({ columns, data }: Matrix, k: number): Float64Array {
  return data.subarray(k * columns, (k + 1) * columns);
}

function negative(e: Float64Array): Float64Array {
  return e.map((value) => -value);
}
