/** The loops of dynamic inversion, from rest, by the kernels of `assembly/inversion.ts`. */
import { type Matrix, requireLength, requireShape } from "../linalg/matrix.ts";
import { filled, writeTiles } from "./layout.ts";
import { shared } from "./wasm_instance.ts";

/** How a loop is integrated. */
export interface LoopSettings {
  leak: number;
  steps: number;
  dt: number;
}

/** The layers of a loop: W (out × in) forward, B (in × out) back, e (out) the error above. */
export interface LoopedLayers {
  W: Matrix;
  B: Matrix;
  e: Float64Array;
  /** (in) takes the result */
  δ: Float64Array;
}

/** Three layers of one loop: W1 (y × x) and W2 (z × y) forward, B (x × z) back, e (z) on top. */
export interface SingleLoopLayers {
  W1: Matrix;
  W2: Matrix;
  B: Matrix;
  e: Float64Array;
  /** (x) and (y), take the results r_x and r_y */
  δ1: Float64Array;
  δ2: Float64Array;
}

/**
 * Runs the loop of dynamic inversion with W acting on tanh r_x:
 *
 *   r_y += dt (−α r_y + W tanh r_x − e), then r_x += dt (−r_x + B r_y) with the new r_y;  δ = r_x
 *
 * Products are summed over the even columns, over the odd ones, then together.
 *
 * @throws {RangeError} if the shapes do not fit together.
 */
export function tanhLoop(layers: LoopedLayers, settings: LoopSettings): void {
  const { address, rx } = prepare(layers, settings);
  shared.kernels.tanhLoop(address, settings.leak, settings.dt);
  readVector(rx, layers.δ);
}

/**
 * The linear loop, in which W acts on r_x itself, in the range of B, where r_x = B u and
 * M = W B (out × out):
 *
 *   r_y += dt (−α r_y + M u − e), then u += dt (−u + r_y);  δ = B u
 *
 * The same numbers up to rounding, from about 2 log₂ steps products of matrices (out × out): the
 * powers of one step are doubled, see `assembly/inversion.ts`.
 *
 * @throws {RangeError} if the shapes do not fit together.
 */
export function reducedLoop(
  layers: LoopedLayers,
  settings: LoopSettings,
): void {
  const { address, doubling, rx } = prepare(layers, settings);
  shared.kernels.reducedLoop(address, doubling, settings.leak, settings.dt);
  readVector(rx, layers.δ);
}

/**
 * Runs the loop of single-loop dynamic inversion, each line with the values of the lines before it:
 *
 *   r_x += dt (−r_x + B r_z)
 *   r_y += dt (−r_y + W1 tanh r_x)
 *   r_z += dt (−α r_z + W2 tanh r_y − e);  δ1 = r_x, δ2 = r_y
 *
 * @throws {RangeError} if the shapes do not fit together.
 */
export function singleLoop(
  { W1, W2, B, e, δ1, δ2 }: SingleLoopLayers,
  { leak, steps, dt }: LoopSettings,
): void {
  const [x, y, z] = [W1.columns, W1.rows, W2.rows];
  requireShape("run a loop with W2", W2, { rows: z, columns: y });
  requireShape("run a loop with feedback", B, { rows: x, columns: z });
  requireLength("run a loop on an error", e, z);
  requireLength("run a loop for δ1", δ1, x);
  requireLength("run a loop for δ2", δ2, y);
  const loop = single(x, y, z);
  writeColumns(B, loop.B);
  writeColumns(W1, loop.W1);
  writeColumns(W2, loop.W2);
  start(loop, steps, e);
  shared.kernels.singleLoop(loop.address, leak, dt);
  readVector(loop.rx, δ1);
  readVector(loop.ry, δ2);
}

/** Checks and writes the layers of a loop of two; its buffers. */
function prepare({ W, B, e, δ }: LoopedLayers, { steps }: LoopSettings) {
  requireShape("run a loop with feedback", B, {
    rows: W.columns,
    columns: W.rows,
  });
  requireLength("run a loop on an error", e, W.rows);
  requireLength("run a loop for a layer", δ, W.columns);
  const loop = double(W.rows, W.columns);
  writeColumns(W, loop.W);
  writeColumns(B, loop.B);
  start(loop, steps, e);
  return loop;
}

/** Sets the first field of a loop, its number of steps, and its error. */
function start(
  loop: { address: number; e: number },
  steps: number,
  e: Float64Array,
): void {
  shared.integers(loop.address, 1)[0] = steps;
  shared.doubles(loop.e, e.length).set(e);
}

/** The buffers of all loops of one shape (out, in); mirrors `Loop` and `Doubling`. */
const double = byShape((out, n) => {
  const p = padded(out), q = padded(n);
  const W = reserve(p * n), B = reserve(q * out);
  const [e, ry] = [p, p].map(reserve);
  const [rx, h] = [q, q].map(reserve);
  const zero = reserve(Math.max(p, q));
  const matrices = Array.from({ length: 5 }, () => reserve(p * p));
  const vectors = Array.from({ length: 8 }, () => reserve(p));
  return {
    address: shared.reserveStructure(
      [0, out, p, n, q, W, B, e, ry, rx, h, zero],
    ),
    doubling: shared.reserveStructure([p, ...matrices, ...vectors, zero]),
    ...{ W, B, e, rx },
  };
});

/** The same of single loops (x, y, z); mirrors `SingleLoop`. */
const single = byShape((x, y, z) => {
  const [p, q, r] = [x, y, z].map(padded);
  const B = reserve(p * z), W1 = reserve(q * x), W2 = reserve(r * y);
  const [e, rz, rx, ry] = [r, r, p, q].map(reserve);
  const [h, zero] = [1, 1].map(() => reserve(Math.max(p, q, r)));
  const address = shared.reserveStructure(
    [0, x, p, y, q, z, r, B, W1, W2, e, rx, ry, rz, h, zero],
  );
  return { address, B, W1, W2, e, rx, ry };
});

/** `make`, whose result is remembered by its arguments. */
function byShape<Buffers>(make: (...shape: number[]) => Buffers) {
  const made = new Map<string, Buffers>();
  return (...shape: number[]): Buffers => {
    const key = shape.join();
    let buffers = made.get(key);
    if (!buffers) made.set(key, buffers = make(...shape));
    return buffers;
  };
}

/** The address of so many doubles. */
function reserve(count: number): number {
  return shared.reserve(8 * count);
}

/** What the kernels of `assembly/relax.ts` take at a time. */
function padded(n: number): number {
  return filled(n, 10);
}

/** Writes A column after column, each filled up; the filling stays zero. */
function writeColumns(A: Matrix, address: number): void {
  writeTiles(A, shared.memory, { width: padded(A.rows), at: address / 8 });
}

function readVector(address: number, target: Float64Array): void {
  target.set(shared.doubles(address, target.length));
}
