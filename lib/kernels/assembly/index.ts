/** What the compiled module offers; the TypeScript beside this folder is its only caller. */
export { floatTanh, logistic } from "./float_tanh";
export { byteProducts, inkOfExamples, inkOfInputs } from "./ink";
export { activateInked, answerInked, multiplyInked, sumInked, updateInked } from "./inked";
export { linearLoop, reducedLoop, singleLoop, tanhLoop } from "./inversion";
export { networkErrors } from "./network_error";
export { product } from "./product";
export { tanh } from "./tanh";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
