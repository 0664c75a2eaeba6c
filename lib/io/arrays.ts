/**
 * Named arrays of numbers ↔ the bytes of an `.npz` archive, NumPy's own format, so that every
 * intermediate result opens with `numpy.load`. Each array is a `.npy` file, version 1.0: a magic
 * word, a header that names type and shape, and the numbers, little-endian and in row-major order.
 *
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { unzipSync, type Zippable, zipSync } from "fflate";

/** NumPy's name of a type → how its numbers are held here. */
const formats = {
  "<f8": Float64Array,
  "<f4": Float32Array,
  "<i4": Int32Array,
  "<u4": Uint32Array,
  "|u1": Uint8Array,
} as const;

type Format = keyof typeof formats;

/** The number formats kept in files. */
export type Numbers = (typeof formats)[Format]["prototype"];

/** A dense array: `data` in row-major order, of the given shape. */
export interface NamedArray {
  shape: number[];
  data: Numbers;
}

/** Neither packed nor dated: the same arrays give the same bytes. */
const plain = { level: 0, mtime: "1980-01-01T00:00:00" } as const;

/** The bytes of an `.npz` holding `arrays`, whatever the order of their names. */
export function encodeArrays(arrays: Record<string, NamedArray>): Uint8Array {
  const files: Zippable = {};
  for (const name of Object.keys(arrays).sort()) {
    files[`${name}.npy`] = [encodeNpy(arrays[name]), plain];
  }
  return zipSync(files);
}

/**
 * The arrays of an `.npz` archive.
 *
 * @throws {Error} if the bytes are not such an archive.
 */
export function decodeArrays(bytes: Uint8Array): Record<string, NamedArray> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([file, content]) => [
      file.replace(/\.npy$/, ""),
      decodeNpy(content),
    ]),
  );
}

const magic = "\x93NUMPY\x01\x00";
const headerStart = magic.length + 2;

/** The bytes of one `.npy` file. */
export function encodeNpy({ shape, data }: NamedArray): Uint8Array {
  const format = (Object.keys(formats) as Format[])
    .find((name) => data instanceof formats[name]);
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header =
    `{'descr': '${format}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // the numbers start at a multiple of 64 bytes, after a line's end
  const start = Math.ceil((headerStart + header.length + 1) / 64) * 64;
  const length = start - headerStart;
  const text = magic + String.fromCharCode(length & 255, length >> 8) +
    header.padEnd(length - 1) + "\n";
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  bytes.set(
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    start,
  );
  return bytes;
}

/**
 * The array of a `.npy` file.
 *
 * @throws {SyntaxError} if the bytes are not such a file, or hold another type, order, or number of
 * numbers than can be kept here.
 */
export function decodeNpy(bytes: Uint8Array): NamedArray {
  const start = headerStart + bytes[8] + 256 * bytes[9];
  const header = String.fromCharCode(...bytes.subarray(0, start));
  const [, descr, sizes] = header.match(
    /'descr': '([^']*)', 'fortran_order': False, 'shape': \(([\d, ]*)\)/,
  ) ?? ["", "", ""];
  const shape = (sizes.match(/\d+/g) ?? []).map(Number);
  const Numbers = formats[descr as Format];
  const wanted = shape.reduce((product, size) => product * size, 1) *
    Numbers?.BYTES_PER_ELEMENT;
  if (!header.startsWith(magic) || bytes.length - start !== wanted) {
    throw new SyntaxError(
      `Cannot read .npy data: its header is ${header}, and ${
        bytes.length - start
      } bytes follow`,
    );
  }
  return { shape, data: new Numbers(bytes.slice(start).buffer) };
}
