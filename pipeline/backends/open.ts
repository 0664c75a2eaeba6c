import type { Engines } from "../../lib/experiments/mnist_autoencoder/network.ts";
import { CompiledAlgebra } from "../../lib/kernels/compiled_algebra.ts";
import {
  openTensorflow,
  type Tensorflow,
} from "../../lib/network/tensorflow.ts";
import type { NodeContext } from "../engine/sandbox/node.ts";
import { backendNameOf } from "./backend.ts";
import { type NativeLibrary, openNative, openNativeProduct } from "./native.ts";
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
  return await openNative(libraryOf(hints));
}

/**
 * All that an autoencoder is computed with. `native` has float64 algebra and
 * products in plain memory from the same library; elsewhere the algebra is the
 * project's own, and products are tensorflow.js's alone.
 *
 * @throws {TypeError} if that library has no LAPACK.
 */
export async function openEngines(
  node: Pick<NodeContext<unknown>, "name" | "backend" | "hints">,
): Promise<Engines> {
  const tf = await openBackend(node);
  if (tf.getBackend() !== "native") {
    return { tf, algebra: new CompiledAlgebra() };
  }
  const library = libraryOf(node.hints);
  return {
    tf,
    algebra: openNativeAlgebra(library),
    product: openNativeProduct(library),
  };
}

function libraryOf(
  { library, threads }: Readonly<Record<string, string>>,
): NativeLibrary {
  return { path: library, threads: Number(threads) };
}
