import { assertEquals, assertThrows } from "@std/assert";
import { usualSeeds } from "../../../pipeline/engine/text/seeds.ts";
import type { FoundBackend } from "../../../pipeline/engine/cli/pipeline.ts";
import { withBackend } from "../../../pipeline/engine/cli/workspace.ts";
import { graphOf } from "../../../pipeline/engine/graph/graph.ts";
import {
  type Execution,
  localExecutor,
  sandboxOf,
} from "../../../pipeline/engine/sandbox/executor.ts";
import { nodesFor } from "../../../pipeline/stages.ts";
import { nodeOf } from "../engine/node_of.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { projectFolder } from "../../../pipeline/project.ts";

const library = "/usr/lib/libopenblas.so.0";
const found = (backend: string, permissions: string[]): FoundBackend => (
  { backend, permissions, resources: { library, threads: "1" }, versions: {} }
);
const native = found("native OpenBLAS 0.3.21", [
  `--allow-ffi=${library}`,
  "--v8-flags=--no-wasm-bounds-checks",
]);

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
  sandboxOf(executionOf(node), projectFolder).filter((flag) =>
    /^--(allow-(?!read|write)|unstable|v8)/.test(flag)
  );

/** All nodes of a run whose tensors are computed by `backend`. */
function nodesWith(found: FoundBackend) {
  const graph = graphOf(nodesFor({
    profile: "paper",
    seeds: usualSeeds,
    config: null,
    set: [],
    model: [],
    backend: "wasm",
    source: "/m",
  }));
  return [...withBackend(graph, found).values()];
}

Deno.test("sandboxOf() permits the nodes that use a backend what it needs, and no other node", () => {
  for (const node of nodesWith(native)) {
    const isNative = node.name.startsWith("train/mnist-");
    assertEquals(extras(node), isNative ? native.permissions : []);
  }
  for (const node of nodesWith(found("wasm", []))) {
    assertEquals(extras(node), []);
  }
});

Deno.test("sandboxOf() refuses a library whose path has a comma", () => {
  const node = nodeOf("train/x", {
    permissions: ["--allow-ffi=/opt/a,/etc/libopenblas.so.0"],
  });
  assertThrows(
    () => sandboxOf(executionOf(node), projectFolder),
    RangeError,
    "a path with a comma",
  );
});

Deno.test("a node that computes natively cannot load another library", async () => {
  await inTemporaryFolder(async (folder) => {
    const node = nodeOf("train/x", {
      entry: "tests/pipeline/engine/sandbox/programs/trespass.ts",
      settings: { attempt: "load a library", folder },
      permissions: native.permissions,
    });
    assertEquals(
      await localExecutor(projectFolder)(executionOf(node, folder)),
      {
        ok: false,
        message: "refused: NotCapable, ffi",
      },
    );
  });
});
