import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import * as v from "valibot";
import { commandsOf } from "../../pipeline/engine/cli/cli.ts";
import { canonicalJson } from "../../pipeline/engine/text/canonical_json.ts";
import { CliError } from "../../pipeline/engine/text/errors.ts";
import { quoted } from "../../pipeline/engine/text/words.ts";
import { experiments } from "../../pipeline/experiments.ts";
import { pipeline } from "../../pipeline/main.ts";
import {
  parseAssignment,
  publishedSettings,
  settingsHelp,
  settingsOf,
} from "../../pipeline/settings.ts";
import { commandLine } from "../support/command_line.ts";

const linear = experiments.find(({ name }) => name === "linear-regression")!;

Deno.test("settingsOf() takes published values, then the profile's, then assigned ones", () => {
  const smoke = settingsOf(linear, "smoke", { eta: 0.02 });
  assertEquals(smoke.iterations, 120);
  assertEquals(smoke.eta, 0.02);
  const paper = settingsOf(linear, "paper");
  assertEquals(paper.iterations, 2000);
  assertEquals(paper.eta, 0.01);
});

/** Every setting that is a number: its name, schema, and the bounds that the schema gives. */
const numericSettings = experiments.flatMap(({ name, settings }) =>
  Object.entries(settings.entries).flatMap(([key, { wrapped }]) => {
    const pipe: { type: string; requirement?: unknown }[] = wrapped.pipe;
    if (pipe[0].type !== "number") return [];
    const bound = (...types: string[]) =>
      pipe.find(({ type }) => types.includes(type))?.requirement as number;
    return [{
      setting: `${name}.${key}`,
      least: bound("min_value", "gt_value"),
      greatest: bound("max_value"),
    }];
  })
);

/** What people may write for a number, and what breaks programs that read it. */
const numberTexts = fc.oneof(
  fc.double().map(String),
  fc.integer().map(String),
  fc.constantFrom(
    ...["", " ", "-0", "1e999", "-1e999", "1e300", "1e-400", "NaN"],
    ...["Infinity", "-Infinity", "0x10", "1_000", "null", "true", "[1]"],
    ...["9007199254740993", ".5", "5.", "+5", "2147483648", "1e38", "1e39"],
  ),
  fc.string(),
);

Deno.test("a setting that is a number is finite and within bounds, or the error names all three", () => {
  assert(numericSettings.length > 40, String(numericSettings.length));
  for (const { setting, least, greatest } of numericSettings) {
    assert(Number.isFinite(least) && Number.isFinite(greatest), setting);
    fc.assert(fc.property(numberTexts, (text) => {
      const taken = attempt(`${setting}=${text}`);
      if (taken instanceof CliError) {
        const start = `Cannot set ${setting} to ${quoted(text)}: it is `;
        return assert(taken.message.startsWith(start), taken.message);
      }
      const number = taken as number;
      assert(Number.isFinite(number), `${setting}=${text}`);
      assert(number >= least && number <= greatest, `${setting}=${text}`);
      canonicalJson(number);
    }));
  }
});

/** The value that an assignment gives, or the error that it ends with. */
function attempt(assignment: string): unknown {
  try {
    return parseAssignment(assignment).value;
  } catch (error) {
    return error;
  }
}

Deno.test("a number that is too large or too small is told with its bound", () => {
  const complaint = (text: string) =>
    assertThrows(() => parseAssignment(text), CliError).message;
  assertEquals(
    complaint("nonlinear-regression.optimisationTarget=-1e999"),
    "Cannot set nonlinear-regression.optimisationTarget to -1e999: it is less than -1e+38",
  );
  assertEquals(
    complaint("linear-regression.iterations=1e300"),
    "Cannot set linear-regression.iterations to 1e300: it is greater than 500000",
  );
  assertEquals(
    complaint("linear-regression.eta=0x10"),
    "Cannot set linear-regression.eta to 0x10: it is not a number",
  );
});

Deno.test("parseAssignment() takes numbers as people write them", () => {
  const eta = (text: string) =>
    parseAssignment(`linear-regression.eta=${text}`).value;
  assertEquals(
    [".001", "+0.001", "1.", "1e-3", " 5 "].map(eta),
    [0.001, 0.001, 1, 1e-3, 5],
  );
});

Deno.test("parseAssignment() refuses unknown experiments, settings and values", () => {
  const refused = (text: string, sentence: string) =>
    assertThrows(() => parseAssignment(text), CliError, sentence);
  refused("linear.eta=1", "there is no experiment linear");
  refused("linear-regression.etta=1", "did you mean eta?");
  refused(
    "linear-regression.eta=fast",
    "Cannot set linear-regression.eta to fast",
  );
  refused("linear-regression.iterations=1.5", "Cannot set");
  refused("linear-regression.iterations=-3", "Cannot set");
  refused("linear-regression.eta=1e999", "Cannot set");
  refused("linear-regression.eta", "EXPERIMENT.KEY=VALUE");
  refused("eta=1", "EXPERIMENT.KEY=VALUE");
  refused("linear-regression.models=BP,XX", "there are BP, FA, FA-2");
  const models = (list: string) => `linear-regression.models=${list}`;
  refused(models("BP,bp"), "BP,bp: there is no model bp; did you mean BP?");
  refused(models("BP,"), 'BP,: there is no model ""; there are BP, FA, FA-2');
  refused(models("1"), "to 1: there is no model 1; ");
  refused("linear-regression.eta=", 'eta to "": it is not a number');
  refused("linear-regression.toString=1", "has no setting toString");
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
    all.stdout.trim().split("\n\n").map((block) => block.split(":")[0]),
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

Deno.test("the help of a command that takes --set has every setting, and says what explains them", async () => {
  await Promise.all(
    commandsOf(pipeline).map(async ({ name, options }) => {
      const { stdout } = await commandLine(name, "--help");
      const has = (line: string) => stdout.includes(line);
      const settable = options.includes("set");
      assertEquals(settingsHelp.summary().every(has), settable, name);
      assertEquals(has("deno task settings EXPERIMENT"), settable, name);
    }),
  );
});
