import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { CliError } from "../../pipeline/engine/text/errors.ts";
import { nodeEnvironment } from "../../pipeline/engine/sandbox/executor.ts";
import { readOptions } from "../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../pipeline/engine/cli/options.ts";
import { pipeline } from "../../pipeline/main.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { openWorkspace } from "../../pipeline/engine/cli/workspace.ts";
import { testBits } from "../arch/bits.ts";
import { shortened } from "../arch/shortened.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("the comparison of processors leaves no program and no rule out", async () => {
  await inTemporaryFolder(async (store) => {
    const ofRun = async (words: string[]) => {
      const all = ["--profile=smoke", "--store", store, ...words];
      const options = readOptions(
        all,
        optionsOf(pipeline),
        ["profile", "store", "set"],
      );
      const { graph } = await openWorkspace(pipeline, options);
      const nodes = [...graph.values()];
      return {
        programs: new Set(nodes.map(({ entry }) => entry)),
        rules: new Set(nodes.flatMap(({ settings }) => {
          const { model } = settings as { model?: { rule: string } };
          return model ? [model.rule] : [];
        })),
        size: nodes.length,
      };
    };
    const [short, whole] = [await ofRun(shortened), await ofRun([])];
    assertEquals(short.programs, whole.programs);
    assertEquals(short.rules, whole.rules);
    assertEquals(short.size < whole.size, true);
  });
});

Deno.test("the comparison of processors checks its command line before it looks for an emulator", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "test:arch", "--if-available", "--only=nosuch"],
    cwd: projectFolder,
  }).output();
  assertEquals(code, 2);
  assertStringIncludes(
    new TextDecoder().decode(stderr),
    "error: Cannot find nosuch: ",
  );
});

Deno.test("the comparison of processors refuses a value for a flag", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "test:arch", "--whole=no"],
    cwd: projectFolder,
  }).output();
  assertEquals(code, 2);
  assertStringIncludes(
    new TextDecoder().decode(stderr),
    "error: Cannot read --whole=no: --whole takes no value",
  );
});

Deno.test("testBits() passes where the bits are right, and says so where they are not", async () => {
  const environment = nodeEnvironment();
  await testBits({ command: [Deno.execPath()], environment });
  await assertRejects(
    () => testBits({ command: ["false"], environment }),
    CliError,
    "Cannot confirm the bits of kernels and pixels",
  );
});
