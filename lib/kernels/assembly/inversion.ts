/**
 * The loops of dynamic inversion, integrated from rest by the semi-implicit Euler method: each
 * group of units uses the values that the groups before it have just taken.
 *
 * Vectors are padded with zeros to a multiple of ten elements, matrices are as in `relax.ts`; a
 * size is the number of elements without padding, a room the number with it.
 */
import { Doubling, stepFromRest } from "./doubling";
import { relax } from "./relax";
import { tanh } from "./tanh";

/** A loop of two groups, r_y over r_x. Mirrored by `loops.ts`. */
@unmanaged
class Loop {
  steps: i32;
  outSize: i32;
  outRoom: i32;
  inSize: i32;
  inRoom: i32;
  /** (out × in), (in × out). */
  W: usize;
  B: usize;
  e: usize;
  ry: usize;
  rx: usize;
  /** As long as r_x: tanh r_x. */
  h: usize;
  /** Zeros, as many as the longest vector. */
  zero: usize;
}

@inline
function rest(r: usize, room: i32): void {
  memory.fill(r, 0, <usize>room << 3);
}

/** r_y += dt (−α r_y + W tanh r_x − e), then r_x += dt (−r_x + B r_y). */
export function tanhLoop(loop: Loop, leak: f64, dt: f64): void {
  rest(loop.ry, loop.outRoom);
  rest(loop.rx, loop.inRoom);
  for (let i = loop.steps; i > 0; i--) {
    tanh(loop.rx, loop.h, loop.inRoom);
    relax(loop.W, loop.outRoom, loop.inSize, loop.h, loop.ry, loop.e, leak, dt);
    relax(loop.B, loop.inRoom, loop.outSize, loop.ry, loop.rx, loop.zero, 1, dt);
  }
}

/** target = A s. */
@inline
function product(A: usize, room: i32, size: i32, s: usize, target: usize, zero: usize): void {
  rest(target, room);
  relax(A, room, size, s, target, zero, 0, 1);
}

/**
 * The linear loop in the range of B: with r_x = B u and M = W B,
 * r_y += dt (−α r_y + M u − e), then u += dt (−u + r_y); all steps at once, see `doubling.ts`.
 */
export function reducedLoop(loop: Loop, doubling: Doubling, leak: f64, dt: f64): void {
  const column = <usize>loop.outRoom << 3, step = <usize>loop.inRoom << 3;
  for (let c: usize = 0; c < <usize>loop.outSize; c++) {
    const b = loop.B + c * step, m = doubling.M + c * column;
    product(loop.W, loop.outRoom, loop.inSize, b, m, loop.zero);
  }
  stepFromRest(doubling, loop.steps, loop.e, leak, dt);
  product(loop.B, loop.inRoom, loop.outSize, doubling.sumU, loop.rx, loop.zero);
}

/** One loop of three groups, r_z over r_y over r_x. Mirrored by `loops.ts`. */
@unmanaged
class SingleLoop {
  steps: i32;
  xSize: i32;
  xRoom: i32;
  ySize: i32;
  yRoom: i32;
  zSize: i32;
  zRoom: i32;
  /** (x × z), (y × x), (z × y). */
  B: usize;
  W1: usize;
  W2: usize;
  e: usize;
  rx: usize;
  ry: usize;
  rz: usize;
  /** As long as the longest vector: a group's tanh. */
  h: usize;
  zero: usize;
}

/**
 * r_x += dt (−r_x + B r_z), then r_y += dt (−r_y + W1 tanh r_x), then
 * r_z += dt (−α r_z + W2 tanh r_y − e).
 */
export function singleLoop(loop: SingleLoop, leak: f64, dt: f64): void {
  rest(loop.rx, loop.xRoom);
  rest(loop.ry, loop.yRoom);
  rest(loop.rz, loop.zRoom);
  for (let i = loop.steps; i > 0; i--) {
    relax(loop.B, loop.xRoom, loop.zSize, loop.rz, loop.rx, loop.zero, 1, dt);
    tanh(loop.rx, loop.h, loop.xRoom);
    relax(loop.W1, loop.yRoom, loop.xSize, loop.h, loop.ry, loop.zero, 1, dt);
    tanh(loop.ry, loop.h, loop.yRoom);
    relax(loop.W2, loop.zRoom, loop.ySize, loop.h, loop.rz, loop.e, leak, dt);
  }
}
