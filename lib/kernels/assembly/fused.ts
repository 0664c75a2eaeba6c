/**
 * What the module with relaxed SIMD offers: what stands beside the products of a tuned library. It
 * is the layer over inked bytes, and rows between products.
 */
export { byteProducts, inkOfExamples, inkOfInputs } from "./ink";
export { activateInked, answerInked, multiplyInked, sumInked, updateInked } from "./inked";
export { rowsOfBytes, shiftRows, squaredErrorOfRows, tanhRows } from "./row_layer";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
