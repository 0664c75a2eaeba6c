import { assertEquals, assertMatch } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import { saveCheckpoint } from "../../pipeline/engine/sandbox/node.ts";
import { namespaceTest } from "../support/process_namespace.ts";
import { inSmallPipeline } from "../support/small_pipeline.ts";

/** A pipeline of one node, which ends when it finds that progress was made. */
const sources = [{
  file: "main.ts",
  code: `
import { cli } from "./engine/cli/cli.ts";

Deno.exit(await cli({
  project: { name: "wait", version: "1.0.0", folder: import.meta.dirname! },
  stages: [{ name: "wait", summary: "wait" }],
  profiles: ["usual"],
  defaultProfile: "usual",
  nodes: () => [{
    ...{ name: "wait/x", stage: "wait", entry: "wait.ts", seed: null },
    ...{ inputs: {}, outputs: ["out"], settings: {}, backend: null },
    resources: {},
  }],
}, Deno.args));
`,
}, {
  file: "wait.ts",
  code: `
import { runNode } from "./engine/sandbox/node.ts";

await runNode(async ({ loadCheckpoint, write }) => {
  while (!await loadCheckpoint()) {
    await new Promise((resume) => setTimeout(resume, 10));
  }
  write("out", "done");
});
`,
}];

/** Starts a program; gives its next lines, and the rest of them. */
function linesOf(command: Deno.Command) {
  const { pid, stdout } = command.spawn();
  const lines = stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough<string>(new TextLineStream())[Symbol.asyncIterator]();
  return {
    pid,
    next: async () => (await lines.next()).value,
    rest: () => Array.fromAsync({ [Symbol.asyncIterator]: () => lines }),
  };
}

namespaceTest(
  "a container that shares a store and a name with its host leaves a node to it, although it does not see the process",
  async (entrance) => {
    await inSmallPipeline(sources, async (folder) => {
      const start = (...words: string[]) => {
        const [program, ...args] = [
          ...[...words, Deno.execPath(), "run", "-P=local", "--quiet"],
          ...["main.ts", "node", "wait/x"],
        ];
        const env = { NO_COLOR: "1", INIT_CWD: folder };
        return linesOf(
          new Deno.Command(program, {
            ...{ args, env, cwd: folder, stdout: "piped" },
          }),
        );
      };
      const onHost = start();
      assertEquals(await onHost.next(), "wait/x: running (never built)");
      const inContainer = start(...entrance);
      const said = await inContainer.next();
      const checkpoints = `${folder}/.store/v1/checkpoint`;
      for (const { name } of Deno.readDirSync(checkpoints)) {
        await saveCheckpoint(`${checkpoints}/${name}`, new Uint8Array());
      }
      const host = `process ${onHost.pid} on ${Deno.hostname()}`;
      assertEquals(said, `wait/x: waiting, since ${host} is at work on it`);
      assertEquals((await onHost.rest()).at(-1), "1 ran; 0 fresh");
      assertMatch((await inContainer.rest()).join(), /^0 ran; 1 fresh/);
    });
  },
);
