import { assertEquals, assertRejects } from "@std/assert";
import {
  type BackendName,
  backendNameOf,
  backendNames,
} from "../../../pipeline/backends/backend.ts";
import {
  findBackend,
  type FindEffects,
} from "../../../pipeline/backends/find.ts";
import { CliError } from "../../../pipeline/engine/text/errors.ts";

/** A machine of which programs tell `answer`. */
function machine(answer: unknown, more: Partial<FindEffects> = {}) {
  const asked: string[] = [];
  const effects: FindEffects = {
    os: "linux",
    arch: "x86_64",
    cores: 8,
    folders: [],
    hasFusedOperation: () => true,
    ask: (program, permissions) => {
      asked.push([program, ...permissions].join(" "));
      return Promise.resolve(JSON.stringify(answer));
    },
    ...more,
  };
  return { effects, asked };
}

async function refused(
  name: BackendName,
  { effects }: { effects: FindEffects },
) {
  const error = await assertRejects(
    () => findBackend(name, { jobs: 2 }, effects),
    CliError,
  );
  assertEquals(error.exitCode, 1);
  assertEquals(error.message.includes("\n"), false);
  return error.message;
}

const withoutBoundsChecks = "--v8-flags=--no-wasm-bounds-checks";

Deno.test("findBackend() takes wasm and cpu as they are, asking nothing", async () => {
  for (
    const [name, permissions] of [
      ["wasm", [withoutBoundsChecks]],
      ["cpu", []],
    ] as const
  ) {
    const { effects, asked } = machine(null);
    const found = { backend: name, resources: {}, permissions, versions: {} };
    assertEquals(await findBackend(name, { jobs: 2 }, effects), {
      ...found,
      permissions: [...permissions],
    });
    assertEquals(asked, []);
  }
});

Deno.test("findBackend() says so where wasm has to emulate the fused operation", async () => {
  const { effects } = machine(null, { hasFusedOperation: () => false });
  assertEquals(await findBackend("wasm", { jobs: 2 }, effects), {
    backend: "wasm",
    resources: {},
    permissions: [withoutBoundsChecks],
    versions: { wasm: "emulated fused operation" },
    remark:
      "this processor has no fused multiply-add: wasm emulates it, to the same bits but many times slower",
  });
});

Deno.test("findBackend() puts the native library into the key, path and threads beside it", async () => {
  const { effects, asked } = machine({
    path: "/usr/lib/libopenblas.so.0",
    name: "OpenBLAS 0.3.21",
    details: "OpenBLAS 0.3.21 Haswell",
  });
  assertEquals(await findBackend("native", { jobs: 3 }, effects), {
    backend: "native OpenBLAS 0.3.21",
    resources: { library: "/usr/lib/libopenblas.so.0", threads: "2" },
    permissions: [
      "--allow-ffi=/usr/lib/libopenblas.so.0",
      withoutBoundsChecks,
    ],
    versions: { native: "OpenBLAS 0.3.21 Haswell", threads: "2" },
  });
  assertEquals(asked, ["find_library.ts --allow-ffi --allow-sys=osRelease"]);
});

Deno.test("findBackend() gives a native node at least one thread", async () => {
  const { effects } = machine({ path: "/x", name: "MKL 2024.1", details: "" });
  const { resources } = await findBackend("native", { jobs: 9 }, effects);
  assertEquals(resources.threads, "1");
});

Deno.test("findBackend() says in one sentence which library to install", async () => {
  assertEquals(
    await refused("native", machine(null)),
    "Cannot open the native backend: no libopenblas.so.0 and no libmkl_rt.so; install OpenBLAS (Debian: libopenblas0, Fedora: openblas-threads), or leave --backend out",
  );
  const elsewhere = await refused("native", machine(null, { os: "windows" }));
  assertEquals(
    elsewhere,
    "Cannot open the native backend: on windows no library is known; leave --backend out",
  );
});

Deno.test("findBackend() says in one sentence that there is no graphics adapter", async () => {
  assertEquals(
    await refused("webgpu", machine(null)),
    "Cannot open the webgpu backend: WebGPU finds no graphics adapter; install a Vulkan driver (Debian: mesa-vulkan-drivers), or leave --backend out",
  );
  const { effects } = machine("llvmpipe");
  assertEquals(await findBackend("webgpu", { jobs: 2 }, effects), {
    backend: "webgpu",
    resources: {},
    permissions: ["--unstable-webgpu"],
    versions: { webgpu: "llvmpipe" },
  });
});

Deno.test("findBackend() asks this machine itself: a library or adapter, or a sentence", async () => {
  for (const name of ["native", "webgpu"] as const) {
    try {
      const { backend } = await findBackend(name, { jobs: 1 });
      assertEquals(backendNameOf(backend), name);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
    }
  }
});

Deno.test("backendNameOf() tells the name from a key's part", () => {
  for (const name of backendNames) assertEquals(backendNameOf(name), name);
  assertEquals(backendNameOf("native OpenBLAS 0.3.21"), "native");
});
