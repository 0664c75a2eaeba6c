/** What the compiled module offers; the TypeScript beside this folder is its only caller. */
export { multiplyAdd, packedRoom } from "./dense";
export { byteProducts, inkOfExamples, inkOfInputs } from "./ink";
export { activateInked, answerInked, multiplyInked, sumInked, updateInked } from "./inked";
export { linearLoop, reducedLoop, singleLoop, tanhLoop } from "./inversion";
export { factorLU, solveLU } from "./lu";
export { networkErrors } from "./network_error";
export { tanh } from "./tanh";
export { tanhUnits } from "./tanh_units";

/** The first byte the module itself does not use. */
export const HEAP: usize = __heap_base;
