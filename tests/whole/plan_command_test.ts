import { assertEquals, assertStringIncludes } from "@std/assert";
import { projectFolder } from "../../pipeline/project.ts";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

const start = "initialise/linear-regression/seed-0";
const training = "train/linear-regression/BP/seed-0";

Deno.test("plan has what is not fresh, by commands that say the same wherever they run; for other stores, all that it needs", async () => {
  await inTemporaryFolder(async (folder) => {
    const config = `${projectFolder}/outputs/paper.jsonc`;
    const wanted = [
      ...[`--store=${folder}/store`, "--profile=smoke", "--seeds=0"],
      `--config=${config}`,
      "--set=linear-regression.models=BP",
    ];
    const plan = async (...words: string[]) => {
      const { code, stdout, stderr } = await commandLine(
        ...["plan", "train/linear-regression", ...wanted, ...words],
      );
      assertEquals(code, 0, stderr);
      const nodes = stdout.trim().split("\n").filter((line) => line)
        .map((line) => JSON.parse(line));
      return { nodes, names: nodes.map(({ node }) => node), stderr };
    };
    const before = await plan();
    assertEquals(before.names, [start, training]);
    const { command, needs } = before.nodes[1];
    assertEquals(needs, [start]);
    const said = (config: string) =>
      [
        `node --config=${config} --profile=smoke --seeds=0`,
        "--set=linear-regression.models=BP",
        `'--store=${folder}/store'`,
      ].join(" ");
    const here = `--config=${projectFolder}/deno.json ${said(config)}`;
    assertEquals(
      command,
      `${Deno.execPath()} task --quiet ${here} ${training}`,
    );

    const node = await commandLine("node", ...wanted, start);
    assertEquals(node.code, 0, node.stderr);
    const after = await plan();
    assertEquals(after.nodes.map(({ node, needs }) => [node, ...needs]), [
      [training],
    ]);
    const remote = "http://me:word@127.0.0.1:1";
    const apart = await plan(`--remote=${remote}`);
    assertEquals(apart.names, [start, training]);
    assertEquals(
      apart.nodes[1].command,
      `deno task --quiet ${
        said("outputs/paper.jsonc")
      } --remote=${remote} ${training}`,
    );
    assertEquals(
      apart.stderr,
      "the plan holds the user and password of --remote: keep it from others\n",
    );

    const slurm = await commandLine(
      ...["plan", "train/linear-regression", ...wanted, "--format=slurm"],
      `--remote=${remote}`,
    );
    assertStringIncludes(
      slurm.stdout,
      `exec ${Deno.execPath()} task --quiet ${here} --remote=${remote}`,
    );

    const other = await commandLine("node", ...wanted, training);
    assertEquals(other.code, 0, other.stderr);
    const none = await plan("--remote=http://127.0.0.1:1");
    assertEquals(none.nodes, []);
    assertEquals(
      none.stderr,
      "all 2 nodes are fresh: there is nothing to run\n",
    );
    const workflow = await commandLine(
      ...["plan", "train/linear-regression", ...wanted, "--format=github"],
    );
    assertEquals([workflow.code, workflow.stdout, workflow.stderr], [
      ...[1, ""],
      "error: Cannot write a workflow without jobs: all 2 nodes are fresh: there is nothing to run\n",
    ]);
  });
});

Deno.test("plan refuses what a format has no use for", async () => {
  const refused = async (...words: string[]) => {
    const { code, stderr } = await commandLine("plan", ...words);
    assertEquals(code, 2, stderr);
    return stderr;
  };
  assertStringIncludes(
    await refused("--format=github", "--remote=https://me:word@host/cache"),
    "error: Cannot plan for GitHub with --remote: ",
  );
  await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/slurm.json`, "{}");
    assertStringIncludes(
      await refused("--format=make", `--slurm=${folder}/slurm.json`),
      "error: Cannot read --slurm: make asks no Slurm; give --format slurm",
    );
  });
});
