import { assert, assertEquals } from "@std/assert";
import { decodeTable } from "../support/decode_table.ts";
import { published } from "../../pipeline/studies/experiments.ts";
import { commandLine } from "../support/command_line.ts";
import { withoutCorrections } from "../support/fewer.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("models that diverge are recorded, drawn and reported, and no number that is not finite is written", async () => {
  await inTemporaryFolder(async (folder) => {
    const rates = {
      "linear-regression": 1e3,
      "linear-regression-normalised": 1e38,
      "nonlinear-regression": 1e38,
      "mnist-classification": 1e38,
      "mnist-autoencoder-normal": 1e38,
      "mnist-autoencoder-orthogonal": 1e38,
    };
    const { code, stderr } = await commandLine(
      "reproduce",
      "--profile=smoke",
      ...Object.entries(rates).map(([name, eta]) => `--set=${name}.eta=${eta}`),
      ...withoutCorrections, // whose models diverge by the same code
      `--store=${folder}/store`,
      `--outputs=${folder}/outputs`,
    );
    assertEquals(code, 0, stderr);

    const read = (path: string) =>
      Deno.readTextFile(`${folder}/outputs/${path}`);
    for (const experiment of Object.keys(rates)) {
      const table = await read(`tables/${experiment}.csv`);
      assert(!/nan|inf/i.test(table), experiment);
      const rows = decodeTable(new TextEncoder().encode(table));
      assert(rows.every(({ value }) => Number.isFinite(value)), experiment);
    }
    for (const { name } of Deno.readDirSync(`${folder}/outputs/figures`)) {
      // the letters of a picture may be any
      const svg = (await read(`figures/${name}`)).replaceAll(
        /base64,[^"]*/g,
        "",
      );
      assert(!/NaN|Infinity/.test(svg), name);
    }
    const page = await read("index.html");
    for (const { name, models, defaultModels } of published) {
      const [, section] = page.split(`<section id="${name}"`);
      const told = section.split("</section>")[0]
        .matchAll(/<li>(.*), seed 0: (?:diverged|unstable) at iteration/g);
      const expected = name === "linear-regression-normalised"
        ? ["DI", "DI-2", "DI-3"] // a step of the others has one length, however large
        : defaultModels ?? models.map(({ name }) => name);
      assertEquals([...told].map(([, model]) => model), [...expected], name);
    }
  });
});
