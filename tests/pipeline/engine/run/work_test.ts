import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type Execution,
  localExecutor,
} from "../../../../pipeline/engine/sandbox/executor.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";
import { join, rig } from "./rig.ts";
import { projectFolder } from "../../../../pipeline/project.ts";

const pair = [nodeOf("a"), nodeOf("b", { needs: ["a"] })];

Deno.test("a node whose code is edited while it runs publishes nothing", async () => {
  await inTemporaryFolder(async (folder) => {
    let edited = false;
    const run = rig(folder, async (execution) => {
      await join(execution);
      edited = execution.node.name === "b";
    });
    const { told, store } = await run(pair, {
      editedSince: () => edited ? "lib/rules/mod.ts" : undefined,
    });
    assertEquals(
      told.at(-1),
      "b failed: Cannot publish it: lib/rules/mod.ts changed while it ran; give the same command again",
    );
    assertEquals((await store.records.all()).map(({ node }) => node), ["a"]);
  });
});

Deno.test("a node whose input changes while it runs publishes nothing, and the input is made again", async () => {
  await inTemporaryFolder(async (folder) => {
    let meddle = true;
    const run = rig(folder, async (execution: Execution) => {
      await join(execution);
      const input = `${execution.inputs}/a`;
      if (execution.node.name !== "b" || !meddle) return;
      meddle = false;
      await Deno.chmod(input, 0o644);
      await Deno.writeTextFile(input, "[]");
    });
    const { told } = await run(pair);
    assertStringIncludes(told.at(-1)!, "its input a changed while it ran");
    assertEquals((await run(pair)).told, [
      "a fresh",
      "damaged: out of a is damaged",
      "a started: out of a is damaged",
      "a ran",
      "b started: never built",
      "b ran",
    ]);
  });
});

Deno.test("a node may have any number of inputs", async () => {
  await inTemporaryFolder(async (folder) => {
    const count = 5000;
    const inputs = Array.from({ length: count }, (_, k) => [
      `some-experiment/some-model/seed-${k}/trace.npz`,
      { node: "a", output: "out" },
    ]);
    const { told } = await rig(folder)([
      nodeOf("a", {
        entry: "tests/pipeline/engine/sandbox/programs/echo.ts",
      }),
      nodeOf("b", {
        entry: "tests/pipeline/engine/sandbox/programs/read_all.ts",
        inputs: Object.fromEntries(inputs),
      }),
    ], { execute: localExecutor(projectFolder) });
    assertEquals(told.at(-1), "b ran");
  });
});

Deno.test("a node gives back what it was lent, whole and as it was, however it ends", async () => {
  await inTemporaryFolder(async (folder) => {
    let given: Deno.FileInfo | undefined;
    const run = rig(folder, async (execution) => {
      await join(execution);
      if (execution.node.name === "a") return;
      given = await Deno.stat(`${execution.inputs}/a`);
      throw new RangeError("Cannot go on");
    });
    const { told, store, results } = await run(pair);
    assertEquals(told.at(-1), "b failed: Cannot go on");
    const result = results.get("a")!;
    if (!("record" in result)) throw new Error(result.message);
    const { digest } = result.record.outputs.out;
    const blob = await Deno.stat(store.blobs.path(digest));
    assertEquals(given!.ino, blob.ino);
    assertEquals([blob.mode! & 0o777, blob.nlink], [0o444, 1]);
    assertEquals(await store.blobs.check(digest), "whole");
    assertEquals([...Deno.readDirSync(`${folder}/v1/tmp`)], []);
  });
});

Deno.test("what the disk refuses is the node's failure, in one sentence", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder, async (execution) => {
      await join(execution);
      const cas = `${folder}/v1/cas`;
      await Deno.remove(cas, { recursive: true });
      await Deno.writeTextFile(cas, "no folder");
    });
    const { told, results } = await run([nodeOf("a")]);
    assertEquals(results.get("a")!.status, "failed");
    assert(told.at(-1)!.startsWith("a failed: "), told.at(-1));
    assertEquals([...Deno.readDirSync(`${folder}/v1/tmp`)], []);
    assertEquals([...Deno.readDirSync(`${folder}/v1/lease`)], []);
  });
});

Deno.test("a damaged output that people come for is made again, even if its node is fresh", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const { store, results } = await run([nodeOf("a")]);
    const result = results.get("a")!;
    if (!("record" in result)) throw new Error(result.message);
    const blob = store.blobs.path(result.record.outputs.out.digest);
    await Deno.chmod(blob, 0o644);
    await Deno.writeTextFile(blob, "[]");
    assertEquals((await run([nodeOf("a")])).told, ["a fresh"]);
    const node = nodeOf("a", { shown: { out: "a.txt" } });
    assertEquals((await run([node])).told, [
      "a started: out is damaged",
      "a ran",
    ]);
    assertEquals(await Deno.readTextFile(blob), "{}");
  });
});
