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
  M: usize,
  rows: usize,
  columns: usize,
  s: usize,
  r: usize,
  drive: usize,
  leak: f64,
  dt: f64,
): void {
  const leaks = f64x2.splat(leak), dts = f64x2.splat(dt);
  const stride = rows << 3, end = s + (columns << 3);
  for (let row: usize = 0; row < stride; row += 80) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
    let m = M + row, at = s;
    for (; at + 8 < end; at += 16) {
      const even = v128.load64_splat(at), odd = v128.load64_splat(at, 8);
      a0 = f64x2.add(a0, f64x2.mul(even, v128.load(m, 0)));
      a1 = f64x2.add(a1, f64x2.mul(even, v128.load(m, 16)));
      a2 = f64x2.add(a2, f64x2.mul(even, v128.load(m, 32)));
      a3 = f64x2.add(a3, f64x2.mul(even, v128.load(m, 48)));
      a4 = f64x2.add(a4, f64x2.mul(even, v128.load(m, 64)));
      m += stride;
      b0 = f64x2.add(b0, f64x2.mul(odd, v128.load(m, 0)));
      b1 = f64x2.add(b1, f64x2.mul(odd, v128.load(m, 16)));
      b2 = f64x2.add(b2, f64x2.mul(odd, v128.load(m, 32)));
      b3 = f64x2.add(b3, f64x2.mul(odd, v128.load(m, 48)));
      b4 = f64x2.add(b4, f64x2.mul(odd, v128.load(m, 64)));
      m += stride;
    }
    if (at < end) {
      const even = v128.load64_splat(at);
      a0 = f64x2.add(a0, f64x2.mul(even, v128.load(m, 0)));
      a1 = f64x2.add(a1, f64x2.mul(even, v128.load(m, 16)));
      a2 = f64x2.add(a2, f64x2.mul(even, v128.load(m, 32)));
      a3 = f64x2.add(a3, f64x2.mul(even, v128.load(m, 48)));
      a4 = f64x2.add(a4, f64x2.mul(even, v128.load(m, 64)));
    }
    const to = r + row, e = drive + row;
    step(to, f64x2.add(a0, b0), leaks, v128.load(e, 0), dts);
    step(to + 16, f64x2.add(a1, b1), leaks, v128.load(e, 16), dts);
    step(to + 32, f64x2.add(a2, b2), leaks, v128.load(e, 32), dts);
    step(to + 48, f64x2.add(a3, b3), leaks, v128.load(e, 48), dts);
    step(to + 64, f64x2.add(a4, b4), leaks, v128.load(e, 64), dts);
  }
}
