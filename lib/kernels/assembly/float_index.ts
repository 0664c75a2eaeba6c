/**
 * What the modules of float32 export. They differ in `madd` alone: `float_kernels.wasm` leaves it to
 * the processor, `float_kernels_emulated.wasm` computes the same bits where that has no such operation.
 */
export { floatProduct, floatProductRoom } from "./float_product";
export { floatTanh, multiplyByTanhSlope } from "./float_tanh";
export { maddOf } from "./madd";
export { squaredErrorOfRows, transferRows } from "./row_layer";
export {
  activateSparse, answerSparse, compressExamples, compressInputs, multiplyBytes, multiplyIntoRows, multiplySparse,
  sumSparse, updateSparse,
} from "./sparse";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
