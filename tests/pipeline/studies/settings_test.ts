import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import * as v from "valibot";
import { commandsOf } from "../../../pipeline/engine/cli/cli.ts";
import { beyond } from "../../../pipeline/studies/beyond.ts";
import { experiments } from "../../../pipeline/studies/experiments.ts";
import { pipeline } from "../../../pipeline/main.ts";
import {
  publishedSettings,
  settingsOf,
  withDefaults,
} from "../../../pipeline/studies/settings.ts";
import { settingsHelp } from "../../../pipeline/studies/settings_help.ts";
import { commandLine } from "../../support/command_line.ts";

const linear = experiments.find(({ name }) => name === "linear-regression")!;

Deno.test("settingsOf() takes published values, then the profile's, then assigned ones", () => {
  const smoke = settingsOf(linear, "smoke", { eta: 0.02 });
  assertEquals(smoke.iterations, 120);
  assertEquals(smoke.eta, 0.02);
  const paper = settingsOf(linear, "paper");
  assertEquals(paper.iterations, 2000);
  assertEquals(paper.eta, 0.01);
});

Deno.test("withDefaults() changes defaults, and neither what fits nor what it means", () => {
  const { settings } = linear;
  const others = withDefaults(settings, { eta: .5 });
  const [before, after] = [settings, others].map((one) => v.parse(one, {}));
  assertEquals(after, { ...before, eta: .5 });
  assertEquals(Object.keys(after), Object.keys(before));
  assertEquals(others.entries.eta.wrapped, settings.entries.eta.wrapped);
  assertEquals(v.safeParse(others, { eta: -1 }).success, false);
});

Deno.test("experiments beyond the paper say that their defaults are their own, and what models have of their own", () => {
  for (const experiment of beyond) {
    const text = settingsHelp.describe([experiment.name]);
    assertStringIncludes(text, "Defaults are those of the profile beyond.");
    for (const { name, own = {} } of experiment.models) {
      for (const value of Object.values(own)) {
        assertMatch(text, new RegExp(`^ +${name} .* ${value}$`, "m"));
      }
    }
  }
});

const linesOf = (name: string) => settingsHelp.describe([name]).split("\n");

/** A setting's name, values, published value and meaning. */
const cellsOf = (experiment: string, setting: string) =>
  linesOf(experiment).map((line) => line.trim().split(/ {2,}/))
    .find(([name]) => name === setting);

Deno.test("settingsHelp has every setting with its published value and meaning", () => {
  for (const experiment of experiments) {
    const lines = linesOf(experiment.name);
    const published = publishedSettings(experiment);
    const { entries } = experiment.settings;
    assert(lines.length >= 2 + Object.keys(entries).length);
    for (const [name, { wrapped }] of Object.entries(entries)) {
      const [, values, value, meaning] = cellsOf(experiment.name, name)!;
      assert(values.length > 0, name);
      assertEquals(value.split(", ")[0], String(published[name]));
      assertEquals(meaning, v.getDescription(wrapped));
    }
  }
});

Deno.test("settingsHelp says which values fit, and which a profile takes", () => {
  assertEquals(cellsOf("nonlinear-regression", "iterations")!.slice(1, 3), [
    "whole number from 1 to 500000",
    "20000, smoke 120, quick 10000",
  ]);
  const valuesOf = (setting: string) =>
    cellsOf("linear-regression", setting)![1];
  assertEquals(valuesOf("eta"), "number above 0 to 1e38");
  assertEquals(valuesOf("optimisationTarget"), "number from -1e38 to 0");
  assertEquals(valuesOf("shareRepairs"), "true | false");
  assertEquals(
    cellsOf("nonlinear-regression", "singleLoopSign")![1],
    "-1 | 1",
  );
});

Deno.test("settingsHelp calls no default published that is not", () => {
  const lines = linesOf("mnist-autoencoder-normal");
  assertEquals(lines[1].trim().split(/ {2,}/)[2], "default");
  const [, , value, meaning] = cellsOf(
    "mnist-autoencoder-normal",
    "trainErrorEvery",
  )!;
  assertEquals(value.split(",")[0], "epoch");
  assertStringIncludes(
    meaning,
    "with each test error, as the published scripts do; or never",
  );
});

Deno.test("settingsHelp has all that published models are, also what is as usual", () => {
  const model = (experiment: string, name: string) =>
    linesOf(experiment).map((line) => line.trim().split(/ {2,}/))
      .find(([first]) => first === name);
  const [linear, nonlinear] = ["linear-regression", "nonlinear-regression"];
  assertEquals(model(linear, "BP"), ["BP", "BP"]);
  assertEquals(model(linear, "FA"), ["FA", "FA", "random", "1"]);
  assertEquals(model(linear, "DI"), [
    ...["DI", "DI", "neg-transpose", "1", "0.01", "linear"],
  ]);
  assertEquals(model(nonlinear, "SDI")!.at(-1), "tanh");
});

Deno.test("settingsHelp names models, and corrections where there are some", () => {
  assertEquals(cellsOf("mnist-autoencoder-normal", "models"), [
    "models",
    "list",
    "BP,FA,PBP,NDI,NDI-2",
    "models to train, of BP,FA,PBP,NDI,NDI-2,DI",
  ]);
  assertEquals(cellsOf("mnist-autoencoder-normal", "corrections"), undefined);
  assertStringIncludes(
    cellsOf("linear-regression", "corrections")!.join(),
    "shared-repairs",
  );
});

Deno.test("settings prints those of all experiments, or of those that are named", async () => {
  const all = await commandLine("settings");
  assertEquals([all.code, all.stderr], [0, ""]);
  assertEquals(
    all.stdout.split("\n").flatMap((line) => /^(\S+): /.exec(line)?.[1] ?? []),
    experiments.map(({ name }) => name),
  );
  const one = await commandLine("settings", "linear-regression");
  assertEquals(one.stdout.trim(), linesOf("linear-regression").join("\n"));
  const none = await commandLine("settings", "linear");
  assertEquals([none.code, none.stdout], [2, ""]);
  assertStringIncludes(
    none.stderr,
    "did you mean linear-regression",
  );
});

Deno.test("the help of a command ends with its options, and where it takes --set says what lists settings", async () => {
  await Promise.all(
    commandsOf(pipeline).map(async ({ name, options }) => {
      const { stdout } = await commandLine(name, "--help");
      const [last, before] = stdout.trimEnd().split("\n").reverse();
      const lister = "deno task settings lists what --set can change";
      assertEquals(last === lister, options.includes("set"), name);
      assert(last !== lister || before === "", name);
    }),
  );
});
