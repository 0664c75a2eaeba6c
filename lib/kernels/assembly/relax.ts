/**
 * One Euler step of a leaky group of units driven by another,
 *
 *   r += dt (−leak r + M s − drive)
 *
 * M is stored by columns, its rows padded with zeros to a multiple of ten: column c at
 * M + 8 · rows · c. Order of summation: the even columns, the odd columns, then the two together.
 */
@inline
function step(r: usize, sum: v128, leaks: v128, drive: v128, dts: v128): void {
  const old = v128.load(r);
  const slope = f64x2.sub(f64x2.sub(sum, f64x2.mul(leaks, old)), drive);
  v128.store(r, f64x2.add(old, f64x2.mul(dts, slope)));
}

/** See above; `rows` counts the padding, and `drive` has as many elements as `r`. */
export function relax(
  M: usize, rows: usize, columns: usize, s: usize, r: usize, drive: usize, leak: f64, dt: f64,
): void {
  const leaks = f64x2.splat(leak), dts = f64x2.splat(dt);
  const stride = rows << 3, end = s + (columns << 3);
  for (let row: usize = 0; row < stride; row += 80) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
    let m = M + row, at = s;
    for (; at + 8 < end; at += 16) {
      const even = v128.load64_splat(at), odd = v128.load64_splat(at, 8);
      //#repeat i 5
      a$i = f64x2.add(a$i, f64x2.mul(even, v128.load(m, 16 * $i)));
      //#end
      m += stride;
      //#repeat i 5
      b$i = f64x2.add(b$i, f64x2.mul(odd, v128.load(m, 16 * $i)));
      //#end
      m += stride;
    }
    if (at < end) {
      const even = v128.load64_splat(at);
      //#repeat i 5
      a$i = f64x2.add(a$i, f64x2.mul(even, v128.load(m, 16 * $i)));
      //#end
    }
    const to = r + row, e = drive + row;
    //#repeat i 5
    step(to + 16 * $i, f64x2.add(a$i, b$i), leaks, v128.load(e, 16 * $i), dts);
    //#end
  }
}
