import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("every run prints what nodes noted, such as that a model did not finish, even if nothing ran, and so does status", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = [
      "linear-regression/BP",
      "--profile=smoke",
      "--set=linear-regression.eta=1e3",
      `--store=${folder}/store`,
    ];
    const diverged =
      /^ {2}train\/linear-regression\/BP\/seed-0: (diverged at example \d+)$/m;
    const first = await commandLine("train", ...words);
    assertEquals(first.code, 0, first.stderr);
    assertStringIncludes(first.stdout, "1 note:\n");
    const [, note] = diverged.exec(first.stdout)!;

    const again = await commandLine("train", ...words);
    assertStringIncludes(again.stdout, "0 ran; 2 fresh");
    assertEquals(diverged.exec(again.stdout)?.[1], note);

    const status = await commandLine("status", ...words);
    assert(new RegExp(`BP/seed-0 .*; ${note}$`, "m").test(status.stdout));

    const { stdout } = await commandLine("train", ...words, "--log=json");
    const events = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const { record } = events.find(({ node }) => node.startsWith("train/"));
    assertEquals(record.notes, [note]);
  });
});
