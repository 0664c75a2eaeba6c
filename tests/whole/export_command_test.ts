import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findPython } from "../../bench/python.ts";
import { decodeArrays } from "../../lib/io/arrays.ts";
import { decodeSeries } from "../../lib/io/trace.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { commandLine } from "../support/command_line.ts";
import { decodeTable } from "../support/decode_table.ts";
import { onPath } from "../support/on_path.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { testUnless } from "../support/test_unless.ts";

const readme = await Deno.readTextFile(`${projectFolder}/README.md`);
const [, section] = readme.split("## Results in Python and R\n");

/** The lines that the README has for a language, of those that hold a word. */
function linesFor(language: string, word: string): string {
  const blocks = section.matchAll(/^```(\w+)\n(.*?)^```/gms);
  return [...blocks].map(([, name, block]) => ({ name, block }))
    .find(({ name, block }) => name === language && block.includes(word))!
    .block;
}

/** A command about linear regression, at the size of a smoke test. */
const command = (folder: string, name: string, ...words: string[]) =>
  commandLine(
    ...[name, "linear-regression", "--profile=smoke"],
    ...[`--store=${smokeStore(folder)}`, ...words],
  );

/** A folder in which the README's commands ran: made for the first test that wants it. */
let made: Promise<string> | undefined;
const exported = () => made ??= exportAll();

async function exportAll(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "dynamic inversion, " });
  const run = async (name: string, ...words: string[]) => {
    const { code, stdout, stderr } = await command(folder, name, ...words);
    assertEquals(code, 0, stderr);
    return stdout;
  };
  await run("aggregate", `--outputs=${folder}/outputs`);
  for (const format of ["npz", "csv", "parquet"]) {
    const words = ["-o", `${folder}/results`, "--format", format];
    assertStringIncludes(await run("export", ...words), "files written to");
    const again = await run("export", ...words);
    assertStringIncludes(again, "0 files written to");
  }
  return folder;
}

Deno.test.afterAll(async () => {
  if (made) await Deno.remove(await made, { recursive: true });
});

const run = "results/linear-regression/DI/seed-0";

Deno.test("an export has the numbers of the table, and stays when settings change", async () => {
  const folder = await exported();
  const table = `${folder}/outputs/tables/linear-regression.csv`;
  const rows = decodeTable(await Deno.readFile(table))
    .filter(({ variant }) => variant === "DI");
  const trace = decodeTable(await Deno.readFile(`${folder}/${run}/trace.csv`));
  assertEquals(trace, rows);
  const npz = await Deno.readFile(`${folder}/${run}/trace.npz`);
  const { error } = decodeSeries(decodeArrays(npz));
  const errors = rows.filter(({ metric }) => metric === "error");
  assertEquals([...error.value], errors.map(({ value }) => value));

  const words = ["--set=linear-regression.eta=0.02", "--only=*/DI/*"];
  const other = await command(
    folder,
    ...["export", "-o", `${folder}/results`, ...words] as const,
  );
  assertEquals(other.code, 1);
  assertStringIncludes(
    other.stderr,
    `error: Cannot write ${folder}/${run}/weights.npz: it is there and holds something else; `,
  );
  assertEquals(await Deno.readFile(`${folder}/${run}/trace.npz`), npz);
});

/** What the README's lines in a language find, printed by one more line. */
async function printed(program: string, flag: string, lines: string) {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args: [flag, lines],
    cwd: await exported(),
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes)
  );
  assert(success, err);
  return JSON.parse(out);
}

/** What they should find: the table's length, the last error of DI, and an element of its weights. */
async function expected() {
  const folder = await exported();
  const read = (path: string) => Deno.readFile(`${folder}/${path}`);
  const rows = decodeTable(await read("outputs/tables/linear-regression.csv"));
  const last = rows.findLast(({ variant, metric }) =>
    variant === "DI" && metric === "error"
  )!;
  const { W0 } = decodeArrays(await read(`${run}/weights.npz`));
  const [, columns] = W0.shape;
  return [rows.length, last.value, ...W0.shape, W0.data[columns + 2]];
}

const pandas = await findPython(undefined, ["numpy", "pandas"]);
testUnless(
  pandas ? undefined : "no Python here imports pandas",
  "the README's lines for pandas load a table and weights",
  async () => {
    const lines = linesFor("python", "pandas") +
      "W0 = weights['W0']\n" +
      "print([len(table), float(last['DI', 0]), *W0.shape, float(W0[1, 2])])";
    assertEquals(await printed(pandas!, "-c", lines), await expected());
  },
);

const polars = await findPython(undefined, ["polars"]);
testUnless(
  polars ? undefined : "no Python here imports polars",
  "the README's lines for polars load traces and weights",
  async () => {
    const lines = linesFor("python", "polars") +
      "last = traces.filter(variant='DI', metric='error')['value'][-1]\n" +
      "print([len(traces), last, *W0.shape, float(W0[1, 2])])";
    assertEquals(await printed(polars!, "-c", lines), await expected());
  },
);

const R = onPath("Rscript");
testUnless(
  R ? undefined : "Rscript is not installed",
  "the README's lines for R load a table and weights",
  async () => {
    const lines = linesFor("r", "read.csv") +
      "last <- tail(subset(table, variant == 'DI' & metric == 'error')$value, 1)\n" +
      "found <- c(nrow(table), last, dim(weights$W0), weights$W0[2, 3])\n" +
      "cat('[', paste(sprintf('%.17g', found), collapse = ','), ']')";
    assertEquals(await printed(R!, "-e", lines), await expected());
  },
);

Deno.test("export says what it cannot do before any work", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = `${folder}/file`;
    await Deno.writeTextFile(file, "");
    const refusals = [
      [
        [],
        2,
        "Cannot export linear-regression: there is no folder to write to; give -o DIR",
      ],
      [["-o", file], 1, `Cannot write to ${file}/linear-regression: `],
      [
        ["-o", folder, "--format=xlsx"],
        2,
        "Cannot read --format xlsx: there are npz, csv, parquet",
      ],
    ] as const;
    for (const [words, code, sentence] of refusals) {
      const refused = await command(folder, "export", ...words);
      assertEquals(refused.code, code, refused.stderr);
      assertStringIncludes(refused.stderr, `error: ${sentence}`);
      // one line: nothing ran
      assertEquals(refused.stderr.trim().split("\n").length, 1);
    }
    const { code, stderr } = await commandLine(
      "export",
      "linear",
      "-o",
      folder,
    );
    assertEquals(code, 2);
    assertStringIncludes(stderr, "Cannot export linear: did you mean linear-");
  });
});
