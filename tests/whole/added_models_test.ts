import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("a model that is added as a published one leaves its digests, under its own name", async () => {
  await inTemporaryFolder(async (folder) => {
    const { code, stdout, stderr } = await commandLine(
      ...["train", "nonlinear-regression/DI", "nonlinear-regression/DI-9"],
      "--model=nonlinear-regression.DI-9=DI,feedback=neg-transpose,leak=0.01",
      ...["--profile=smoke", "--log=json", `--store=${folder}/store`],
    );
    assertEquals(code, 0, stderr);
    const outputs = Object.fromEntries(
      stdout.trim().split("\n").map((line) => JSON.parse(line))
        .filter(({ type }) => type === "ran")
        .map(({ node, record }) => [node, record.outputs]),
    );
    const [published, added] = ["DI", "DI-9"].map((name) => {
      const made = outputs[`train/nonlinear-regression/${name}/seed-0`];
      return [made["trace.npz"], made["weights.npz"]];
    });
    assertEquals(added, published);
  });
});

Deno.test("an added model whose loop never runs stably is in its experiment's table, by its first error", async () => {
  await inTemporaryFolder(async (folder) => {
    const table = `${folder}/table.csv`;
    const { code, stderr } = await commandLine(
      ...["table", "linear-regression", `--output=${table}`],
      "--model=linear-regression.wild=DI,feedback=neg-pseudoinverse,scale=50",
      "--set=linear-regression.models=BP,wild",
      ...["--profile=smoke", `--store=${folder}/store`],
    );
    assertEquals(code, 0, stderr);
    const rows: Record<string, string>[] = parse(
      await Deno.readTextFile(table),
      { skipFirstRow: true },
    );
    const wild = rows.filter(({ variant }) => variant === "wild");
    const { value } = rows[0]; // the error of the start, which all share
    assertEquals(wild, [{
      ...{ experiment: "linear-regression", variant: "wild", seed: "0" },
      ...{ iteration: "0", metric: "error", value },
      ...{ rule: "DI", feedback: "neg-pseudoinverse" },
      ...{ scale: "50", leak: "0.01" },
    }]);
  });
});
