import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parquetReadObjects } from "hyparquet";
import { commandLine, commandOf, programOf } from "../support/command_line.ts";
import { decodeTable } from "../support/decode_table.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { inTerminal, terminalTest } from "../support/terminal.ts";

const words = (folder: string) => [
  ...["table", "linear-regression", "--profile=smoke"],
  ...[`--store=${smokeStore(folder)}`, `--outputs=${folder}/outputs`],
];

Deno.test("table writes to a file what it prints, and says before any work that it cannot", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = `${folder}/table.csv`;
    await Deno.writeTextFile(file, "longer than any table ".repeat(1e5));
    const written = await commandLine(...words(folder), "-o", file);
    assertEquals([written.code, written.stdout], [0, ""], written.stderr);
    const { stdout } = await commandLine(...words(folder));
    assertEquals(await Deno.readTextFile(file), stdout);

    const nowhere = `${folder}/none/table.csv`;
    const refused = await commandLine(...words(folder), "-o", nowhere);
    assertEquals(refused.code, 1);
    // one line: nothing ran
    assertEquals(refused.stderr.trim().split("\n").length, 1, refused.stderr);
    assertStringIncludes(refused.stderr, `error: Cannot write ${nowhere}: `);
  });
});

Deno.test("a table has a column for each setting that differs, and does not replace another in silence", async () => {
  await inTemporaryFolder(async (folder) => {
    const models = "--set=linear-regression.models=BP,DI";
    const usual = await commandLine(...words(folder), models);
    assert(!usual.stderr.includes("replaced"), usual.stderr);
    const leak = "--set=linear-regression.DI.leak=0.005";
    const { stdout, stderr } = await commandLine(
      ...words(folder),
      models,
      leak,
    );
    assertStringIncludes(
      stderr,
      `\n3 files of an earlier run replaced in ${folder}/outputs; --outputs DIR would put them elsewhere\nsee ${folder}/outputs/tables/linear-regression.csv\n`,
    );
    const [header, ...lines] = stdout.trimEnd().split("\n");
    assertEquals(
      header,
      "experiment,variant,seed,iteration,metric,value,leak",
    );
    const ends = lines.map((line) => line.split(","))
      .map((fields) => `${fields[1]} ${fields.at(-1)}`);
    assertEquals([...new Set(ends)], ["BP ", "DI 0.005"]);
  });
});

Deno.test("table prints JSON and Parquet of the same rows, also to a pipe", async () => {
  await inTemporaryFolder(async (folder) => {
    const rows = decodeTable(await run("csv"));
    const json = JSON.parse(new TextDecoder().decode(await run("json")));
    assertEquals(JSON.stringify(json), JSON.stringify(rows)); // where NaN is null
    const { buffer } = await run("parquet");
    const found = await parquetReadObjects({ file: buffer as ArrayBuffer });
    assertEquals(found.length, rows.length);
    assertEquals(found.at(-1)!.value, rows.at(-1)!.value);

    async function run(format: string): Promise<Uint8Array> {
      const { stdout, success } = await commandOf(
        ...words(folder),
        `--format=${format}`,
      ).output();
      assert(success);
      return stdout;
    }
  });
});

terminalTest("table refuses to print Parquet on a terminal", async () => {
  await inTemporaryFolder(async (folder) => {
    const session = inTerminal(
      programOf(...words(folder), "--format=parquet"),
    );
    assertEquals(await session.ended, 2, session.written());
    assertStringIncludes(
      session.lines().join(" "),
      "error: Cannot show parquet on a terminal: give -o FILE, or send it",
    );
  });
});

terminalTest(
  "a terminal is shown the ends of a table, and how to get all of it",
  async () => {
    await inTemporaryFolder(async (folder) => {
      const { stdout } = await commandLine(...words(folder));
      const [header, ...rows] = stdout.trimEnd().split("\n");
      const session = inTerminal(programOf(...words(folder)));
      assertEquals(await session.ended, 0, session.written());
      const shown = session.lines();
      assert(shown.length < 24, session.written());
      const start = shown.indexOf(header);
      assertEquals(shown.slice(start + 1, start + 6), rows.slice(0, 5));
      assertEquals(shown.slice(start + 7, start + 12), rows.slice(-5));
      assertEquals(
        shown.at(-1),
        `${
          rows.length - 10
        } of ${rows.length} rows are left out: give -o FILE, or send them through a pipe`,
      );
    });
  },
);
