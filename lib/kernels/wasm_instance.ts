/**
 * The compiled kernels and their memory.
 *
 * The strict ones use only +, −, ×, ÷, comparisons, conversions and bit operations of
 * strict SIMD, each of which WebAssembly defines to the last bit, in a fixed order:
 * every machine gives the same numbers. (Only the sign and payload of a NaN are left
 * open.)
 */
import fused from "./fused_kernels.wasm" with { type: "bytes" };
import strict from "./kernels.wasm" with { type: "bytes" };

/**
 * How c + x y is rounded: twice, to the same bits on every machine, or once where the processor
 * can, which is faster. Only the kernels that run beside a tuned library have a fused form.
 */
export type Arithmetic = "strict" | "fused";

/** What the modules export. */
type StrictKernels = Omit<typeof import("./kernels.wasm"), "memory" | "HEAP">;
export type FusedKernels = Omit<
  typeof import("./fused_kernels.wasm"),
  "memory" | "HEAP"
>;

const binaries = { strict, fused };
const modules: Partial<Record<Arithmetic, WebAssembly.Module>> = {};

const page = 65536;
/** A line of the processor's cache. */
const alignment = 64;

/** An instance of the kernels, with a memory of its own that goes when it does. */
export class WasmInstance<Kernels = StrictKernels> {
  readonly kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  #top: number;
  #doubles: Float64Array;

  constructor(arithmetic: Arithmetic = "strict") {
    const module = modules[arithmetic] ??= new WebAssembly.Module(
      binaries[arithmetic],
    );
    const { exports } = new WebAssembly.Instance(module);
    this.kernels = exports as Kernels;
    this.#memory = exports.memory as WebAssembly.Memory;
    this.#top = (exports.HEAP as WebAssembly.Global).value;
    this.#doubles = new Float64Array(this.#memory.buffer);
  }

  /** The address of so many bytes of zeros, which nobody else will be given. */
  reserve(bytes: number): number {
    const address = Math.ceil(this.#top / alignment) * alignment;
    this.#top = address + bytes;
    const missing = this.#top - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / page));
    return address;
  }

  /** The address of a structure of 32-bit numbers. */
  reserveStructure(fields: readonly number[]): number {
    const address = this.reserve(4 * fields.length);
    this.integers(address, fields.length).set(fields);
    return address;
  }

  /** The whole memory as doubles: address / 8 is the index. All views are valid until the next `reserve`. */
  get memory(): Float64Array {
    if (this.#doubles.length === 0) {
      this.#doubles = new Float64Array(this.#memory.buffer);
    }
    return this.#doubles;
  }

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

/** The instance of all that needs little memory; what is reserved there stays reserved. */
export const shared = new WasmInstance();
