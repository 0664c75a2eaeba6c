/** What can compute the tensors of the MNIST experiments, the default first. */
export const backendNames = ["wasm", "native", "webgpu", "cpu"] as const;

export type BackendName = typeof backendNames[number];

/** The name of a backend from its part of a key: `native` of `native OpenBLAS 0.3.21`. */
export function backendNameOf(backend: string): BackendName {
  const [word] = backend.split(" ");
  const name = backendNames.find((name) => name === word);
  if (name) return name;
  throw new Error(`Internal error: there is no backend ${backend}`);
}
