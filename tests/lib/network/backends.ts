/** Backends that every machine has. */
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import {
  floatGemm as gemm,
  floatRoom as room,
} from "../../../lib/kernels/float_gemm.ts";
import { type Backend, feedForwardBy } from "../../../lib/network/backend.ts";
import { openTensorflow } from "../../../lib/network/tensorflow.ts";

const algebra = new CompiledAlgebra();

export const wasm: Backend = {
  ...{ name: "wasm", gemm, syncGemm: gemm, room, algebra },
  feedForward: feedForwardBy(gemm),
};

export const cpu: Backend = {
  name: "cpu",
  ...await openTensorflow("cpu"),
  algebra,
};
