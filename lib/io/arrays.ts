/**
 * Named arrays of numbers ↔ the bytes of an `.npz` archive, NumPy's own format,
 * so that every intermediate result opens with `numpy.load`.
 */
import { unzipSync, type Zippable, zipSync } from "fflate";
import { decodeNpy, encodeNpy, type NamedArray } from "./npy.ts";

export type { NamedArray, Numbers } from "./npy.ts";

/** Neither packed nor dated: the same arrays give the same bytes. */
const plain = { level: 0, mtime: "1980-01-01T00:00:00" } as const;

/**
 * The bytes of an `.npz` holding `arrays`, whatever the order of their names.
 *
 * @throws {RangeError} if an array has not as many numbers as its shape says.
 */
export function encodeArrays(arrays: Record<string, NamedArray>): Uint8Array {
  const files: Zippable = {};
  for (const name of Object.keys(arrays).sort()) {
    requireShape(name, arrays[name]);
    files[`${name}.npy`] = [encodeNpy(arrays[name]), plain];
  }
  return zipSync(files);
}

function requireShape(name: string, { shape, data }: NamedArray): void {
  const wanted = shape.reduce((product, size) => product * size, 1);
  if (data.length === wanted) return;
  throw new RangeError(
    `Cannot store array ${name}: shape (${
      shape.join(", ")
    }) wants ${wanted} numbers, received ${data.length}`,
  );
}

/**
 * The arrays of an `.npz` archive.
 *
 * @throws {SyntaxError} if the bytes are not such an archive.
 */
export function decodeArrays(bytes: Uint8Array): Record<string, NamedArray> {
  const arrays: Record<string, NamedArray> = {};
  for (const [file, content] of Object.entries(unzip(bytes))) {
    arrays[file.replace(/\.npy$/, "")] = decodeNpy(content);
  }
  return arrays;
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    throw new SyntaxError(`Cannot read arrays: ${(error as Error).message}`);
  }
}
