/**
 * Arrays ↔ NumPy's own file format, `.npy` version 1.0: a magic word, a header
 * that names the type and the shape, and the numbers, little-endian and in
 * row-major order.
 *
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */

/** The number formats kept in files. */
export type Numbers =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint8Array;

/** A dense array: `data` in row-major order, of the given shape. */
export interface NamedArray {
  shape: number[];
  data: Numbers;
}

const magic = "\x93NUMPY\x01\x00";

/** NumPy's name of a type → how its numbers are held here. */
const formats = {
  "<f8": Float64Array,
  "<f4": Float32Array,
  "<i4": Int32Array,
  "<u4": Uint32Array,
  "|u1": Uint8Array,
} as const;

type Format = keyof typeof formats;

/** The bytes of one `.npy` file. */
export function encodeNpy({ shape, data }: NamedArray): Uint8Array {
  const format = (Object.keys(formats) as Format[])
    .find((name) => data instanceof formats[name])!;
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header =
    `{'descr': '${format}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // the numbers start at a multiple of 64 bytes, after a line's end
  const start = Math.ceil((magic.length + 2 + header.length + 1) / 64) * 64;
  const length = start - magic.length - 2;
  const bytes = new Uint8Array(start + data.byteLength);
  const text = header.padEnd(length - 1) + "\n";
  write(bytes, 0, magic);
  bytes[magic.length] = length & 255;
  bytes[magic.length + 1] = length >> 8;
  write(bytes, magic.length + 2, text);
  bytes.set(
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    start,
  );
  return bytes;
}

function write(bytes: Uint8Array, start: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[start + i] = text.charCodeAt(i);
}

/**
 * The array of a `.npy` file.
 *
 * @throws {SyntaxError} if the bytes are not such a file, or hold another type,
 * order, or number of numbers than can be kept here.
 */
export function decodeNpy(bytes: Uint8Array): NamedArray {
  const text = (from: number, to: number) =>
    Array.from(bytes.subarray(from, to), (byte) => String.fromCharCode(byte))
      .join("");
  if (text(0, magic.length) !== magic) {
    throw new SyntaxError("Cannot read .npy data: its first bytes are others");
  }
  const start = 10 + bytes[8] + 256 * bytes[9];
  const header = text(10, start);
  const descr = /'descr': '([^']*)'/.exec(header)?.[1];
  const sizes = /'shape': \(([\d, ]*)\)/.exec(header)?.[1];
  const Numbers = formats[descr as Format];
  if (
    !Numbers || sizes === undefined || !/'fortran_order': False/.test(header)
  ) {
    throw new SyntaxError(`Cannot read .npy data: its header is ${header}`);
  }
  const shape = sizes.split(",").filter((size) => size.trim()).map(Number);
  const wanted = shape.reduce((product, size) => product * size, 1) *
    Numbers.BYTES_PER_ELEMENT;
  if (bytes.length - start !== wanted) {
    throw new SyntaxError(
      `Cannot read .npy data: shape (${
        shape.join(", ")
      }) wants ${wanted} bytes, received ${bytes.length - start}`,
    );
  }
  return { shape, data: new Numbers(bytes.slice(start).buffer) };
}
