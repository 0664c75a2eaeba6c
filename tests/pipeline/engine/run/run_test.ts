import { assert, assertEquals } from "@std/assert";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";
import { chain, join, rig, type Work } from "./rig.ts";

Deno.test("runGraph() runs what is missing, then nothing", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    assertEquals((await run(chain())).told, [
      "a started: never built",
      "a ran",
      "b started: never built",
      "b ran",
      "c started: never built",
      "c ran",
    ]);
    assertEquals((await run(chain())).told, ["a fresh", "b fresh", "c fresh"]);
  });
});

Deno.test("runGraph() reruns what a setting reaches, says why, and finds the way back", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    await run(chain(1));
    assertEquals((await run(chain(2))).told, [
      "a fresh",
      "b started: settings.eta 1 → 2",
      "b ran",
      "c started: input b changed",
      "c ran",
    ]);
    assertEquals((await run(chain(1))).told, ["a fresh", "b fresh", "c fresh"]);
  });
});

Deno.test("runGraph() stops a cascade where an output comes out the same", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder, async (execution) => {
      if (execution.node.name !== "b") return await join(execution);
      await Deno.writeTextFile(`${execution.outputs}/out`, "always this");
    });
    await run(chain(1));
    assertEquals((await run(chain(2))).told, [
      "a fresh",
      "b started: settings.eta 1 → 2",
      "b ran",
      "c fresh",
    ]);
  });
});

Deno.test("runGraph() reruns nodes whose code changed", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const nodes = [nodeOf("a")];
    await run(nodes);
    assertEquals((await run(nodes, { code: "2" })).told, [
      "a started: code pipeline/nodes/none.ts changed",
      "a ran",
    ]);
  });
});

Deno.test("runGraph() forces what is named and reports another result of the same key", async () => {
  await inTemporaryFolder(async (folder) => {
    let count = 0;
    const run = rig(
      folder,
      ({ outputs }) => Deno.writeTextFile(`${outputs}/out`, `${count++}`),
    );
    await run([nodeOf("a")]);
    const { told } = await run([nodeOf("a")], { force: new Set(["a"]) });
    assertEquals(told, [
      "a started: forced",
      "a ran: out differ from the last run of the same key",
    ]);
  });
});

Deno.test("runGraph() stops after a failure, or keeps going with what does not need it", async () => {
  const nodes = [
    nodeOf("bad"),
    nodeOf("after", { needs: ["bad"] }),
    nodeOf("slow", { settings: { slow: true } }),
    nodeOf("other", { needs: ["slow"] }),
  ];
  /** `bad` fails once `slow` has started, and `slow` ends once that is known: `other` is always later. */
  const ordered = () => {
    const [started, failed] = [1, 2].map(() => Promise.withResolvers<void>());
    const work: Work = async (execution) => {
      if (execution.node.name === "bad") {
        await started.promise;
        throw new Error("no luck");
      }
      if (execution.node.name === "slow") {
        started.resolve();
        await failed.promise;
      }
      await join(execution);
    };
    const hear = (line: string) => {
      if (line.startsWith("bad failed")) failed.resolve();
    };
    return { work, hear };
  };
  await inTemporaryFolder(async (folder) => {
    const { work, hear } = ordered();
    const { told, results } = await rig(folder, work)(nodes, { hear });
    assertEquals(told.toSorted(), [
      "after skipped: bad failed",
      "bad failed: no luck",
      "bad started: never built",
      "other skipped: an earlier node failed",
      "slow ran",
      "slow started: never built",
    ]);
    assertEquals(results.get("bad")!.status, "failed");
  });
  await inTemporaryFolder(async (folder) => {
    const { work, hear } = ordered();
    const run = rig(folder, work);
    const { told, results } = await run(nodes, { keepGoing: true, hear });
    assert(told.includes("other ran"));
    assertEquals(results.get("after")!.status, "skipped");
  });
});

Deno.test("runGraph() publishes nothing of a node that writes the wrong files", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder, async (execution) => {
      await join(execution);
      await Deno.writeTextFile(`${execution.outputs}/more`, "");
    });
    const { told, store } = await run([nodeOf("a")]);
    assertEquals(told, [
      "a started: never built",
      "a failed: Cannot publish a: it wrote more, undeclared",
    ]);
    assertEquals(await store.records.all(), []);
    assertEquals([...Deno.readDirSync(`${store.root}/tmp`)], []);
  });
});

Deno.test("runGraph() makes a damaged input again, once, before it is read", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const nodes = (eta: number) => [
      nodeOf("a", { settings: { a: 1 } }),
      nodeOf("b", { needs: ["a"], settings: { eta } }),
      nodeOf("c", { needs: ["a"], settings: { eta, other: true } }),
    ];
    const { store, results } = await run(nodes(1));
    const result = results.get("a")!;
    if (!("record" in result)) throw new Error(result.message);
    const blob = store.blobs.path(result.record.outputs.out.digest);
    const good = await Deno.readTextFile(blob);
    await Deno.chmod(blob, 0o644);
    await Deno.writeTextFile(blob, good.replace("1", "7"));

    const again = await run(nodes(2), { jobs: 1 });
    assertEquals(again.told.slice(0, 4), [
      "a fresh",
      "damaged: out of a is damaged",
      "a started: out of a is damaged",
      "a ran",
    ]);
    assertEquals(again.told.slice(4).sort(), [
      "b ran",
      "b started: settings.eta 1 → 2",
      "c ran",
      "c started: settings.eta 1 → 2",
    ]);
    assertEquals(await Deno.readTextFile(blob), good);
  });
});

Deno.test("examine() tells fresh, stale, missing and waiting apart, and runs nothing", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const first = await run(chain(1));
    const states = (standings: typeof first.standings) =>
      [...standings.values()].map(({ state }) => state);
    assertEquals(states(first.standings), ["missing", "waiting", "waiting"]);
    const second = await run(chain(2));
    assertEquals(states(second.standings), ["fresh", "stale", "waiting"]);
    const third = await run(chain(1));
    assertEquals(states(third.standings), ["fresh", "fresh", "fresh"]);
  });
});

Deno.test("runGraph() starts nothing once it is stopped", async () => {
  await inTemporaryFolder(async (folder) => {
    const stop = new AbortController();
    const run = rig(folder, async (execution) => {
      await join(execution);
      stop.abort();
    });
    const { told } = await run(chain(), { signal: stop.signal });
    assertEquals(told.slice(2), [
      "b skipped: the run was stopped",
      "c skipped: b skipped",
    ]);
  });
});
