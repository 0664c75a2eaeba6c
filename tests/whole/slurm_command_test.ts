import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { namesIn } from "../../pipeline/engine/files/folders.ts";
import {
  inSmallPipeline,
  outcomeOf,
  type Source,
} from "../support/small_pipeline.ts";

const sources: Source[] = [
  {
    file: "main.ts",
    code: `
      import { cli } from "./engine/cli/cli.ts";
      import type { Pipeline } from "./engine/cli/pipeline.ts";

      const rest = { seed: null, settings: {}, backend: null, resources: {} };
      const heights = { node: "measure/harbour", output: "out" };
      const pipeline: Pipeline = {
        project: { name: "tides", version: "1.0.0", folder: import.meta.dirname! },
        stages: [{ name: "measure" }, { name: "print", summary: "print" }],
        profiles: ["day"],
        defaultProfile: "day",
        nodes: () => [
          { ...rest, name: "measure/harbour", stage: "measure", entry: "measure.ts", inputs: {}, outputs: ["out"] },
          { ...rest, name: "print/harbour", stage: "print", entry: "print.ts", inputs: { heights }, outputs: ["out"], shown: { out: "tide.txt" } },
        ],
      };
      Deno.exit(await cli(pipeline, Deno.args));`,
  },
  {
    file: "measure.ts",
    code: `
      import { runNode } from "./engine/sandbox/node.ts";
      await runNode(({ write }) => write("out", "3 m"));`,
  },
  {
    file: "print.ts",
    code: `
      import { runNode } from "./engine/sandbox/node.ts";
      await runNode(({ read, write }) => write("out", read("heights")));`,
  },
];

/** A Slurm that runs each array while it is submitted; or, while there is a file `held`, never. */
const programs = {
  sbatch: `#!/bin/sh
    cd "$(dirname "$0")"
    test "$1" = --version && exit
    echo "$@" >>calls
    for word; do
      case $word in
      (--output=*) log=\${word#*=} ;;
      (--job-name=*) name=\${word#*=} ;;
      esac
    done
    id=$(wc -l <calls)
    cat >script
    if test -e held; then
      echo "$id|0|PENDING|$name|Dependency" >>queue
    else
      SLURM_ARRAY_TASK_ID=0 sh script >"\${log%\\%a.txt}0.txt" 2>&1
    fi
    echo "$id"`,
  squeue: `#!/bin/sh
    cd "$(dirname "$0")"
    test ! -e queue || cat queue`,
  scancel: `#!/bin/sh
    cd "$(dirname "$0")"
    echo "$@" >cancelled
    rm queue`,
  scontrol: `#!/bin/sh
    echo "MaxArraySize            = 1001"`,
};

Deno.test("a run is left to Slurm, followed and cancelled, and taken home when its jobs have ended", async () => {
  await inSmallPipeline(sources, async (folder, command) => {
    const bin = `${folder}/bin`;
    const PATH = `${bin}:/usr/bin:/bin`;
    const run = (...words: string[]) => outcomeOf(command(words, { PATH }));
    const without = (...words: string[]) =>
      outcomeOf(command(words, { PATH: `${folder}/none` }));
    const left = ["reproduce", "--executor", "slurm"];

    assertEquals(await without(...left), {
      code: 1,
      out: "",
      err:
        "error: Cannot use Slurm: there is no sbatch on this machine; give the command where jobs are submitted, or leave out --executor slurm\n",
    });
    assertEquals(namesIn(`${folder}/.store/v1/plan`), []);

    await Deno.mkdir(bin);
    for (const [name, text] of Object.entries(programs)) {
      await Deno.writeTextFile(`${bin}/${name}`, text, { mode: 0o755 });
    }
    await Deno.writeTextFile(`${bin}/held`, "");
    await Deno.writeTextFile(
      `${folder}/slurm.json`,
      '{"nodes": {"print": {"partition": "short", "time": "90m"}}}',
    );
    const submitted = await run(...left, "--slurm=slurm.json");
    assertEquals(submitted.out.split("\n").slice(0, 2), [
      "measure: 1 node in 1 job, array 1",
      "print: 1 node in 1 job, array 2",
    ]);
    assertStringIncludes(submitted.out, "2 of 2 nodes are left to Slurm; ");
    const calls = () => Deno.readTextFileSync(`${bin}/calls`).split("\n");
    assertMatch(
      calls()[1],
      /--dependency=afterany:1 --partition=short --time=90$/,
    );

    const status = async () => (await run("status")).out.split("\n");
    assertEquals((await status()).slice(0, 2), [
      "queued   measure/harbour  job 1_0, Dependency",
      "queued   print/harbour    job 2_0, Dependency",
    ]);
    const again = await run(...left);
    assertMatch(again.out, /^2 of 2 nodes are left to Slurm/);
    assertEquals(calls().length, 3);

    // a job that is gone is submitted anew, and with it what would not wait for it
    const queue = await Deno.readTextFile(`${bin}/queue`);
    await Deno.writeTextFile(`${bin}/queue`, queue.replace(/^1.*\n/, ""));
    assertEquals((await status()).slice(0, 2), [
      "lost     measure/harbour  job 1_0 is gone",
      "queued   print/harbour    job 2_0, Dependency",
    ]);
    await run(...left);
    assertEquals(calls().length, 5);
    assertMatch(calls()[3], /--dependency=afterany:3 /);

    assertEquals((await run("cancel")).out, "cancelled 3 jobs of 3 arrays\n");
    assertEquals(await Deno.readTextFile(`${bin}/cancelled`), "2 3 4\n");
    assertEquals(
      (await run("cancel")).out,
      "no job of this store is in Slurm's queue\n",
    );
    assertEquals((await status()).slice(0, 2), [
      "missing  measure/harbour  never built",
      "waiting  print/harbour    measure/harbour runs first",
    ]);

    await Deno.remove(`${bin}/held`);
    const followed = await run(...left, "--wait");
    assertEquals(followed.code, 0, followed.err);
    assertStringIncludes(followed.out, "print/harbour: done in ");
    assertStringIncludes(
      followed.out,
      "\n2 ran; 0 fresh\nsee outputs/tide.txt",
    );
    assertEquals(await Deno.readTextFile(`${folder}/outputs/tide.txt`), "3 m");
    // what is fresh needs no Slurm
    assertStringIncludes((await without(...left)).out, "0 ran; 2 fresh");
  });
});

Deno.test("what cannot be left to Slurm is refused before anything is", async () => {
  await inSmallPipeline(sources, async (folder, command) => {
    const refusal = async (...words: string[]) => {
      const { code, out, err } = await outcomeOf(command(words));
      assertEquals([code, out], [2, ""]);
      return err;
    };
    assertEquals(
      await refusal("reproduce", "--wait"),
      "error: Cannot wait for jobs: nothing is left to Slurm; give --executor slurm, too\n",
    );
    assertStringIncludes(
      await refusal("print", "--executor=slurm", "--force"),
      "error: Cannot leave to Slurm what is fresh",
    );
    await Deno.writeTextFile(`${folder}/s.json`, '{\n  "marign": 2\n}');
    assertEquals(
      await refusal("reproduce", "--executor=slurm", "--slurm=s.json"),
      "error: Cannot read s.json:2:3: marign is no key of what Slurm is asked for; did you mean margin?\n",
    );
    assertEquals(namesIn(`${folder}/.store`), []);
  });
});
