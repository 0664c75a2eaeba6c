import { type Matrix, requireLength, requireShape } from "../linalg/matrix.ts";
import * as kernels from "./kernels.ts";
import { doubles, reserve, reserveStructure, setField } from "./kernels.ts";
import { padded, readVector, writeColumns } from "./padding.ts";

/** The layers of a loop: W (out × in) forward, B (in × out) back, e (out) the error above. */
export interface LoopedLayers {
  W: Matrix;
  B: Matrix;
  e: Float64Array;
  /** (in) takes the result */
  δ: Float64Array;
}

/** How a loop is integrated. */
export interface LoopSettings {
  leak: number;
  steps: number;
  dt: number;
}

/** Addresses of a loop's buffers, in bytes. */
interface Buffers {
  /** the structures of the loop and of its steps by doubling */
  address: number;
  doubling: number;
  W: number;
  B: number;
  e: number;
  rx: number;
}

const stepsField = 0;
const buffersByShape = new Map<string, Buffers>();

/**
 * Runs the loop of linear dynamic inversion from rest, as published:
 *
 *   r_y += dt (−α r_y + W r_x − e), then r_x += dt (−r_x + B r_y) with the new r_y;  δ = r_x
 *
 * Products are summed over the even columns, over the odd ones, then together.
 *
 * @throws {RangeError} if the shapes do not fit together.
 */
export function linearLoop(layers: LoopedLayers, settings: LoopSettings): void {
  run(
    ({ address }, { leak, dt }) => kernels.linearLoop(address, leak, dt),
    layers,
    settings,
  );
}

/** The same with W acting on tanh r_x. */
export function tanhLoop(layers: LoopedLayers, settings: LoopSettings): void {
  run(
    ({ address }, { leak, dt }) => kernels.tanhLoop(address, leak, dt),
    layers,
    settings,
  );
}

/**
 * The linear loop in the range of B, where r_x = B u and M = W B (out × out):
 *
 *   r_y += dt (−α r_y + M u − e), then u += dt (−u + r_y);  δ = B u
 *
 * The same numbers up to rounding, from about 2 log₂ steps products of matrices (out × out): the
 * powers of one step are doubled, see `assembly/doubling.ts`.
 */
export function reducedLoop(
  layers: LoopedLayers,
  settings: LoopSettings,
): void {
  run(
    ({ address, doubling }, { leak, dt }) =>
      kernels.reducedLoop(address, doubling, leak, dt),
    layers,
    settings,
  );
}

function run(
  kernel: (buffers: Buffers, settings: LoopSettings) => void,
  { W, B, e, δ }: LoopedLayers,
  settings: LoopSettings,
): void {
  requireShape("run a loop with feedback", B, {
    rows: W.columns,
    columns: W.rows,
  });
  requireLength("run a loop on an error", e, W.rows);
  requireLength("run a loop for a layer", δ, W.columns);
  const buffers = buffersFor(W.rows, W.columns);
  writeColumns(W, buffers.W);
  writeColumns(B, buffers.B);
  doubles().set(e, buffers.e / 8);
  setField(buffers.address, stepsField, settings.steps);
  kernel(buffers, settings);
  readVector(buffers.rx, δ);
}

/** The buffers of all loops of one shape; mirrors `Loop` of `assembly/inversion.ts`. */
function buffersFor(out: number, n: number): Buffers {
  const shape = `${out},${n}`;
  let buffers = buffersByShape.get(shape);
  if (!buffers) {
    const p = padded(out), q = padded(n);
    const W = reserve(p * n), B = reserve(q * out);
    const [e, ry] = [p, p].map(reserve);
    const [rx, h] = [q, q].map(reserve);
    const zero = reserve(Math.max(p, q));
    const address = reserveStructure(
      [0, out, p, n, q, W, B, e, ry, rx, h, zero],
    );
    const doubling = reserveDoubling(p, zero);
    buffers = { address, doubling, W, B, e, rx };
    buffersByShape.set(shape, buffers);
  }
  return buffers;
}

/** The buffers for steps by doubling; mirrors `Doubling` of `assembly/doubling.ts`. */
function reserveDoubling(size: number, zero: number): number {
  const matrices = Array.from({ length: 5 }, () => reserve(size * size));
  const vectors = Array.from({ length: 8 }, () => reserve(size));
  return reserveStructure([size, ...matrices, ...vectors, zero]);
}
