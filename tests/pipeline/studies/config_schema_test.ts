import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Ajv } from "ajv";
import { configOf } from "../../../pipeline/studies/config_of.ts";
import { configSchema } from "../../../pipeline/studies/config_schema.ts";
import { readOptions } from "../../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../../pipeline/engine/cli/options.ts";
import { jsonText } from "../../../pipeline/engine/text/json_text.ts";
import { experiments } from "../../../pipeline/studies/experiments.ts";
import { pipeline } from "../../../pipeline/main.ts";
import { projectFolder } from "../../../pipeline/project.ts";

// as editors take it, one word of which is theirs alone
const fits = new Ajv({ strictTypes: true, keywords: ["allowTrailingCommas"] })
  .compile(configSchema());

Deno.test("the schema in the repository is that of the settings and models", () => {
  const { schemaFile } = pipeline.config!;
  const kept = Deno.readTextFileSync(`${projectFolder}/${schemaFile}`);
  assert(
    kept === `${jsonText(configSchema())}\n`,
    `deno task config --schema -o ${schemaFile} writes it anew`,
  );
});

Deno.test("the schema calls no value a default that only some profiles have", () => {
  const { definitions } = configSchema() as {
    // deno-lint-ignore no-explicit-any
    definitions: any;
  };
  const { eta, iterations } = definitions.settings
    .properties["nonlinear-regression"].properties;
  assertEquals([eta.default, iterations.default], [0.01, undefined]);
  assertStringIncludes(
    iterations.description,
    "(20000, smoke 120, quick 10000)",
  );
});

Deno.test("a configuration that is printed fits the schema", () => {
  for (
    const words of [
      [],
      [
        "--profile=paper",
        "--seeds=0-3",
        "--seeds=mnist-*=7",
        "--backend=native",
      ],
      [
        "--model=linear-regression.A=DI,feedback=random,leak=0.1,eta=0.1",
        "--set=nonlinear-regression.DI-2.slopes=once",
        "--set=linear-regression.corrections=none",
        "--set=mnist-classification.models=BP,DI-tanh",
      ],
    ]
  ) {
    const wanted = readOptions(words, optionsOf(pipeline));
    for (const changed of [false, true]) {
      const file = { $schema: "s.json", ...configOf(wanted, { changed }) };
      assertEquals([fits(file), fits.errors], [true, null], words.join(" "));
    }
  }
});

Deno.test("the schema finds what is unknown, of another kind, or beyond bounds", () => {
  const linear = (said: unknown) => (
    { experiments: { "linear-regression": said } }
  );
  const DI = (fields: unknown) => linear({ models: { DI: fields } });
  for (
    const wrong of [
      ...[[], null, { proflie: "smoke" }, { profile: "smok" }],
      ...[{ backend: "gpu" }, { outputs: 1 }],
      ...[{ seeds: 3 }, { seeds: "a" }, { seeds: [] }, { seeds: { "*": 1 } }],
      ...[{ experiments: { linear: {} } }, linear([]), linear({ eta: 1 })],
      ...[
        ...[{ etta: 1 }, { eta: "0.1" }, { eta: 0 }, { eta: 1e39 }],
        ...[{ iterations: 1.5 }, { iterations: 500001 }, { leak: 0.1 }],
        ...[{ optimisationTarget: 0.1 }, { shareRepairs: "yes" }],
      ].map((settings) => linear({ settings })),
      ...[
        ...[{ leek: 1 }, { leak: -1 }, { rule: "SDI" }, { feedback: "none" }],
        ...[{ iterations: 10 }, { eta: "fast" }, 3],
      ].map(DI),
      linear({ models: { A: { leak: 0.1 } } }),
      linear({ models: { "mine a": { rule: "DI" } } }),
      ...[DI({ scale: 0 }), linear({ train: ["mine a"] })],
      ...[{ seeds: { mnist: "0" } }, { seeds: { "*": "0-" } }],
      ...["1e-3..log", "1..2", "1,2..3:lin", "1,", ""].map((eta) => ({
        sweeps: [{ experiment: experiments[0].name, grid: { eta } }],
      })),
      {
        sweeps: [{
          ...{ experiment: experiments[0].name, grid: { eta: "1" } },
          models: ["mine a"],
        }],
      },
      ...[linear({ train: [] }), linear({ train: "BP" })],
      ...[linear({ corrections: ["settled"] }), { sweeps: [{}] }],
      ...[{}, { etta: [1] }, { rule: ["DI"] }, { eta: [] }, { eta: [[1]] }]
        .map((grid) => ({
          sweeps: [{ experiment: experiments[0].name, grid }],
        })),
    ]
  ) assertEquals(fits(wrong), false, JSON.stringify(wrong));
  for (const { name: experiment } of experiments) {
    const grid = { eta: "0, 1e-4..1e-1:log7,0.5", leak: [0, 0.01] };
    const file = {
      seeds: { [experiment]: "0", "mnist-*": "1" },
      experiments: { [experiment]: {} },
      sweeps: [{ experiment, grid, models: ["BP"], seeds: "0-2" }],
    };
    assertEquals([fits(file), fits.errors], [true, null]);
  }
});
