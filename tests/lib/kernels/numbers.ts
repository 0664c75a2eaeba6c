/** Reproducible numbers for the tests of the kernels. */
import { assert } from "@std/assert";
import { type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import type { TanhNetwork } from "../../../lib/kernels/tanh_network_error.ts";

/** Uniform 32-bit integers from a seed, by the generator mulberry32. */
export function integers(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** `n` numbers, uniform between −scale and scale. */
export function uniform(
  n: number,
  { seed, scale = 1 }: { seed: number; scale?: number },
): Float64Array {
  const next = integers(seed);
  return Float64Array.from(
    { length: n },
    () => scale * (next() / 2 ** 31 - 1 + next() / 2 ** 63),
  );
}

/** A matrix of such numbers. */
export function uniformMatrix(
  rows: number,
  columns: number,
  options: { seed: number; scale?: number },
): Matrix {
  return matrix(rows, columns, uniform(rows * columns, options));
}

/** A network of the given layer sizes, weights and biases uniform. */
export function uniformNetwork(
  [inputs, hidden1, hidden2, outputs]: number[],
  { seed, scale }: { seed: number; scale: number },
): TanhNetwork {
  const at = (k: number) => ({ seed: 10 * seed + k, scale });
  return {
    W0: uniformMatrix(hidden1, inputs, at(0)),
    b0: uniform(hidden1, at(1)),
    W1: uniformMatrix(hidden2, hidden1, at(2)),
    b1: uniform(hidden2, at(3)),
    W2: uniformMatrix(outputs, hidden2, at(4)),
    b2: uniform(outputs, at(5)),
  };
}

/** Passes if `actual` is within `tolerance` of `expected`, relatively; or both are not finite. */
export function assertClose(
  actual: number,
  expected: number,
  tolerance: number,
): void {
  if (!Number.isFinite(expected)) {
    assert(Object.is(actual, expected), `${actual} is not ${expected}`);
    return;
  }
  const difference = Math.abs(actual - expected);
  assert(
    difference <= tolerance * Math.abs(expected),
    `${actual} differs from ${expected} by ${difference / Math.abs(expected)}`,
  );
}

/** Passes if each number is within `tolerance` of the largest expected one. */
export function assertAllClose(
  actual: Float64Array,
  expected: Float64Array,
  tolerance: number,
): void {
  assert(actual.length === expected.length);
  const largest = expected.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  assert(Number.isFinite(largest) && largest > 0, "nothing to compare with");
  expected.forEach((x, i) => {
    const difference = Math.abs(actual[i] - x);
    assert(
      difference <= tolerance * largest,
      `element ${i}: ${actual[i]} differs from ${x}`,
    );
  });
}
