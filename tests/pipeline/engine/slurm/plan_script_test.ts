import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Outline } from "../../../../pipeline/engine/plan/formats/outline.ts";
import { slurmText } from "../../../../pipeline/engine/slurm/plan_script.ts";
import { usualSlurm } from "../../../../pipeline/engine/slurm/settings.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { outlineOf } from "../plan/formats/outline_of.ts";

/** Stands for `sbatch`: keeps its words and the script, gives ids from 101, and refuses a memory of one megabyte. */
const sbatch = `#!/bin/sh
case "$*" in *--mem=1M*) exit 1;; esac
id=$((101 + $(ls arrays | wc -l)))
echo "$*" > arrays/$id
cat > script-$id
echo "$id;cluster"
`;

/** Submits a plan; the words of each array by its id, and what a task of one runs. */
async function submit(outline: Outline, settings = usualSlurm) {
  return await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/sbatch`, sbatch, { mode: 0o755 });
    await Deno.mkdir(`${folder}/arrays`);
    const script = slurmText(outline, { store: "it's a store", settings });
    await Deno.writeTextFile(`${folder}/plan`, script);
    const sh = (file: string, env: Record<string, string> = {}) => {
      const { success, stdout } = new Deno.Command("sh", {
        args: [file],
        cwd: folder,
        env: { PATH: `${folder}:${Deno.env.get("PATH")}`, ...env },
        stderr: "null",
      }).outputSync();
      return { success, text: new TextDecoder().decode(stdout) };
    };
    const { success, text } = sh("plan");
    const words = [...Deno.readDirSync(`${folder}/arrays`)]
      .map(({ name }) => name).sort()
      .map((id) => Deno.readTextFileSync(`${folder}/arrays/${id}`));
    const task = (array: number, index: number) =>
      sh(`script-${array}`, { SLURM_ARRAY_TASK_ID: `${index}` }).text;
    const ran = success && words.length > 1 ? [task(101, 1), task(102, 0)] : [];
    return { script, success, text, words, ran };
  });
}

/** The values of one option. */
const valuesOf = (words: string[], option: string) =>
  words.map((line) => RegExp(`--${option}=(\\S+)`).exec(line)?.[1]);

Deno.test("the script submits an array for each kind, after those that it needs, whose tasks run the nodes", async () => {
  const nodes = outlineOf({
    "start/x/1": [],
    "start/x/it's": [],
    "train/x/1": ["start/x/1"],
    "train/x/2": ["start/x/it's"],
    "train/y/1": ["start/x/it's"],
    "end/all": ["train/x/1", "train/x/2", "train/y/1"],
  });
  const { script, success, text, words, ran } = await submit(nodes);
  assertStringIncludes(
    script,
    "# In any folder: sh FILE\n# The jobs are yours: squeue tells of them, and scancel ends them.",
  );
  assertEquals(success, true);
  assertEquals(text.split("\n").slice(0, 2), [
    "101 start/x: 2 jobs",
    "102 train/x: 1 job",
  ]);
  assertEquals(valuesOf(words, "array"), ["0-1", "0-0", "0-0", "0-0"]);
  assertEquals(valuesOf(words, "dependency"), [
    undefined,
    "afterany:101",
    "afterany:101",
    "afterany:102:103",
  ]);
  assertEquals(ran, [
    "node --set=a b --patience=60s start/x/it's\n",
    "node --set=a b --patience=60s train/x/2 train/x/1\n",
  ]);
});

Deno.test("the script has arrays of at most 1000 jobs, and what needs a kind waits for all of it", async () => {
  const starts = Array.from({ length: 1001 }, (_, i) => `start/x/seed-${i}`);
  const { nodes, ...rest } = outlineOf({
    ...Object.fromEntries(starts.map((name) => [name, []])),
    "end/all": starts,
  });
  const long = nodes.map((node) => ({ ...node, seconds: 100 }));
  const { words } = await submit({ ...rest, nodes: long });
  assertEquals(valuesOf(words, "array"), ["0-999", "0-0", "0-0"]);
  assertEquals(valuesOf(words, "dependency").at(-1), "afterany:101:102");
});

Deno.test("the script asks for what the settings say, and ends where Slurm refuses an array", async () => {
  const nodes = outlineOf({ "start/x": [], "train/x": ["start/x"] });
  const asking = (memory: number) =>
    submit(nodes, {
      ...usualSlurm,
      nodes: [...usualSlurm.nodes, ["train/*", {
        ...{ memory, partition: "long", atOnce: 2 },
      }]],
    });
  const { words } = await asking(2 ** 30);
  assertEquals(valuesOf(words, "time"), ["240", "5"]);
  assertEquals(valuesOf(words, "mem"), [undefined, "1024M"]);
  assertEquals(valuesOf(words, "array"), ["0-0", "0-0%2"]);
  assertEquals(valuesOf(words, "partition"), [undefined, "long"]);
  const refused = await asking(2 ** 20);
  assertEquals([refused.success, refused.words.length], [false, 1]);
});
