import { assert, assertEquals, assertRejects } from "@std/assert";
import { writeAll } from "../../../../pipeline/engine/cli/export_command.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const filesOf = (texts: Record<string, string>) => () =>
  Object.entries(texts).map(([place, text]) => ({
    place,
    content: () => new TextEncoder().encode(text),
  }));
const kind = { overwrite: false };

Deno.test("writeAll() writes what is not there, and leaves what is right", async () => {
  await inTemporaryFolder(async (folder) => {
    const first = filesOf({ "a/b.csv": "1\n" });
    const said = await writeAll(folder, first, kind);
    assertEquals(said, `1 file written to ${folder}`);
    const { mtime } = await Deno.stat(`${folder}/a/b.csv`);
    const both = filesOf({ "a/b.csv": "1\n", "a/c.csv": "2\n" });
    assertEquals(
      await writeAll(folder, both, kind),
      `1 file written to ${folder}, 1 was there already`,
    );
    assertEquals((await Deno.stat(`${folder}/a/b.csv`)).mtime, mtime);
    assertEquals(await Deno.readTextFile(`${folder}/a/c.csv`), "2\n");
  });
});

Deno.test("writeAll() writes nothing where a file holds something else, and replaces it if told so", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/b.csv`, "mine");
    const files = filesOf({ "a.csv": "1\n", "b.csv": "2\n" });
    const { message } = await assertRejects(
      () => writeAll(folder, files, kind),
      CliError,
    );
    assertEquals(
      message,
      `Cannot write ${folder}/b.csv: it is there and holds something else; name another folder with -o DIR, or say --overwrite`,
    );
    assertEquals(Array.from(Deno.readDirSync(folder)).length, 1);
    assertEquals(await Deno.readTextFile(`${folder}/b.csv`), "mine");
    await writeAll(folder, files, { overwrite: true });
    assertEquals(await Deno.readTextFile(`${folder}/b.csv`), "2\n");
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assert(names.includes("a.csv") && names.length === 2, names.join());
  });
});
