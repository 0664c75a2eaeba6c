import { assert, assertEquals, assertRejects } from "@std/assert";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import { writeEnding } from "../../../../pipeline/engine/plan/plan_file.ts";
import { stopped } from "../../../../pipeline/engine/run/run.ts";
import type { Task } from "../../../support/virtual_cluster.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { nodeOf } from "../node_of.ts";
import { join, rig, type Work } from "../run/rig.ts";
import { endingsOf, slurmRig } from "./rig.ts";

const seeds = [0, 1, 2, 3, 4, 5, 6];
const trained = seeds.map((seed) => `train/x/seed-${seed}`);

/** A start, seven trainings from it, and a table of them. */
const nodes: NodeSpec[] = [
  nodeOf("start/x", { settings: { start: 1 } }),
  ...trained.map((name, seed) =>
    nodeOf(name, { seed, needs: ["start/x"], settings: { seed } })
  ),
  nodeOf("table/x", { needs: trained }),
];
const names = nodes.map(({ name }) => name).sort();

/** What the nodes make without Slurm. */
const atHome = await inTemporaryFolder(async (folder) => {
  const { results } = await rig(folder)(nodes);
  return endingsOf(results);
});

/** Gives `work` a rig in a folder of its own. */
const withSlurm = (
  told: Parameters<typeof slurmRig>[1],
  work: (rig: ReturnType<typeof slurmRig>) => Promise<void>,
) => inTemporaryFolder((folder) => work(slurmRig(folder, told)));

/** Whether a task is one of those of seed 3, the first time that it runs. */
const isThird = ({ array: { id }, index, starts }: Task) =>
  id === 2 && index === 3 && starts === 1;

Deno.test("what is left to Slurm comes out as without it, in arrays of five, and each node runs once", async () => {
  await withSlurm({ maxArraySize: 5 }, async (rig) => {
    const { endings, submitted } = await rig.follow(nodes);
    assertEquals(endings, atHome);
    assertEquals(submitted.toSorted(), names);
    assertEquals(rig.executed.toSorted(), names);
    const sizes = rig.cluster.arrays.values().map(({ tasks }) => tasks.length);
    assertEquals([...sizes], [1, 5, 2, 1]);
  });
});

Deno.test("Slurm is asked nothing where all is fresh", async () => {
  await withSlurm({}, async (rig) => {
    await rig.follow(nodes);
    const calls = rig.slurm.calls.length;
    assertEquals((await rig.follow(nodes)).endings, atHome);
    assertEquals(rig.slurm.calls.length, calls);
  });
});

Deno.test("what is at work is not submitted again", async () => {
  await withSlurm({}, async (rig) => {
    await rig.leave(nodes);
    await rig.cluster.sleep(15_000);
    assertEquals((await rig.leave(nodes)).submitted, []);
    assertEquals((await rig.follow(nodes)).endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
});

Deno.test("a submission that is refused loses nothing of those before it, and the next run submits the rest", async () => {
  let count = 0;
  const refuses = () => ++count === 2 ? "Invalid account" : undefined;
  await withSlurm({ troubles: { refuses } }, async (rig) => {
    await assertRejects(() => rig.leave(nodes), CliError, "Invalid account");
    const { submitted, endings } = await rig.follow(nodes);
    assertEquals(submitted, [...trained, "table/x"]);
    assertEquals(endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
});

Deno.test("an array whose answer was not heard is found by its name, and not submitted again", async () => {
  const losesAnswer = (count: number) => count === 1;
  await withSlurm({ troubles: { losesAnswer } }, async (rig) => {
    await assertRejects(() => rig.leave(nodes), CliError, "timed out");
    const { submitted, endings } = await rig.follow(nodes);
    assertEquals(submitted, ["table/x"]);
    assertEquals(endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
});

Deno.test("a job that is gone without a record is lost, says why, and runs again with the next run", async () => {
  await withSlurm({ faults: { loses: isThird } }, async (rig) => {
    const { endings } = await rig.follow(nodes);
    assertEquals(
      endings,
      {
        ...atHome,
        [trained[3]]: "failed: lost: job 2_3 ended as NODE_FAIL",
        "table/x": `skipped: ${trained[3]} failed`,
      },
    );
    const again = await rig.follow(nodes);
    assertEquals(again.submitted, [trained[3], "table/x"]);
    const why = { [trained[3]]: "lost: job 2_3 ended as NODE_FAIL" };
    assertEquals(again.again, why);
    assertEquals(again.endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
});

Deno.test("what needs a lost job is submitted again with it, even if it is in the queue", async () => {
  const secondsOf = (name: string) => name === trained[0] ? 1000 : 10;
  await withSlurm({ secondsOf, faults: { loses: isThird } }, async (rig) => {
    await rig.leave(nodes);
    await rig.cluster.sleep(400_000);
    const { submitted, endings } = await rig.follow(nodes);
    assertEquals(submitted, [trained[3], "table/x"]);
    assertEquals(endings, atHome);
  });
});

Deno.test("a job that has long left the queue without a record runs again", async () => {
  await withSlurm({ faults: { loses: isThird } }, async (rig) => {
    await rig.leave(nodes);
    await rig.cluster.sleep(1e6);
    const { submitted, endings } = await rig.follow(nodes);
    assertEquals(submitted, [trained[3], "table/x"]);
    assertEquals(endings, atHome);
  });
});

Deno.test("a job that its limit ends runs again with the next run", async () => {
  let long = 5 * 60 * 60;
  const secondsOf = (name: string) => name === trained[3] ? long : 10;
  await withSlurm({ secondsOf }, async (rig) => {
    const { endings } = await rig.follow(nodes);
    assertEquals(
      endings[trained[3]],
      "failed: lost: job 2_3 ended as TIMEOUT",
    );
    long = 10;
    assertEquals((await rig.follow(nodes)).endings, atHome);
  });
});

Deno.test("a job that was stopped before its limit says so, and that it goes on; one that was cancelled by hand does not", async () => {
  for (const isCancelled of [false, true]) {
    const troubles = {
      tells: (task: Task) =>
        isThird(task) && isCancelled ? "CANCELLED" : undefined,
    };
    const faults = { loses: isThird };
    await withSlurm({ faults, troubles }, async (rig) => {
      const { sent } = await rig.leave(nodes);
      const { folder, job } = sent.get(trained[3])!.at(-1)!;
      writeEnding(folder, job, {
        nodes: { [trained[3]]: { status: "skipped", message: stopped } },
      });
      await rig.cluster.settle();
      const { again } = await rig.leave(nodes);
      assertEquals(again, {
        [trained[3]]: isCancelled
          ? "lost: job 2_3 ended as CANCELLED; its last word: the run was stopped"
          : "lost: job 2_3 was stopped, as at the end of its time; the same command goes on, from its checkpoint if it keeps one",
      });
    });
  }
});

Deno.test("what failed is submitted again, and the next run says of which job and why", async () => {
  let isBroken = true;
  const work: Work = (execution) => {
    if (isBroken && execution.node.name === trained[3]) {
      throw new Error("it is broken");
    }
    return join(execution);
  };
  await withSlurm({ work }, async (rig) => {
    const { endings } = await rig.follow(nodes);
    assertEquals(endings[trained[3]], "failed: job 2_3: it is broken");
    isBroken = false;
    const { again, ...rest } = await rig.follow(nodes);
    assertEquals(again, { [trained[3]]: "failed: job 2_3: it is broken" });
    assertEquals(rest.endings, atHome);
  });
});

Deno.test("of two runs at once the second waits, says so once, and finds in the queue what the first submits", async () => {
  await withSlurm({}, async (rig) => {
    const { slurm: { run }, leave } = rig;
    let waits = 0;
    let second: ReturnType<typeof leave> | undefined;
    rig.slurm.run = async (program, args, stdin) => {
      if (program === "sbatch" && !args.includes("--version") && !second) {
        const { promise, resolve } = Promise.withResolvers<void>();
        second = leave(nodes, () => {
          waits++;
          resolve();
        });
        await Promise.race([promise, second]);
      }
      return await run(program, args, stdin);
    };
    assertEquals((await leave(nodes)).submitted.toSorted(), names);
    assertEquals((await second!).submitted, []);
    assertEquals(waits, 1);
    assertEquals((await rig.follow(nodes)).endings, atHome);
  });
});

Deno.test("a job that is put back into the queue runs again under its number", async () => {
  await withSlurm({}, async (rig) => {
    const { cluster } = rig;
    cluster.after(15, () => cluster.requeue(cluster.arrays.get(2)!.tasks[3]));
    assertEquals((await rig.follow(nodes)).endings, atHome);
    assertEquals(cluster.arrays.get(2)!.tasks[3].starts, 2);
    assertEquals(rig.executed.toSorted(), names);
  });
});

Deno.test("a job that runs twice at once makes the same", async () => {
  await withSlurm({ faults: { runsTwice: () => true } }, async (rig) => {
    assertEquals((await rig.follow(nodes)).endings, atHome);
  });
});

Deno.test("an unknown state keeps a job at work, and is never success", async () => {
  const troubles = {
    tells: (task: Task) => isThird(task) ? "UNKNOWN" : undefined,
  };
  const secondsOf = (name: string) => name === trained[3] ? 1000 : 10;
  await withSlurm({ secondsOf, troubles }, async (rig) => {
    await rig.leave(nodes);
    await rig.cluster.sleep(100_000);
    assertEquals((await rig.leave(nodes)).submitted, []);
    assertEquals((await rig.follow(nodes)).endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
  await withSlurm({ troubles, faults: { loses: isThird } }, async (rig) => {
    const { endings } = await rig.follow(nodes);
    assert(endings[trained[3]].startsWith("failed: lost: job 2_3 "));
    assertEquals((await rig.follow(nodes)).endings, atHome);
  });
});

Deno.test("while the controller is down nothing is lost, and nothing submitted", async () => {
  let isDown = (_: number) => false;
  const troubles = { isDown: (seconds: number) => isDown(seconds) };
  const secondsOf = (name: string) => name === trained[3] ? 1000 : 10;
  await withSlurm({ secondsOf, troubles }, async (rig) => {
    isDown = (seconds) => seconds > 12 && seconds < 500;
    const { endings, remarks } = await rig.follow(nodes);
    assertEquals(endings, atHome);
    assertEquals(remarks, [
      "Slurm does not answer: squeue says: slurm_load_jobs error: Unable to contact slurm controller (connect failure); its jobs go on, and it is asked again",
      "Slurm answers again",
    ]);
    assertEquals(rig.executed.toSorted(), names);
  });
  await withSlurm({ troubles }, async (rig) => {
    isDown = () => true;
    await assertRejects(() => rig.leave(nodes), CliError, "Unable to contact");
    isDown = () => false;
    await rig.leave(nodes);
    await rig.cluster.sleep(15_000);
    isDown = () => true;
    await assertRejects(
      () => rig.leave(nodes),
      CliError,
      "Cannot tell what Slurm has in its queue",
    );
    isDown = () => false;
    assertEquals((await rig.follow(nodes)).endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
});

Deno.test("results that appear half a minute late are waited for", async () => {
  await withSlurm({ late: 30 }, async (rig) => {
    assertEquals((await rig.follow(nodes)).endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
});

Deno.test("a run that is stopped leaves its jobs in the queue, and the next one takes what they made", async () => {
  await withSlurm({}, async (rig) => {
    const stop = new AbortController();
    rig.cluster.after(15, () => stop.abort());
    const { endings } = await rig.follow(nodes, stop.signal);
    assertEquals(endings["table/x"], `skipped: ${trained[0]} skipped`);
    await rig.cluster.settle();
    const next = await rig.follow(nodes);
    assertEquals(next.submitted, []);
    assertEquals(next.endings, atHome);
  });
});

Deno.test("what was cancelled is submitted again at once, even while its tasks are ending", async () => {
  const troubles = {
    tells: ({ state }: Task) =>
      state === "CANCELLED" ? "COMPLETING" : undefined,
  };
  await withSlurm({ troubles }, async (rig) => {
    await rig.leave(nodes);
    await rig.cluster.sleep(15_000);
    await rig.cancel();
    const { submitted, endings } = await rig.follow(nodes);
    assertEquals(submitted, [...trained, "table/x"]);
    assertEquals(endings, atHome);
    assertEquals(rig.executed.toSorted(), names);
  });
});
