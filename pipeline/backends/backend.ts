/** What can compute the tensors of the MNIST experiments, the default first. */
export const backendNames = ["wasm", "native", "webgpu", "cpu"] as const;

export type BackendName = typeof backendNames[number];

/** A backend that this machine has. */
export interface FoundBackend {
  /** its part of a key: its name, and whose products it takes, `native OpenBLAS 0.3.21` */
  backend: string;
  /** what a node opens it with: no part of the key */
  hints: Record<string, string>;
  /** words after `deno run` that let a node open it */
  permissions: readonly string[];
  /** what a record says of it besides: the exact library, threads, graphics adapter */
  versions: Record<string, string>;
}

/** The name of a backend from its part of a key: `native` of `native OpenBLAS 0.3.21`. */
export function backendNameOf(backend: string): BackendName {
  const [word] = backend.split(" ");
  const name = backendNames.find((name) => name === word);
  if (name) return name;
  throw new Error(`Internal error: there is no backend ${backend}`);
}
