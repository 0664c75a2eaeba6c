import { assert, assertEquals } from "@std/assert";
import { dirname, relative } from "node:path";
import { projectFolder } from "../../pipeline/project.ts";
import { commandLine } from "../support/command_line.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

/** Runs `.ci/reuse` from a folder of the project on a store, and gives what each of its commands printed. */
async function reuse(store: string, outputs: string) {
  const cwd = `${projectFolder}/data`;
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: [
      "../.ci/reuse",
      `--store=${relative(cwd, store)}`,
      `--outputs=${relative(cwd, outputs)}`,
    ],
    cwd,
    env: {
      NO_COLOR: "1",
      PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}`,
    },
  }).output();
  const text = new TextDecoder().decode(stdout);
  assertEquals(code, 0, text + new TextDecoder().decode(stderr));
  const [, reproduce, verify] = text.split(/^deno task .*\n/m);
  return { reproduce, verify };
}

Deno.test("what a cache restores is reused: no node runs, and every digest is the committed one, a random tenth once more", async () => {
  await inTemporaryFolder(async (folder) => {
    const stored = smokeStore(folder), restored = `${folder}/restored`;
    const made = await commandLine(
      "reproduce",
      "--profile=smoke",
      `--store=${stored}`,
      `--outputs=${folder}/outputs`,
    );
    assertEquals(made.code, 0, made.stderr + made.stdout);
    await new Deno.Command("cp", { args: ["-R", stored, restored] }).output();

    const warm = await reuse(restored, `${folder}/more outputs`);
    assert(!warm.reproduce.includes(": running"), warm.reproduce);
    assert(warm.reproduce.startsWith("0 ran; "), warm.reproduce);
    assert(warm.verify.endsWith(" outputs are the same\n"), warm.verify);
    const [, same, all] = /^(\d+) of (\d+) outputs are the same$/m
      .exec(warm.verify) ?? [];
    assert(Number(all) > 100, warm.verify);
    assertEquals(same, all);
    const [, alike, sampled] =
      /^(\d+) of (\d+) sampled nodes came out the same$/m
        .exec(warm.verify) ?? [];
    assert(Number(sampled) > 1, warm.verify);
    assertEquals(alike, sampled);
  });
});
