import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Slurm, slurmTest, until } from "../support/slurm.ts";
import { inSmallPipeline, outcomeOf } from "../support/small_pipeline.ts";

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
      const { seconds } = events.find(({ type, node }) =>
        type === "ran" && node === "walk/long"
      )!.record!;
      assert(seconds < walks.long / 10, `it began again: ${seconds} s`);
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
  const running = async () =>
    (await slurm.queue()).filter(({ state }) => state === "RUNNING");
  await until(async () => (await running()).length === 2);
  await change("DRAIN");
  const stands = await status();
  assertStringIncludes(stands, "running  walk/long");
  assertStringIncludes(stands, "queued   walk/late ");
  const [, { id }] = await running();
  const processes = await slurm.run("scontrol", "listpids", id, "node0");
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
