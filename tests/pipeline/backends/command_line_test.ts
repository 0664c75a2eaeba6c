import { assertEquals, assertStringIncludes } from "@std/assert";
import { commandLine } from "../../support/command_line.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { testsOf } from "./available.ts";

Deno.test("main() refuses a backend that there is not, as a wrong command line", async () => {
  await inTemporaryFolder(async (store) => {
    const { code, stderr } = await commandLine(
      ...["reproduce", "--backend", "nonsense", "--store", store],
    );
    assertEquals(code, 2);
    assertEquals(
      stderr,
      "error: Cannot read --backend nonsense: there are wasm, native, webgpu, cpu\n",
    );
    assertEquals([...Deno.readDirSync(store)].length, 0);
  });
});

Deno.test("main() finds what fits no node before it looks for a backend", async () => {
  await inTemporaryFolder(async (store) => {
    const { code, stderr } = await commandLine(
      ...["train", "nosuch", "--backend=native", `--store=${store}`],
    );
    assertEquals(code, 2);
    assertStringIncludes(stderr, "error: Cannot find nosuch: ");
  });
});

const test = await testsOf("native");

test("train --backend native trains MNIST anew, and nothing else", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = async (...words: string[]) => {
      const { code, stdout, stderr } = await commandLine(
        "train",
        "mnist-classification",
        "--profile=smoke",
        "--set=mnist-classification.examples=70",
        "--set=mnist-classification.models=BP",
        `--store=${folder}/store`,
        `--outputs=${folder}/outputs`,
        ...words,
      );
      assertEquals(code, 0, stderr + stdout);
      return stdout;
    };
    await run();
    const plan = await run("--backend=native", "--dry-run");
    assertStringIncludes(plan, 'backend "wasm" → "native ');
    assertStringIncludes(plan, "1 of 3 nodes would run");
    assertStringIncludes(await run("--backend=native"), "1 ran; 2 fresh");
    assertStringIncludes(await run(), "0 ran; 3 fresh");
  });
});
