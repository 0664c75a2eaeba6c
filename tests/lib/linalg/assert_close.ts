import { AssertionError } from "@std/assert";

/** Asserts that two lists of numbers differ nowhere by more than `tolerance`. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  if (actual.length !== expected.length) {
    throw new AssertionError(
      `wanted ${expected.length} numbers, received ${actual.length}`,
    );
  }
  for (let i = 0; i < actual.length; i++) {
    // written so that a number that is not one fails
    if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
      throw new AssertionError(
        `number ${i} is ${actual[i]}, not within ${tolerance} of ${
          expected[i]
        }`,
      );
    }
  }
}
