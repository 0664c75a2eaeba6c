import { assertEquals } from "@std/assert";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("why gives the path of each file that a fresh node has made", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = ["--profile=smoke", `--store=${folder}/store`];
    const train = await commandLine("train", "linear-regression/BP", ...words);
    assertEquals(train.code, 0, train.stderr);
    const { stdout } = await commandLine(
      ...["why", "train/linear-regression/BP/seed-0", ...words],
    );
    const paths = Object.fromEntries(
      [...stdout.matchAll(/^ {4}(\S+): (.+)$/gm)]
        .map(([, output, path]) => [output, path]),
    );
    assertEquals(Object.keys(paths), [
      "outcome.json",
      "trace.npz",
      "weights.npz",
    ]);
    const archive = await Deno.readFile(paths["trace.npz"]);
    assertEquals(new TextDecoder().decode(archive.subarray(0, 2)), "PK");
  });
});
