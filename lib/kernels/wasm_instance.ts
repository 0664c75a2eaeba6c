/**
 * The compiled kernels and their memory.
 *
 * They use only operations that WebAssembly defines to the last bit, in a fixed order, and the
 * fused c + x y of float32, exact by definition: every machine gives the same numbers. (Only the
 * sign and payload of a NaN are left open.)
 */
import emulated from "./float_kernels_emulated.wasm" with { type: "bytes" };
import float from "./float_kernels.wasm" with { type: "bytes" };
import double from "./kernels.wasm" with { type: "bytes" };

const binaries = { double, float, emulated };

/**
 * Kernels of float64, of float32, and those of float32 where the processor has no fused operation,
 * which `float` falls back to by itself.
 */
export type Kind = keyof typeof binaries;

/** What the modules export. */
type Exports<Kernels> = Omit<Kernels, "memory" | "HEAP">;
type FloatKernels = Exports<typeof import("./float_kernels.wasm")>;
interface Kernels {
  double: Exports<typeof import("./kernels.wasm")>;
  float: FloatKernels;
  emulated: FloatKernels;
}

const modules: Partial<Record<Kind, WebAssembly.Module>> = {};

/** Whether this processor computes c + x y of float32 with one rounding. */
export function hasFusedOperation(): boolean {
  const { maddOf } = new WebAssembly.Instance(compiled("float"))
    .exports as FloatKernels;
  const ε = 2 ** -23;
  return maddOf(-1, 1 + ε, 1 - ε) === -ε * ε;
}

function compiled(kind: Kind): WebAssembly.Module {
  return modules[kind] ??= new WebAssembly.Module(binaries[kind]);
}

let kindOfFloats: Kind | undefined;

const page = 65536;
/** A line of the processor's cache. */
const alignment = 64;

/** An instance of the kernels, with a memory of its own that goes when it does. */
export class WasmInstance<K extends Kind = "double"> {
  readonly kernels: Kernels[K];
  readonly #memory: WebAssembly.Memory;
  #top: number;
  #doubles: Float64Array;
  readonly #rooms: Record<string, { address: number; bytes: number }> = {};

  constructor(kind: K) {
    const chosen = kind !== "float"
      ? kind
      : kindOfFloats ??= hasFusedOperation() ? "float" : "emulated";
    const { exports } = new WebAssembly.Instance(compiled(chosen));
    this.kernels = exports as unknown as Kernels[K];
    this.#memory = exports.memory as WebAssembly.Memory;
    this.#top = (exports.HEAP as WebAssembly.Global).value;
    this.#doubles = new Float64Array(this.#memory.buffer);
  }

  /** The address of so many bytes of zeros, which nobody else will be given. */
  reserve(bytes: number): number {
    const address = Math.ceil(this.#top / alignment) * alignment;
    const missing = address + bytes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / page));
    this.#top = address + bytes; // as before, where there is no more
    return address;
  }

  /** The address of room that is used again under this name, and replaced when it is too short. */
  room(name: string, bytes: number): number {
    let room = this.#rooms[name];
    if (!room || room.bytes < bytes) {
      this.#rooms[name] = room = { address: this.reserve(bytes), bytes };
    }
    return room.address;
  }

  /** The address of numbers that are in this memory already; undefined of others. */
  addressOf({ buffer, byteOffset }: ArrayBufferView): number | undefined {
    return buffer === this.#memory.buffer ? byteOffset : undefined;
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

/** The instance of all of float64 that needs little memory; what is reserved there stays reserved. */
export const shared = new WasmInstance("double");

let floats: WasmInstance<"float"> | undefined;

/** The instance of float32, made when it is first needed. */
export function sharedFloats(): WasmInstance<"float"> {
  return floats ??= new WasmInstance("float");
}
