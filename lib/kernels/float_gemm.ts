import type { FloatMatrix } from "../linalg/dense_algebra.ts";
import type { Shape } from "../linalg/matrix.ts";
import type { Gemm } from "../linalg/gemm.ts";
import { sharedFloats } from "./wasm_instance.ts";

/**
 * C ← alpha op(A) op(B) + beta C in float32, equal bit for bit on every machine: each number of
 * op(A) op(B) is a chain of fused operations in the order of the inner index, from zero; then C is
 * alpha times it if beta is 0, else alpha times it plus beta C, fused.
 *
 * What lies in the memory of `sharedFloats` is used where it is, all else copied.
 *
 * @throws {RangeError} if a matrix has fewer numbers than its shape.
 */
export const floatGemm: Gemm = (
  operands,
  { rows, inner, columns, transposeA = false, transposeB = false, strides },
  { alpha = 1, beta = 0 } = {},
) => {
  const instance = sharedFloats(), { kernels } = instance;
  const place = (
    name: keyof typeof operands,
    [rows, columns]: [number, number],
  ) => {
    const data = operands[name], stride = strides?.[name] ?? columns;
    const count = rows === 0 ? 0 : (rows - 1) * stride + columns;
    if (data.length < count) {
      throw new RangeError(
        `Cannot multiply matrices: wanted ${count} numbers, received ${data.length}`,
      );
    }
    const own = instance.addressOf(data);
    return { name, data, count, stride: 4 * stride, own };
  };
  const wanted = [
    place("A", transposeA ? [inner, rows] : [rows, inner]),
    place("B", transposeB ? [columns, inner] : [inner, columns]),
    place("C", [rows, columns]),
  ] as const;
  // all room comes before any view, since views are lost when the memory grows
  const [a, b, c] = wanted.map(({ name, count, own }) =>
    own ?? instance.room(name, 4 * count)
  );
  const room = instance.room("room", kernels.floatProductRoom(inner, columns));
  const [A, B, C] = wanted;
  const write = ({ data, count, own }: typeof A, address: number) => {
    if (own === undefined) {
      instance.floats(address, count).set(data.subarray(0, count));
    }
  };
  write(A, a);
  write(B, b);
  // also for what lies between its rows
  if (beta !== 0 || C.stride > 4 * columns) write(C, c);
  kernels.floatProduct(
    ...[c, C.stride, a, A.stride, b, B.stride] as const,
    ...[rows, inner, columns, alpha, beta, room] as const,
    ...[Number(transposeA), Number(transposeB)] as const,
  );
  if (C.own === undefined) C.data.set(instance.floats(c, C.count));
};

/** A matrix of zeros in the memory of `sharedFloats`, where `floatGemm` need not copy it. */
export function floatRoom({ rows, columns }: Shape): FloatMatrix {
  const instance = sharedFloats(),
    address = instance.reserve(4 * rows * columns);
  return {
    rows,
    columns,
    get data() {
      return instance.floats(address, rows * columns);
    },
  };
}
