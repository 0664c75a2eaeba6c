/**
 * Named arrays of numbers ↔ the bytes of an `.npz` archive, NumPy's own format,
 * so that every intermediate result opens with `numpy.load`.
 */
import { array, parseNpzSync, serializeNpzSync } from "numpy-ts";

/** The number formats kept in an archive. */
export type Numbers =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint8Array;

type NumpyArray = ReturnType<typeof array>;

/** A dense array: `data` in row-major order, of the given shape. */
export interface NamedArray {
  shape: number[];
  data: Numbers;
}

const dtypes = {
  Float64Array: "float64",
  Float32Array: "float32",
  Int32Array: "int32",
  Uint32Array: "uint32",
  Uint8Array: "uint8",
} as const;

/**
 * The bytes of an uncompressed `.npz` holding `arrays`; the same arrays give
 * the same bytes.
 *
 * @throws {RangeError} if an array has not as many numbers as its shape says.
 */
export function encodeArrays(arrays: Record<string, NamedArray>): Uint8Array {
  const parts: Record<string, NumpyArray> = {};
  try {
    for (const name of Object.keys(arrays).sort()) {
      parts[name] = toNumpy(name, arrays[name]);
    }
    return serializeNpzSync(parts);
  } finally {
    // numpy-ts has one heap of 256 MB, so nothing waits for the collector
    for (const part of Object.values(parts)) part.dispose();
  }
}

function toNumpy(name: string, { shape, data }: NamedArray): NumpyArray {
  const wanted = shape.reduce((product, size) => product * size, 1);
  if (data.length !== wanted) {
    throw new RangeError(
      `Cannot store array ${name}: shape (${
        shape.join(", ")
      }) wants ${wanted} numbers, received ${data.length}`,
    );
  }
  const dtype = dtypes[data.constructor.name as keyof typeof dtypes];
  // deno-lint-ignore no-explicit-any
  const flat = array(data as any, dtype);
  const shaped = flat.reshape(...shape);
  flat.dispose(); // `shaped` holds the same memory and keeps it
  return shaped;
}

/**
 * The arrays of an `.npz` archive.
 *
 * @throws {SyntaxError} if the bytes are not such an archive.
 */
export function decodeArrays(bytes: Uint8Array): Record<string, NamedArray> {
  const arrays: Record<string, NamedArray> = {};
  for (const [name, value] of parse(bytes).arrays) {
    arrays[name] = {
      shape: [...value.shape],
      data: (value.data as Numbers).slice(),
    };
    value.dispose();
  }
  return arrays;
}

function parse(bytes: Uint8Array): ReturnType<typeof parseNpzSync> {
  try {
    return parseNpzSync(bytes);
  } catch (error) {
    throw new SyntaxError(`Cannot read arrays: ${(error as Error).message}`);
  }
}
