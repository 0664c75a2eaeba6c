import { assert, assertEquals, assertThrows } from "@std/assert";
import type { SweepWanted } from "../../../pipeline/engine/cli/pipeline.ts";
import { type Config, readConfig } from "../../../pipeline/studies/config.ts";
import type { Json } from "../../../pipeline/engine/text/canonical_json.ts";
import { CliError } from "../../../pipeline/engine/text/errors.ts";
import { readLocated } from "../../../pipeline/engine/text/located_json.ts";
import { nodesFor } from "../../../pipeline/stages.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";
import { sweepsOf } from "../../../pipeline/studies/sweep.ts";
import { readSweep } from "../../../pipeline/studies/sweep_request.ts";
import { wantedBy } from "../../support/wanted.ts";

const run = wantedBy("--seeds=0-1");

/** A sweep of the linear regression, or of another experiment. */
function wanted(
  grid: string[],
  models: string | null = null,
  experiment = "linear-regression",
): SweepWanted {
  return { experiment, grid, models };
}

function sweep(asked: SweepWanted, ...options: string[]) {
  return sweepsOf([readSweep(asked)], studiesOf(wantedBy(...options)))[0];
}

/** The names of a model's points. */
function pointsOf(asked: SweepWanted, ...options: string[]) {
  const { models: [{ points }] } = sweep(asked, ...options);
  return points.map(({ name }) => name);
}

Deno.test("sweepsOf() crosses grids, and names a point by what is not as usual there", () => {
  assertEquals(
    pointsOf(wanted(["leak=0,0.01", "eta=0.01,0.1"], "DI")),
    ["leak=0", "eta=0.1,leak=0", "", "eta=0.1"],
  );
});

Deno.test("sweepsOf() has one point of a model for all values that its rule does not read", () => {
  const { models } = sweep(wanted(["leak=0,0.1,1", "eta=0.1,1"], "BP,DI"));
  assertEquals(models.map(({ points }) => points.length), [2, 6]);
  assertEquals(models.map(({ usual }) => usual), [
    { eta: .01 },
    { leak: .01, eta: .01 },
  ]);
  assertEquals(models[0].points[0].values, { eta: .1 });
});

Deno.test("sweepsOf() says what each key is, of settings and of models' fields", () => {
  assertEquals(sweep(wanted(["eta=0.1,1", "leak=0,1"], "DI")).meanings, {
    eta: "learning rate η",
    leak: "leak α of the controller",
  });
});

Deno.test("sweepsOf() takes what a run has changed for usual", () => {
  assertEquals(
    pointsOf(
      wanted(["leak=0,0.01", "eta=0.01,0.1"], "DI"),
      "--set=linear-regression.eta=0.1",
      "--set=linear-regression.DI.leak=0",
    ),
    ["eta=0.01", "", "eta=0.01,leak=0.01", "leak=0.01"],
  );
});

Deno.test("sweepsOf() gives a point the settings and the model that --set would give it", () => {
  const { models: [{ points: [point] }] } = sweep(
    wanted(["eta=0.1", "leak=0"], "DI"),
  );
  const { models } = studiesOf(wantedBy(
    "--set=linear-regression.DI.eta=0.1",
    "--set=linear-regression.DI.leak=0",
  )).find(({ name }) => name === "linear-regression")!;
  assertEquals(point.model, models.find(({ name }) => name === "DI"));
});

Deno.test("sweepsOf() scales other feedback as the model has it, where scales are swept", () => {
  const { models: [{ points }] } = sweep(
    wanted(["feedback=random,neg-transpose", "scale=50,2"], "FA-2"),
  );
  assertEquals(
    points.map(({ name, model: { feedback } }) => [name, feedback]),
    [
      ["feedback=random,scale=50", { kind: "random", scale: 50 }],
      ["feedback=random,scale=2", { kind: "random", scale: 2 }],
      ["", { kind: "transpose", scale: -50 }],
      ["scale=2", { kind: "transpose", scale: -2 }],
    ],
  );
});

Deno.test("sweepsOf() trains the transfer that a point says, whatever the model or another key of the grid has", () => {
  const transfers = (grid: string[], ...options: string[]) => {
    const asked = wanted(grid, "SDI", "nonlinear-regression");
    const { models: [{ points }] } = sweep(asked, ...options);
    return points.map(({ name, study: { settings }, model }) => {
      const { singleLoopTransfer } = { ...settings, ...model.own };
      return [name, model.transfer ?? singleLoopTransfer];
    });
  };
  const linear = "--set=nonlinear-regression.SDI.singleLoopTransfer=linear";
  assertEquals(transfers(["transfer=tanh,linear"], linear), [
    ["transfer=tanh", "tanh"],
    ["", "linear"],
  ]);
  const both = ["singleLoopTransfer=tanh,linear", "transfer=tanh,linear"];
  assertEquals(transfers(both), [
    ["", "tanh"],
    ["transfer=linear", "linear"],
    ["singleLoopTransfer=linear,transfer=tanh", "tanh"],
    ["singleLoopTransfer=linear,transfer=linear", "linear"],
  ]);
});

Deno.test("sweepsOf() gives points another start where it depends on what is swept", () => {
  const { models: [{ points }] } = sweep(
    wanted(["teacherScale=0.01,0.5", "eta=0.1"], "BP", "nonlinear-regression"),
  );
  assertEquals(
    points.map((
      { study: { start, settings } },
    ) => [start, settings.teacherScale]),
    [
      [undefined, .01],
      ["nonlinear-regression/teacherScale=0.5", .5],
    ],
  );
});

Deno.test("sweepsOf() reads an axis by ratios where its grid does, or its values differ much", () => {
  const scaleOf = (grid: string) => sweep(wanted([grid], "DI")).axes[0].scale;
  assertEquals(scaleOf("eta=0.1..0.2:log3"), "log");
  assertEquals(scaleOf("leak=0,0.001,0.1"), "log");
  assertEquals(scaleOf("leak=0,0.1,0.2"), "linear");
  assertEquals(scaleOf("scale=-1,1,100"), "linear");
  assertEquals(scaleOf("feedback=random,sign"), "words");
  assertEquals(scaleOf("normaliseUpdates=true,false"), "words");
});

Deno.test("sweepsOf() rounds what lies between two ends where a setting is whole", () => {
  const { axes } = sweep(wanted(["integratorSteps=10..1000:log5"], "DI"));
  assertEquals(axes[0].values, [10, 32, 100, 316, 1000]);
});

Deno.test("sweepsOf() says what asks for the sweep again", () => {
  assertEquals(sweep(wanted(["eta=1e-2..1:log3"], "BP,DI")).options, [
    "--grid eta=1e-2..1:log3",
    "--models BP,DI",
  ]);
});

Deno.test("sweepsOf() refuses an experiment whose models end with no error before any is trained", () => {
  const why = {
    "gauss-newton-linear": "compares directions, and measures no error",
    "gauss-newton-teacher": "compares directions, and measures no error",
    "dynamic-inversion-settling": "measures no error",
  };
  for (const [experiment, says] of Object.entries(why)) {
    const asked = wanted(["eta=0.1"], null, experiment);
    assertThrows(() => sweep(asked, "--profile=beyond"), CliError, says);
  }
  const learned = wanted(["eta=0.1"], "GN", "nonlinear-regression-teacher");
  assertEquals(pointsOf(learned, "--profile=beyond"), ["eta=0.1"]);
});

Deno.test("sweepsOf() numbers several sweeps of an experiment", () => {
  const request = readSweep(wanted(["eta=0.1"]));
  const sweeps = sweepsOf([request, request], studiesOf(run));
  assertEquals(sweeps.map(({ name }) => name), [
    "sweep-linear-regression",
    "sweep-linear-regression-2",
  ]);
});

const refused: [SweepWanted, says: string][] = [
  [wanted([]), "Cannot sweep linear-regression: "],
  [wanted(["eta"]), "Cannot read --grid eta: it is not of the form KEY=VALUES"],
  [wanted(["=1"]), "it is not of the form KEY=VALUES"],
  [wanted(["eta="]), "Cannot read --grid eta=: it has no value"],
  [wanted(["eta=1..0.1:log3"]), "falls; write 0.1..1:log3"],
  [wanted(["eat=1"]), "has no setting eat; did you mean eta or leak?"],
  [wanted(["models=BP"]), "has no setting models; "],
  [wanted(["rule=BP"]), "a rule is no matter of a grid"],
  [wanted(["eta=0,1"]), "eta to 0 by --grid eta=0,1: it is not positive"],
  [wanted(["eta=x"]), "eta to x by --grid eta=x: it is not a number"],
  [wanted(["eta=1e999"]), "eta to Infinity by --grid eta=1e999: it is greater"],
  [wanted(["integratorSteps=1.5"]), "to 1.5 by --grid integratorSteps=1.5"],
  [wanted(["eta=0.1,1e-1"]), "0.1 stands in it twice"],
  [wanted(["integratorSteps=1..3:lin9"]), "1 stands in it twice"],
  [wanted(["eta=0.1", "eta=0.2"]), "eta has a grid already"],
  [wanted(["leak=0.1"], "BP,FA"), "none of BP, FA reads leak"],
  [wanted(["eta=0.1"], "BQ"), "has no model BQ; did you mean BP?"],
  [wanted(["eta=0.1"], "BP,"), 'has no model ""'],
  [wanted(["eta=0.1"], "BP,BP"), "names BP twice"],
  [wanted(["feedback=randon"]), "feedback to randon by --grid"],
  [wanted(["feedback=none"], "DI"), "DI needs feedback; it can be"],
  [wanted(["eta=0.1"], null, "linear"), "there is no experiment linear"],
  [
    wanted(["eta=1e-4..1:log600", "leak=0..1:lin600"]),
    "trainings, and 20000 are the most",
  ],
];

for (const [asked, says] of refused) {
  const words = [...asked.grid, asked.models ?? []].flat().join(" ");
  Deno.test(`sweepsOf() refuses ${asked.experiment} ${words}`, () => {
    const error = assertThrows(() => sweep(asked), CliError);
    assertEquals(error.exitCode, 2);
    assert(error.message.startsWith("Cannot "), error.message);
    assert(error.message.includes(says), error.message);
  });
}

Deno.test("nodesFor() tell a sweep what an added model is, and draw it as elsewhere", () => {
  const nodes = nodesFor({
    ...wantedBy("--model=linear-regression.mine=DI,leak=0.1"),
    sweep: wanted(["eta=0.01,0.1"], "BP,mine"),
  });
  const settings = (name: string) =>
    nodes.find((node) => node.name === name)!.settings as Record<
      string,
      unknown
    >;
  assertEquals(settings("aggregate/sweep-linear-regression").added, {
    mine: "DI, feedback neg-transpose, leak 0.1",
  });
  for (
    const name of ["sweep-linear-regression", "sweep-linear-regression-best"]
  ) {
    assertEquals(settings(`render/${name}`).added, { mine: 0 });
  }
});

Deno.test("nodesFor() has the points of a sweep, that which is as usual under its usual name", () => {
  const usual = nodesFor(run);
  const asked = wanted(["eta=0.01,0.1", "iterations=2000,500"], "BP");
  const nodes = nodesFor({ ...run, sweep: asked });
  const before = new Set(usual.map(({ name }) => name));
  const [train, initialise] = ["train", "initialise"].map((stage) =>
    nodes.filter((node) => node.stage === stage && !before.has(node.name))
      .map(({ name }) => name)
  );
  const points = ["iterations=500", "eta=0.1", "eta=0.1,iterations=500"];
  assertEquals(
    train,
    points.flatMap((point) =>
      [0, 1].map((seed) => `train/linear-regression/BP/${point}/seed-${seed}`)
    ),
  );
  assertEquals(
    initialise,
    [0, 1].map((seed) =>
      `initialise/linear-regression/iterations=500/seed-${seed}`
    ),
  );
  assertEquals(new Set(nodes.map(({ name }) => name)).size, nodes.length);
  // nothing else is changed by it, but that the page shows it
  for (const node of usual.filter(({ name }) => name !== "report")) {
    assertEquals(nodes.find(({ name }) => name === node.name), node);
  }
});

/** What a configuration file of these sweeps wants. */
function wantedByFile(sweeps: string) {
  const file = readLocated(`{"sweeps": ${sweeps}}`, "c.json");
  return { ...run, config: readConfig(file) };
}

const ofFile = `[
  {"experiment": "linear-regression", "grid": {"eta": [0.1, 1]}, "models": ["BP"], "seeds": "3"},
  {"experiment": "linear-regression", "grid": {"leak": "0..1:lin3"}, "models": ["DI"]}
]`;

Deno.test("the sweep that the documents have as a file has as many points as its command", () => {
  const readme = Deno.readTextFileSync(`${projectFolder}/pipeline/README.md`);
  const [, example] = /^```json\n(.*?)^```/ms.exec(readme)!;
  const file = readConfig(readLocated(example, "c.json"));
  const { sweeps } = file.content as Config;
  const [{ axes, models }] = sweepsOf(sweeps, studiesOf(run));
  assertEquals(axes.map(({ values }) => values.length), [5, 3]);
  assertEquals(models.map(({ points }) => points.length), [5, 15, 15]);
});

Deno.test("nodesFor() has the sweeps of a file, each with its seeds, on the page and on pages of their own", () => {
  const nodes = nodesFor(wantedByFile(ofFile));
  const of = (pattern: RegExp) =>
    nodes.map(({ name }) => name).filter((name) => pattern.test(name));
  assertEquals(of(/^train.*BP\/eta/), [
    "train/linear-regression/BP/eta=0.1/seed-3",
    "train/linear-regression/BP/eta=1/seed-3",
  ]);
  assertEquals(of(/^train.*DI\/leak/).length, 6);
  assertEquals(of(/^(aggregate|report)\/sweep/), [
    "aggregate/sweep-linear-regression",
    "aggregate/sweep-linear-regression-2",
    "report/sweep-linear-regression",
    "report/sweep-linear-regression-2",
  ]);
  const { settings, inputs } = nodes.find(({ name }) => name === "report")!;
  const { sweeps } = settings as { sweeps: { name: string }[] };
  assertEquals(sweeps.map(({ name }) => name), [
    "sweep-linear-regression",
    "sweep-linear-regression-2",
  ]);
  assert("sweep-linear-regression-2/sweep.json" in inputs);
});

Deno.test("nodesFor() takes the grid of a file where a sweep's command line has none", () => {
  const file = wantedByFile(ofFile);
  const namesOf = (sweep: SweepWanted) =>
    nodesFor({ ...file, sweep }).map(({ name }) => name)
      .filter((name) => /^train.*=/.test(name));
  assertEquals(
    namesOf(wanted([], "DI")).slice(0, 2),
    [.1, 1].map((eta) => `train/linear-regression/DI/eta=${eta}/seed-3`),
  );
  assertEquals(namesOf(wanted(["eta=2"], "BP")), [
    "train/linear-regression/BP/eta=2/seed-0",
    "train/linear-regression/BP/eta=2/seed-1",
  ]);
});

Deno.test("a figure of a sweep says what asks for the sweep again, those before it included", () => {
  const nodes = nodesFor(wantedByFile(ofFile));
  const { settings } = nodes.find(({ name }) =>
    name === "render/sweep-linear-regression-2-best"
  )!;
  const { config } = settings as { config: { sweeps: Json[] } };
  assertEquals(config.sweeps, JSON.parse(ofFile));
  const again = nodesFor(wantedByFile(JSON.stringify(config.sweeps)));
  const names = (nodes: { name: string }[]) => nodes.map(({ name }) => name);
  assertEquals(names(again), names(nodes));
});

const refusedFiles: [sweeps: string, says: string][] = [
  ["{}", "Cannot read c.json:1:12: sweeps is an object; write a list"],
  ["[1]", "Cannot read c.json:1:13: a sweep is the number 1; write an object"],
  ["[{}]", "Cannot read c.json:1:13: a sweep has no experiment; write one"],
  [
    '[{"experiment": "linear-regression"}]',
    "Cannot read c.json:1:13: a sweep has no grid; write one",
  ],
  [
    '[{"experiment": "linear", "grid": {}}]',
    "Cannot read c.json:1:28: there is no experiment linear",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {}}]',
    "Cannot sweep linear-regression: c.json:1:13 has no grid",
  ],
  [
    '[{"experiment": "linear-regression", "grids": {}}]',
    "Cannot read c.json:1:49: grids is no key of a sweep; did you mean grid?",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {"eat": [1]}}]',
    "Cannot read c.json:1:58: linear-regression has no setting eat",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {"eta": 1}}]',
    "Cannot read c.json:1:65: eta is the number 1; write a list",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {"eta": []}}]',
    "Cannot read c.json:1:58: eta has no value",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {"eta": [1, {}]}}]',
    "Cannot read c.json:1:69: a value of a grid is an object; write a number",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {"eta": "1..0:lin2"}}]',
    "Cannot read c.json:1:58: 1..0:lin2 falls",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {"eta": [1]}, "models": ["BQ"]}]',
    "Cannot read c.json:1:71: linear-regression has no model BQ",
  ],
  [
    '[{"experiment": "linear-regression", "grid": {"eta": [1]}, "seeds": -1}]',
    "Cannot read c.json:1:80: seeds are the number -1",
  ],
];

for (const [sweeps, says] of refusedFiles) {
  Deno.test(`sweepsOf() refuses a file with ${sweeps}`, () => {
    const error = assertThrows(() => nodesFor(wantedByFile(sweeps)), CliError);
    assertEquals(error.exitCode, 2);
    assert(error.message.startsWith(says), error.message);
  });
}
