import { DenseInputLayer } from "../../network/dense_input_layer.ts";
import type { Backend } from "../../network/gemm.ts";
import type { InputLayer, InputLayerStart } from "../../network/input_layer.ts";
import { SparseInputLayer } from "../../network/sparse_input_layer.ts";
import type { FirstLayerKind } from "./settings.ts";

/**
 * A first layer of the wanted kind: `sparse` multiplies only the pixels that are not
 * zero, by the project's own kernels; `dense` multiplies all of them, by the backend,
 * and is what the other is tested against. `auto` is sparse on `wasm`, where that is at
 * least four times as fast, and on `native`, where it is faster than a tuned library
 * that multiplies all pixels; elsewhere it is dense. On `native`, whose last digits are
 * its machine's own anyway, the kernels' sums are fused.
 */
export function openFirstLayer(
  { name, gemm }: Pick<Backend, "name" | "gemm">,
  kind: FirstLayerKind,
  start: InputLayerStart,
): InputLayer {
  const fast = name === "wasm" || name === "native";
  return kind === "sparse" || kind === "auto" && fast
    ? new SparseInputLayer(start, name === "native" ? "fused" : "strict")
    : new DenseInputLayer(gemm, start);
}
