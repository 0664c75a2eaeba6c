import { assertEquals, assertRejects } from "@std/assert";
import { sourceEntries } from "../../../../pipeline/engine/archive/source.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { commitAll } from "../../../support/commit_all.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

Deno.test("sources are those of the commit, whatever else lies beside them", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/a`);
    await Deno.writeTextFile(`${folder}/a/é b.ts`, "line\nline\n");
    await Deno.writeTextFile(`${folder}/.ignored`, "", { mode: 0o755 });
    const commit = await commitAll(folder);
    await Deno.writeTextFile(`${folder}/more`, "");
    await Deno.chmod(`${folder}/a/é b.ts`, 0o600);
    const { entries, ...rest } = await sourceEntries({ folder });
    assertEquals(rest, { commit });
    assertEquals(
      entries.map((entry) => [
        entry.path,
        entry.mode,
        "bytes" in entry && new TextDecoder().decode(entry.bytes),
      ]),
      [
        ["source/.ignored", 0o755, ""],
        ["source/a/é b.ts", 0o644, "line\nline\n"],
        [
          "source/.commit",
          0o644,
          `${commit}\n${digestOf("")}  .ignored\n${
            digestOf("line\nline\n")
          }  a/é b.ts\n`,
        ],
      ],
    );
  });
});

Deno.test("sources that no commit has are refused", async () => {
  await inTemporaryFolder(async (folder) => {
    const refused = (sentence: string) =>
      assertRejects(() => sourceEntries({ folder }), CliError, sentence);
    await refused(
      "Cannot pack the sources: git knows no commit of them; pack from a clone",
    );
    await Deno.symlink("a.ts", `${folder}/link`);
    await commitAll(folder);
    await refused(
      "Cannot pack the sources: their commit holds link, which is no file but a symlink",
    );
    await Deno.remove(`${folder}/link`);
    await Deno.writeTextFile(`${folder}/a.ts`, "1");
    await commitAll(folder);
    await Deno.writeTextFile(`${folder}/a.ts`, "2");
    await refused(
      "Cannot pack the sources: files differ from the commit; commit them first",
    );
  });
});
