import { assertEquals, assertStringIncludes } from "@std/assert";
import { projectFolder } from "../../../pipeline/project.ts";

async function faults(...words: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "test:faults", ...words],
    cwd: projectFolder,
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

Deno.test("the fault test prints its usage, and refuses what it cannot read", async () => {
  for (const word of ["--help", "-h"]) {
    const { code, stdout, stderr } = await faults(word);
    assertEquals(code, 0, stderr);
    assertStringIncludes(stdout, "usage: deno task test:faults");
  }
  for (
    const [words, sentence] of [
      [["--help=no"], "Cannot read --help=no: --help takes no value"],
      [["--kills", "-1"], "Cannot read --kills -1: it is not a whole number"],
      [
        ["--kill=1"],
        "Cannot read --kill: this command has no such option; did you mean --kills?",
      ],
      [["10"], "Cannot read 10: there are only options"],
    ] as const
  ) {
    const { code, stderr } = await faults(...words);
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, sentence);
  }
});
