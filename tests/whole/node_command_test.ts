import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { digestOf } from "../../pipeline/engine/files/digest.ts";
import {
  type PlanFile,
  readEnding,
  writePlan,
} from "../../pipeline/engine/plan/plan_file.ts";
import { commandLine } from "../support/command_line.ts";
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
      import type { NodeSpec } from "./engine/graph/node_spec.ts";

      const node = (name: string, needs: string[], rest: Partial<NodeSpec> = {}): NodeSpec => {
        const [stage] = name.split("/");
        const inputs = Object.fromEntries(
          needs.map((node, i) => ["input-" + i, { node, output: "out" }]),
        );
        return {
          ...{ name, stage, entry: stage + ".ts", seed: null, settings: {} },
          ...{ inputs, outputs: ["out"], shown: { out: name }, backend: null },
          ...{ resources: {}, ...rest },
        };
      };
      const pipeline: Pipeline = {
        project: { name: "tides", version: "1.0.0", folder: import.meta.dirname! },
        stages: ["measure", "fit", "print"].map((name) => ({ name })),
        profiles: ["day", "month"],
        defaultProfile: "day",
        nodes: ({ profile }) => [
          ...["lake", "harbour"].map((name) =>
            node("measure/" + name, [], { settings: { name, profile } })
          ),
          ...["lake", "harbour", "bay"].map((name) =>
            node("fit/" + name, ["measure/harbour"], { settings: { name } })
          ),
          node("print/harbour", ["fit/harbour"]),
          node("print/lake", ["fit/lake"]),
        ],
      };
      Deno.exit(await cli(pipeline, Deno.args));`,
  },
  {
    file: "measure.ts",
    code: `
      import { NodeError, runNode } from "./engine/sandbox/node.ts";
      await runNode(async ({ settings, loadCheckpoint, pause, progress, note, write }) => {
        const { name, profile } = settings as Record<string, string>;
        if (name === "lake") throw new NodeError("a lake has no tide");
        if (await loadCheckpoint()) note("it went on");
        // a month is too long for one go
        while (profile === "month" && !await loadCheckpoint()) {
          await pause(() => new Uint8Array([1]));
          progress(1, 2, "weeks");
        }
        write("out", profile);
      });`,
  },
  ...["fit", "print"].map((stage) => ({
    file: `${stage}.ts`,
    code: `
      import { NodeError, runNode } from "./engine/sandbox/node.ts";
      await runNode(({ read, settings, write }) => {
        if ((settings as { name?: string }).name === "lake") throw new NodeError("a lake has no tide");
        write("out", read("input-0"));
      });`,
  })),
];

Deno.test("node runs exactly what it names, and its exit code says what is left to do", async () => {
  await inSmallPipeline(sources, async (folder, command) => {
    const node = async (...words: string[]) =>
      await outcomeOf(command(["node", ...words]));
    assertEquals(await node("fit/harbour"), {
      code: 75,
      out:
        "fit/harbour: skipped, because measure/harbour has no result\n0 ran; 0 fresh; 1 without their inputs\n",
      err:
        "error: Cannot run fit/harbour yet: measure/harbour has no result; give the same command again once it has one\n",
    });
    const patient = await node("fit/harbour", "--patience=2s");
    assertEquals(
      patient.out.split("\n")[0],
      "waiting up to 2s for the result of measure/harbour",
    );
    const measured = await node("measure/harbour");
    assertEquals([measured.code, measured.err], [0, ""]);
    assertStringIncludes(measured.out, "1 ran; 0 fresh");
    const again = await node("measure/harbour");
    assertEquals(again.code, 0);
    assertStringIncludes(again.out, "0 ran; 1 fresh");

    // of what fails and what lacks its inputs, the failure counts
    const mixed = await node("fit/lake", "print/harbour", "print/lake");
    assertEquals(mixed.code, 1);
    assertEquals(
      mixed.err,
      "error: Cannot finish: fit/lake failed: a lake has no tide\n",
    );
    assertStringIncludes(mixed.out, "1 failed; 1 skipped; 1 without");
    const both = await node("fit/harbour", "print/harbour");
    assertEquals(both.code, 0);
    assertStringIncludes(both.out, "2 ran; 0 fresh");

    for (
      const [words, sentence] of [
        [[], "Cannot run node: no node is named"],
        [["fit"], "Cannot find fit: did you mean "],
        [["fit/sea"], "Cannot find fit/sea: "],
        [["--job=1"], "Cannot read --job: there is no --plan"],
      ] as const
    ) {
      const { code, err } = await node(...words);
      assertEquals(code, 2);
      assertStringIncludes(err, sentence);
    }
    const made = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert(!made.includes("outputs"), made.join());
  });
});

const wanted: PlanFile["wanted"] = {
  ...{ profile: "day", seeds: { "*": [0] }, set: [], model: [], config: null },
  ...{ backend: "", source: null },
};
const fits = ["fit/lake", "fit/harbour", "fit/bay"];
const names = ["measure/harbour", ...fits, "print/sea"];
const plan = {
  nodes: names.map((name) => ({
    ...{ name, needs: [], seconds: null, work: digestOf(name) },
  })),
  batches: [[names[0]], fits, [names[4]]].map((nodes, i) => ({
    kind: nodes[0],
    jobs: [{ nodes, seconds: null }],
    needs: i === 0 ? [] : [i - 1],
  })),
};

Deno.test("node says which --seeds a name needs, and none where no seed would do", async () => {
  const refused = async (...names: string[]) => {
    const { code, stderr } = await commandLine(
      "node",
      "--profile=smoke",
      ...names,
    );
    assertEquals(code, 2, stderr);
    return stderr;
  };
  const training = "train/linear-regression/BP/seed-0";
  const ninth = training.replace(/0$/, "9");
  assertEquals(
    await refused(training, ninth),
    `error: Cannot find ${ninth}: its seed is not among --seeds; give --seeds 0,9\n`,
  );
  const none = await refused("report/page/seed-9");
  assertStringIncludes(none, "error: Cannot find report/page/seed-9: ");
  assert(!none.includes("--seeds"), none);
});

Deno.test("node has failed for the time being where the remote does not take what it was to be given", async () => {
  await inSmallPipeline(sources, async (folder, command) => {
    await Deno.mkdir(`${folder}/remote`);
    const node = async () =>
      await outcomeOf(
        command([
          "node",
          "measure/harbour",
          "--remote=file:remote",
          "--remote-write",
        ]),
      );
    // a file is where the folder of its blobs should be
    await Deno.writeTextFile(`${folder}/remote/cas`, "");
    for (const what of ["1 ran; 0 fresh", "0 ran; 1 fresh"]) {
      const { code, out, err } = await node();
      assertStringIncludes(out, what);
      assertEquals(code, 75);
      assertMatch(
        err,
        /^error: Cannot give measure\/harbour to the remote: it .+; give the same command again\n$/,
      );
    }
    await Deno.remove(`${folder}/remote/cas`);
    const { code, out, err } = await node();
    assertEquals([code, err], [0, ""]);
    assertStringIncludes(out, "remote: 0 hits, 1 uploads, 0 errors");
  });
});

Deno.test("node finds what a job of a plan is to do, and leaves how it ended", async () => {
  await inSmallPipeline(sources, async (folder, command) => {
    const place = `${folder}/.store/v1/plan/1f3a`;
    const path = writePlan(place, wanted, plan);
    const job = async (number: number, ...words: string[]) =>
      await outcomeOf(
        command(["node", `--plan=${path}`, `--job=${number}`, ...words]),
      );
    const lacks = { status: "missing", message: `${names[0]} has no result` };
    assertEquals((await job(1)).code, 75);
    assertEquals(readEnding(place, 1), {
      nodes: Object.fromEntries(fits.map((name) => [name, lacks])),
    } as ReturnType<typeof readEnding>);
    assertEquals((await job(0)).code, 0);
    assertEquals(readEnding(place, 0), {
      nodes: { [names[0]]: { status: "ran" } },
    });
    // the failure of one does not keep the others from their ends
    assertEquals((await job(1)).code, 1);
    const [lake, ...more] = Object.entries(readEnding(place, 1)!.nodes);
    const message = "a lake has no tide";
    assertEquals(lake, [fits[0], { status: "failed", message }]);
    assertEquals(more.map(([, { status }]) => status), ["ran", "ran"]);

    for (
      const [number, words, code, sentence] of [
        [
          2,
          [],
          1,
          "Cannot run print/sea: the plan has it, and this checkout does not",
        ],
        [3, [], 2, "Cannot read --job 3: the plan has 3 jobs, from 0"],
        [0, ["--profile=month"], 2, "it says what --profile would"],
        [0, ["fit/lake"], 2, "nodes are named, too"],
      ] as const
    ) {
      const said = await job(number, ...words);
      assertStringIncludes(said.err, sentence);
      assertEquals(said.code, code);
    }
  });
});

Deno.test("node that is asked to end keeps its progress, has said what failed, and goes on", async () => {
  await inSmallPipeline(sources, async (folder, command) => {
    const place = `${folder}/.store/v1/plan/1f3a`;
    const nodes = ["measure/lake", "measure/harbour"];
    const path = writePlan(place, { ...wanted, profile: "month" }, {
      nodes: [],
      batches: [{ kind: "measure", jobs: [{ nodes, seconds: 1 }], needs: [] }],
    });
    const endings = () =>
      Object.entries(readEnding(place, 0)?.nodes ?? {})
        .map(([name, { status }]) => `${name} ${status}`);
    const job = command(["node", `--plan=${path}`, "--job=0", "--log=json"]);
    const child = job.spawn();
    let out = "", before: string[] = [];
    for await (
      const text of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      if (!out.includes('"progress"') && text.includes('"progress"')) {
        before = endings();
        child.kill("SIGTERM");
      }
      out += text;
    }
    const err = await new Response(child.stderr).text();
    assertEquals((await child.status).code, 130, out + err);
    assertEquals(before, ["measure/lake failed"]);
    assertStringIncludes(err, "error: Stopped: what had finished is kept");
    assertEquals(endings(), ["measure/lake failed", "measure/harbour skipped"]);
    assertStringIncludes((await outcomeOf(job)).out, '"it went on"');
    assertEquals(endings(), ["measure/lake failed", "measure/harbour ran"]);
  });
});

Deno.test("node needs neither a home nor any other variable, and writes to the store alone", async () => {
  await inSmallPipeline(sources, async (folder) => {
    const store = `${folder}/.store`;
    const held = () =>
      [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    const before = held();
    const { code, err } = await outcomeOf(
      new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "-P=local", "--quiet", "main.ts", "node"],
          ...["measure/harbour", "fit/harbour", `--store=${store}`],
        ],
        cwd: folder,
        clearEnv: true,
        stdout: "piped",
        stderr: "piped",
      }),
    );
    assertEquals([code, err], [0, ""]);
    assertEquals(held(), [".store", ...before]);
  });
});
