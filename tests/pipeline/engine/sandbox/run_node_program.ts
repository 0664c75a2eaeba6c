import { assertEquals } from "@std/assert";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import { localExecutor } from "../../../../pipeline/engine/sandbox/executor.ts";
import { nodeOf } from "../node_of.ts";
import { projectFolder } from "../../../../pipeline/project.ts";

/** Runs a module of `lib/experiments` with a frame of `pipeline/nodes`, in its sandbox; where it wrote, and its progress. */
export async function runNodeProgram(
  [frame, module]: [frame: string, module: string],
  { folder, inputs, settings }: {
    folder: string;
    inputs: Record<string, string>;
    settings: NodeSpec["settings"];
  },
): Promise<{ outputs: string; told: string[] }> {
  const outputs = await Deno.makeTempDir({ dir: folder });
  const given = await Deno.makeTempDir({ dir: folder });
  for (const [name, path] of Object.entries(inputs)) {
    await Deno.link(path, `${given}/${name}`);
  }
  const told: string[] = [];
  const ending = await localExecutor(projectFolder)({
    node: nodeOf("train/x", {
      entry: `lib/experiments/${module}.ts`,
      frame: `pipeline/nodes/${frame}.ts`,
      inputs: Object.fromEntries(
        Object.keys(inputs).map((name) => [name, { node: "y", output: name }]),
      ),
      settings,
      seed: 3,
      backend: "wasm",
    }),
    inputs: given,
    outputs,
    checkpoint: await Deno.makeTempDir({ dir: folder }),
    onProgress: (done, total, unit) => told.push(`${done}/${total} ${unit}`),
    signal: new AbortController().signal,
  });
  assertEquals(ending, { ok: true, hints: [] });
  return { outputs, told };
}
