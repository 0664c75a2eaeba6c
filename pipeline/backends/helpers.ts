/** Threads that help with products of float32, by `lib/kernels/assembly/team.ts`. */
import { sharedFloats } from "../../lib/kernels/wasm_instance.ts";

/** What a helping thread runs; it needs no permission. */
const program = `onmessage = ({ data: { module, memory, team, number } }) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  exports.help(team, number);
  close();
};`;

let team: { address: number; size: number } | undefined;

/** Has so many threads, this one among them, compute from now on; no bit of a result depends on it. */
export function useThreads(count: number): void {
  const instance = sharedFloats();
  team ??= { address: instance.reserve(256), size: 1 };
  instance.kernels.lead(team.address, count - 1);
  for (; team.size < count; team.size++) startHelper(team.address, team.size);
}

/** Starts a thread. Where that fails, those there are do its work. */
function startHelper(team: number, number: number): void {
  const url = `data:text/javascript,${encodeURIComponent(program)}`;
  try {
    const worker = new Worker(url, { type: "module" });
    worker.onerror = (event) => event.preventDefault();
    worker.postMessage({ ...sharedFloats().parts, team, number });
  } catch {
    return;
  }
}

/** Ends all threads but this. */
export function dismissHelpers(): void {
  sharedFloats().kernels.dismiss();
  team = undefined;
}
