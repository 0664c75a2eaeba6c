import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { readIdx } from "../../../lib/datasets/idx.ts";

/** IDX bytes with the given header and data. */
function idx(shape: number[], data: Iterable<number>, type = 8): Uint8Array {
  const header = [0, 0, type, shape.length];
  for (const size of shape) {
    header.push(
      size >>> 24,
      (size >>> 16) & 255,
      (size >>> 8) & 255,
      size & 255,
    );
  }
  return Uint8Array.of(...header, ...data);
}

Deno.test("readIdx() reads a 2×3 array in row-major order", () => {
  assertEquals(readIdx(idx([2, 3], [1, 2, 3, 4, 5, 255])), {
    shape: [2, 3],
    data: Uint8Array.of(1, 2, 3, 4, 5, 255),
  });
});

Deno.test("readIdx() reads what lies inside a larger buffer", () => {
  const padded = Uint8Array.of(9, 9, 9, ...idx([2], [7, 8]), 9);
  assertEquals(readIdx(padded.subarray(3, -1)).data, Uint8Array.of(7, 8));
});

Deno.test("readIdx() reads dimensions as big-endian numbers without a sign", () => {
  assertThrows(
    () => readIdx(idx([0x80000001], [])),
    RangeError,
    "Cannot read IDX data: 2147483649 items need 2147483657 bytes, but there are 8",
  );
});

Deno.test("readIdx() names the size that a truncated file should have", () => {
  assertThrows(
    () => readIdx(idx([60000, 28, 28], new Uint8Array(984))),
    RangeError,
    "Cannot read IDX data: 60000×28×28 items need 47040016 bytes, but there are 1000",
  );
});

Deno.test("readIdx() refuses bytes left over", () => {
  assertThrows(
    () => readIdx(idx([2], [1, 2, 3])),
    RangeError,
    "2 items need 10 bytes, but there are 11",
  );
});

Deno.test("readIdx() refuses gzipped bytes", () => {
  assertThrows(
    () => readIdx(Uint8Array.of(0x1f, 0x8b, 8, 0, 0)),
    SyntaxError,
    "Cannot read IDX data: the first two bytes are 1f 8b, not 00 00",
  );
});

Deno.test("readIdx() refuses elements other than unsigned bytes", () => {
  assertThrows(
    () => readIdx(idx([1], [0, 0, 0, 0], 0x0d)),
    SyntaxError,
    "Cannot read IDX data: the element type is 0d, not 08 (unsigned byte)",
  );
});

Deno.test("readIdx() refuses an array without dimensions", () => {
  assertThrows(
    () => readIdx(idx([], [5])),
    SyntaxError,
    "Cannot read IDX data: it has no dimensions",
  );
});

Deno.test("readIdx() refuses every header that is cut short", () => {
  const whole = idx([2, 2, 1], [1, 2, 3, 4]);
  for (let length = 0; length < 16; length++) {
    assertThrows(() => readIdx(whole.subarray(0, length)), SyntaxError);
  }
});

Deno.test("readIdx() gives back any array that was written", () => {
  const shapes = fc.array(fc.integer({ min: 0, max: 5 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(fc.property(shapes, (shape) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const data = Uint8Array.from({ length: size }, (_, i) => (i * 37) & 255);
    assertEquals(readIdx(idx(shape, data)), { shape, data });
  }));
});
