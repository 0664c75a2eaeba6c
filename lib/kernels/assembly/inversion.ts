/**
 * The loops of dynamic inversion, integrated from rest by the semi-implicit Euler method: each
 * group of units uses the values that the groups before it have just taken.
 *
 * Vectors are padded with zeros to a multiple of ten elements, matrices are as in `relax.ts`; a
 * size is the number of elements without padding, a room the number with it.
 */
import { product } from "./product";
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

/*
 * Many steps of the reduced loop at once. With s = (r_y, u), and a = 1 − α dt, one Euler step is
 *
 *   s → T s + c,   T = ( a      dt M            )   c = −dt e (1, dt)
 *                      ( a dt   (1 − dt) + dt² M )
 *
 * The blocks of T are polynomials of M and commute, so T² − P T + Q = 0 holds as for numbers, with
 * P = a + 1 − dt + dt² M and Q = a (1 − dt), a number. Every power is then made of two matrices of
 * the size of M, and doubled by two products (Lucas sequences):
 *
 *   Tᵏ = V_k / 2 + U_k (T − P/2),   V_2k = V_k² − 2 Qᵏ,   U_2k = U_k V_k,   V_1 = P,   U_1 = 1
 *
 * From rest, s_2k = s_k + Tᵏ s_k; and s_n is put together from the s_k of the binary digits of n.
 * About 2 log₂ n products take the place of n steps.
 *
 * Matrices are stored by columns, and as all are polynomials of one, `product` may take them so.
 */

/** target = A s. */
@inline
function multiply(A: usize, room: i32, size: i32, s: usize, target: usize, zero: usize): void {
  rest(target, room);
  relax(A, room, size, s, target, zero, 0, 1);
}

/** Addresses in bytes; matrices are (size × size), vectors (size), size a multiple of ten. */
@unmanaged
class Doubling {
  size: i32;
  M: usize;
  V: usize;
  U: usize;
  /** Room for the next V and U. */
  nextV: usize;
  nextU: usize;
  /** s_k, two vectors; s_n as far as it is put together; and what Tᵏ makes of either. */
  y: usize;
  u: usize;
  sumY: usize;
  sumU: usize;
  movedY: usize;
  movedU: usize;
  /** Room for two vectors. */
  first: usize;
  second: usize;
  zero: usize;
}

/** target = p A + q B, element by element. */
@inline
function combine(target: usize, bytes: usize, p: f64, A: usize, q: f64, B: usize): void {
  const ps = f64x2.splat(p), qs = f64x2.splat(q);
  for (let at: usize = 0; at < bytes; at += 16) {
    const a = f64x2.mul(ps, v128.load(A + at)), b = f64x2.mul(qs, v128.load(B + at));
    v128.store(target + at, f64x2.add(a, b));
  }
}

/** A += q on the diagonal. */
function addToDiagonal(d: Doubling, A: usize, q: f64): void {
  const next = <usize>(d.size + 1) << 3, end = A + (<usize>d.size) * next;
  for (; A < end; A += next) store<f64>(A, load<f64>(A) + q);
}

/** (movedY, movedU) = Tᵏ (y, u). */
function move(d: Doubling, y: usize, u: usize, a: f64, dt: f64): void {
  const bytes = <usize>d.size << 3, half = 0.5 * dt * dt, g = 0.5 * (a - 1 + dt);
  const first = d.first, second = d.second;
  multiply(d.M, d.size, d.size, y, d.movedY, d.zero);
  multiply(d.M, d.size, d.size, u, d.movedU, d.zero);
  // (T − P/2) s = (g r_y − dt²/2 M r_y + dt M u, a dt r_y − g u + dt²/2 M u)
  combine(first, bytes, -half, d.movedY, dt, d.movedU);
  combine(first, bytes, 1, first, g, y);
  combine(second, bytes, a * dt, y, -g, u);
  combine(second, bytes, 1, second, half, d.movedU);
  multiply(d.U, d.size, d.size, first, d.movedY, d.zero);
  multiply(d.V, d.size, d.size, y, first, d.zero);
  combine(d.movedY, bytes, 1, d.movedY, 0.5, first);
  multiply(d.U, d.size, d.size, second, d.movedU, d.zero);
  multiply(d.V, d.size, d.size, u, second, d.zero);
  combine(d.movedU, bytes, 1, d.movedU, 0.5, second);
}

/** (V, U) of k steps become those of 2k; q is Qᵏ. */
function double(d: Doubling, q: f64): void {
  const size = d.size, V = d.V, U = d.U;
  product(V, V, d.nextV, size, size, size);
  product(U, V, d.nextU, size, size, size);
  d.V = d.nextV, d.U = d.nextU, d.nextV = V, d.nextU = U;
  addToDiagonal(d, d.V, -2 * q);
}

/** Leaves in `sumY` and `sumU` where so many steps lead from rest, under the error at `e`. */
function stepFromRest(d: Doubling, steps: i32, e: usize, leak: f64, dt: f64): void {
  const bytes = <usize>d.size << 3, square = (<usize>d.size) * bytes;
  const a = 1 - leak * dt;
  memory.fill(d.sumY, 0, bytes);
  memory.fill(d.sumU, 0, bytes);
  combine(d.y, bytes, -dt, e, 0, d.zero);
  combine(d.u, bytes, -dt * dt, e, 0, d.zero);
  combine(d.V, square, dt * dt, d.M, 0, d.M);
  addToDiagonal(d, d.V, a + 1 - dt);
  memory.fill(d.U, 0, square);
  addToDiagonal(d, d.U, 1);
  let q = a * (1 - dt);
  while (steps > 0) {
    if (steps & 1) {
      move(d, d.sumY, d.sumU, a, dt);
      combine(d.sumY, bytes, 1, d.movedY, 1, d.y);
      combine(d.sumU, bytes, 1, d.movedU, 1, d.u);
    }
    steps >>= 1;
    if (steps == 0) break;
    move(d, d.y, d.u, a, dt);
    combine(d.y, bytes, 1, d.y, 1, d.movedY);
    combine(d.u, bytes, 1, d.u, 1, d.movedU);
    double(d, q);
    q *= q;
  }
}

/**
 * The linear loop in the range of B: with r_x = B u and M = W B,
 * r_y += dt (−α r_y + M u − e), then u += dt (−u + r_y); all steps at once.
 */
export function reducedLoop(loop: Loop, doubling: Doubling, leak: f64, dt: f64): void {
  const column = <usize>loop.outRoom << 3, step = <usize>loop.inRoom << 3;
  for (let c: usize = 0; c < <usize>loop.outSize; c++) {
    const b = loop.B + c * step, m = doubling.M + c * column;
    multiply(loop.W, loop.outRoom, loop.inSize, b, m, loop.zero);
  }
  stepFromRest(doubling, loop.steps, loop.e, leak, dt);
  multiply(loop.B, loop.inRoom, loop.outSize, doubling.sumU, loop.rx, loop.zero);
}
