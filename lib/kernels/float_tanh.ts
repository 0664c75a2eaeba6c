import { requireLength } from "../linalg/matrix.ts";
import { sharedFloats } from "./wasm_instance.ts";

/** Numbers sent to the kernels at a time: they stay in the processor's cache. */
const step = 16384;

/**
 * x ← tanh x, element by element, to within 4e-7 and never beyond ±1: P(x) / Q(x), an
 * odd polynomial of degree 13 over an even one of degree 6, with the coefficients that
 * Eigen uses for float32.
 */
export function floatTanh(x: Float32Array): void {
  change(x, x, ({ floatTanh }, at, _, count) => floatTanh(at, count));
}

/**
 * e ← e (1 − h²), element by element: an error times the slope at h = tanh a.
 *
 * @throws {RangeError} if their lengths differ.
 */
export function multiplyByTanhSlope(e: Float32Array, h: Float32Array): void {
  requireLength("multiply by slopes", h, e.length);
  change(
    e,
    h,
    ({ multiplyByTanhSlope }, ...places) => multiplyByTanhSlope(...places),
  );
}

/** Changes x in place by a kernel, which sees parts of x and of y. */
function change(
  x: Float32Array,
  y: Float32Array,
  kernel: (
    kernels: ReturnType<typeof sharedFloats>["kernels"],
    ...places: [x: number, y: number, count: number]
  ) => void,
): void {
  const instance = sharedFloats(), { length } = x;
  const at = instance.room("elements", 8 * step), other = at + 4 * step;
  requireLength("change numbers that were lost", x, length);
  const [a, b] = [at, other].map((at) => instance.floats(at, step));
  for (let start = 0; start < x.length; start += step) {
    const part = x.subarray(start, start + step);
    a.set(part);
    if (y !== x) b.set(y.subarray(start, start + step));
    kernel(instance.kernels, at, other, part.length);
    part.set(a.subarray(0, part.length));
  }
}
