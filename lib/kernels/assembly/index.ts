/** What the strict module exports; the TypeScript beside this folder is its only caller. */
export { multiplyAdd, packedRoom } from "./dense";
export { floatTanh } from "./float_tanh";
export { reducedLoop, singleLoop, tanhLoop } from "./inversion";
export { factorLU, solveLU } from "./lu";
export { networkErrors } from "./network_error";
export { product } from "./product";
export {
  activateSparse, answerSparse, compressExamples, compressInputs, multiplyBytes, multiplySparse,
  sumSparse, updateSparse,
} from "./sparse";
export { tanh } from "./tanh";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
