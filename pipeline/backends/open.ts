import { CompiledAlgebra } from "../../lib/kernels/compiled_algebra.ts";
import type { DenseAlgebra } from "../../lib/linalg/dense_algebra.ts";
import {
  openTensorflow,
  type Tensorflow,
} from "../../lib/network/tensorflow.ts";
import type { NodeContext } from "../nodes/node.ts";
import { backendNameOf } from "./backend.ts";
import { openNative } from "./native.ts";
import { openNativeAlgebra } from "./native_algebra.ts";

/**
 * tensorflow.js with the backend that a node is to compute with.
 *
 * @throws {Error} if the node is to compute without tensors, or the backend does not start.
 */
export async function openBackend(
  { name, backend, hints }: Pick<
    NodeContext<unknown>,
    "name" | "backend" | "hints"
  >,
): Promise<Tensorflow> {
  if (backend === null) {
    throw new Error(`Internal error: node ${name} has no backend for tensors`);
  }
  const wanted = backendNameOf(backend);
  if (wanted !== "native") return await openTensorflow(wanted);
  return await openNative({
    path: hints.library,
    threads: Number(hints.threads),
  });
}

/**
 * Float64 algebra that suits the backend a node is to compute with: `native` has
 * it from the same library, all others from the project's own kernels.
 *
 * @throws {TypeError} if that library has no LAPACK.
 */
export function openAlgebra(
  { backend, hints }: Pick<NodeContext<unknown>, "backend" | "hints">,
): DenseAlgebra {
  return backend !== null && backendNameOf(backend) === "native"
    ? openNativeAlgebra({ path: hints.library })
    : new CompiledAlgebra();
}
