/**
 * The compiled kernels and their memory: float64 loops in WebAssembly, two lanes at a time.
 *
 * They use only +, −, ×, ÷, comparisons, conversions and bit operations of strict SIMD, each of
 * which WebAssembly defines to the last bit, in a fixed order: every machine gives the same
 * numbers. (Relaxed SIMD, which does not promise that, is in a module apart, see `own_kernels.ts`.
 * The sign and payload of a NaN alone are left open.)
 *
 * The module is instantiated once in every process or worker. What is reserved stays reserved as
 * long as that lives, so a node builds what it needs once.
 */
import { HEAP, memory } from "./kernels.wasm";

export {
  floatTanh,
  linearLoop,
  logistic,
  networkErrors,
  product,
  reducedLoop,
  singleLoop,
  tanh,
  tanhLoop,
} from "./kernels.wasm";

const page = 65536;
/** Vectors are aligned to 16 bytes; nothing breaks otherwise, but loads are slower. */
const alignment = 16;

let top = HEAP;
let view = new Float64Array(memory.buffer);

/** The address of `count` doubles of zeros, which nobody else will be given. */
export function reserve(count: number): number {
  const address = Math.ceil(top / alignment) * alignment;
  top = address + 8 * count;
  const missing = top - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / page));
  return address;
}

/** The kernels' memory as doubles: address / 8 is the index. Valid until the next `reserve`. */
export function doubles(): Float64Array {
  if (view.length === 0) view = new Float64Array(memory.buffer);
  return view;
}

/** So many numbers of float32 in the kernels' memory. Valid until the next `reserve`. */
export function floats(address: number, count: number): Float32Array {
  return new Float32Array(memory.buffer, address, count);
}

/** The address of a structure of 32-bit numbers. */
export function reserveStructure(fields: readonly number[]): number {
  const address = reserve(Math.ceil(fields.length / 2));
  new Int32Array(memory.buffer, address, fields.length).set(fields);
  return address;
}

/** Changes field `index` of a structure. */
export function setField(address: number, index: number, value: number): void {
  new Int32Array(memory.buffer, address + 4 * index, 1)[0] = value;
}
