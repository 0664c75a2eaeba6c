import * as kernels from "./kernels.ts";
import { floats, reserve } from "./kernels.ts";

/** Numbers sent to the kernels at a time: they stay in the processor's cache. */
const piece = 16384;

let address: number | undefined;

/**
 * target = tanh source, element by element, to within 4e-7 and never beyond ±1:
 * P(x) / Q(x), an odd polynomial of degree 13 over an even one of degree 6, with
 * the coefficients that Eigen uses for float32. Target may be the source.
 */
export function floatTanh(source: Float32Array, target: Float32Array): void {
  run(kernels.floatTanh, source, target);
}

/** The same for the logistic function σ(x) = 1 / (1 + e⁻ˣ) = (1 + tanh(x/2)) / 2. */
export function logistic(source: Float32Array, target: Float32Array): void {
  run(kernels.logistic, source, target);
}

function run(
  kernel: (address: number, count: number) => void,
  source: Float32Array,
  target: Float32Array,
): void {
  address ??= reserve(piece / 2);
  const room = floats(address, piece);
  for (let start = 0; start < source.length; start += piece) {
    const part = source.subarray(start, start + piece);
    room.set(part);
    kernel(address, part.length);
    target.set(room.subarray(0, part.length), start);
  }
}
