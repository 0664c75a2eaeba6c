import { assertEquals, assertRejects } from "@std/assert";
import type { Batch } from "../../../../pipeline/engine/plan/plan.ts";
import { submissionsIn } from "../../../../pipeline/engine/slurm/journal.ts";
import { largestArray } from "../../../../pipeline/engine/slurm/programs.ts";
import {
  type Asks,
  usualSlurm,
} from "../../../../pipeline/engine/slurm/settings.ts";
import { submit } from "../../../../pipeline/engine/slurm/submit.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { VirtualCluster } from "../../../support/virtual_cluster.ts";
import { type Troubles, virtualSlurm } from "../../../support/virtual_slurm.ts";

/** A batch of jobs that take so many seconds each. */
function batchOf(
  kind: string,
  seconds: readonly (number | null)[],
  needs: number[] = [],
): Batch {
  const jobs = seconds.map((seconds, i) => (
    { nodes: [`${kind}/${i}`], seconds }
  ));
  return { kind, jobs, needs };
}

const two = [
  batchOf("train/a", Array(12).fill(100)),
  batchOf("aggregate/a", [null], [0]),
];

/** Submits batches to a virtual Slurm, and gives it with the folder's journal. */
async function submitted(
  batches: Batch[],
  { maxArraySize, troubles, asks }: {
    maxArraySize?: number;
    asks?: Asks;
    troubles?: Troubles;
  } = {},
) {
  return await inTemporaryFolder(async (folder) => {
    const cluster = new VirtualCluster(() => ({ seconds: 1 }));
    const slurm = virtualSlurm(cluster, { maxArraySize, troubles });
    const after = batches.map(() => []);
    const failure = await submit({ folder, batches, after }, {
      ...{ name: "tides-1f", project: "/project", command: ["deno", "run"] },
      settings: {
        ...usualSlurm,
        nodes: [["*", { time: 3600, memory: 3e9, ...asks }]],
      },
      largest: await largestArray(slurm),
      onSubmitted() {},
    }, slurm).catch((error: Error) => error);
    return { cluster, slurm, failure, journal: submissionsIn(folder) };
  });
}

Deno.test("submit() keeps the indices of arrays below MaxArraySize, and their jobs in order", async () => {
  const { cluster, journal } = await submitted(two, { maxArraySize: 5 });
  const arrays = [...cluster.arrays.values()]
    .map(({ name, tasks, after }) => [name, tasks.length, after]);
  assertEquals(arrays, [
    ["train/a:tides-1f-0", 5, []],
    ["train/a:tides-1f-5", 5, []],
    ["train/a:tides-1f-10", 2, []],
    ["aggregate/a:tides-1f-12", 1, [1, 2, 3]],
  ]);
  assertEquals(
    journal.map(({ first, count, id }) => [first, count, id]),
    [[0, 5, "1"], [5, 5, "2"], [10, 2, "3"], [12, 1, "4"]],
  );
});

Deno.test("submit() asks for what jobs took before times a margin, for no less than five minutes, and for what is set where nothing tells", async () => {
  const long = [batchOf("train/b", [10, 1000]), batchOf("train/c", [10])];
  const { cluster } = await submitted([...long, ...two]);
  const limits = cluster.arrays.values().map(({ limit }) => limit);
  assertEquals([...limits], [2040, 300, 300, 3600]);
});

Deno.test("submit() lets as many tasks of an array run at once as is asked for", async () => {
  const { slurm } = await submitted(two, { asks: { atOnce: 3 } });
  const arrays = slurm.calls.flatMap(({ args }) =>
    args.filter((word) => word.startsWith("--array"))
  );
  assertEquals(arrays, ["--array=0-11%3", "--array=0-0%3"]);
});

Deno.test("submit() names arrays by their kind, in letters that squeue can be asked for", async () => {
  const { cluster } = await submitted([batchOf("train/a,b|c d", [10])]);
  assertEquals(cluster.arrays.get(1)!.name, "train/a_b_c_d:tides-1f-0");
});

Deno.test("submit() stops where Slurm refuses, keeps what it took, and says what it says", async () => {
  const { cluster, failure, journal } = await submitted(two, {
    maxArraySize: 5,
    troubles: {
      refuses: (count) => count === 2 ? "Invalid account" : undefined,
    },
  });
  await assertRejects(
    () => Promise.reject(failure),
    CliError,
    "Cannot submit train/a: sbatch says: Batch job submission failed: Invalid account; 2 arrays before it went well, and the same command submits the rest",
  );
  assertEquals(cluster.arrays.size, 2);
  assertEquals(journal.map(({ id }) => id), ["1", "2", null]);
});
