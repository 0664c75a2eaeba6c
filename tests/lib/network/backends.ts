/** Backends that every machine has. */
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import type { Backend } from "../../../lib/network/gemm.ts";
import { openTensorflowGemm } from "../../../lib/network/tensorflow.ts";

const algebra = new CompiledAlgebra();

export const wasm: Backend = {
  name: "wasm",
  gemm: await openTensorflowGemm("wasm"),
  algebra,
};

export const cpu: Backend = {
  name: "cpu",
  gemm: await openTensorflowGemm("cpu"),
  algebra,
};
