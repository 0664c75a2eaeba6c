import { assert, assertEquals } from "@std/assert";
import { commandLine, commandOf } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

const nodes = ["BP", "NDI-2"].map((model) =>
  `train/mnist-classification/${model}/seed-0`
);

/** Trains two models on 16000 digits, with few measurements: long enough to be stopped on the way. */
const words = (folder: string, jobs: number) => [
  "train",
  ...nodes,
  "--profile=paper",
  "--set=mnist-classification.epochs=1",
  "--set=mnist-classification.examples=16000",
  "--set=mnist-classification.evaluateEvery=10000",
  "--set=mnist-classification.trainErrorEvery=never",
  `--jobs=${jobs}`,
  `--store=${folder}/store`,
  `--outputs=${folder}/outputs`,
  "--log=json",
];

interface Event {
  type: string;
  node: string;
  done: number;
  record?: { outputs: Record<string, { digest: string }> };
}

const eventsIn = (text: string): Event[] =>
  text.trim().split("\n").map((line) => JSON.parse(line));

/** Node → the digests of its outputs. */
function digestsOf(events: Event[]) {
  const results = events.filter(({ node, record }) =>
    record && nodes.includes(node)
  );
  return Object.fromEntries(
    results.map(({ node, record }) => [node, record!.outputs]),
  );
}

/** Runs to the end; what happened. */
async function finish(folder: string, jobs: number): Promise<Event[]> {
  const { code, stdout, stderr } = await commandLine(...words(folder, jobs));
  assertEquals(code, 0, stderr);
  return eventsIn(stdout);
}

/** Sends a signal when one model has learned 1500 digits; the exit code. */
async function interrupt(folder: string, signal: Deno.Signal): Promise<number> {
  const child = commandOf(...words(folder, 1)).spawn();
  const errors = new Response(child.stderr).text();
  let text = "", sent = false;
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const end = text.lastIndexOf("\n"); // a piece may end anywhere
    if (sent || end < 0) continue;
    if (!eventsIn(text.slice(0, end)).some(({ done }) => done >= 1500)) {
      continue;
    }
    child.kill(signal);
    sent = true;
  }
  await errors;
  return (await child.status).code;
}

Deno.test("a run of MNIST classification that is interrupted ends with the digests of one that is not, whatever the jobs", async () => {
  await inTemporaryFolder(async (folder) => {
    const whole = digestsOf(await finish(`${folder}/whole`, 2));
    assertEquals(Object.keys(whole).sort(), nodes);

    const stopped = `${folder}/stopped`;
    assertEquals(await interrupt(stopped, "SIGINT"), 130);
    const events = await finish(stopped, 1);
    // either model may be the first to get the one place
    const begun = nodes.map((name) =>
      events.find(({ type, node }) => type === "progress" && node === name)!
        .done
    );
    assert(begun.some((done) => done > 1500), `they began again at ${begun}`);
    assertEquals(digestsOf(events), whole);

    const hungUp = `${folder}/hung-up`;
    assertEquals(await interrupt(hungUp, "SIGHUP"), 130);
    assertEquals(digestsOf(await finish(hungUp, 1)), whole);

    const killed = `${folder}/killed`;
    assertEquals(await interrupt(killed, "SIGKILL"), 137);
    assertEquals(digestsOf(await finish(killed, 1)), whole);
  });
});
