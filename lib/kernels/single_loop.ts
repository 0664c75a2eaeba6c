import { type Matrix, requireLength, requireShape } from "../linalg/matrix.ts";
import type { LoopSettings } from "./inversion_loop.ts";
import * as kernels from "./kernels.ts";
import { doubles, reserve, reserveStructure, setField } from "./kernels.ts";
import { padded, readVector, writeColumns } from "./padding.ts";

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

/** Addresses of the loop's buffers, in bytes. */
interface Buffers {
  address: number;
  B: number;
  W1: number;
  W2: number;
  e: number;
  rx: number;
  ry: number;
}

const stepsField = 0;
const buffersByShape = new Map<string, Buffers>();

/**
 * Runs the loop of single-loop dynamic inversion from rest, each line with the values of the lines
 * before it:
 *
 *   r_x += dt (−r_x + B r_z)
 *   r_y += dt (−r_y + W1 tanh r_x)
 *   r_z += dt (−α r_z + W2 tanh r_y − e);  δ1 = r_x, δ2 = r_y
 *
 * Products are summed over the even columns, over the odd ones, then together.
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
  const buffers = buffersFor(x, y, z);
  writeColumns(B, buffers.B);
  writeColumns(W1, buffers.W1);
  writeColumns(W2, buffers.W2);
  doubles().set(e, buffers.e / 8);
  setField(buffers.address, stepsField, steps);
  kernels.singleLoop(buffers.address, leak, dt);
  readVector(buffers.rx, δ1);
  readVector(buffers.ry, δ2);
}

/** The buffers of all loops of one shape; mirrors `SingleLoop` of `assembly/inversion.ts`. */
function buffersFor(x: number, y: number, z: number): Buffers {
  const shape = `${x},${y},${z}`;
  let buffers = buffersByShape.get(shape);
  if (!buffers) {
    const [p, q, r] = [padded(x), padded(y), padded(z)];
    const B = reserve(p * z), W1 = reserve(q * x), W2 = reserve(r * y);
    const [e, rz] = [r, r].map(reserve);
    const rx = reserve(p), ry = reserve(q);
    const [h, zero] = [1, 1].map(() => reserve(Math.max(p, q, r)));
    const address = reserveStructure(
      [0, x, p, y, q, z, r, B, W1, W2, e, rx, ry, rz, h, zero],
    );
    buffers = { address, B, W1, W2, e, rx, ry };
    buffersByShape.set(shape, buffers);
  }
  return buffers;
}
