/**
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
import { product } from "./product";
import { relax } from "./relax";

/** Addresses in bytes; matrices are (size × size), vectors (size), size a multiple of ten. */
@unmanaged
export class Doubling {
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

/** target = A s. */
@inline
function multiply(d: Doubling, A: usize, s: usize, target: usize): void {
  memory.fill(target, 0, <usize>d.size << 3);
  relax(A, d.size, d.size, s, target, d.zero, 0, 1);
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
  multiply(d, d.M, y, d.movedY);
  multiply(d, d.M, u, d.movedU);
  // (T − P/2) s = (g r_y − dt²/2 M r_y + dt M u, a dt r_y − g u + dt²/2 M u)
  combine(first, bytes, -half, d.movedY, dt, d.movedU);
  combine(first, bytes, 1, first, g, y);
  combine(second, bytes, a * dt, y, -g, u);
  combine(second, bytes, 1, second, half, d.movedU);
  multiply(d, d.U, first, d.movedY);
  multiply(d, d.V, y, first);
  combine(d.movedY, bytes, 1, d.movedY, 0.5, first);
  multiply(d, d.U, second, d.movedU);
  multiply(d, d.V, u, second);
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
export function stepFromRest(d: Doubling, steps: i32, e: usize, leak: f64, dt: f64): void {
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
