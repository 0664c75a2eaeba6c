import { assertEquals } from "@std/assert";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { onLateDisk } from "../../../support/late_disk.ts";
import { nodeOf } from "../node_of.ts";
import { join, rig } from "./rig.ts";

const nodes = [
  ...Array.from({ length: 6 }, (_, i) => nodeOf(`a${i}`, { settings: { i } })),
  nodeOf("b", { needs: ["a0", "a1", "a2", "a3", "a4", "a5"] }),
];

/** Ends when one of two runs waits for the other. */
function meeting() {
  const { promise: met, resolve } = Promise.withResolvers<void>();
  const hear = (line: string) => {
    if (line.endsWith("waiting")) resolve();
  };
  return { met, hear };
}

Deno.test("two runs on one store run each node once, and end with the same", async () => {
  await inTemporaryFolder(async (folder) => {
    const ran: string[] = [];
    const { met, hear } = meeting();
    const run = rig(folder, async (execution) => {
      ran.push(execution.node.name);
      await met;
      await join(execution);
    });
    // with places for all, so that they meet at every node
    const options = { hear, jobs: nodes.length };
    const [one, two] = await Promise.all([
      run(nodes, options),
      run(nodes, options),
    ]);
    assertEquals(ran.sort(), nodes.map(({ name }) => name));
    const digests = ({ results }: typeof one) =>
      [...results.values()].map((result) =>
        "record" in result ? result.record.outputs.out.digest : result.message
      );
    assertEquals(digests(one), digests(two));
    assertEquals([...Deno.readDirSync(`${folder}/v1/lease`)], []);
  });
});

Deno.test("a run that has waited for another machine finds what that made, though its disk shows it late", async () => {
  await inTemporaryFolder(async (folder) => {
    const nodes = [nodeOf("a")];
    const { store, results } = await rig(folder)(nodes);
    const done = results.get("a")!;
    if (!("record" in done)) throw new Error(done.message);
    const { key } = done.record;
    await onLateDisk(store.records.path("ac", key), async (appear) => {
      const path = `${store.root}/lease/${key}`;
      const lease = { host: "elsewhere", pid: 1, token: "x", since: 0 };
      await Deno.writeTextFile(path, JSON.stringify(lease));
      const { told } = await rig(folder)(nodes, {
        hear(line) {
          if (!line.endsWith("waiting")) return;
          appear();
          Deno.removeSync(path);
        },
      });
      assertEquals(told, ["a waiting", "a fresh"]);
    });
  });
});

Deno.test("a run works once for two nodes of the same key", async () => {
  await inTemporaryFolder(async (folder) => {
    const { told } = await rig(folder)([nodeOf("a"), nodeOf("twin")]);
    const endings = told.map((line) => line.replace(/^\w+ /, ""));
    assertEquals(endings, ["started: never built", "ran", "fresh"]);
  });
});

Deno.test("a run takes up what another one could not finish", async () => {
  await inTemporaryFolder(async (folder) => {
    let attempts = 0;
    const { met, hear } = meeting();
    const run = rig(folder, async (execution) => {
      await met;
      if (attempts++ === 0) throw new Error("no luck");
      await join(execution);
    });
    const runs = await Promise.all([
      run([nodeOf("a")], { hear }),
      run([nodeOf("a")], { hear }),
    ]);
    const statuses = runs.map(({ results }) => results.get("a")!.status);
    assertEquals(statuses.sort(), ["failed", "ran"]);
  });
});

Deno.test("a node that can do with less is run on what there is, if the run is to keep going", async () => {
  const partial = (node: ReturnType<typeof nodeOf>) => ({
    ...node,
    partial: true,
  });
  const gathered = [
    nodeOf("good"),
    nodeOf("bad", { settings: { bad: true } }),
    partial(nodeOf("gather", { needs: ["bad", "good"] })),
    nodeOf("draw", { needs: ["gather"] }),
  ];
  await inTemporaryFolder(async (folder) => {
    let broken = true;
    const run = rig(folder, async (execution) => {
      if (execution.node.name === "bad" && broken) throw new Error("no luck");
      await join(execution);
    });
    const statuses = async (options: Parameters<typeof run>[1]) =>
      [...(await run(gathered, options)).results.values()]
        .map(({ status }) => status);
    assertEquals(await statuses({ keepGoing: true, strict: true }), [
      ...["ran", "failed", "skipped", "skipped"],
    ]);
    assertEquals(await statuses({ keepGoing: true }), [
      ...["fresh", "failed", "ran", "ran"],
    ]);
    broken = false;
    assertEquals(await statuses({}), ["fresh", "ran", "ran", "ran"]);
  });
});
