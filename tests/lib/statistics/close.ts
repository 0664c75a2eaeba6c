import { assert } from "@std/assert";

/** Asserts that two numbers differ by less than `tolerance` of the wanted one. */
export function assertClose(
  received: number,
  wanted: number,
  tolerance = 1e-12,
): void {
  assert(
    Math.abs(received - wanted) <= tolerance * Math.abs(wanted),
    `received ${received}, wanted ${wanted}`,
  );
}
