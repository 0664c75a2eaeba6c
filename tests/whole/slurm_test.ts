import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { projectFolder } from "../../pipeline/project.ts";
import { programOf } from "../support/command_line.ts";
import { type Slurm, slurmTest, until } from "../support/slurm.ts";
import { copy, inSmallPipeline, outcomeOf } from "../support/small_pipeline.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

/** Each walk takes so many steps of a tenth of a second, unless it goes on from a checkpoint. */
const walks = { long: 400, killed: 80, late: 5, later: 6 };

const sources = [{
  file: "main.ts",
  code: `
import { cli } from "./engine/cli/cli.ts";

const node = (stage, name, settings, inputs = {}) => ({
  ...{ name: \`\${stage}/\${name}\`, stage, entry: \`\${stage}.ts\`, seed: null },
  ...{ inputs, outputs: ["end"], shown: {} },
  ...{ settings, backend: null, resources: {} },
});
const walks = ${JSON.stringify(walks)};
const ends = Object.fromEntries(Object.keys(walks)
  .map((name) => [name, { node: \`walk/\${name}\`, output: "end" }]));

Deno.exit(await cli({
  project: { name: "walks", version: "1.0.0", folder: import.meta.dirname },
  stages: ["walk", "join"].map((name) => ({ name, summary: name })),
  profiles: ["usual"],
  defaultProfile: "usual",
  nodes: () => [
    ...Object.entries(walks).map(([name, steps]) => node("walk", name, { steps })),
    node("join", "all", {}, ends),
  ],
}, Deno.args));
`,
}, {
  file: "walk.ts",
  code: `
import { runNode } from "./engine/sandbox/node.ts";

await runNode(async ({ settings: { steps }, write, progress, pause, loadCheckpoint }) => {
  const kept = await loadCheckpoint();
  let { step, at } = kept ? JSON.parse(new TextDecoder().decode(kept)) : { step: 0, at: 1 };
  while (step < steps) {
    if (!kept) await new Promise((resume) => setTimeout(resume, 100));
    at = (at * 1664525 + 1013904223) % 2 ** 32;
    progress(++step, steps, "step");
    await pause(() => new TextEncoder().encode(JSON.stringify({ step, at })));
  }
  write("end", String(at));
});
`,
}, {
  file: "join.ts",
  code: `
import { runNode } from "./engine/sandbox/node.ts";

await runNode(({ inputs, read, write }) => {
  write("end", inputs.map((name) => new TextDecoder().decode(read(name))).join());
});
`,
}];

interface Event {
  type: string;
  node: string;
  record?: {
    outputs: Record<string, { digest: string }>;
    seconds: number;
  };
}

const eventsIn = (text: string): Event[] =>
  text.match(/^\{.*$/gm)!.map((line) => JSON.parse(line));

/** Node → the digests of its outputs, of all that was there or has run. */
const digestsIn = (events: Event[]) =>
  new Map(
    events.flatMap(({ node, record }) =>
      record ? [[node, record.outputs]] : []
    ),
  );

/** The nodes that have run, by their names. */
const ranIn = (events: Event[]) =>
  events.filter(({ type }) => type === "ran").map(({ node }) => node).sort();

/** What a node took; with no checkpoint to go on from, no less than its steps do. */
function secondsOf(name: string, events: Event[]): number {
  return events.find(({ record, node }) => record && node === name)!
    .record!.seconds;
}

/** Runs a command, and waits for what it says on the way. */
function listenTo(command: Deno.Command) {
  const child = command.spawn();
  let [said, hasEnded] = ["", false];
  const listen = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    const pieces = stream.pipeThrough(new TextDecoderStream());
    for await (const piece of pieces) said += piece;
  };
  const end = Promise.all([
    child.status,
    listen(child.stdout),
    listen(child.stderr),
  ]).then(([{ code }]) => {
    hasEnded = true;
    return { code, out: said };
  });
  return {
    end,
    stop: () => child.kill("SIGINT"),
    hears: (words: string) =>
      until(() => Promise.resolve(said.includes(words)), () => {
        assert(!hasEnded, `it ended without ${words}:\n${said}`);
        return Promise.resolve();
      }),
  };
}

/** Runs a command that is to go well; its events. */
async function finish(command: Deno.Command): Promise<Event[]> {
  const { code, out, err } = await outcomeOf(command);
  assertEquals(code, 0, out + err);
  return eventsIn(out);
}

slurmTest(
  "Slurm makes of the smoke profile, with three seeds, what a local run makes",
  async (slurm) => {
    await inTemporaryFolder(async (folder) => {
      const [here, there] = [smokeStore(folder), `${folder}/there`];
      const run = (store: string, ...words: string[]) => {
        const [program, ...args] = programOf(
          ...["reproduce", "--profile=smoke", "--seeds=0-2", "--log=json"],
          ...[`--store=${store}`, `--outputs=${folder}/outputs`, ...words],
        );
        const env = { NO_COLOR: "1", ...slurm.env };
        return finish(
          new Deno.Command(program, { args, cwd: projectFolder, env }),
        );
      };
      const local = await run(here);
      // what nodes took is known, so that short ones share jobs; what they made is not
      await Deno.mkdir(`${there}/v1`, { recursive: true });
      for (const part of ["ac", "pre"]) {
        await copy(`${here}/v1/${part}`, `${there}/v1/${part}`);
      }
      const events = await run(there, "--executor=slurm", "--wait");
      const ran = events.filter(({ type }) => type === "ran");
      assertEquals(ran.length, local.filter(({ record }) => record).length);
      assertEquals(digestsIn(events), digestsIn(local));
    });
  },
);

slurmTest(
  "what a killed job, a drained node, a controller that restarts and a time limit leave undone, the next run completes",
  async (slurm) => {
    await inSmallPipeline(sources, async (folder, command) => {
      await Deno.writeTextFile(
        `${folder}/slurm.json`,
        `{
          "patience": "1s",
          "nodes": { "walk/long": { "time": "1m" } } // Slurm has no shorter one
        }`,
      );
      const local = finish(
        command(["reproduce", "--log=json", "--jobs=4", "--store=local"]),
      );
      const run = command([
        ...["reproduce", "--log=json", "--keep-going"],
        ...["--executor=slurm", "--wait", "--slurm=slurm.json"],
      ], slurm.env);

      const status = async () =>
        (await outcomeOf(command(["status"], slurm.env))).out;

      const first = listenTo(run);
      await disturb(slurm, { status, hears: first.hears });
      const { code, out } = await first.end;
      assertEquals(code, 1, out);
      assertEquals(ranIn(eventsIn(out)), ["walk/late", "walk/later"]);
      assertStringIncludes(await status(), "lost     walk/killed");

      const events = await finish(run);
      assertEquals(ranIn(events), ["join/all", "walk/killed", "walk/long"]);
      assertEquals(digestsIn(events), digestsIn(await local));
      assert(secondsOf("walk/long", events) < walks.long / 10);
    });
  },
);

/**
 * Kills a job while others wait for a drained node, and restarts the controller.
 *
 * @param status prints where nodes stand
 * @param hears waits until the run that follows has said something
 */
async function disturb(
  slurm: Slurm,
  { status, hears }: {
    status: () => Promise<string>;
    hears: (words: string) => Promise<void>;
  },
): Promise<void> {
  const change = (state: string) =>
    slurm.run(
      "scontrol",
      "update",
      "NodeName=node0",
      `State=${state}`,
      "Reason=a_test",
    );
  const running = () => inState(slurm, "RUNNING");
  await until(async () => (await running()).length === 2);
  await change("DRAIN");
  const stands = await status();
  assertStringIncludes(stands, "running  walk/long");
  assertStringIncludes(stands, "queued   walk/late ");
  const killed = jobOf("walk/killed", stands);
  const { number } = (await running()).find(({ id }) => id === killed)!;
  const processes = await slurm.run("scontrol", "listpids", number, "node0");
  for (const [pid] of processes.matchAll(/^\d+/gm)) {
    Deno.kill(Number(pid), "SIGKILL");
  }
  await until(async () => (await running()).length === 1);
  await change("RESUME");
  await slurm.stopController();
  await hears("Slurm does not answer");
  await slurm.startController();
  await hears("Slurm answers again");
}

/** The job of a node, by what status prints. */
const jobOf = (node: string, status: string) =>
  new RegExp(`${node} +job (\\w+)`).exec(status)![1];

/** Whether the first job of a store's plan has said something. */
async function hasLogged(store: string, words: string): Promise<boolean> {
  for await (const { name } of Deno.readDir(`${store}/v1/plan`)) {
    const log = `${store}/v1/plan/${name}/log/0-0.txt`;
    return (await Deno.readTextFile(log)).includes(words);
  }
  return false;
}

const inState = async (slurm: Slurm, wanted: string) =>
  (await slurm.queue()).filter(({ state }) => state === wanted);

slurmTest(
  "what was left to Slurm can be followed, a requeued job goes on from its checkpoint, and cancel ends all",
  async (slurm) => {
    await inSmallPipeline(sources, async (folder, command) => {
      const run = (...words: string[]) =>
        command(["reproduce", "--executor=slurm", ...words], slurm.env);
      const twoRun = () =>
        until(async () => (await inState(slurm, "RUNNING")).length === 2);

      const left = await outcomeOf(run());
      assertEquals(left.code, 0, left.err);
      assertStringIncludes(left.out, "5 of 5 nodes are left to Slurm");
      await twoRun();
      const stands = await outcomeOf(command(["status"], slurm.env));
      const id = jobOf("walk/long", stands.out);
      await until(() => hasLogged(`${folder}/.store`, `of ${walks.long} step`));
      await slurm.run("scontrol", "requeue", id);
      await until(async () =>
        (await inState(slurm, "PENDING")).some((job) => job.id === id)
      );
      // Slurm would let it wait for two minutes
      await slurm.run("scontrol", "update", `JobId=${id}`, "StartTime=now");
      const events = await finish(run("--wait", "--log=json"));
      assert(!events.some(({ type }) => type === "submitted"));
      assertEquals(digestsIn(events).size, 5);
      assert(secondsOf("walk/long", events) < walks.long / 10);

      const other = "--store=other";
      const followed = listenTo(run("--wait", other));
      await twoRun();
      followed.stop();
      const { code, out } = await followed.end;
      assertEquals(code, 130, out);
      assertStringIncludes(out, "deno task cancel");
      assertEquals((await inState(slurm, "RUNNING")).length, 2);
      const { out: said } = await outcomeOf(
        command(["cancel", other], slurm.env),
      );
      assertEquals(said, "cancelled 5 jobs of 2 arrays\n");
      await until(async () => (await slurm.queue()).length === 0);
    });
  },
);
