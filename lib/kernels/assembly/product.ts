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
        //#repeat i 5
        const b$i = v128.load(b, 16 * $i);
        u$i = f64x2.add(u$i, f64x2.mul(upper, b$i));
        l$i = f64x2.add(l$i, f64x2.mul(lower, b$i));
        //#end
      }
      const c = C + column, d = c + stride;
      //#repeat i 5
      v128.store(c, u$i, 16 * $i), v128.store(d, l$i, 16 * $i);
      //#end
    }
  }
}
