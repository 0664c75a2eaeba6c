import { assertEquals, assertThrows } from "@std/assert";
import { withBackend } from "../../../pipeline/backends/with_backend.ts";
import { graphOf } from "../../../pipeline/engine/graph/graph.ts";
import { experiments } from "../../../pipeline/experiments.ts";
import type { Execution } from "../../../pipeline/engine/sandbox/executor.ts";
import {
  localExecutor,
  sandboxOf,
} from "../../../pipeline/engine/sandbox/local.ts";
import { publishedSettings } from "../../../pipeline/settings.ts";
import { stages } from "../../../pipeline/stages.ts";
import { nodeOf } from "../engine/node_of.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";

const library = "/usr/lib/libopenblas.so.0";
const hints = { library, threads: "1" };

function executionOf(node: Execution["node"], folder = "/store/tmp/1") {
  return {
    node,
    inputs: `${folder}/inputs`,
    outputs: folder,
    checkpoint: `${folder}/checkpoint`,
    onProgress() {},
    signal: new AbortController().signal,
  };
}

/** What a sandbox allows beyond reading and writing. */
const extras = (node: Execution["node"]) =>
  sandboxOf(executionOf(node)).filter((flag) =>
    /^--(allow-(?!read|write)|unstable|v8)/.test(flag)
  );

/** All nodes of a run whose tensors are computed by `backend`. */
function nodesWith(backend: string) {
  const studies = experiments.map((experiment) => ({
    ...experiment,
    settings: publishedSettings(experiment),
    label: "",
  }));
  const graph = graphOf(stages({
    studies,
    seeds: [0],
    profile: "paper",
    mnistSource: "/m",
  }));
  return [...withBackend(graph, { backend, hints }).values()];
}

Deno.test("sandboxOf() lets the nodes that compute natively load their library, and no other node", () => {
  for (const node of nodesWith("native OpenBLAS 0.3.21")) {
    const native = node.name.startsWith("train/mnist-");
    assertEquals(
      extras(node),
      native
        ? [`--allow-ffi=${library}`, "--v8-flags=--no-wasm-bounds-checks"]
        : [],
    );
  }
});

Deno.test("sandboxOf() gives wasm and cpu nothing, even where a library is known", () => {
  for (const backend of ["wasm", "cpu"]) {
    for (const node of nodesWith(backend)) assertEquals(extras(node), []);
  }
});

Deno.test("sandboxOf() switches WebGPU on for the nodes that use it", () => {
  const [node] = nodesWith("webgpu").filter(({ backend }) => backend !== null);
  assertEquals(extras(node), ["--unstable-webgpu"]);
});

Deno.test("sandboxOf() refuses a library whose path has a comma", () => {
  const node = nodeOf("train/x", {
    backend: "native x",
    hints: { library: "/opt/a,/etc/libopenblas.so.0" },
  });
  assertThrows(
    () => sandboxOf(executionOf(node)),
    RangeError,
    "a path with a comma",
  );
});

Deno.test("a node that computes natively cannot load another library", async () => {
  await inTemporaryFolder(async (folder) => {
    const node = nodeOf("train/x", {
      entry: "tests/pipeline/engine/sandbox/programs/trespass.ts",
      settings: { attempt: "load a library", folder },
      backend: "native x",
      hints,
    });
    assertEquals(await localExecutor(executionOf(node, folder)), {
      ok: false,
      message: "refused: NotCapable, ffi",
    });
  });
});
