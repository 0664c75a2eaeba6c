import { assertEquals, assertRejects } from "@std/assert";
import {
  hasEnded,
  largestArray,
  type ProgramResult,
  requireSlurm,
  sacct,
  sbatch,
  slurmHere,
  squeue,
} from "../../../../pipeline/engine/slurm/programs.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

/** A Slurm whose every program answers the same. */
const answering = (answer: Partial<ProgramResult> | null) => ({
  ...slurmHere,
  run: () =>
    Promise.resolve(answer && { code: 0, stdout: "", stderr: "", ...answer }),
});

Deno.test("a Slurm that is not there, or of no cluster, cannot be used", async () => {
  const refusal = async (answer: Partial<ProgramResult> | null) =>
    (await assertRejects(() => requireSlurm(answering(answer)), CliError))
      .message.replace(/; give .*/, "");
  assertEquals(
    await refusal(null),
    "Cannot use Slurm: there is no sbatch on this machine",
  );
  const stderr = "sbatch: error: fetch_config: DNS SRV lookup failed\n";
  assertEquals(
    await refusal({ code: 1, stderr }),
    "Cannot use Slurm: sbatch says: fetch_config: DNS SRV lookup failed",
  );
});

Deno.test("sbatch() has the id before a cluster's name, and what a refusal says in one line", async () => {
  const answer = (answer: Partial<ProgramResult> | null) =>
    sbatch([], "", answering(answer));
  assertEquals(await answer({ stdout: "17\n" }), { id: "17" });
  assertEquals(await answer({ stdout: "17;north\n" }), { id: "17" });
  assertEquals(
    await answer({
      code: 1,
      stderr:
        "sbatch: error: invalid partition specified: nope\nsbatch: error: Batch job submission failed: Invalid partition name specified\n",
    }),
    {
      refused:
        "sbatch says: invalid partition specified: nope; Batch job submission failed: Invalid partition name specified",
    },
  );
  assertEquals(await answer({ stdout: "Welcome\n" }), {
    refused: "sbatch says: Welcome",
  });
  assertEquals(await answer({}), { refused: "sbatch gave no id" });
  assertEquals(await answer(null), {
    refused: "there is no sbatch on this machine",
  });
});

Deno.test("squeue() has the tasks of the names it was asked for, and knows nothing if it fails", async () => {
  const stdout = [
    "17|3|RUNNING|tides-0|None",
    "18|0|PENDING|tides-8|Nodes required are DOWN, DRAINED | reserved",
    "19|N/A|RUNNING|tides-0|None",
    "20|1|RUNNING|other|None",
    "slurm is in maintenance",
  ].join("\n");
  assertEquals(await squeue(["tides-0", "tides-8"], answering({ stdout })), {
    tasks: [
      {
        name: "tides-0",
        id: "17_3",
        index: 3,
        state: "RUNNING",
        reason: "None",
      },
      {
        ...{ name: "tides-8", id: "18_0", index: 0, state: "PENDING" },
        reason: "Nodes required are DOWN, DRAINED | reserved",
      },
    ],
  });
  const stderr = "slurm_load_jobs error: Unable to contact slurm controller\n";
  assertEquals(await squeue(["a"], answering({ code: 1, stdout, stderr })), {
    unknown:
      "squeue says: slurm_load_jobs error: Unable to contact slurm controller",
  });
});

Deno.test("squeue() asks nothing of no names, and of many by several command lines", async () => {
  const asked: number[] = [];
  const counting = {
    ...slurmHere,
    run(_: string, args: readonly string[]) {
      asked.push(args.join(" ").split(",").length);
      return Promise.resolve({ code: 0, stdout: "", stderr: "" });
    },
  };
  await squeue([], counting);
  await squeue(Array.from({ length: 1500 }, (_, i) => `tides-${i}`), counting);
  assertEquals(asked, [1000, 500]);
});

Deno.test("only what Slurm calls ended has ended", () => {
  const ended = ["COMPLETED", "TIMEOUT", "CANCELLED by 1000", "RUNNING"]
    .concat("UNKNOWN", "REQUEUED", "SOMETHING_NEW", "").filter(hasEnded);
  assertEquals(ended, ["COMPLETED", "TIMEOUT", "CANCELLED by 1000"]);
});

Deno.test("accounts and the size of arrays are usual where Slurm does not tell them", async () => {
  const disabled = answering({
    code: 1,
    stderr: "Slurm accounting storage is disabled\n",
  });
  assertEquals((await sacct(["17"], disabled)).size, 0);
  assertEquals((await sacct(["17"], answering(null))).size, 0);
  const accounts = answering({ stdout: "17_0|CANCELLED by 0\n17_1|FAILED\n" });
  assertEquals((await sacct(["17"], accounts)).get("17_0"), "CANCELLED by 0");
  assertEquals(await largestArray(disabled), 1001);
  const large = answering({ stdout: "MaxArraySize            = 50001\n" });
  assertEquals(await largestArray(large), 50001);
  const none = answering({ stdout: "MaxArraySize            = 0\n" });
  await assertRejects(() => largestArray(none), CliError, "MaxArraySize is 0");
});

Deno.test("programs are given their standard input, and no variable that changes what they answer", async () => {
  await inTemporaryFolder(async (folder) => {
    const program = `${folder}/tell`;
    const code = '#!/bin/sh\necho "$SQUEUE_STATES/$SBATCH_ACCOUNT"\ncat\n';
    await Deno.writeTextFile(program, code, { mode: 0o755 });
    Deno.env.set("SQUEUE_STATES", "pending");
    Deno.env.set("SBATCH_ACCOUNT", "lab");
    try {
      assertEquals(await slurmHere.run(program, [], "text"), {
        ...{ code: 0, stdout: "/lab\ntext", stderr: "" },
      });
      assertEquals(await slurmHere.run(`${folder}/none`, []), null);
    } finally {
      Deno.env.delete("SQUEUE_STATES");
      Deno.env.delete("SBATCH_ACCOUNT");
    }
  });
});
