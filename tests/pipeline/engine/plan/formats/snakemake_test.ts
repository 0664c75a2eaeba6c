import { assertEquals } from "@std/assert";
import { snakemakeText } from "../../../../../pipeline/engine/plan/formats/snakemake.ts";
import { onPath } from "../../../../support/on_path.ts";
import { inTemporaryFolder } from "../../../../support/temporary_folder.ts";
import { testUnless } from "../../../../support/test_unless.ts";
import { awkward, outlineOf } from "./outline_of.ts";

testUnless(
  onPath("snakemake") ? undefined : "there is no snakemake",
  "snakemake runs each node after those that it needs, whatever it is called, and goes on after a failure",
  async () => {
    await inTemporaryFolder(async (folder) => {
      // fails where there is no file of the name `good`
      const command = [
        ...["sh", "-c", 'ls good || [ "$0" != all ] && echo "{$0}" >> log'],
      ];
      const text = snakemakeText(outlineOf(awkward, command));
      await Deno.writeTextFile(`${folder}/plan`, text);
      const run = async () =>
        (await new Deno.Command("snakemake", {
          args: ["-j1", "-k", "-s", "plan"],
          cwd: folder,
          stdout: "null",
          stderr: "null",
        }).output()).success;
      const logged = () =>
        Deno.readTextFileSync(`${folder}/log`).split("\n").slice(0, -1);
      const names = Object.keys(awkward).map((name) => `{${name}}`);
      const [starts, ends] = [names.slice(0, 2), names.slice(2)];

      assertEquals(await run(), false);
      assertEquals(logged().toSorted(), starts.toSorted());
      await Deno.writeTextFile(`${folder}/good`, "");
      assertEquals(await run(), true);
      assertEquals(logged().slice(2), ends);
    });
  },
);
