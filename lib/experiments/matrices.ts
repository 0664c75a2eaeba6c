/** Matrices and vectors in archives of named arrays. */
import type { NamedArray } from "../io/arrays.ts";
import { type Matrix, matrix } from "../linalg/matrix.ts";

/** A matrix as an array of two dimensions. */
export function toArray({ rows, columns, data }: Matrix): NamedArray {
  return { shape: [rows, columns], data };
}

/** Matrices and vectors of doubles as arrays, by their names. */
export function arraysOf(
  named: Record<string, Matrix | Float64Array>,
): Record<string, NamedArray> {
  const arrays: Record<string, NamedArray> = {};
  for (const [name, value] of Object.entries(named)) {
    arrays[name] = value instanceof Float64Array
      ? { shape: [value.length], data: value }
      : toArray(value);
  }
  return arrays;
}

/**
 * The named matrix of an archive.
 *
 * @throws {TypeError} if it is missing, or not a matrix of doubles.
 */
export function matrixOf(
  arrays: Record<string, NamedArray>,
  name: string,
): Matrix {
  const { shape, data } = arrayOf(arrays, name);
  if (shape.length !== 2 || !(data instanceof Float64Array)) {
    throw new TypeError(
      `Cannot read matrix ${name}: wanted two dimensions of float64, received ${shape.length} of ${data.constructor.name}`,
    );
  }
  return matrix(shape[0], shape[1], data);
}

/**
 * The named vector of an archive.
 *
 * @throws {TypeError} if it is missing, or not a vector of doubles.
 */
export function vectorOf(
  arrays: Record<string, NamedArray>,
  name: string,
): Float64Array {
  const { shape, data } = arrayOf(arrays, name);
  if (shape.length !== 1 || !(data instanceof Float64Array)) {
    throw new TypeError(
      `Cannot read vector ${name}: wanted one dimension of float64, received ${shape.length} of ${data.constructor.name}`,
    );
  }
  return data;
}

/**
 * The named whole numbers of an archive.
 *
 * @throws {TypeError} if they are missing, or not of type int32.
 */
export function integersOf(
  arrays: Record<string, NamedArray>,
  name: string,
): Int32Array {
  const { data } = arrayOf(arrays, name);
  if (!(data instanceof Int32Array)) {
    throw new TypeError(
      `Cannot read integers ${name}: wanted int32, received ${data.constructor.name}`,
    );
  }
  return data;
}

function arrayOf(
  arrays: Record<string, NamedArray>,
  name: string,
): NamedArray {
  if (!Object.hasOwn(arrays, name)) {
    throw new TypeError(
      `Cannot read array ${name}: the archive has ${
        Object.keys(arrays).join(", ")
      }`,
    );
  }
  return arrays[name];
}
