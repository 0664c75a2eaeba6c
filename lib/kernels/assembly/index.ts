/** What `kernels.wasm` exports, all of it float64. */
export { reducedLoop, singleLoop, tanhLoop } from "./inversion";
export { networkErrors } from "./network_error";
export { product } from "./product";
export { tanh } from "./tanh";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
