import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { pipeline } from "../../pipeline/main.ts";
import { graphOf, needsOf } from "../../pipeline/engine/graph/graph.ts";
import type { NodeSpec } from "../../pipeline/engine/graph/node_spec.ts";
import { experiments } from "../../pipeline/studies/experiments.ts";
import { profiles } from "../../pipeline/studies/profiles.ts";
import { settingsOf } from "../../pipeline/studies/settings.ts";
import { nodesFor } from "../../pipeline/stages.ts";
import { studiesOf } from "../../pipeline/studies/studies.ts";
import { wantedBy } from "../support/wanted.ts";

const nodesOf = (seeds: number[], set: string[] = []) =>
  nodesFor({
    ...wantedBy("--profile=paper"),
    seeds: { "*": seeds },
    set,
  });

// deno-lint-ignore no-explicit-any
type Json = any;

const named = (nodes: NodeSpec[], pattern: RegExp) =>
  nodes.filter(({ name }) => pattern.test(name));

Deno.test("nodesFor() flow one way", () => {
  const stageNames = pipeline.stages.map(({ name }) => name);
  const graph = graphOf(nodesOf([0, 1]));
  for (const node of graph.values()) {
    for (const needed of needsOf(node)) {
      const [from, to] = [graph.get(needed)!.stage, node.stage];
      const forward = stageNames.indexOf(from) <= stageNames.indexOf(to);
      assertEquals(forward, true, `${needed} → ${node.name}`);
    }
  }
});

Deno.test("nodesFor() give each model and seed a node, and gather them once", () => {
  const nodes = nodesOf([0, 3]);
  const count = (pattern: RegExp) => named(nodes, pattern).length;
  assertEquals(count(/^train\/linear-regression\/.*\/seed-3$/), 10);
  assertEquals(count(/^initialise\/linear-regression\//), 2);
  assertEquals(count(/^aggregate\/linear-regression$/), 1);
  assertEquals(count(/^report$/), 1);
});

Deno.test("nodesFor() say to the page which experiment's model has a name with several rules", () => {
  const modelsOf = (...words: string[]): Json =>
    named(nodesFor(wantedBy(...words)), /^report$/)[0].settings;
  const ofPage = modelsOf(
    ...["--model", "linear-regression.mine=DI"],
    ...["--model", "nonlinear-regression.mine=FA"],
  ).models.filter(({ name }: Json) => name === "mine");
  assertEquals(ofPage, [
    { name: "mine", rule: "DI", added: true, of: "Linear regression" },
    { name: "mine", rule: "FA", added: true, of: "Nonlinear regression" },
  ]);
  assert(modelsOf().models.every(({ of }: Json) => of === undefined));
});

Deno.test("nodesFor() fetch the images of a profile's experiments, and give each training its own", () => {
  const fetched = (nodes: NodeSpec[]) =>
    named(nodes, /^fetch/).map(({ name }) => name);
  assertEquals(fetched(nodesOf([0])), ["fetch/mnist"]);
  const nodes = nodesFor(wantedBy("--profile=beyond-smoke"));
  assertEquals(fetched(nodes), ["fetch/mnist", "fetch/fashion-mnist"]);
  const imagesOf = (train: RegExp) =>
    new Set(
      named(nodes, train).flatMap(({ inputs }) =>
        Object.values(inputs).map(({ node }) => node)
          .filter((node) => node.startsWith("fetch/"))
      ),
    );
  assertEquals(
    imagesOf(/^train\/mnist-/),
    new Set(["fetch/mnist"]),
  );
  assertEquals(
    imagesOf(/^train\/fashion-/),
    new Set(["fetch/fashion-mnist"]),
  );
});

Deno.test("nodesFor() fetch images of other digests under other settings, and say how else to come by them", () => {
  const nodesWith = (source: string | null) =>
    named(
      nodesFor({ ...wantedBy("--profile=beyond-smoke"), source }),
      /^fetch/,
    );
  const [mnist, fashion] = nodesWith(null);
  assertNotEquals(mnist.settings, fashion.settings);
  assertEquals(mnist.outputs, fashion.outputs);
  assertEquals(fashion.resources, {
    source: "/usr/share/datasets/fashion-mnist",
    remedy:
      "install Debian's package dataset-fashion-mnist, or name another folder by --source",
  });
  const [, given] = nodesWith("/none");
  assertEquals(given.settings, fashion.settings);
  assertEquals(given.resources, {
    source: "/none",
    remedy:
      "or install Debian's package dataset-fashion-mnist and leave out --source",
  });
});

Deno.test("nodesFor() do not let a training setting reach the start", () => {
  const start = (...set: string[]) =>
    named(nodesOf([0], set), /^initialise\/linear-regression/)[0].settings;
  assertEquals(start("linear-regression.eta=0.02"), start());
  assertNotEquals(start("linear-regression.iterations=5"), start());
});

Deno.test("every profile names known experiments and fitting settings", () => {
  for (const profile of Object.keys(profiles)) {
    const names = experiments.map(({ name }) => name);
    for (const name of Object.keys(profiles[profile])) {
      assertEquals(names.includes(name), true, name);
    }
    for (const experiment of experiments) {
      settingsOf(experiment, profile);
    }
  }
});

Deno.test("nodesFor() tell what is made of models that are not the paper's", () => {
  const nodes = graphOf(nodesFor(wantedBy(
    "--set=linear-regression.DI-2.leak=0.005",
    "--model=linear-regression.DI-2-tanh=DI,feedback=neg-sign,scale=3,transfer=tanh,eta=0.02",
    "--model=nonlinear-regression.no-leak=DI,leak=0",
  )));
  const settings = (name: string) => nodes.get(name)!.settings as Json;
  const { models, added, changed } = settings("aggregate/linear-regression");
  assertEquals(models.at(-1), "DI-2-tanh");
  assertEquals(added, {
    "DI-2-tanh":
      "DI, feedback neg-sign, scale 3, leak 0.01, transfer tanh, eta 0.02",
  });
  assertEquals(changed, { "DI-2": "leak 0.005 (published 0.001)" });
  const other = settings("aggregate/linear-regression-normalised");
  assertEquals([other.added, other.changed], [undefined, undefined]);
  const panel = settings("render/figure-3h");
  assertEquals(panel.models, ["DI", "DI-2", "DI-3", "no-leak"]);
  assertEquals(panel.added, { "no-leak": 1 });
  const page = settings("report");
  assertEquals(
    page.models.filter(({ added }: Json) => added).map(({ name }: Json) =>
      name
    ),
    ["DI-2-tanh", "no-leak"],
  );
  assertEquals(
    page.figures.find(({ name }: Json) => name === "figure-3a").added,
    { "DI-2-tanh": 0 },
  );
});

Deno.test("nodesFor() gathers two outputs of each run, however many seeds there are", () => {
  const wanted = wantedBy("--profile=smoke");
  const [study] = studiesOf(wanted);
  const seeds = Array.from({ length: 70_000 }, (_, seed) => seed);
  const models = study.models.slice(0, 1);
  const one = { ...study, seeds, models, corrections: [] };
  const nodes = nodesFor(wanted, [one]);
  const [{ inputs }] = named(nodes, /^aggregate/);
  assertEquals(Object.keys(inputs).length, 2 * seeds.length);
  assertEquals(inputs["BP/seed-7/trace.npz"], {
    node: "train/linear-regression/BP/seed-7",
    output: "trace.npz",
  });
});

const graph = graphOf(nodesOf([0]));
const priority = (name: string) => graph.get(name)!.priority!;
const runOf = (experiment: string, model: string) =>
  priority(`train/${experiment}/${model}/seed-0`);

Deno.test("nodesFor() begins with the models that take longest", () => {
  const experiment = "linear-regression";
  assert(runOf(experiment, "DI") > runOf(experiment, "BP"));
});

Deno.test("nodesFor() finishes an experiment before the next one is trained", () => {
  const later = runOf("nonlinear-regression", "SDI");
  const [first, second] = [
    "linear-regression-normalised",
    "nonlinear-regression",
  ];
  assert(runOf(first, "BP") > later);
  assert(priority(`initialise/${second}/seed-0`) > later);
  assert(priority(`initialise/${second}/seed-0`) < runOf(first, "BP"));
  assert(priority(`aggregate/${first}`) > later);
  assert(priority("render/figure-3a") > runOf("linear-regression", "DI"));
});

Deno.test("nodesFor() leaves corrections for the end", () => {
  const last = runOf(
    "corrections/nonlinear-regression/single-loop-sign",
    "SDI",
  );
  assert(runOf("mnist-autoencoder-orthogonal", "BP") > last);
});

Deno.test("nodesFor() makes pixels of each figure where a scale is wanted, and else the same nodes", () => {
  const usual = nodesOf([0]);
  const nodes = nodesFor({ ...wantedBy("--profile=paper"), scale: 3 });
  const pixels = named(nodes, /\/png$/);
  assertEquals(nodes.filter((node) => !pixels.includes(node)), usual);
  assertEquals(pixels.length, named(usual, /^render\//).length);
  const [{ name, settings, inputs, shown }] = pixels;
  assertEquals([name, settings], ["render/figure-3/png", { scale: 3 }]);
  assertEquals(inputs, {
    "figure-3.svg": { node: "render/figure-3", output: "figure-3.svg" },
  });
  assertEquals(shown, { "figure-3.png": "figures/figure-3.png" });
});

Deno.test("nodesFor() draws no figure with a panel none of whose models is trained", () => {
  const drawn = (...set: string[]) =>
    named(nodesOf([0], set), /^render\//).map(({ name }) =>
      name.replace("render/", "")
    );
  const missing = (...set: string[]) => {
    const left = drawn(...set);
    return drawn().filter((name) => !left.includes(name));
  };
  assertEquals(missing("linear-regression.models=BP,NDI"), [
    ...["figure-3", "figure-3c", "figure-3d", "figure-3e", "figure-3f"],
  ]);
  assertEquals(missing("linear-regression.models=DI-2"), []);
  assertEquals(missing("mnist-autoencoder-normal.models=BP"), [
    "figure-4b-collapse",
  ]);
});
