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

Deno.test("buildKernels() makes modules that import no more than a memory", async () => {
  for (const [name, bytes] of Object.entries(await buildKernels())) {
    const module = new WebAssembly.Module(new Uint8Array(bytes));
    const memory = { module: "env", name: "memory", kind: "memory" } as const;
    assertEquals(
      WebAssembly.Module.imports(module),
      name === "kernels.wasm" ? [] : [memory],
    );
  }
});
