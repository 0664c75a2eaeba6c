import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { readOperand } from "../../../../pipeline/engine/cli/operand.ts";
import { readOptions } from "../../../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../../../pipeline/engine/cli/options.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { pipeline } from "../../../../pipeline/main.ts";
import { commitAll } from "../../../support/commit_all.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const lock = { schema: 1, seeds: [0, 1], nodes: {} };

/** A project in a folder of a repository, with a lock of the smoke profile in its second commit. */
async function inProject(
  work: (folder: string, commit: string) => Promise<void>,
) {
  await inTemporaryFolder(async (repository) => {
    const folder = `${repository}/project`;
    await Deno.mkdir(`${folder}/outputs`, { recursive: true });
    await Deno.writeTextFile(`${folder}/file`, "");
    await commitAll(repository);
    const path = `${folder}/outputs/smoke.lock.json`;
    await Deno.writeTextFile(path, JSON.stringify(lock));
    await work(folder, await commitAll(repository));
  });
}

const read = (text: string, folder: string, ...words: string[]) =>
  readOperand(text, readOptions(words, optionsOf(pipeline)), {
    ...pipeline,
    project: { ...pipeline.project, folder },
  });

Deno.test("readOperand() takes seeds, then profiles, then files, then commits", async () => {
  await inProject(async (folder, commit) => {
    const file = `${folder}/some.json`;
    await Deno.writeTextFile(file, JSON.stringify({ ...lock, seeds: [4] }));
    const committed = (name: string) =>
      `outputs/smoke.lock.json of ${name} (${commit.slice(0, 7)}), seeds 0-1`;
    const labels = {
      "3": "smoke profile, seed 3",
      "0-2,7": "smoke profile, seeds 0-2,7",
      "mnist-*=0-2": "smoke profile, seeds 5, mnist-*=0-2",
      "quick": "quick profile, seed 5",
      [file]: `${file}, seed 4`,
      "HEAD": committed("HEAD"),
      [commit]: committed(commit),
    };
    for (const [text, label] of Object.entries(labels)) {
      const words = ["--profile=smoke", "--seeds=5"];
      assertEquals((await read(text, folder, ...words)).label, label);
    }
  });
});

Deno.test("readOperand() tells which operands leave seeds to options, and of locks no run", async () => {
  await inProject(async (folder) => {
    const file = `${folder}/outputs/smoke.lock.json`;
    const ofSeeds = {
      ...{ "0-1": true, "mnist-*=0-1": false, "smoke": false },
      ...{ "HEAD": null, [file]: null },
    };
    for (const [text, expected] of Object.entries(ofSeeds)) {
      const operand = await read(text, folder, "--profile=smoke");
      const found = "options" in operand ? operand.ofSeeds : null;
      assertEquals(found, expected, text);
    }
  });
});

Deno.test("readOperand() says in one sentence what is wrong with an operand", async () => {
  await inProject(async (folder) => {
    for (const name of ["none.json", "none.lock.json"]) {
      await Deno.writeTextFile(`${folder}/${name}`, "[1");
    }
    const wrong = {
      "4-1": "Cannot read 4-1: ",
      "99999999999": "Cannot read 99999999999: ",
      "smok": "Cannot compare smok: it is neither seeds such as 0-4, nor ",
      "nosuch": "; there are smoke, quick, paper",
      "": 'Cannot compare "": ',
      "--help": "Cannot compare --help: ",
      "HEAD:project": "Cannot compare HEAD:project: it is neither seeds ",
      "HEAD~1":
        "Cannot compare HEAD~1: the commit has no outputs/smoke.lock.json; ",
      [`${folder}/nosuch.json`]: "No such file or directory; ",
      [`${folder}/none.json`]: "none.json:1:3: a list does not end; ",
      [`${folder}/none.lock.json`]: "it is no lock, or a damaged one; ",
    };
    for (const [text, sentence] of Object.entries(wrong)) {
      const reading = () => read(text, folder, "--profile=smoke");
      const { message, exitCode } = await assertRejects(reading, CliError);
      assertStringIncludes(message, sentence);
      assertEquals(exitCode, 2, message);
    }
  });
});

Deno.test("readOperand() reads a configuration, which options beside it come before", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = `${folder}/run.jsonc`;
    const text = '{ "profile": "smoke", "seeds": "1-2" } // small';
    await Deno.writeTextFile(file, text);
    const labels = [[], ["--seeds=3", "--profile=paper"]].map(async (words) =>
      (await read(file, folder, ...words)).label
    );
    assertEquals(await Promise.all(labels), [
      `${file}: smoke profile, seeds 1-2`,
      `${file}: paper profile, seed 3`,
    ]);
    await assertRejects(
      () => read(file, folder, `--config=${file}`),
      CliError,
      "--config names a configuration for A and B; leave out one of the two",
    );
  });
});

Deno.test("readOperand() knows no commit outside a repository", async () => {
  await inTemporaryFolder(async (folder) => {
    await assertRejects(() => read("HEAD", folder), CliError, "HEAD: it is");
  });
});
