import { assertEquals } from "@std/assert";
import { buildKernels } from "../../pipeline/build_kernels.ts";

const committed = new URL("../../lib/kernels/kernels.wasm", import.meta.url);

Deno.test("buildKernels() makes the committed module, byte for byte", async () => {
  const built = await buildKernels();
  assertEquals(built, await Deno.readFile(committed), "run deno task build");
});

Deno.test("buildKernels() makes a module that imports nothing", async () => {
  const built = new Uint8Array(await buildKernels());
  const module = new WebAssembly.Module(built);
  assertEquals(WebAssembly.Module.imports(module), []);
});
