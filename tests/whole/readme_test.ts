import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { commandsOf } from "../../pipeline/engine/cli/cli.ts";
import { pipeline } from "../../pipeline/main.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { commandLine } from "../support/command_line.ts";
import { oneModelOfMnist, withoutCorrections } from "../support/fewer.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

const commands = commandsOf(pipeline);

const pages = ["", "pipeline/", "pipeline/engine/", "outputs/paper/", "data/"];
const textOf = (folder: string) =>
  Deno.readTextFileSync(`${projectFolder}/${folder}README.md`);
const readme = textOf("");

/** The code blocks of commands in a text, each with the words that follow it. */
const blocksOf = (text: string) =>
  [
    ...text.matchAll(/```sh\n(.*?)```(.*?)(?=^```|^## |$(?!\n))/gms),
  ]
    .map(([, block, after]) => ({
      // one a line, without their remarks
      commands: block.trim().split("\n")
        .map((line) => line.replace(/\s+#.*$/, "")),
      opened: [...after.matchAll(/\bopen `(outputs\/[^`]+)`/g)]
        .map(([, path]) => path),
    }));

const blocks = pages.map(textOf).flatMap(blocksOf);
const calledFor = blocksOf(readme).flatMap(({ commands }) => commands);

/** The words of a command, as a shell would take it apart. */
const wordsOf = (command: string) =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) =>
    quoted ?? plain
  );

Deno.test("the README's make targets exist", async () => {
  const targets = calledFor.filter((command) => command.startsWith("make "));
  assertEquals(targets, ["make reproduce", "make test"]);
  for (const target of [...targets, "make verify", "make clean"]) {
    const [program, ...args] = wordsOf(target);
    const { success, stdout } = await new Deno.Command(program, {
      args: ["-n", ...args],
      cwd: projectFolder,
    }).output();
    assert(success);
    assert(
      new TextDecoder().decode(stdout).includes(`task --quiet ${args[0]}`),
    );
  }
});

Deno.test("the README is at most 190 lines long, and every page that a README links to is there", async () => {
  assert(readme.split("\n").length <= 190);
  for (const folder of pages) {
    for (const [, path] of textOf(folder).matchAll(/\]\(([^):#]+)[^):]*\)/g)) {
      await Deno.stat(`${projectFolder}/${folder}${path}`);
    }
  }
});

Deno.test("the tasks of the READMEs run, at the size of a smoke test, and make what is to be opened", async () => {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(`${projectFolder}/deno.json`),
  );
  const isTask = (command: string) => command.startsWith("deno task ");
  assert(calledFor.filter(isTask).length >= 10);
  assert(blocks.some(({ opened }) => opened.includes("outputs/index.html")));
  await inTemporaryFolder(async (folder) => {
    const run = async (call: string) => {
      const [, , name, ...words] = wordsOf(call);
      assert(tasks[name].command.endsWith(` pipeline/main.ts ${name}`), call);
      const { options } = commands.find((command) => command.name === name)!;
      const isLeft = words.includes("--executor");
      const { code, stdout, stderr } = await commandLine(
        name,
        ...words.filter((word) => !/^(--profile|paper|smoke)$/.test(word))
          // two seeds have a mean as well, and two values a grid
          .map((word) => /^0-[2-4]$/.test(word) ? "0-1" : word)
          .map((word) => word.replace(/:log\d+$/, ":log2"))
          .map((word) => word.replace(/^(leak=0),.*,/, "$1,"))
          .map((word) =>
            word.replace("https://host/cache", `file:${folder}/cache`)
          )
          .map((word) =>
            /^(outputs\/|results\b|nodes\.svg$|plan\.mk$|(run|slurm)\.json$)/
                .test(word)
              ? `${folder}/${word}`
              : word
          ),
        ...options.includes("profile") ? ["--profile=smoke"] : [],
        ...options.includes("store") ? [`--store=${smokeStore(folder)}`] : [],
        ...options.includes("outputs") ? [`--outputs=${folder}/outputs`] : [],
        // a locked profile has all; of two seeds these would take much of the time
        ...name !== "verify" && options.includes("set")
          ? withoutCorrections
          : [],
        ...words.includes("--seeds") ? oneModelOfMnist : [],
        // of what is fresh, nothing would be left to Slurm
        ...isLeft ? ["--seeds=99"] : [],
      );
      if (isLeft) {
        // where Slurm is installed, it has no cluster
        assertEquals(code, 1, `${call}\n${stdout}${stderr}`);
        assertStringIncludes(stderr, "error: Cannot use Slurm: ");
      } else assertEquals(code, 0, `${call}\n${stdout}${stderr}`);
    };
    await Deno.mkdir(`${folder}/cache`);
    const [, asked] = /```jsonc\n(.*?)```/s.exec(textOf("pipeline/engine/"))!;
    await Deno.writeTextFile(`${folder}/slurm.json`, asked);
    for (const { commands, opened } of blocks) {
      for (const call of commands.filter(isTask)) await run(call);
      // what `make` makes is not made here
      if (!commands.some(isTask)) continue;
      for (const path of opened) await Deno.stat(`${folder}/${path}`);
    }
  });
});
