import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  type Change,
  pathOf,
  readAssignment,
  readModel,
} from "../../../pipeline/studies/change.ts";
import { changed } from "../../../pipeline/studies/changes.ts";
import { canonicalJson } from "../../../pipeline/engine/text/canonical_json.ts";
import { CliError } from "../../../pipeline/engine/text/errors.ts";
import { quoted } from "../../../pipeline/engine/text/words.ts";
import {
  experimentNamed,
  experiments,
} from "../../../pipeline/studies/experiments.ts";
import { fieldsOf } from "../../../pipeline/studies/models.ts";

/** What an experiment becomes of `--model` texts, then `--set` ones. */
function apply(experiment: string, { model = [], set = [] }: {
  model?: string[];
  set?: string[];
}) {
  const changes: Change[] = [
    ...model.flatMap((text) => readModel(`${experiment}.${text}`)),
    ...set.map((text) => readAssignment(`${experiment}.${text}`)),
  ];
  return changed(experimentNamed(experiment, "a test"), "paper", changes);
}

/** The value that an assignment gives. */
function valueOf(assignment: string): unknown {
  const change = readAssignment(assignment);
  const { experiment, key, where } = change;
  const { settings } = changed(experimentNamed(experiment, where), "paper", [
    change,
  ]);
  return settings[key];
}

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
    return valueOf(assignment);
  } catch (error) {
    return error;
  }
}

Deno.test("a number that is too large or too small is told with its bound", () => {
  const complaint = (text: string) =>
    assertThrows(() => valueOf(text), CliError).message;
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

Deno.test("valueOf() takes numbers as people write them", () => {
  const eta = (text: string) => valueOf(`linear-regression.eta=${text}`);
  assertEquals(
    [".001", "+0.001", "1.", "1e-3", " 5 "].map(eta),
    [0.001, 0.001, 1, 1e-3, 5],
  );
});

Deno.test("valueOf() refuses unknown experiments, settings and values", () => {
  const refused = (text: string, sentence: string) =>
    assertThrows(() => valueOf(text), CliError, sentence);
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

const linear = "linear-regression";

/** The model of a name, of those that changes leave. */
const modelOf = (name: string, texts: Parameters<typeof apply>[1]) =>
  apply(linear, texts).models.find((model) => model.name === name);

Deno.test("a field of a published model is changed, and nothing else", () => {
  const before = apply(linear, {});
  const after = apply(linear, { set: ["DI-2.leak=0.005"] });
  assertEquals(after.settings, before.settings);
  assertEquals(
    after.models,
    before.models.map((model) =>
      model.name === "DI-2" ? { ...model, leak: 0.005 } : model
    ),
  );
  // of several the last counts
  const set = ["DI-2.leak=0.5", "DI-2.leak=0.005"];
  assertEquals(apply(linear, { set }), after);
});

Deno.test("the published values of a model give the published model, key by key", () => {
  for (const experiment of experiments) {
    for (const model of experiment.models) {
      const set = Object.entries(fieldsOf(model))
        .filter(([key]) => key !== "feedback") // which unsets the scale
        .map(([key, value]) => `${model.name}.${key}=${value}`);
      const all = set.concat(`models=${model.name}`);
      const [given] = apply(experiment.name, { set: all }).models;
      assertEquals(JSON.stringify(given), JSON.stringify(model));
    }
  }
});

Deno.test("an added model is as the published one of its rule but for what is given", () => {
  const DI = experiments[0].models.find(({ name }) => name === "DI")!;
  assertEquals(modelOf("DI-4", { model: ["DI-4=DI"] }), {
    ...DI,
    name: "DI-4",
    added: true,
  });
  assertEquals(
    modelOf("mine", {
      model: ["mine=DI, feedback=random, leak=0.1,transfer=tanh,eta=.02"],
    }),
    {
      ...{ name: "mine", rule: "DI", feedback: { kind: "random" }, leak: 0.1 },
      ...{ transfer: "tanh", own: { eta: 0.02 }, added: true },
    },
  );
  assertEquals(
    modelOf("b", { model: ["b=FA"], set: ["b.scale=-50", "b.clip=3"] }),
    {
      ...{ name: "b", rule: "FA", feedback: { kind: "random", scale: -50 } },
      ...{ leak: 0, own: { clip: 3 }, added: true },
    },
  );
});

Deno.test("feedback is written by its kind, its sign and its scale", () => {
  const feedback = (fields: string) =>
    modelOf("x", { model: [`x=FA,${fields}`] })!.feedback;
  assertEquals(feedback("feedback=random"), { kind: "random" });
  assertEquals(feedback("feedback=optimised,scale=2"), {
    ...{ kind: "optimised", scale: 2 },
  });
  assertEquals(feedback("feedback=sign"), { kind: "sign", scale: 1 });
  assertEquals(feedback("feedback=neg-transpose,scale=50"), {
    ...{ kind: "transpose", scale: -50 },
  });
  assertEquals(feedback("feedback=transpose,scale=-50"), {
    ...{ kind: "transpose", scale: -50 },
  });
  // other feedback is not scaled as that was
  assertEquals(
    modelOf("FA-2", { set: ["FA-2.feedback=random"] })!.feedback,
    { kind: "random" },
  );
});

Deno.test("another rule takes what it reads from the published model of its name", () => {
  assertEquals(modelOf("BP", { set: ["BP.rule=NDI", "BP.eta=0.1"] }), {
    ...experiments[0].models.find(({ name }) => name === "NDI")!,
    name: "BP",
    own: { eta: 0.1 },
  });
});

Deno.test("added models are trained after the published ones, unless a list leaves them out", () => {
  const names = (set: string[]) =>
    apply("mnist-classification", { model: ["b=BP", "a=FA"], set })
      .models.map(({ name }) => name);
  const usual = ["BP", "FA", "PBP", "NDI", "NDI-2"];
  assertEquals(names([]), [...usual, "b", "a"]);
  assertEquals(names(["models=a,BP,b"]), ["BP", "b", "a"]);
});

Deno.test("a list leaves out no model that is added where it stands", () => {
  const linear = "linear-regression";
  const inFile = (models: string[], added: string): Change[] => [
    {
      ...{ experiment: linear, model: added, key: "rule", value: "DI" },
      ...{ adds: true, where: "c.json:3:5" },
    },
    { experiment: linear, key: "models", value: models, where: "c.json:2:5" },
  ];
  const names = (...changes: Change[]) =>
    changed(experimentNamed(linear, "a test"), "paper", changes).models
      .map(({ name }) => name);
  const model = readModel(`${linear}.mine=DI`);
  const list = readAssignment(`${linear}.models=BP`);
  const refused = (changes: Change[], message: string) =>
    assertEquals(
      assertThrows(() => names(...changes), CliError).message,
      message,
    );
  refused(
    [...model, list],
    `Cannot add ${linear}.mine by --model ${linear}.mine=DI: ${linear}.models leaves it out; name it there`,
  );
  refused(
    inFile(["BP"], "mine"),
    `Cannot add ${linear}.mine by c.json:3:5: its train leaves it out; name it there`,
  );
  assertEquals(names(...inFile(["BP", "mine"], "mine")), ["BP", "mine"]);
  // the command line counts more than a file
  assertEquals(names(...inFile(["BP", "mine"], "mine"), list), ["BP"]);
  assertEquals(names(...inFile(["x"], "x"), ...model), ["x", "mine"]);
});

Deno.test("a wrong model is one sentence that says what is wrong", () => {
  const refused = (texts: Parameters<typeof apply>[1], sentence: string) =>
    assertEquals(
      assertThrows(() => apply(linear, texts), CliError).message,
      sentence,
    );
  const set = (text: string, sentence: string) =>
    refused({ set: [text] }, sentence);
  const add = (text: string, sentence: string) =>
    refused({ model: [text] }, sentence);
  const read = (text: string) => `Cannot read --set ${linear}.${text}: `;
  const feedbacks =
    "random, optimised, transpose, neg-transpose, pseudoinverse, neg-pseudoinverse, sign or neg-sign";
  set(
    "leak=1",
    `${
      read("leak=1")
    }${linear} has no setting leak; it is a model's: ${linear}.MODEL.leak=VALUE sets it`,
  );
  set(
    "DX.leak=1",
    `${
      read("DX.leak=1")
    }${linear} has no model DX; did you mean DI? deno task settings ${linear} lists all`,
  );
  set(
    "DI.etta=1",
    `${
      read("DI.etta=1")
    }DI has no field etta; did you mean eta? deno task settings ${linear} lists all`,
  );
  set("DI.leak=-1", `Cannot set ${linear}.DI.leak to -1: it is negative`);
  set("BP.leak=1", `Cannot set ${linear}.BP.leak to 1: BP has no leak`);
  set(
    "NDI.transfer=tanh",
    `Cannot set ${linear}.NDI.transfer to tanh: NDI has no transfer`,
  );
  set(
    "FA.feedback=none",
    `Cannot set ${linear}.FA.feedback to none: FA needs feedback; it can be ${feedbacks}`,
  );
  set(
    "DI.iterations=9",
    `Cannot set ${linear}.DI.iterations to 9: all models share the start, which depends on it; set ${linear}.iterations`,
  );
  set("DI.eta=0", `Cannot set ${linear}.DI.eta to 0: it is not positive`);
  add("x=DI,scale=0", `Cannot set ${linear}.x.scale to 0: it is zero`);
  add(
    "x=SDI",
    `Cannot set ${linear}.x.rule to SDI: ${linear} has no such rule; it can be BP, FA, PBP, NDI or DI`,
  );
  add(
    "x=XX",
    `Cannot set ${linear}.x.rule to XX: it is not BP, FA, PBP, NDI, DI, SDI, LGN or GN`,
  );
  add(
    "di=DI",
    `Cannot add ${linear}.di by --model ${linear}.di=DI: there is a model DI; choose another name, or change it by --set ${linear}.DI.FIELD=VALUE`,
  );
  add(
    "Start=DI",
    `Cannot add ${linear}.Start by --model ${linear}.Start=DI: export calls the folder of starts so; choose another name`,
  );
  add(
    "sdi=DI",
    `Cannot add ${linear}.sdi by --model ${linear}.sdi=DI: another experiment has a model SDI; choose that name, or another`,
  );
  refused(
    { model: ["x=DI", "x=FA"] },
    `Cannot add ${linear}.x by --model ${linear}.x=FA: there is a model x; choose another name, or change it by --set ${linear}.x.FIELD=VALUE`,
  );
  add(
    "a.b=DI",
    `Cannot add ${linear}.a.b by --model ${linear}.a.b=DI: a name has letters, digits, - and _, at most 40, and begins with a letter or digit`,
  );
  add(
    "x=DI,leak=1,leak=2",
    `Cannot read --model ${linear}.x=DI,leak=1,leak=2: it gives leak twice`,
  );
  assertThrows(
    () => readModel("x"),
    CliError,
    "Cannot read --model x: it is not of the form EXPERIMENT.NAME=RULE,FIELD=VALUE…",
  );
});

Deno.test("an experiment has only the feedback and the loops that it can run", () => {
  const refused = (experiment: string, model: string, why: string) =>
    assertThrows(() => apply(experiment, { model: [model] }), CliError, why);
  refused(
    "mnist-classification",
    "x=DI,feedback=optimised",
    "mnist-classification has no optimised feedback; it can be random, transpose",
  );
  refused(
    "mnist-autoencoder-normal",
    "x=DI,batchSize=10",
    "iterations are batches, which figures count alike for all models; set mnist-autoencoder-normal.batchSize",
  );
  refused(
    "mnist-autoencoder-normal",
    "x=DI,transfer=tanh",
    "the loops of mnist-autoencoder-normal have only linear",
  );
});

Deno.test("a value in a file is refused with its place, and a change is written as --set has it", () => {
  const change = {
    ...{ experiment: linear, model: "DI", key: "leak", value: -1 },
    where: "c.json:4:12",
  };
  assertThrows(
    () => changed(experimentNamed(linear, ""), "paper", [change]),
    CliError,
    `Cannot set ${linear}.DI.leak to -1 at c.json:4:12: it is negative`,
  );
  const text = `${pathOf(change)}=-1`;
  assertEquals(readAssignment(text), {
    ...change,
    ...{ written: "-1", where: `--set ${text}` },
  });
});
