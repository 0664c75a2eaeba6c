/** What the kernels of float32 import, as the compiler names it: a memory that threads share. */
export declare const memory: WebAssembly.Memory;
