/** What the module with relaxed SIMD exports: the kernels that run beside a tuned library. */
export { rowsOfBytes, squaredErrorOfRows, transferRows } from "./row_layer";
export {
  activateSparse, answerSparse, compressExamples, compressInputs, multiplyBytes, multiplySparse,
  sumSparse, updateSparse,
} from "./sparse";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
