import { assertEquals } from "@std/assert";
import type { Elsewhere } from "../../../../pipeline/engine/run/run_options.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";
import { chain, join, rig } from "./rig.ts";

/** Another engine that has these nodes, each of which comes to this. */
const having = (
  nodes: Record<string, Awaited<ReturnType<Elsewhere["follow"]>>>,
): Elsewhere => ({
  has: (name) => name in nodes,
  follow: ({ name }) => Promise.resolve(nodes[name]),
});

Deno.test("what another engine runs is waited for, and is no less done than what runs here", async () => {
  await inTemporaryFolder(async (folder) => {
    const ran: string[] = [];
    const run = rig(folder, async (execution) => {
      ran.push(execution.node.name);
      await join(execution);
    });
    const { results } = await run(chain().slice(0, 2));
    const b = results.get("b")!;
    const record = "record" in b ? b.record : undefined;
    // b is there already, and c is not
    const { told } = await run(chain(), {
      elsewhere: having({ b: undefined, c: { message: "lost" } }),
    });
    assertEquals(told, ["a fresh", "b ran", "c failed: lost"]);
    const other = await run(chain(2), {
      elsewhere: having({ b: { record: record! } }),
    });
    assertEquals(other.told, [
      "a fresh",
      "b ran",
      "c started: never built",
      "c ran",
    ]);
    assertEquals(ran, ["a", "b", "c"]);
  });
});

Deno.test("what another engine has is skipped where what it needs failed; where the run is stopped it goes on, and nobody is told otherwise", async () => {
  await inTemporaryFolder(async (folder) => {
    const nodes = [
      ...["a", "b"].map((name) => nodeOf(name, { settings: { name } })),
      nodeOf("c", { needs: ["a", "b"], partial: true }),
    ];
    const { told } = await rig(folder)(nodes, {
      keepGoing: true,
      elsewhere: having({ b: { message: "lost" }, c: { message: "asked" } }),
    });
    assertEquals(told.toSorted(), [
      ...["a ran", "a started: never built"],
      ...["b failed: lost", "c skipped: b failed"],
    ]);
    const stopped = await rig(`${folder}/other`)(nodes, {
      elsewhere: having({ a: undefined, b: undefined, c: undefined }),
      signal: AbortSignal.abort(),
    });
    assertEquals(stopped.told, []);
    assertEquals(
      [...stopped.results.values()].map(({ status }) => status),
      ["skipped", "skipped", "skipped"],
    );
  });
});
