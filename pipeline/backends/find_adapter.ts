// deno-lint-ignore-file no-console -- it is a program, which prints
/** A program: prints what graphics adapter WebGPU has here, as a JSON string, or `null`. */
const adapter = await navigator.gpu?.requestAdapter();
const { vendor = "", architecture = "", description = "" } = adapter?.info ??
  {};
console.log(
  JSON.stringify(
    adapter ? description || `${vendor} ${architecture}`.trim() : null,
  ),
);
