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

/** A loop of two groups, r_y over r_x; addresses in bytes. Mirrored by `loops.ts`. */
@unmanaged
class Loop {
  outSize: i32; outRoom: i32; inSize: i32; inRoom: i32;
  /** (out × in), (in × out). */
  W: usize; B: usize;
  /** The error (out); r_x and tanh r_x (in); zeros, as many as the longest vector. */
  e: usize; rx: usize; h: usize; zero: usize;
  /** W B, and V and U of k steps, with room for those of 2k; all (out × out). */
  M: usize; V: usize; U: usize; nextV: usize; nextU: usize;
  /** Pairs (r_y, u) of vectors (out): s_k; s_n as far as it is put together; Tᵏ times either; room. */
  s: usize; sum: usize; moved: usize; spare: usize;
}

@inline
function rest(r: usize, room: i32): void {
  memory.fill(r, 0, <usize>room << 3);
}

/** r_y += dt (−α r_y + W tanh r_x − e), then r_x += dt (−r_x + B r_y). */
export function tanhLoop(loop: Loop, steps: i32, leak: f64, dt: f64): void {
  rest(loop.s, loop.outRoom);
  rest(loop.rx, loop.inRoom);
  for (; steps > 0; steps--) {
    tanh(loop.rx, loop.h, loop.inRoom);
    relax(loop.W, loop.outRoom, loop.inSize, loop.h, loop.s, loop.e, leak, dt);
    relax(loop.B, loop.inRoom, loop.outSize, loop.s, loop.rx, loop.zero, 1, dt);
  }
}

/** One loop of three groups, r_z over r_y over r_x. Mirrored by `loops.ts`. */
@unmanaged
class SingleLoop {
  xSize: i32; xRoom: i32; ySize: i32; yRoom: i32; zSize: i32; zRoom: i32;
  /** (x × z), (y × x), (z × y). */
  B: usize; W1: usize; W2: usize;
  e: usize; rx: usize; ry: usize; rz: usize;
  /** As long as the longest vector: a group's tanh; zeros. */
  h: usize; zero: usize;
}

/**
 * r_x += dt (−r_x + B r_z), then r_y += dt (−r_y + W1 tanh r_x), then
 * r_z += dt (−α r_z + W2 tanh r_y − e).
 */
export function singleLoop(loop: SingleLoop, steps: i32, leak: f64, dt: f64): void {
  rest(loop.rx, loop.xRoom);
  rest(loop.ry, loop.yRoom);
  rest(loop.rz, loop.zRoom);
  for (; steps > 0; steps--) {
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

/** target = A s, of one of the loop's square matrices. */
@inline
function transform(loop: Loop, A: usize, s: usize, target: usize): void {
  multiply(A, loop.outRoom, loop.outRoom, s, target, loop.zero);
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

/** A += q on the diagonal of a square matrix. */
function addToDiagonal(A: usize, size: i32, q: f64): void {
  const next = <usize>(size + 1) << 3, end = A + (<usize>size) * next;
  for (; A < end; A += next) store<f64>(A, load<f64>(A) + q);
}

/** moved = Tᵏ s. */
function move(loop: Loop, s: usize, a: f64, dt: f64): void {
  const bytes = <usize>loop.outRoom << 3, half = 0.5 * dt * dt, g = 0.5 * (a - 1 + dt);
  const u = s + bytes, moved = loop.moved, movedU = moved + bytes;
  const first = loop.spare, second = first + bytes;
  transform(loop, loop.M, s, moved);
  transform(loop, loop.M, u, movedU);
  // (T − P/2) s = (g r_y − dt²/2 M r_y + dt M u, a dt r_y − g u + dt²/2 M u)
  combine(first, bytes, -half, moved, dt, movedU);
  combine(first, bytes, 1, first, g, s);
  combine(second, bytes, a * dt, s, -g, u);
  combine(second, bytes, 1, second, half, movedU);
  transform(loop, loop.U, first, moved);
  transform(loop, loop.U, second, movedU);
  transform(loop, loop.V, s, first);
  transform(loop, loop.V, u, second);
  combine(moved, bytes << 1, 1, moved, 0.5, first);
}

/** (V, U) of k steps become those of 2k; q is Qᵏ. */
function double(loop: Loop, q: f64): void {
  const size = loop.outRoom, V = loop.V, U = loop.U;
  product(V, V, loop.nextV, size, size, size);
  product(U, V, loop.nextU, size, size, size);
  loop.V = loop.nextV, loop.U = loop.nextU, loop.nextV = V, loop.nextU = U;
  addToDiagonal(loop.V, size, -2 * q);
}

/**
 * The linear loop in the range of B: with r_x = B u and M = W B,
 * r_y += dt (−α r_y + M u − e), then u += dt (−u + r_y); all steps at once.
 */
export function reducedLoop(loop: Loop, steps: i32, leak: f64, dt: f64): void {
  const size = loop.outRoom, bytes = <usize>size << 3, square = (<usize>size) * bytes;
  for (let c: usize = 0; c < <usize>loop.outSize; c++) {
    const b = loop.B + c * (<usize>loop.inRoom << 3);
    multiply(loop.W, size, loop.inSize, b, loop.M + c * bytes, loop.zero);
  }
  const a = 1 - leak * dt;
  rest(loop.sum, 2 * size);
  combine(loop.s, bytes, -dt, loop.e, 0, loop.zero);
  combine(loop.s + bytes, bytes, -dt * dt, loop.e, 0, loop.zero);
  combine(loop.V, square, dt * dt, loop.M, 0, loop.M);
  addToDiagonal(loop.V, size, a + 1 - dt);
  memory.fill(loop.U, 0, square);
  addToDiagonal(loop.U, size, 1);
  for (let q = a * (1 - dt); steps > 0; q *= q) {
    if (steps & 1) {
      move(loop, loop.sum, a, dt);
      combine(loop.sum, bytes << 1, 1, loop.moved, 1, loop.s);
    }
    steps >>= 1;
    if (steps == 0) break;
    move(loop, loop.s, a, dt);
    combine(loop.s, bytes << 1, 1, loop.s, 1, loop.moved);
    double(loop, q);
  }
  multiply(loop.B, loop.inRoom, loop.outSize, loop.sum + bytes, loop.rx, loop.zero);
}
