import { assertEquals, assertThrows } from "@std/assert";
import { wasmFreeBytes } from "numpy-ts";
import {
  decodeArrays,
  encodeArrays,
  type NamedArray,
} from "../../lib/arrays.ts";

const arrays: Record<string, NamedArray> = {
  W: { shape: [2, 3], data: Float64Array.of(1, -0, 1e-308, 1 / 3, -5, 6e300) },
  order: { shape: [3], data: Int32Array.of(2, 0, -1) },
  state: { shape: [2], data: Uint32Array.of(0, 4294967295) },
  pixels: { shape: [1, 2, 2], data: Uint8Array.of(0, 1, 254, 255) },
  weights: { shape: [1], data: Float32Array.of(0.1) },
};

Deno.test("decodeArrays() gives back what encodeArrays() was given", () => {
  assertEquals(decodeArrays(encodeArrays(arrays)), arrays);
});

Deno.test("encodeArrays() gives the same bytes whatever the order of names", () => {
  const reversed = Object.fromEntries(Object.entries(arrays).reverse());
  assertEquals(encodeArrays(reversed), encodeArrays(arrays));
});

Deno.test("encodeArrays() and decodeArrays() give their memory back", () => {
  const large = { x: { shape: [1000, 100], data: new Float64Array(1e5) } };
  const bytes = encodeArrays(large);
  decodeArrays(bytes);
  const free = wasmFreeBytes();
  encodeArrays(large);
  decodeArrays(bytes);
  assertEquals(wasmFreeBytes(), free);
});

Deno.test("encodeArrays() refuses a shape that does not fit the numbers", () => {
  assertThrows(
    () => encodeArrays({ W: { shape: [2, 2], data: new Float64Array(3) } }),
    RangeError,
    "Cannot store array W: shape (2, 2) wants 4 numbers, received 3",
  );
});

Deno.test("decodeArrays() refuses bytes that are no archive", () => {
  assertThrows(
    () => decodeArrays(Uint8Array.of(1, 2, 3)),
    SyntaxError,
    "Cannot read arrays: ",
  );
});
