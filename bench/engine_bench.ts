/**
 * What the engine adds to a node: the same empty program started bare and as
 * nodes of a run, one at a time, from an empty store. `deno bench` compares.
 */
import {
  localExecutor,
  sandboxedRun,
} from "../pipeline/engine/sandbox/executor.ts";
import { projectFolder } from "../pipeline/project.ts";
import { nodeOf } from "../tests/pipeline/engine/node_of.ts";
import { rig } from "../tests/pipeline/engine/run/rig.ts";
import { inTemporaryFolder } from "../tests/support/temporary_folder.ts";

const count = 10;
const entry = "tests/pipeline/engine/sandbox/programs/echo.ts";
const request = JSON.stringify({ name: "", inputs: {}, resources: {} });
const group = `${count} nodes that do nothing, one after another`;

Deno.bench({
  name: "started bare",
  group,
  baseline: true,
  async fn() {
    for (let k = 0; k < count; k++) {
      const child = new Deno.Command(Deno.execPath(), {
        args: [...sandboxedRun(projectFolder, []), `${projectFolder}/${entry}`],
        stdin: "piped",
        stdout: "null",
      }).spawn();
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(request));
      await writer.close();
      await child.status;
    }
  },
});

Deno.bench({
  name: "as nodes",
  group,
  async fn() {
    await inTemporaryFolder(async (folder) => {
      const nodes = Array.from(
        { length: count },
        (_, k) =>
          nodeOf(`node-${k}`, {
            entry,
            settings: { k },
            needs: k > 0 ? [`node-${k - 1}`] : [],
          }),
      );
      await rig(folder)(nodes, {
        jobs: 1,
        execute: localExecutor(projectFolder),
      });
    });
  },
});
