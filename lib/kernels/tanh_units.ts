import { OwnKernels } from "./own_kernels.ts";

interface TanhKernels {
  tanhUnits(
    A: number,
    units: number,
    examples: number,
    scale: number,
    biases: number,
  ): void;
}

const own = new OwnKernels<TanhKernels>();
let room = { address: 0, length: 0 };

/**
 * tanh(s A + b 1ᵀ) in place of A (units × n), in float32: four numbers at a time
 * by `floatTanh`'s polynomials, and to within the same 3e-7.
 */
export function tanhUnits(
  A: Float32Array,
  { s, b }: { s: number; b: Float64Array },
): Float32Array {
  const units = b.length, n = A.length / units;
  const stride = 4 * Math.ceil(n / 4);
  const address = reserve(units * (stride + 1));
  const biases = address + 4 * units * stride;
  own.floats(biases, units).set(b);
  const numbers = own.floats(address, units * stride);
  if (stride === n) numbers.set(A);
  else {
    for (let i = 0; i < units; i++) {
      numbers.set(A.subarray(i * n, (i + 1) * n), i * stride);
    }
  }
  own.kernels.tanhUnits(address, units, stride, s, biases);
  if (stride === n) A.set(numbers);
  else {
    for (let i = 0; i < units; i++) {
      A.set(numbers.subarray(i * stride, i * stride + n), i * n);
    }
  }
  return A;
}

/** The address of so many numbers, whatever they are. */
function reserve(length: number): number {
  if (length > room.length) room = { address: own.reserve(4 * length), length };
  return room.address;
}
