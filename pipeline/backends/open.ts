import { CompiledAlgebra } from "../../lib/kernels/compiled_algebra.ts";
import {
  floatGemm as gemm,
  floatRoom as room,
} from "../../lib/kernels/float_gemm.ts";
import { type Backend, feedForwardBy } from "../../lib/network/backend.ts";
import type { NodeContext } from "../engine/sandbox/node.ts";
import { backendNameOf } from "./backend.ts";
import { openNative } from "./native.ts";

/**
 * What a node computes with: `wasm` is all the project's own, `native` all of one library
 * of this machine; elsewhere products of float32 are tensorflow.js's.
 *
 * @throws {Error} if the node has no backend, or it does not start.
 */
export async function openBackend(
  { name: node, backend, resources }: Pick<
    NodeContext<unknown>,
    "name" | "backend" | "resources"
  >,
): Promise<Backend> {
  if (backend === null) {
    throw new Error(`Internal error: node ${node} has no backend`);
  }
  const name = backendNameOf(backend);
  if (name === "native") {
    return openNative({
      path: resources.library,
      threads: Number(resources.threads),
    });
  }
  const algebra = new CompiledAlgebra();
  if (name === "wasm") {
    const feedForward = feedForwardBy(gemm);
    return { name, gemm, syncGemm: gemm, room, feedForward, algebra };
  }
  // it takes longer to load than some nodes to run
  const { openTensorflow } = await import("../../lib/network/tensorflow.ts");
  return { name, ...await openTensorflow(name), algebra };
}
