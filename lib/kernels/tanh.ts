import { doubles, reserve, tanh as kernel } from "./kernels.ts";

const chunk = 2048;
const source = reserve(chunk), target = reserve(chunk);

/**
 * Hyperbolic tangent of every element, into `y`; defaults to a new array.
 *
 * Within 0.55 units in the last place of the true value and 2 of V8's `Math.tanh`, which is itself
 * up to 2.2 off; odd, bounded by 1, exact for ±0, ±Infinity and subnormal numbers. `x` may be `y`.
 *
 * @throws {RangeError} if the lengths differ.
 */
export function tanh(
  x: Float64Array,
  y: Float64Array = new Float64Array(x.length),
): Float64Array {
  if (y.length !== x.length) {
    throw new RangeError(
      `Cannot take tanh: wanted room for ${x.length} numbers, received ${y.length}`,
    );
  }
  const memory = doubles();
  for (let start = 0; start < x.length; start += chunk) {
    const part = x.subarray(start, start + chunk);
    memory.set(part, source / 8);
    kernel(source, target, part.length + part.length % 2);
    y.set(memory.subarray(target / 8, target / 8 + part.length), start);
  }
  return y;
}
