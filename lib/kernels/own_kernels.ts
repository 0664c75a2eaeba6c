/** The compiled kernels in a memory of their owner's, which goes when the owner does. */
import fused from "./fused_kernels.wasm" with { type: "bytes" };
import strict from "./kernels.wasm" with { type: "bytes" };

/**
 * How c + x y is rounded: twice, to the same bits on every machine, or once where the processor
 * can, which is faster. Of the fused kernels there are only those that stand beside a tuned library.
 */
export type Arithmetic = "strict" | "fused";

const binaries = { strict, fused };
const modules = new Map<Arithmetic, WebAssembly.Module>();

function moduleOf(arithmetic: Arithmetic): WebAssembly.Module {
  let module = modules.get(arithmetic);
  if (!module) {
    module = new WebAssembly.Module(binaries[arithmetic]);
    modules.set(arithmetic, module);
  }
  return module;
}

const page = 65536;
/** A line of the processor's cache. */
const alignment = 64;

/** An instance of the kernels beside the one that all share (`kernels.ts`). */
export class OwnKernels<Kernels> {
  readonly kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  #top: number;

  constructor(arithmetic: Arithmetic = "strict") {
    const { exports } = new WebAssembly.Instance(moduleOf(arithmetic));
    this.kernels = exports as Kernels;
    this.#memory = exports.memory as WebAssembly.Memory;
    this.#top = (exports.HEAP as WebAssembly.Global).value;
  }

  /** The address of so many bytes of zeros. */
  reserve(bytes: number): number {
    const address = Math.ceil(this.#top / alignment) * alignment;
    this.#top = address + bytes;
    const missing = this.#top - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / page));
    return address;
  }

  /** The memory from `address` on, as are all views valid until the next `reserve`. */
  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, address, count);
  }

  integers(address: number, count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, count);
  }

  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, count);
  }

  doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, count);
  }
}
