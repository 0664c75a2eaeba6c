import type { MatrixProduct } from "./matrix_product.ts";
import { plainKernels } from "./plain_kernels.ts";
import { addingKernel, addProduct, productKernel } from "./product_kernels.ts";
import type { Kernel, KernelCall } from "./tensor_kernel.ts";
import type { KernelFunc, Tensorflow } from "./tensorflow.ts";

/**
 * Starts a backend that is tensorflow.js's `cpu` but for what takes the time:
 * matrix products are computed by `multiply`, and the operations around them in
 * plain loops.
 *
 * @param tf opened with `cpu`
 */
export async function openProductBackend(
  tf: Tensorflow,
  { name, multiply }: { name: string; multiply: MatrixProduct },
): Promise<Tensorflow> {
  if (!tf.findBackendFactory(name)) {
    tf.registerBackend(name, tf.findBackendFactory("cpu"), 0);
  }
  for (const { kernelName } of tf.getKernelsForBackend(name)) {
    tf.unregisterKernel(kernelName, name);
  }
  tf.copyRegisteredKernels("cpu", name);
  const product = productKernel(multiply);
  const kernels = {
    ...plainKernels,
    BatchMatMul: product,
    _FusedMatMul: product,
  };
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    const general = tf.getKernel(kernelName, "cpu").kernelFunc;
    tf.unregisterKernel(kernelName, name);
    tf.registerKernel({
      kernelName,
      backendName: name,
      kernelFunc: either(kernel, general),
    });
  }
  tf.registerKernel({
    kernelName: addProduct,
    backendName: name,
    kernelFunc: addingKernel(multiply) as unknown as KernelFunc,
  });
  await tf.setBackend(name);
  return tf;
}

/** `kernel` where it fits, else `general`. */
function either(kernel: Kernel, general: KernelFunc): KernelFunc {
  return (call) => kernel(call as unknown as KernelCall) ?? general(call);
}
