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

/** What a command says on standard error, and at all once it has said something, if it is stopped then. */
async function stopped(command: Deno.Command, beginning: string) {
  const child = command.spawn();
  const err = new Response(child.stderr).text();
  let out = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    out += text;
    if (out.includes(beginning)) child.kill("SIGINT");
  }
  assertEquals((await child.status).code, 130, out);
  return out.slice(out.indexOf(beginning)).split("\n").slice(1).join("\n") +
    await err;
}

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
    assertStringIncludes(
      (await without(...left, "--dry-run")).err,
      "error: Cannot use Slurm: there is no sbatch",
    );
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
    assertEquals(
      await run(...left, "--slurm=slurm.json", "--dry-run"),
      {
        code: 0,
        out: `\
measure/harbour: would run (never built)
print/harbour: may run (measure/harbour runs first)
measure: 1 node in 1 job of at most 4h
print: 1 node in 1 job of at most 1h 30m
2 of 2 nodes would be left to Slurm, in 2 arrays of jobs
`,
        err: "",
      },
    );
    assertEquals(namesIn(`${folder}/.store/v1/plan`), []);
    const submitted = await run(...left, "--slurm=slurm.json");
    const [first, ...lines] = submitted.out.split("\n");
    assertMatch(
      first,
      /^what jobs print is kept in \.store\/v1\/plan\/\S+\/log$/,
    );
    assertEquals(lines.slice(0, 2), [
      "measure: 1 node in 1 job of at most 4h, array 1",
      "print: 1 node in 1 job of at most 1h 30m, array 2",
    ]);
    assertStringIncludes(submitted.out, "2 of 2 nodes are left to Slurm; ");
    const calls = () => Deno.readTextFileSync(`${bin}/calls`).split("\n");
    assertMatch(
      calls()[1],
      /--dependency=afterany:1 --array=0-0 --partition=short --time=90$/,
    );

    const status = async () => (await run("status")).out.split("\n");
    assertEquals((await status()).slice(0, 2), [
      "queued   measure/harbour  job 1_0, Dependency",
      "queued   print/harbour    job 2_0, Dependency",
    ]);
    const again = await run(...left);
    assertMatch(again.out, /^2 of 2 nodes are left to Slurm/);
    assertStringIncludes(
      (await run(...left, "--dry-run")).out,
      "\n0 of 2 nodes would be left to Slurm, in 0 arrays of jobs; 2 are with it already\n",
    );
    assertEquals(calls().length, 3);

    const queue = await Deno.readTextFile(`${bin}/queue`);
    await Deno.writeTextFile(
      `${bin}/queue`,
      queue.replace("Dependency", "Maintenance"),
    );
    assertEquals(
      await stopped(command([...left, "--wait"], { PATH }), "waits: "),
      "error: Stopped: 2 nodes of this run go on in Slurm; give the same command to follow them again, or deno task cancel to end them\n",
    );

    // a job that is gone is submitted anew, and with it what would not wait for it
    await Deno.writeTextFile(`${bin}/queue`, queue.replace(/^1.*\n/, ""));
    assertEquals((await status()).slice(0, 2), [
      "lost     measure/harbour  job 1_0 is gone",
      "queued   print/harbour    job 2_0, Dependency",
    ]);
    assertMatch(
      (await run(...left)).out,
      /^again measure\/harbour: job 1_0 is gone\nwhat jobs print /,
    );
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
    assertStringIncludes(
      await refusal("reproduce", "--executor=slurm", "--jobs=3"),
      "error: Cannot limit what Slurm runs at once by --jobs: ",
    );
    await Deno.writeTextFile(`${folder}/s.json`, "{}");
    assertEquals(
      await refusal("reproduce", "--slurm=s.json"),
      "error: Cannot ask Slurm for what --slurm says: nothing is left to it; give --executor slurm, too\n",
    );
    await Deno.writeTextFile(
      `${folder}/s.json`,
      `{"nodes": {
        "print": {}, // no goal of what only measures
        "maesure/*": {"time": "1h"}
      }}`,
    );
    const slip =
      "error: Cannot read s.json:3:9: maesure/* fits no node of --seeds 0; did you mean measure? deno task status lists all\n";
    const among = ["--slurm=s.json", "--only=measure"];
    assertEquals(
      await refusal("reproduce", "--executor=slurm", ...among),
      slip,
    );
    assertEquals(await refusal("plan", "--format=slurm", ...among), slip);
    const { code, err } = await outcomeOf(command(["cancel", "--store=tpyo"]));
    assertEquals(
      [code, err],
      [
        1,
        `error: Cannot open the store in ${folder}/tpyo: there is none; name the folder of one with --store DIR\n`,
      ],
    );
    assertEquals(namesIn(`${folder}/tpyo`), []);
    await Deno.writeTextFile(`${folder}/s.json`, '{\n  "marign": 2\n}');
    assertEquals(
      await refusal("reproduce", "--executor=slurm", "--slurm=s.json"),
      "error: Cannot read s.json:2:3: marign is no key of what Slurm is asked for; did you mean margin?\n",
    );
    assertEquals(namesIn(`${folder}/.store`), []);
  });
});
