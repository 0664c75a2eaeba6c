import { CompiledAlgebra } from "../../lib/kernels/compiled_algebra.ts";
import type { Backend } from "../../lib/network/gemm.ts";
import { openTensorflow } from "../../lib/network/tensorflow.ts";
import type { NodeContext } from "../engine/sandbox/node.ts";
import { backendNameOf } from "./backend.ts";
import { openNative } from "./native.ts";

/**
 * What a node computes with: `native` is all of one library of this machine; elsewhere
 * float64 algebra is the project's own, and products of float32 are tensorflow.js's.
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
  return { name, ...await openTensorflow(name), algebra };
}
