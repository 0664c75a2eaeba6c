import { floatTanh } from "./float_tanh";

/**
 * A = tanh(scale · A + b 1ᵀ) in place, of float32: units by rows of `examples` numbers, a multiple
 * of four; `biases` has one number for each unit.
 */
export function tanhUnits(
  A: usize,
  units: u32,
  examples: u32,
  scale: f32,
  biases: usize,
): void {
  const scales = f32x4.splat(scale);
  const row = <usize>examples << 2;
  for (; units > 0; units--) {
    const bias = v128.load32_splat(biases);
    for (const end = A + row; A < end; A += 16) {
      const a = f32x4.add(f32x4.mul(scales, v128.load(A)), bias);
      v128.store(A, floatTanh(a));
    }
    biases += 4;
  }
}
