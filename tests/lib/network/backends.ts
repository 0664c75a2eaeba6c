/** Backends that every machine has. */
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import type { Backend } from "../../../lib/network/gemm.ts";
import { openTensorflow } from "../../../lib/network/tensorflow.ts";

const algebra = new CompiledAlgebra();

export const wasm: Backend = {
  name: "wasm",
  ...await openTensorflow("wasm"),
  algebra,
};

export const cpu: Backend = {
  name: "cpu",
  ...await openTensorflow("cpu"),
  algebra,
};
