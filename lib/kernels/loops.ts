/**
 * The loops of dynamic inversion, from rest, by the kernels of `assembly/inversion.ts`. The shapes
 * of what they are given fit together, as `createPass` has seen to.
 */
import type { Matrix } from "../linalg/matrix.ts";
import { filled, reserveArrays, writeTiles } from "./layout.ts";
import { shared } from "./wasm_instance.ts";

/** How a loop is integrated. */
export interface LoopSettings {
  leak: number;
  steps: number;
  dt: number;
}

/** The layers of a loop: W (out × in) forward, B (in × out) back, e (out) the error above; δ (in) takes the result. */
export type LoopedLayers =
  & Record<"W" | "B", Matrix>
  & Record<"e" | "δ", Float64Array>;

/**
 * Three layers of one loop: W1 (y × x) and W2 (z × y) forward, B (x × z) back, e (z) on top; δ1 (x)
 * and δ2 (y) take the results r_x and r_y.
 */
export type SingleLoopLayers =
  & Record<"W1" | "W2" | "B", Matrix>
  & Record<"e" | "δ1" | "δ2", Float64Array>;

/**
 * Runs the loop of dynamic inversion with W acting on tanh r_x:
 *
 *   r_y += dt (−α r_y + W tanh r_x − e), then r_x += dt (−r_x + B r_y) with the new r_y;  δ = r_x
 *
 * Products are summed over the even columns, over the odd ones, then together.
 */
export const tanhLoop = loopOfTwo("tanhLoop");

/**
 * The linear loop, in which W acts on r_x itself, in the range of B, where r_x = B u and
 * M = W B (out × out):
 *
 *   r_y += dt (−α r_y + M u − e), then u += dt (−u + r_y);  δ = B u
 *
 * The same numbers up to rounding, from about 2 log₂ steps products of matrices (out × out): the
 * powers of one step are doubled, see `assembly/inversion.ts`.
 */
export const reducedLoop = loopOfTwo("reducedLoop");

function loopOfTwo(kernel: "tanhLoop" | "reducedLoop") {
  return (
    { W, B, e, δ }: LoopedLayers,
    { leak, steps, dt }: LoopSettings,
  ): void => {
    const loop = two(W.rows, W.columns);
    writeColumns(W, loop.W);
    writeColumns(B, loop.B);
    shared.memory.set(e, loop.e / 8);
    shared.kernels[kernel](loop.address, steps, leak, dt);
    readVector(loop.rx, δ);
  };
}

/**
 * Runs the loop of single-loop dynamic inversion, each line with the values of the lines before it:
 *
 *   r_x += dt (−r_x + B r_z)
 *   r_y += dt (−r_y + W1 tanh r_x)
 *   r_z += dt (−α r_z + W2 tanh r_y − e);  δ1 = r_x, δ2 = r_y
 */
export function singleLoop(
  { W1, W2, B, e, δ1, δ2 }: SingleLoopLayers,
  { leak, steps, dt }: LoopSettings,
): void {
  const loop = three(W1.columns, W1.rows, W2.rows);
  writeColumns(B, loop.B);
  writeColumns(W1, loop.W1);
  writeColumns(W2, loop.W2);
  shared.memory.set(e, loop.e / 8);
  shared.kernels.singleLoop(loop.address, steps, leak, dt);
  readVector(loop.rx, δ1);
  readVector(loop.ry, δ2);
}

/** The memory of all loops of one shape (out, in); mirrors `Loop`. */
const two = byShape((out, n) => {
  const p = padded(out), q = padded(n), square = p * p;
  return reserveArrays([out, p, n, q], {
    ...{ W: p * n, B: q * out, e: p, rx: q, h: q, zero: Math.max(p, q) },
    ...{ M: square, V: square, U: square, nextV: square, nextU: square },
    ...{ s: 2 * p, sum: 2 * p, moved: 2 * p, spare: 2 * p },
  });
});

/** The same of single loops (x, y, z); mirrors `SingleLoop`. */
const three = byShape((x, y, z) => {
  const [p, q, r] = [x, y, z].map(padded), longest = Math.max(p, q, r);
  return reserveArrays([x, p, y, q, z, r], {
    ...{ B: p * z, W1: q * x, W2: r * y },
    ...{ e: r, rx: p, ry: q, rz: r, h: longest, zero: longest },
  });
});

/** `make`, whose result is remembered by its arguments. */
function byShape<Memory>(make: (...shape: number[]) => Memory) {
  const made = new Map<string, Memory>();
  return (...shape: number[]): Memory => {
    const key = shape.join();
    if (!made.has(key)) made.set(key, make(...shape));
    return made.get(key)!;
  };
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
