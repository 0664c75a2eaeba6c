/** What the module of float64 exports, `kernels.wasm`. */
export { multiplyAdd, packedRoom } from "./dense";
export { reducedLoop, singleLoop, tanhLoop } from "./inversion";
export { factorLU, solveLU } from "./lu";
export { networkErrors } from "./network_error";
export { product } from "./product";
export { tanh } from "./tanh";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
