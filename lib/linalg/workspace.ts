import { type Matrix, matrix } from "./matrix.ts";

/**
 * Matrices for intermediate results, by name, in the same memory each time: new
 * memory takes longer to come by than it takes to fill. What a name had before is
 * lost when it is asked for again.
 */
export class Workspace {
  readonly #memory = new Map<string, Float64Array>();

  /** A matrix that holds anything. */
  matrix(name: string, rows: number, columns: number): Matrix {
    const length = rows * columns;
    let memory = this.#memory.get(name);
    if (!memory || memory.length < length) {
      memory = new Float64Array(length);
      this.#memory.set(name, memory);
    }
    return matrix(rows, columns, memory.subarray(0, length));
  }
}
