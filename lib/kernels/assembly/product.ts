/**
 * C = A B, of A (m × n) and B (n × p), all by rows.
 *
 * Rows of B and C are padded to a multiple of ten, A and C have an even number of rows. Every sum
 * runs in the order of the index, from zero, as in the plain product: the same bits.
 */
export function product(A: usize, B: usize, C: usize, m: i32, n: i32, p: i32): void {
  const width = <usize>n << 3, stride = <usize>p << 3;
  const after = A + <usize>m * width;
  for (; A < after; A += width << 1, C += stride << 1) {
    const end = A + width;
    for (let column: usize = 0; column < stride; column += 80) {
      let u0 = f64x2.splat(0), u1 = u0, u2 = u0, u3 = u0, u4 = u0;
      let l0 = u0, l1 = u0, l2 = u0, l3 = u0, l4 = u0;
      let b = B + column;
      for (let a = A; a < end; a += 8, b += stride) {
        const upper = v128.load64_splat(a), lower = v128.load64_splat(a + width);
        let row = v128.load(b);
        u0 = f64x2.add(u0, f64x2.mul(upper, row));
        l0 = f64x2.add(l0, f64x2.mul(lower, row));
        row = v128.load(b, 16);
        u1 = f64x2.add(u1, f64x2.mul(upper, row));
        l1 = f64x2.add(l1, f64x2.mul(lower, row));
        row = v128.load(b, 32);
        u2 = f64x2.add(u2, f64x2.mul(upper, row));
        l2 = f64x2.add(l2, f64x2.mul(lower, row));
        row = v128.load(b, 48);
        u3 = f64x2.add(u3, f64x2.mul(upper, row));
        l3 = f64x2.add(l3, f64x2.mul(lower, row));
        row = v128.load(b, 64);
        u4 = f64x2.add(u4, f64x2.mul(upper, row));
        l4 = f64x2.add(l4, f64x2.mul(lower, row));
      }
      const c = C + column, d = c + stride;
      v128.store(c, u0); v128.store(d, l0);
      v128.store(c, u1, 16); v128.store(d, l1, 16);
      v128.store(c, u2, 32); v128.store(d, l2, 32);
      v128.store(c, u3, 48); v128.store(d, l3, 48);
      v128.store(c, u4, 64); v128.store(d, l4, 64);
    }
  }
}
