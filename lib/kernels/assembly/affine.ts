// Y = W X + b on one tile of examples.

/** Examples in a tile. */
export const TILE: i32 = 32;
/** Bytes from one row of a tile to the next. */
export const ROW: usize = 256;

@inline
function madd(sum: v128, weight: usize, x0: v128): v128 {
  return f64x2.add(sum, f64x2.mul(v128.load64_splat(weight), x0));
}

export function affine(weights: usize, X: usize, Y: usize, blocks: i32, columns: i32): void {
  const bytes = (<usize>columns) * ROW;
  for (; blocks > 0; blocks--) {
    for (let v: usize = 0; v < ROW; v += 32) {
      let w = weights;
      let a0 = v128.load64_splat(w, 0), b0 = a0;
      let a1 = v128.load64_splat(w, 8), b1 = a1;
      let a2 = v128.load64_splat(w, 16), b2 = a2;
      let a3 = v128.load64_splat(w, 24), b3 = a3;
      let a4 = v128.load64_splat(w, 32), b4 = a4;
      const end = X + bytes + v;
      for (let x = X + v; x < end; x += ROW) {
        w += 40;
        const x0 = v128.load(x), x1 = v128.load(x, 16);
        let s = v128.load64_splat(w, 0);
        a0 = f64x2.add(a0, f64x2.mul(s, x0));
        b0 = f64x2.add(b0, f64x2.mul(s, x1));
        s = v128.load64_splat(w, 8);
        a1 = f64x2.add(a1, f64x2.mul(s, x0));
        b1 = f64x2.add(b1, f64x2.mul(s, x1));
        s = v128.load64_splat(w, 16);
        a2 = f64x2.add(a2, f64x2.mul(s, x0));
        b2 = f64x2.add(b2, f64x2.mul(s, x1));
        s = v128.load64_splat(w, 24);
        a3 = f64x2.add(a3, f64x2.mul(s, x0));
        b3 = f64x2.add(b3, f64x2.mul(s, x1));
        s = v128.load64_splat(w, 32);
        a4 = f64x2.add(a4, f64x2.mul(s, x0));
        b4 = f64x2.add(b4, f64x2.mul(s, x1));
      }
      const y = Y + v;
      v128.store(y, a0); v128.store(y, b0, 16);
      v128.store(y, a1, 256); v128.store(y, b1, 272);
      v128.store(y, a2, 512); v128.store(y, b2, 528);
      v128.store(y, a3, 768); v128.store(y, b3, 784);
      v128.store(y, a4, 1024); v128.store(y, b4, 1040);
    }
    weights += (<usize>(columns + 1)) * 40;
    Y += ROW * 5;
  }
}
