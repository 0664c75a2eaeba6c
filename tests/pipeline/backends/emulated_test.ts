import { assertEquals, assertStringIncludes } from "@std/assert";
import { projectFolder } from "../../../pipeline/project.ts";
import { testUnless } from "../../support/test_unless.ts";

/** What turns the fused operation of this processor off. */
const unfused = "--v8-flags=--no-enable-fma3";

/** Runs this Deno as if the processor had no fused operation. */
async function run(...words: string[]) {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: words,
    cwd: projectFolder,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  return { success, text: text.decode(stdout) + text.decode(stderr) };
}

const missing = Deno.build.arch === "x86_64"
  ? undefined
  : "only on x86-64 can it be turned off";

testUnless(
  missing,
  "a processor without the fused operation is found out",
  async () => {
    const { text } = await run(
      ...["eval", unfused],
      'import { hasFusedOperation } from "./lib/kernels/wasm_instance.ts"; console.log(hasFusedOperation());',
    );
    assertEquals(text.trim(), "false");
  },
);

testUnless(
  missing,
  "the kernels of float32 give the same bits where the fused operation is emulated",
  async () => {
    const tests = ["bits", "madd", "float_gemm", "sparse_weights", "float_tanh"]
      .map((name) => `tests/lib/kernels/${name}_test.ts`);
    const { success, text } = await run(
      ...["test", "--quiet", "--no-check", unfused, ...tests],
    );
    assertEquals(success, true, text);
    assertStringIncludes(text, " 0 failed");
  },
);
