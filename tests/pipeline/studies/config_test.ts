import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Config, readConfig } from "../../../pipeline/studies/config.ts";
import { CliError } from "../../../pipeline/engine/text/errors.ts";
import { readLocated } from "../../../pipeline/engine/text/located_json.ts";
import { listed } from "../../../pipeline/engine/text/suggest.ts";
import { usualSeeds } from "../../../pipeline/engine/text/seeds.ts";
import { isShowable } from "../../../pipeline/engine/text/words.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import { experimentNames } from "../../../pipeline/studies/experiments.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";
import { sweepsOf } from "../../../pipeline/studies/sweep.ts";

const read = (text: string) => readConfig(readLocated(text, "c.json"));

/** The studies of a run with a file of this text. */
const studied = (text: string) =>
  studiesOf({
    ...{ profile: "smoke", seeds: usualSeeds, backend: "wasm" },
    ...{ set: [], model: [], config: read(text) },
  });

Deno.test("readConfig() takes options, seeds by experiment, and changes with their places", () => {
  const { content, ...said } = read(`{
    "$schema": "data/config.schema.json",
    "profile": "paper", "backend": "native", "outputs": "out",
    "experiments": {
      "linear-regression": {
        "settings": { "eta": 0.02 },
        "models": {
          "DI-2": { "leak": 0.005 },
          "DI-4": { "eta": 0.1, "leak": 0.1, "feedback": "random", "rule": "DI" },
        },
        "train": ["BP", "DI-4"],
        "corrections": [], // none
      },
    },
    "seeds": { "*": "0-2", "linear-*": [3, 1] },
  }`);
  assertEquals(said, {
    profile: "paper",
    backend: "native",
    outputs: "out",
    seeds: { "*": [0, 1, 2], "linear-*": [1, 3] },
  });
  assertEquals(
    (content as Config).changes.map(
      ({ experiment: _, written: _text, ...change }) => change,
    ),
    [
      { key: "eta", value: 0.02, where: "c.json:6:23" },
      { model: "DI-2", key: "leak", value: 0.005, where: "c.json:8:21" },
      // the rule and the feedback first, since the other fields depend on them
      {
        ...{ model: "DI-4", key: "rule", value: "DI", adds: true },
        where: "c.json:9:68",
      },
      { model: "DI-4", key: "feedback", value: "random", where: "c.json:9:46" },
      { model: "DI-4", key: "eta", value: 0.1, where: "c.json:9:21" },
      { model: "DI-4", key: "leak", value: 0.1, where: "c.json:9:33" },
      { key: "models", value: ["BP", "DI-4"], where: "c.json:11:9" },
      { key: "corrections", value: [], where: "c.json:12:9" },
    ],
  );
});

Deno.test("a file changes studies as --set and --model do", () => {
  const [linear] = studied(`{ "experiments": { "linear-regression": {
    "settings": { "eta": 0.02 },
    "models": { "DI-2": { "leak": 0.005 }, "A": { "rule": "FA" } },
    "train": ["DI-2", "A"], "corrections": [] } } }`);
  const words = {
    set: ["eta=0.02", "DI-2.leak=0.005", "models=DI-2,A", "corrections=none"]
      .map((text) => `linear-regression.${text}`),
    model: ["linear-regression.A=FA"],
  };
  const [same] = studiesOf({
    ...{ profile: "smoke", seeds: usualSeeds, backend: "wasm" },
    ...{ config: null, ...words },
  });
  assertEquals(linear, same);
  assertEquals(linear.models.map(({ name }) => name), ["DI-2", "A"]);
});

Deno.test("the examples of the README fit", () => {
  const readme = Deno.readTextFileSync(`${projectFolder}/pipeline/README.md`);
  const [sweeps, run] = [...readme.matchAll(/^```jsonc?\n(.*?)^```/gms)]
    .map(([, text]) => text);
  const [, , nonlinear] = studied(run);
  assertEquals(nonlinear.models.length, 3);
  assertEquals(nonlinear.corrections, []);
  assertEquals((read(sweeps).content as Config).sweeps.length, 1);
  take(sweeps);
});

/** Reads a file, and puts together all that it wants. */
function take(text: string): void {
  const { sweeps } = read(text).content as Config;
  sweepsOf(sweeps, studied(text));
}

const linear = (text: string) =>
  `{"experiments": {"linear-regression": ${text}}}`;
const settings = (text: string) => linear(`{"settings": {${text}}}`);
const sweep = (text: string) =>
  `{"sweeps": [{"experiment": "linear-regression", ${text}}]}`;
const grid = (text: string) => sweep(`"grid": {${text}}`);
const models = (text: string) => linear(`{"models": {${text}}}`);

/** Wrong files, and the sentence that each ends with. */
const wrong: [text: string, sentence: string][] = [
  [
    "[]",
    "Cannot read c.json:1:1: a configuration is an empty list; write an object, {…}",
  ],
  [
    "null",
    "Cannot read c.json:1:1: a configuration is null; write an object, {…}",
  ],
  [
    "profile: smoke",
    "Cannot read c.json:1:1: it is no value of JSON; words stand in double quotes, and numbers are written as 0.5, -3 or 1e-4",
  ],
  [
    '{"profile": "smoke"',
    "Cannot read c.json:1:20: an object does not end; close it with }",
  ],
  [
    '{"profile": "smoke",\r\n\r\n "seeds": 0-4}',
    "Cannot read c.json:3:12: no comma stands before it; write one",
  ],
  [
    '\uFEFF{"proflie": "smoke"}',
    "Cannot read c.json:1:2: proflie is no key of a configuration; did you mean profile?",
  ],
  [
    '{"profile": "smoke",\n "profile": "quick"}',
    "Cannot read c.json:2:2: profile stands at c.json:1:2 already; leave out one of the two",
  ],
  [
    '{"profile": "smok"}',
    "Cannot read c.json:1:13: there is no profile smok; did you mean smoke?",
  ],
  [
    '{"profile": 3}',
    "Cannot read c.json:1:13: profile is the number 3; write a text in double quotes",
  ],
  [
    '{"profile": null}',
    "Cannot read c.json:1:13: profile is null; write a text in double quotes",
  ],
  [
    '{"profile": ""}',
    'Cannot read c.json:1:13: profile is the text ""; write a text in double quotes',
  ],
  [
    '{"backend": "gpu"}',
    "Cannot read c.json:1:13: there is no backend gpu; did you mean cpu?",
  ],
  [
    '{"backend": ["wasm"]}',
    "Cannot read c.json:1:13: backend is a list; write a text in double quotes",
  ],
  [
    '{"outputs": 1}',
    "Cannot read c.json:1:13: outputs is the number 1; write a text in double quotes",
  ],
  [
    '{"outputs": "a\\u0000b"}',
    "Cannot read c.json:1:13: outputs holds a control character; leave it out",
  ],
  [
    '{"seeds": {"mnist-*": "1", "*": "2"}}',
    'Cannot read c.json:1:12: mnist-* never counts, since "*" comes after it; write "*" first',
  ],
  [
    '{"$schema": true}',
    "Cannot read c.json:1:13: $schema is true; write a text in double quotes",
  ],
  [
    '{"seeds": 3}',
    'Cannot read c.json:1:11: seeds are the number 3; write "0-4,7" or [0, 1]',
  ],
  [
    '{"seeds": ""}',
    'Cannot read c.json:1:11: seeds are the text ""; write "0-4,7" or [0, 1]',
  ],
  [
    '{"seeds": []}',
    'Cannot read c.json:1:11: seeds are an empty list; write "0-4,7" or [0, 1]',
  ],
  [
    '{"seeds": "4-0"}',
    'Cannot read c.json:1:11: "4-0" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
  [
    '{"seeds": "0-99999"}',
    "Cannot read c.json:1:11: they are more than 10000 seeds",
  ],
  [
    '{"seeds": [0, 0.5]}',
    "Cannot read c.json:1:15: a seed is the number 0.5; write whole numbers",
  ],
  [
    '{"seeds": ["0"]}',
    'Cannot read c.json:1:12: a seed is the text "0"; write whole numbers',
  ],
  [
    '{"seeds": [1e999]}',
    "Cannot read c.json:1:12: a seed is the number Infinity; write whole numbers",
  ],
  [
    '{"seeds": [-1]}',
    'Cannot read c.json:1:11: "-1" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
  [
    '{"seeds": {"mnst-*": "0"}}',
    `Cannot read c.json:1:12: mnst-* fits no experiment; there are ${
      listed(experimentNames)
    }`,
  ],
  [
    '{"seeds": {"*": 1}}',
    'Cannot read c.json:1:17: seeds are the number 1; write "0-4,7" or [0, 1]',
  ],
  [
    '{"experiments": []}',
    "Cannot read c.json:1:17: experiments is an empty list; write an object, {…}",
  ],
  [
    '{"experiments": {"linear": {}}}',
    "Cannot read c.json:1:18: there is no experiment linear; did you mean linear-regression or linear-regression-normalised?",
  ],
  [
    '{"experiments": {"linear-regression": null}}',
    "Cannot read c.json:1:39: linear-regression is null; write an object, {…}",
  ],
  [
    '{"sweeps": {}}',
    "Cannot read c.json:1:12: sweeps is an object; write a list, […]",
  ],
  [
    '{"sweeps": [1]}',
    "Cannot read c.json:1:13: a sweep is the number 1; write an object, {…}",
  ],
  [
    '{"sweeps": [{}]}',
    "Cannot read c.json:1:13: a sweep has no experiment; write one",
  ],
  [
    '{"sweeps": [{"experiment": "linear"}]}',
    "Cannot read c.json:1:28: there is no experiment linear; did you mean linear-regression or linear-regression-normalised?",
  ],
  [
    '{"sweeps": [{"experiment": "linear-regression"}]}',
    "Cannot read c.json:1:13: a sweep has no grid; write one",
  ],
  [
    sweep('"gird": {}'),
    "Cannot read c.json:1:49: gird is no key of a sweep; did you mean grid?",
  ],
  [
    sweep('"grid": {}'),
    "Cannot sweep linear-regression: c.json:1:13 has no grid; give one such as --grid eta=1e-4..1e-1:log7",
  ],
  [
    sweep('"grid": ["eta"]'),
    "Cannot read c.json:1:57: a grid is a list; write an object, {…}",
  ],
  [
    sweep('"grid": {"eta": [0.1]}, "models": "DI"'),
    'Cannot read c.json:1:83: models is the text "DI"; write a list, […]',
  ],
  [
    sweep('"grid": {"eta": [0.1]}, "models": ["XX"]'),
    "Cannot read c.json:1:73: linear-regression has no model XX; there are BP, FA, FA-2, PBP, NDI, NDI-2, NDI-3, DI and 2 more, which deno task settings linear-regression lists",
  ],
  [
    sweep('"grid": {"eta": [0.1]}, "models": ["DI", "DI"]'),
    "Cannot read c.json:1:73: it names DI twice",
  ],
  [
    sweep('"grid": {"eta": [0.1]}, "models": [1]'),
    "Cannot read c.json:1:84: a model is the number 1; write a text in double quotes",
  ],
  [
    sweep('"grid": {"eta": [0.1]}, "seeds": "4-0"'),
    'Cannot read c.json:1:82: "4-0" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
  [
    sweep('"grid": {"leak": [0.1]}, "models": ["BP"]'),
    "Cannot read c.json:1:58: none of BP reads leak; choose others with --models",
  ],
  [
    grid('"etta": [1]'),
    "Cannot read c.json:1:58: linear-regression has no setting etta; did you mean eta? deno task settings linear-regression lists all",
  ],
  [
    grid('"rule": ["DI"]'),
    "Cannot read c.json:1:58: a rule is no matter of a grid; compare models of other rules",
  ],
  [
    grid('"eta": 1'),
    "Cannot read c.json:1:65: eta is the number 1; write a list, […]",
  ],
  [grid('"eta": []'), "Cannot read c.json:1:58: eta has no value"],
  [
    grid('"eta": [[0.1]]'),
    "Cannot read c.json:1:66: a value of a grid is a list; write a number, a text, true or false",
  ],
  [
    grid('"eta": [null]'),
    "Cannot read c.json:1:66: a value of a grid is null; write a number, a text, true or false",
  ],
  [
    grid('"eta": ["fast"]'),
    "Cannot set linear-regression.eta to fast by c.json:1:58: it is not a number",
  ],
  [
    grid('"eta": [0.1, 0.1]'),
    "Cannot read c.json:1:58: 0.1 stands in it twice",
  ],
  [
    grid('"eta": [-1]'),
    "Cannot set linear-regression.eta to -1 by c.json:1:58: it is not positive",
  ],
  [grid('"eta": ""'), "Cannot read c.json:1:58: it has no value"],
  [
    grid('"eta": "1e-4-1e-1"'),
    "Cannot set linear-regression.eta to 1e-4-1e-1 by c.json:1:58: it is not a number",
  ],
  [
    grid('"eta": "1e-4..1e-1"'),
    "Cannot read c.json:1:58: 1e-4..1e-1 is not a range such as 1e-4..1e-1:log7 or 0..1:lin5",
  ],
  [
    grid('"eta": "1e-1..1e-4:log7"'),
    "Cannot read c.json:1:58: 1e-1..1e-4:log7 falls; write 1e-4..1e-1:log7",
  ],
  [
    grid('"eta": "0..1:log5"'),
    "Cannot read c.json:1:58: 0..1:log5 begins at or below zero, where ratios end; begin above it, or write :lin5",
  ],
  [
    grid('"eta": "-1..1:log5"'),
    "Cannot read c.json:1:58: -1..1:log5 begins at or below zero, where ratios end; begin above it, or write :lin5",
  ],
  [
    grid('"eta": "1..1:lin5"'),
    "Cannot read c.json:1:58: 1..1:lin5 ends where it begins; give 1 alone",
  ],
  [
    grid('"eta": "0.1..1:lin1"'),
    "Cannot read c.json:1:58: 0.1..1:lin1 has fewer than the two values that are its ends",
  ],
  [
    grid('"eta": "0.1..1:lin1e3"'),
    "Cannot read c.json:1:58: 0.1..1:lin1e3 is not a range such as 1e-4..1e-1:log7 or 0..1:lin5",
  ],
  [
    grid('"eta": "0.1..1:lin1001"'),
    "Cannot read c.json:1:58: 0.1..1:lin1001 has more than 1000 values",
  ],
  [
    grid('"eta": "0.1..1e999:log3"'),
    "Cannot read c.json:1:58: 0.1..1e999:log3 has an end beyond what a number can hold",
  ],
  [
    grid('"eta": "0.1..1:lin1000", "clip": "1..2:lin1000"'),
    "Cannot sweep linear-regression: the grid of c.json:1:13 has 10000000 trainings, and 20000 are the most; give fewer values, models or seeds",
  ],
  [
    grid('"feedback": ["none"]'),
    "Cannot set linear-regression.FA.feedback to none by c.json:1:58: FA needs feedback; it can be random, optimised, transpose, neg-transpose, pseudoinverse, neg-pseudoinverse, sign or neg-sign",
  ],
  [
    grid('"transfer": ["relu"]'),
    "Cannot set linear-regression.transfer to relu by c.json:1:58: it is not linear, tanh or linearised",
  ],
  [
    grid('"shareRepairs": ["yes"]'),
    "Cannot set linear-regression.shareRepairs to yes by c.json:1:58: it is neither true nor false",
  ],
  [
    linear('{"eta": 1}'),
    "Cannot read c.json:1:40: eta is no key of linear-regression; there are settings, models, train, corrections",
  ],
  [
    linear('{"setings": {}}'),
    "Cannot read c.json:1:40: setings is no key of linear-regression; did you mean settings?",
  ],
  [
    linear('{"settings": 1}'),
    "Cannot read c.json:1:52: linear-regression.settings is the number 1; write an object, {…}",
  ],
  [
    linear('{"models": ["DI"]}'),
    "Cannot read c.json:1:50: linear-regression.models is a list; write an object, {…}",
  ],
  [
    linear('{"train": []}'),
    "Cannot read c.json:1:40: linear-regression.train is empty; name the models to train",
  ],
  [
    linear('{"train": "BP"}'),
    'Cannot read c.json:1:49: linear-regression.train is the text "BP"; write a list, […]',
  ],
  [
    linear('{"train": ["BP", "XX"]}'),
    'Cannot set linear-regression.models to ["BP", "XX"] at c.json:1:40: there is no model XX; there are BP, FA, FA-2, PBP, NDI, NDI-2, NDI-3, DI and 2 more, which deno task settings linear-regression lists',
  ],
  [
    linear('{"train": [1]}'),
    "Cannot read c.json:1:50: linear-regression.train is the number 1; write a text in double quotes",
  ],
  [
    linear('{"corrections": ["settled"]}'),
    'Cannot set linear-regression.corrections to ["settled"] at c.json:1:40: there is no correction settled; did you mean settled-loops? deno task settings linear-regression lists all',
  ],
  [
    linear('{"corrections": ["none", "settled-loops"]}'),
    'Cannot set linear-regression.corrections to ["none", "settled-loops"] at c.json:1:40: none stands alone',
  ],
  [
    linear('{"corrections": "none"}'),
    'Cannot read c.json:1:55: linear-regression.corrections is the text "none"; write a list, […]',
  ],
  [
    settings('"etta": 1'),
    "Cannot read c.json:1:53: linear-regression has no setting etta; did you mean eta? deno task settings linear-regression lists all",
  ],
  [
    settings('"eta": "0.01"'),
    'Cannot set linear-regression.eta to "0.01" at c.json:1:53: it is not a number',
  ],
  [
    settings('"eta": null'),
    "Cannot set linear-regression.eta to null at c.json:1:53: it is not a number",
  ],
  [
    settings('"eta": -1'),
    "Cannot set linear-regression.eta to -1 at c.json:1:53: it is not positive",
  ],
  [
    settings('"eta": 1e999'),
    "Cannot set linear-regression.eta to 1e999 at c.json:1:53: it is greater than 1e+38",
  ],
  [
    settings('"eta": [0.01]'),
    "Cannot set linear-regression.eta to [0.01] at c.json:1:53: it is not a number",
  ],
  [
    settings('"eta": {"DI": 0.1}'),
    'Cannot set linear-regression.eta to {"DI": 0.1} at c.json:1:53: it is not a number',
  ],
  [
    settings('"eta": true'),
    "Cannot set linear-regression.eta to true at c.json:1:53: it is not a number",
  ],
  [
    settings('"iterations": 1.5'),
    "Cannot set linear-regression.iterations to 1.5 at c.json:1:53: it is not a whole number",
  ],
  [
    settings('"leak": 0.1'),
    "Cannot read c.json:1:53: linear-regression has no setting leak; it is a model's: linear-regression.MODEL.leak=VALUE sets it",
  ],
  [
    settings('"shareRepairs": "yes"'),
    'Cannot set linear-regression.shareRepairs to "yes" at c.json:1:53: it is neither true nor false',
  ],
  [
    settings('"models": ["BP"]'),
    'Cannot read c.json:1:53: models is no setting; write "train" beside "settings"',
  ],
  [
    settings('"corrections": []'),
    'Cannot read c.json:1:53: corrections is no setting; write "corrections" beside "settings"',
  ],
  [
    settings('"__proto__": 1'),
    "Cannot read c.json:1:53: linear-regression has no setting __proto__; there are iterations, evaluateEvery, eta, clip, normaliseUpdates, integratorSteps, integratorStep, optimisationRate and 9 more, which deno task settings linear-regression lists",
  ],
  [
    models('"DI-22": {"leak": 1}'),
    "Cannot read c.json:1:51: linear-regression has no model DI-22, and a new one needs its rule; did you mean DI-2, NDI-2 or DI-3?",
  ],
  [
    models('"DI-2": 3'),
    "Cannot read c.json:1:59: linear-regression.models.DI-2 is the number 3; write an object, {…}",
  ],
  [
    models('"DI-2": {"leek": 1}'),
    "Cannot read c.json:1:60: DI-2 has no field leek; did you mean leak? deno task settings linear-regression lists all",
  ],
  [
    models('"DI-2": {"leak": -1}'),
    "Cannot set linear-regression.DI-2.leak to -1 at c.json:1:60: it is negative",
  ],
  [
    models('"DI-2": {"leak": "0"}'),
    'Cannot set linear-regression.DI-2.leak to "0" at c.json:1:60: it is not a number',
  ],
  [
    models('"DI-2": {"feedback": "transposed"}'),
    'Cannot set linear-regression.DI-2.feedback to "transposed" at c.json:1:60: it is not random, optimised, transpose, neg-transpose, pseudoinverse, neg-pseudoinverse, sign or neg-sign',
  ],
  [
    models('"DI-2": {"feedback": "none"}'),
    'Cannot set linear-regression.DI-2.feedback to "none" at c.json:1:60: DI needs feedback; it can be random, optimised, transpose, neg-transpose, pseudoinverse, neg-pseudoinverse, sign or neg-sign',
  ],
  [
    models('"DI-2": {"rule": "DJ"}'),
    'Cannot set linear-regression.DI-2.rule to "DJ" at c.json:1:60: it is not BP, FA, PBP, NDI, DI, SDI, LGN or GN',
  ],
  [
    models('"BP": {"leak": 1}'),
    "Cannot set linear-regression.BP.leak to 1 at c.json:1:58: BP has no leak",
  ],
  [
    models('"NDI": {"transfer": "tanh"}'),
    'Cannot set linear-regression.NDI.transfer to "tanh" at c.json:1:59: NDI has no transfer',
  ],
  [
    models('"di-2": {"rule": "DI"}'),
    "Cannot add linear-regression.di-2 by c.json:1:60: there is a model DI-2; choose another name, or change DI-2",
  ],
  [
    models('"A": {"rule": "DI"}, "a": {"rule": "DI"}'),
    "Cannot add linear-regression.a by c.json:1:78: there is a model A; choose another name, or change A",
  ],
  [
    models('"A b": {"rule": "DI"}'),
    "Cannot add linear-regression.A b by c.json:1:59: a name has letters, digits, - and _, at most 40, and begins with a letter or digit",
  ],
  [
    models('"": {"rule": "DI"}'),
    "Cannot add linear-regression. by c.json:1:56: a name has letters, digits, - and _, at most 40, and begins with a letter or digit",
  ],
  [
    models('"A": {"rule": "SDI"}'),
    'Cannot set linear-regression.A.rule to "SDI" at c.json:1:57: linear-regression has no such rule; it can be BP, FA, PBP, NDI or DI',
  ],
  [
    models('"A": {"rule": "DI", "iterations": 10}'),
    "Cannot set linear-regression.A.iterations to 10 at c.json:1:71: all models share the start, which depends on it; set linear-regression.iterations",
  ],
  [
    models('"A": {"rule": null}'),
    "Cannot set linear-regression.A.rule to null at c.json:1:57: it is not BP, FA, PBP, NDI, DI, SDI, LGN or GN",
  ],
  [
    models('"A": {}'),
    "Cannot read c.json:1:51: linear-regression has no model A, and a new one needs its rule; there are BP, FA, FA-2, PBP, NDI, NDI-2, NDI-3, DI and 2 more",
  ],
  [
    models('"A": {"scale": 0, "rule": "DI"}'),
    "Cannot set linear-regression.A.scale to 0 at c.json:1:57: it is zero",
  ],
  [
    models('"A": {"rule": "DI", "transfer": "relu"}'),
    'Cannot set linear-regression.A.transfer to "relu" at c.json:1:71: it is not linear, tanh or linearised',
  ],
  [
    models('"A": {"rule": "DI", "eta": "x"}'),
    'Cannot set linear-regression.A.eta to "x" at c.json:1:71: it is not a number',
  ],
];

Deno.test("each wrong file gives one sentence that names place and remedy", () => {
  assert(wrong.length >= 40, `${wrong.length}`);
  for (const [text, sentence] of wrong) {
    const { message, exitCode } = assertThrows(
      () => take(text),
      CliError,
      undefined,
      text,
    );
    assertEquals([message, exitCode], [sentence, 2], text);
  }
});

/** Places of a file, where any value may stand. */
const places = [
  ...["profile", "backend", "outputs", "seeds", "experiments", "sweeps"],
  ...["seeds.*", "experiments.linear-regression"],
  ...["settings", "models", "train", "corrections", "settings.eta"]
    .map((key) => `experiments.linear-regression.${key}`),
  ...["settings.slopes", "models.DI", "models.SDI.transfer", "models.FA.rule"]
    .map((key) => `experiments.nonlinear-regression.${key}`),
  ...["sweeps.0", "sweeps.0.grid", "sweeps.0.grid.eta", "sweeps.0.models"],
].map((path) => path.split("."));

/** A sweep that ends with what is wrong in the rest of it. */
const withExperiment = (sweep: unknown) => (
  { experiment: "linear-regression", grid: { eta: [1] }, ...sweep as object }
);

const words = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    ...["__proto__", "toString", "\u001b[31m", "a\nb", "\u202e", "DI"],
    "x".repeat(99),
  ),
);
const values = fc.oneof(
  ...[words, fc.jsonValue(), fc.array(words), fc.dictionary(words, words)],
);

Deno.test("whatever stands in a file is taken, or refused in one line with its place", () => {
  const property = fc.property(
    fc.constantFrom(...places),
    values,
    (path, value) => {
      const file = path.reduceRight<unknown>(
        (at, key) => key === "0" ? [withExperiment(at)] : { [key]: at },
        value,
      );
      const text = JSON.stringify(file);
      try {
        take(text);
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        const { message } = error;
        assertMatch(
          message,
          /^Cannot (read|set|add|sweep) .*c\.json:1:\d+/,
          text,
        );
        assert(isShowable(message), JSON.stringify(message));
        assert(message.length < 600, message);
      }
    },
  );
  fc.assert(property, { numRuns: 2000 });
});
