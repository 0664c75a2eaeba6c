import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { provFaults } from "../pipeline/engine/provenance/prov_rules.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("trace follows a figure to its start, of lines or of pixels, and tells an altered and an older one", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = `--store=${folder}/store`;
    const figure = `${folder}/figures/figure-3a.svg`;
    const render = (...words: string[]) =>
      commandLine(
        ...["render", "figure-3a", "--profile=smoke", "--seeds=1", store],
        ...[`--outputs=${folder}`, ...words],
      );
    const set = ["--set", "linear-regression.models=BP,FA"];
    const drawn = await render(...set, "--format=png", "--scale=1");
    assertEquals(drawn.code, 0, drawn.stderr);

    const pixels = figure.replace("svg", "png");
    const traced = await commandLine("trace", pixels, store);
    assertEquals(traced.code, 0, traced.stderr);
    for (
      const words of [
        "render/figure-3a/png of linear-regression: smoke profile",
        "render/figure-3a/png\n  settings  scale 1\n",
        "train/linear-regression: 2 nodes\n",
        "is what this repository makes: the store has it under the present keys",
      ]
    ) assertStringIncludes(traced.stdout, words);

    // the figure says itself which models were asked for
    const present = await commandLine("trace", figure, store);
    assertEquals(present.code, 0, present.stderr);
    for (
      const words of [
        "render/figure-3a of linear-regression: smoke profile",
        "train/linear-regression: 2 nodes\n  models    BP, FA\n  seed      1\n",
        "initialise/linear-regression/seed-1",
        "is what this repository makes: the store has it under the present keys",
      ]
    ) assertStringIncludes(present.stdout, words);

    const json = await commandLine("trace", figure, store, "--format=json");
    assertEquals(json.code, 0, json.stderr);
    const { verdict, command, data, runs } = JSON.parse(json.stdout);
    assertEquals([verdict.isPresent, data], [true, []]);
    const wanted = "--profile smoke --seeds 1";
    assertEquals(
      command.replace(/config .+ -o/, "config FIGURE -o"),
      `deno task config FIGURE -o run.json && deno task reproduce --config run.json ${wanted} --only render/figure-3a`,
    );
    assertEquals(
      runs.map(({ record }: { record: { node: string } }) => record.node),
      [
        ...["render/figure-3a", "aggregate/linear-regression"],
        ...["BP", "FA"].map((name) => `train/linear-regression/${name}/seed-1`),
        "initialise/linear-regression/seed-1",
      ],
    );
    const prov = await commandLine("trace", figure, store, "--format=prov");
    assertEquals(provFaults(prov.stdout), []);
    assertEquals(Object.keys(JSON.parse(prov.stdout).activity).length, 5);

    const other = await commandLine(
      ...["trace", figure, store, "--set", "linear-regression.eta=0.5"],
    );
    assertEquals(other.code, 1);
    assertStringIncludes(
      other.stderr,
      "was made by an earlier state or with other options: settings.",
    );

    const file = `${folder}/c.json`;
    const written = await commandLine("config", figure, "-o", file);
    assertEquals(written, { code: 0, stdout: "", stderr: "" });
    const again = await commandLine(
      ...["render", "figure-3a", "--config", file, store, "--dry-run"],
    );
    assertMatch(again.stdout, /^0 of \d+ nodes would run/);
    const mistaken = await commandLine("config", "c.json");
    assertEquals(mistaken, {
      ...{ code: 2, stdout: "" },
      stderr:
        "error: Cannot read c.json: it is no figure; give --config c.json\n",
    });
    const changed = await commandLine("config", figure, "--changed");
    assertEquals(JSON.parse(changed.stdout), {
      $schema: "data/config.schema.json",
      profile: "smoke",
      seeds: "1",
      experiments: { "linear-regression": { train: ["BP", "FA"] } },
    });

    assertEquals(await commandLine("config", pixels, "--changed"), changed);

    const note =
      `${pixels}: of an earlier run, and older than what is beside; --format png makes such anew\n`;
    const replaced = await render("--set", "linear-regression.models=BP");
    assertStringIncludes(replaced.stdout, note);
    const both = await render(...set, "--format=png", "--scale=1");
    assertEquals([both.code, both.stdout.includes(note)], [0, false]);

    const svg = await Deno.readTextFile(figure);
    await Deno.writeTextFile(figure, svg.replace("</svg>", "<g/></svg>"));
    const altered = await commandLine("trace", figure, store);
    assertEquals(altered.code, 1);
    assertStringIncludes(altered.stderr, "it is altered: its metadata name");

    const unknown = await commandLine("trace", figure, `${store}-2`);
    assertEquals(unknown.code, 1);
    assertStringIncludes(unknown.stderr, "it is unknown: nothing in the store");

    const locked = `${projectFolder}/outputs/paper/figures/figure-3a.svg`;
    const known = await commandLine("trace", locked, `${store}-2`);
    assertEquals(known.code, 0, known.stderr);
    assertMatch(
      known.stdout,
      /^what made it is not in this store; deno task reproduce --profile paper .*--only render\/figure-3a makes it$/m,
    );
  });
});

Deno.test("trace refuses what it cannot read in one sentence", async () => {
  await inTemporaryFolder(async (folder) => {
    const refusal = async (name: string, text?: string) => {
      const path = `${folder}/${name}`;
      if (text !== undefined) await Deno.writeTextFile(path, text);
      const { code, stdout, stderr } = await commandLine("trace", path);
      assertEquals([code, stdout], [2, ""]);
      return stderr.replace(path, "FILE");
    };
    assertEquals(
      await refusal("none.svg"),
      "error: Cannot read FILE: No such file or directory; give the path of a figure's file\n",
    );
    assertEquals(
      await refusal("bare.svg", "<svg/>"),
      "error: Cannot read FILE: it does not say in its metadata where it comes from; figures that deno task render makes do\n",
    );
  });
});
