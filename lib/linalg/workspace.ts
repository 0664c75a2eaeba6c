import { type Matrix, matrix } from "./matrix.ts";
import type { FloatMatrix } from "./dense_algebra.ts";

/**
 * Matrices for intermediate results, by name, in the same memory each time: new
 * memory takes longer to come by than it takes to fill. What a name had before is
 * lost when it is asked for again.
 */
export class Workspace {
  readonly #doubles = new Map<string, Float64Array>();
  readonly #floats = new Map<string, Float32Array>();

  /** A matrix that holds anything. */
  matrix(name: string, rows: number, columns: number): Matrix {
    const data = stretch(
      this.#doubles,
      { name, length: rows * columns },
      (length) => new Float64Array(length),
    );
    return matrix(rows, columns, data);
  }

  /** The same of float32, of names that are apart from those of float64. */
  floats(name: string, rows: number, columns: number): FloatMatrix {
    const data = stretch(
      this.#floats,
      { name, length: rows * columns },
      (length) => new Float32Array(length),
    );
    return { rows, columns, data };
  }
}

/** The memory of a name, made longer where it is too short. */
function stretch<Numbers extends Float64Array | Float32Array>(
  memory: Map<string, Numbers>,
  { name, length }: { name: string; length: number },
  make: (length: number) => Numbers,
): Numbers {
  let numbers = memory.get(name);
  if (!numbers || numbers.length < length) {
    memory.set(name, numbers = make(length));
  }
  return numbers.subarray(0, length) as Numbers;
}
