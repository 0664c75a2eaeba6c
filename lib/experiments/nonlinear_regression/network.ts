import type { TanhNetwork } from "../../kernels/tanh_network_error.ts";
import { copy, type Matrix } from "../../linalg/matrix.ts";
import { addOuter, apply } from "../../linalg/product.ts";
import { linear, tanh, type Transfer } from "../../network/transfer.ts";

/** The student 30-20-10-10 with its last activities. */
export interface Student extends TanhNetwork {
  /** input of the last forward pass */
  x: Float64Array;
  /** lower hidden activity h1 = tanh(W0 x + b0) */
  h1: Float64Array;
  /** upper hidden activity h2 = tanh(W1 h1 + b1) */
  h2: Float64Array;
  /** answer y = W2 h2 + b2 */
  y: Float64Array;
}

/** A student with weights of its own, copied from those given. */
export function studentOf({ W0, b0, W1, b1, W2, b2 }: TanhNetwork): Student {
  return {
    ...{ W0: copy(W0), b0: b0.slice() },
    ...{ W1: copy(W1), b1: b1.slice() },
    ...{ W2: copy(W2), b2: b2.slice() },
    x: new Float64Array(W0.columns),
    h1: new Float64Array(W0.rows),
    h2: new Float64Array(W1.rows),
    y: new Float64Array(W2.rows),
  };
}

/** Answers the input x, and remembers. */
export function answer(student: Student, x: Float64Array): Float64Array {
  const { W0, b0, W1, b1, W2, b2, h1, h2, y } = student;
  student.x = x;
  layer(tanh, { W: W0, b: b0, x, h: h1 });
  layer(tanh, { W: W1, b: b1, x: h1, h: h2 });
  return layer(linear, { W: W2, b: b2, x: h2, h: y });
}

/** h = φ(W x + b). */
function layer(
  φ: Transfer,
  { W, b, x, h }: {
    W: Matrix;
    b: Float64Array;
    x: Float64Array;
    h: Float64Array;
  },
): Float64Array {
  apply(W, x, h);
  for (let i = 0; i < h.length; i++) h[i] += b[i];
  return φ.activate(h, h);
}

/** W_l += η δ_{l+1} h_lᵀ and b_l += η δ_{l+1}, in place, where h_0 is the input. */
export function update(
  { W0, b0, W1, b1, W2, b2, x, h1, h2 }: Student,
  { δ1, δ2, δ3 }: Record<"δ1" | "δ2" | "δ3", Float64Array>,
  η: number,
): void {
  addOuter(W0, η, { δ: δ1, x });
  addOuter(W1, η, { δ: δ2, x: h1 });
  addOuter(W2, η, { δ: δ3, x: h2 });
  add(b0, η, δ1);
  add(b1, η, δ2);
  add(b2, η, δ3);
}

function add(b: Float64Array, η: number, δ: Float64Array): void {
  for (let i = 0; i < b.length; i++) b[i] += η * δ[i];
}
