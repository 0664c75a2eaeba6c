import { assertEquals, assertStringIncludes } from "@std/assert";
import { dirname } from "node:path";
import { copyProject } from "../support/copy_project.ts";
import { nginxTest, withNginx } from "../support/nginx.ts";
import { outcomeOf } from "../support/small_pipeline.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

const fetch = "fetch/mnist";
const names = [
  "initialise/linear-regression/seed-0",
  "train/linear-regression/BP/seed-0",
  "train/linear-regression/NDI/seed-0",
  "initialise/mnist-classification/seed-0",
  "train/mnist-classification/BP/seed-0",
];

/** Machines that share nothing: each has a checkout and a store of its own. */
async function withMachines(
  count: number,
  work: (
    machines: ((line: string) => ReturnType<typeof outcomeOf>)[],
    url: string,
  ) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const checkouts = Array.from({ length: count }, (_, i) => `${folder}/${i}`);
    for (const checkout of checkouts) {
      await Deno.mkdir(`${checkout}/outputs`, { recursive: true });
      await copyProject(checkout, { more: ["outputs/smoke.lock.json"] });
    }
    const PATH = `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}`;
    const machines = checkouts.map((cwd) => (line: string) =>
      outcomeOf(
        new Deno.Command("sh", {
          args: ["-c", line],
          cwd,
          env: { NO_COLOR: "1", PATH },
        }),
      )
    );
    await withNginx(folder, async ({ href }) => await work(machines, href));
  });
}

nginxTest(
  "machines without a shared disk follow a plan, meet at a remote, and give home what they made",
  async () => {
    await withMachines(3, async ([home, ...workers], url) => {
      const wanted = names.filter((name) => name.startsWith("train/")).join(
        " ",
      );
      const remote = `--profile=smoke --remote=${url}`;
      const plan = await home(
        `deno task --quiet plan ${wanted} ${remote} --remote-write`,
      );
      assertEquals(plan.err, "");
      const planned: { node: string; command: string }[] = plan.out.trim()
        .split("\n").map((line) => JSON.parse(line));
      assertEquals(
        planned.map(({ node }) => node).sort(),
        [fetch, ...names].sort(),
      );

      // what is not there yet is nobody's fault
      const isTraining = (node: string) => node.startsWith("train/");
      const one = planned.find(({ node }) => isTraining(node))!;
      const early = await workers[0](one.command);
      assertEquals(early.code, 75, early.err);
      // one trains, and waits for what the other makes
      const uploads = await Promise.all(workers.map(async (work, own) => {
        let count = 0;
        for (const { node, command } of planned) {
          if (Number(isTraining(node)) !== own) continue;
          const { code, out, err } = await work(`${command} --patience 2m`);
          assertEquals([code, err], [0, ""], `${node}\n${out}`);
          count += Number(/(\d+) uploads, 0 errors/.exec(out)?.[1]);
        }
        return count;
      }));
      // data are taken from where they come from, and are not given away
      assertEquals(uploads, [2, 3]);

      // taken only because its digests are those of the lock
      const only = wanted.replace(/^| /g, " --only ");
      const { code, out, err } = await home(
        `deno task --quiet reproduce ${only} ${remote}`,
      );
      assertEquals(code, 0, err);
      for (const name of names) {
        assertStringIncludes(out, `${name}: taken from the remote\n`);
      }
      assertStringIncludes(out, `1 ran; ${names.length} fresh`);
    });
  },
);
