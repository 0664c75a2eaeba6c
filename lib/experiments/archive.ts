/** Matrices and vectors by name ↔ the bytes of an `.npz`: how starts and weights pass from node to node. */
import { decodeArrays, encodeArrays } from "../io/arrays.ts";
import type { NamedArray, Numbers } from "../io/arrays.ts";
import type { Shape } from "../linalg/matrix.ts";

/** A vector, or a matrix row by row. */
export type Value = Numbers | Shape & { readonly data: Numbers };

/** Vectors and matrices by name. */
export type NamedValues = { readonly [name: string]: Value };

/** The bytes of an archive, whatever the order of the names. */
export function encodeValues(values: NamedValues): Uint8Array {
  return encodeArrays(arraysOf(values));
}

/** The same as arrays of one or two dimensions. */
export function arraysOf(values: NamedValues): Record<string, NamedArray> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      "rows" in value
        ? { shape: [value.rows, value.columns], data: value.data }
        : { shape: [value.length], data: value },
    ]),
  );
}

/**
 * The vectors and matrices of an archive.
 *
 * @typeParam Values what `encodeValues` was given
 * @throws {Error} if the bytes are no archive.
 */
export function decodeValues<Values extends NamedValues>(
  bytes: Uint8Array,
): Values {
  const values = Object.entries(decodeArrays(bytes)).map(
    ([name, { shape: [rows, columns], data }]) =>
      [name, columns === undefined ? data : { rows, columns, data }] as const,
  );
  return Object.fromEntries(values) as Values;
}
