import { assertEquals, assertThrows } from "@std/assert";
import {
  decodeArrays,
  decodeNpy,
  encodeArrays,
  encodeNpy,
  type NamedArray,
} from "../../../lib/io/arrays.ts";
import golden from "../../golden/numpy_npz.json" with { type: "json" };

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

Deno.test("encodeArrays() keeps an array of no numbers, and one without dimensions", () => {
  const odd: Record<string, NamedArray> = {
    none: { shape: [0], data: new Float64Array(0) },
    "a/b.c": { shape: [], data: Float64Array.of(7) },
  };
  assertEquals(decodeArrays(encodeArrays(odd)), odd);
});

Deno.test("decodeArrays() reads what NumPy wrote", () => {
  assertEquals(decodeArrays(Uint8Array.fromBase64(golden.npz)), {
    float: { shape: [2, 2], data: Float64Array.of(0.1, -2, 3, Infinity) },
    integer: { shape: [3], data: Int32Array.of(1, -2, 3) },
    single: { shape: [1, 1], data: Float32Array.of(0.5) },
  });
});

Deno.test("decodeArrays() refuses bytes that are no archive", () => {
  assertThrows(
    () => decodeArrays(Uint8Array.of(1, 2, 3)),
    Error,
    "invalid zip data",
  );
});

Deno.test("decodeNpy() refuses other bytes, types, orders and lengths", () => {
  const good = encodeNpy(arrays.W);
  const changed = (from: string, to: string) => {
    const text = String.fromCharCode(...good).replace(from, to);
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  };
  assertEquals(decodeNpy(good), arrays.W);
  for (
    const [bytes, sentence] of [
      [changed("NUMPY", "NUMPI"), "its header is \x93NUMPI"],
      [changed("<f8", ">f8"), "its header is"],
      [changed("False", "True "), "its header is"],
      [changed("(2, 3)", "(2, 4)"), "(2, 4), }"],
      [good.subarray(0, -1), "and 47 bytes follow"],
    ] as const
  ) assertThrows(() => decodeNpy(bytes), SyntaxError, sentence);
});
