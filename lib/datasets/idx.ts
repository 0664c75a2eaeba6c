/** A dense array of bytes, `data` in row-major order. */
export interface IdxArray {
  shape: number[];
  data: Uint8Array;
}

const unsignedByte = 0x08;

/**
 * Reads an array of unsigned bytes in IDX form: two zero bytes, the element
 * type, the number of dimensions, each dimension as a big-endian uint32, then
 * the elements, the last dimension fastest. `data` shares memory with `bytes`.
 *
 * @throws {SyntaxError} if the header is not that of an IDX array of unsigned bytes.
 * @throws {RangeError} if there are more or fewer bytes than the header promises.
 */
export function readIdx(bytes: Uint8Array): IdxArray {
  const refuse = (state: string): never => {
    throw new SyntaxError(`Cannot read IDX data: ${state}`);
  };
  if (bytes.length < 4) {
    refuse(
      `a header needs at least 4 bytes, but there are ${bytes.length}`,
    );
  }
  const [first, second, type, rank] = bytes;
  if (first !== 0 || second !== 0) {
    refuse(`the first two bytes are ${hex(first)} ${hex(second)}, not 00 00`);
  }
  if (type !== unsignedByte) {
    refuse(
      `the element type is ${hex(type)}, not ${
        hex(unsignedByte)
      } (unsigned byte)`,
    );
  }
  if (rank === 0) refuse("it has no dimensions");
  const start = 4 + 4 * rank;
  if (bytes.length < start) {
    refuse(
      `a header of ${rank} dimensions needs ${start} bytes, but there are ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const shape = Array.from(
    { length: rank },
    (_, k) => view.getUint32(4 + 4 * k),
  );
  const needed = start + shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== needed) {
    throw new RangeError(
      `Cannot read IDX data: ${
        shape.join("×")
      } items need ${needed} bytes, but there are ${bytes.length}`,
    );
  }
  return { shape, data: bytes.subarray(start) };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
