import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { absent } from "../../pipeline/engine/files/folders.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { programOf } from "../support/command_line.ts";
import { oneModelOfMnist, withoutCorrections } from "../support/fewer.ts";
import { type Slurm, slurmTest, until } from "../support/slurm.ts";
import { copy, inSmallPipeline, outcomeOf } from "../support/small_pipeline.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { slowly, slowSeconds, walkSources } from "../support/walks.ts";

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
  "Slurm makes of the smoke profile, with three seeds and one model of MNIST, what a local run makes",
  async (slurm) => {
    await inTemporaryFolder(async (folder) => {
      const [here, there] = [smokeStore(folder), `${folder}/there`];
      const run = (store: string, ...words: string[]) => {
        const [program, ...args] = programOf(
          ...["reproduce", "--profile=smoke", "--seeds=0-2", "--log=json"],
          ...[`--store=${store}`, `--outputs=${folder}/outputs`, ...words],
          // everything of three seeds, twice, would take minutes
          ...[...withoutCorrections, ...oneModelOfMnist],
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
    await inSmallPipeline(walkSources, async (folder, command) => {
      await Deno.writeTextFile(
        `${folder}/slurm.json`,
        `{
          "patience": "1s",
          "nodes": { "walk/long": { "more": ["--time=1"] } } // Slurm has no shorter one
        }`,
      );
      const run = (...slow: string[]) =>
        command([
          ...["reproduce", "--log=json", "--keep-going"],
          ...["--executor=slurm", "--wait", "--slurm=slurm.json"],
        ], { ...slurm.env, ...slowly(...slow) });
      const status = async () =>
        (await outcomeOf(command(["status"], slurm.env))).out;

      const first = listenTo(run("long", "killed"));
      await disturb(slurm, { status, hears: first.hears });
      const { code, out } = await first.end;
      assertEquals(code, 1, out);
      assertEquals(ranIn(eventsIn(out)), ["walk/late", "walk/later"]);
      const stands = await status();
      assertStringIncludes(stands, "lost     walk/killed");
      assertMatch(stands, /lost +walk\/long +job \d+_0 was stopped, as at /);

      const events = await finish(run("long"));
      assertEquals(ranIn(events), ["join/all", "walk/killed", "walk/long"]);
      assert(secondsOf("walk/long", events) < slowSeconds("long"));
      const local = command(["reproduce", "--log=json", "--store=local"]);
      assertEquals(digestsIn(events), digestsIn(await finish(local)));
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
  for (const process of await slurm.processesOf(number)) {
    try {
      Deno.kill(process, "SIGKILL");
    } catch {
      // it has ended with the one before
    }
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
    const text = await Deno.readTextFile(log).catch(absent);
    return text?.includes(words) ?? false;
  }
  return false;
}

const inState = async (slurm: Slurm, wanted: string) =>
  (await slurm.queue()).filter(({ state }) => state === wanted);

slurmTest(
  "what was left to Slurm can be followed, a requeued job goes on from its checkpoint, and cancel ends all",
  async (slurm) => {
    await inSmallPipeline(walkSources, async (folder, command) => {
      const run = (...words: string[]) =>
        command(["reproduce", "--executor=slurm", ...words], {
          ...slurm.env,
          ...slowly("long"),
        });
      const left = await outcomeOf(run());
      assertEquals(left.code, 0, left.err);
      assertStringIncludes(left.out, "5 of 5 nodes are left to Slurm");
      await until(() => hasLogged(`${folder}/.store`, " step"));
      const stands = await outcomeOf(command(["status"], slurm.env));
      const id = jobOf("walk/long", stands.out);
      await slurm.run("scontrol", "requeue", id);
      await until(async () =>
        (await inState(slurm, "PENDING")).some((job) => job.id === id)
      );
      // it would wait for two minutes, and what is put back may not start within its second
      const soon = "StartTime=now+2";
      await slurm.run("scontrol", "update", `JobId=${id}`, soon);
      const events = await finish(run("--wait", "--log=json"));
      assert(!events.some(({ type }) => type === "submitted"));
      assertEquals(digestsIn(events).size, 5);
      assert(secondsOf("walk/long", events) < slowSeconds("long"));

      const other = "--store=other";
      const followed = listenTo(run("--wait", other));
      await followed.hears("walk/long: running");
      followed.stop();
      const { code, out } = await followed.end;
      assertEquals(code, 130, out);
      assertMatch(out, /\d nodes of this run go on in Slurm; /);
      assert(!out.includes("skipped"), out);
      assert((await inState(slurm, "RUNNING")).length > 0);
      const { out: said } = await outcomeOf(
        command(["cancel", other], slurm.env),
      );
      assertMatch(said, /^cancelled \d jobs of 2 arrays\n$/);
      await until(async () => (await slurm.queue()).length === 0);
    });
  },
);
