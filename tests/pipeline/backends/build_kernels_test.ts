import { assertEquals } from "@std/assert";
import { buildKernels } from "../../../pipeline/backends/build_kernels.ts";

const folder = new URL("../../../lib/kernels/", import.meta.url);

Deno.test("buildKernels() makes the committed modules, byte for byte", async () => {
  const built = await buildKernels();
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".wasm"));
  assertEquals(Object.keys(built).sort(), names.sort());
  for (const [name, bytes] of Object.entries(built)) {
    const committed = await Deno.readFile(new URL(name, folder));
    assertEquals(bytes, committed, `${name}: run deno task build`);
  }
});

Deno.test("buildKernels() makes modules that import nothing", async () => {
  for (const bytes of Object.values(await buildKernels())) {
    const module = new WebAssembly.Module(new Uint8Array(bytes));
    assertEquals(WebAssembly.Module.imports(module), []);
  }
});
