/** What the module with relaxed SIMD offers: the layer over inked bytes, and nothing else. */
export { byteProducts, inkOfExamples, inkOfInputs } from "./ink";
export { activateInked, answerInked, multiplyInked, sumInked, updateInked } from "./inked";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
