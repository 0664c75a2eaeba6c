import { assert, assertEquals } from "@std/assert";
import { linearRegressionModels } from "../../lib/experiments/linear_regression/models.ts";
import { pipeline } from "../../pipeline/main.ts";
import { graphOf, needsOf } from "../../pipeline/engine/graph/graph.ts";
import type { NodeSpec } from "../../pipeline/engine/graph/node_spec.ts";
import { experiments } from "../../pipeline/experiments.ts";
import { profiles } from "../../pipeline/profiles.ts";
import {
  publishedSettings,
  scaleLabel,
  settingsOf,
} from "../../pipeline/settings.ts";
import { runsOf, stages, withPriorities } from "../../pipeline/stages.ts";

function nodesOf(seeds: number[], set: Record<string, number> = {}) {
  const studies = experiments.map((experiment) => {
    const assignments = Object.entries(set).map(([key, value]) => (
      { experiment: "linear-regression", key, value }
    ));
    const settings = settingsOf(experiment, { profile: "paper", assignments });
    return { ...experiment, settings, label: "paper profile" };
  });
  return stages({ studies, seeds, profile: "paper", mnistSource: "/mnist" });
}

const named = (nodes: NodeSpec[], pattern: RegExp) =>
  nodes.filter(({ name }) => pattern.test(name));

Deno.test("stages() flow one way", () => {
  const stageNames = pipeline.stages.map(({ name }) => name);
  const graph = graphOf(nodesOf([0, 1]));
  for (const node of graph.values()) {
    for (const needed of needsOf(node)) {
      const [from, to] = [graph.get(needed)!.stage, node.stage];
      const forward = stageNames.indexOf(from) < stageNames.indexOf(to);
      assertEquals(forward, true, `${needed} → ${node.name}`);
    }
  }
});

Deno.test("stages() give each model and seed a node, and gather them once", () => {
  const nodes = nodesOf([0, 3]);
  const count = (pattern: RegExp) => named(nodes, pattern).length;
  assertEquals(count(/^train\/linear-regression\/.*\/seed-3$/), 10);
  assertEquals(count(/^initialise\/linear-regression\//), 2);
  assertEquals(count(/^aggregate\/linear-regression$/), 1);
  assertEquals(count(/^report$/), 1);
});

Deno.test("stages() do not let a training setting reach the start", () => {
  const start = (set: Record<string, number>) =>
    named(nodesOf([0], set), /^initialise\/linear-regression/)[0].settings;
  assertEquals(start({ eta: 0.02 }), start({}));
  assertEquals(
    JSON.stringify(start({ iterations: 5 })) !== JSON.stringify(start({})),
    true,
  );
});

Deno.test("every profile names known experiments and fitting settings", () => {
  for (const profile of Object.keys(profiles)) {
    const names = experiments.map(({ name }) => name);
    for (const name of Object.keys(profiles[profile])) {
      assertEquals(names.includes(name), true, name);
    }
    for (const experiment of experiments) {
      settingsOf(experiment, { profile, assignments: [] });
    }
  }
});

Deno.test("scaleLabel() says what is not as published", () => {
  const experiment = experiments.find(({ name }) =>
    name === "mnist-classification"
  )!;
  const published = publishedSettings(experiment);
  assertEquals(
    scaleLabel(experiment, { profile: "paper", settings: published }),
    "paper profile",
  );
  assertEquals(
    scaleLabel(experiment, {
      profile: "quick",
      settings: { ...published, epochs: 1 },
    }),
    "quick profile, epochs 1 (published 15)",
  );
});

Deno.test("runsOf() names two outputs of each run, however many seeds there are", () => {
  const study = { name: "x", models: linearRegressionModels.slice(0, 1) };
  const seeds = Array.from({ length: 200_000 }, (_, seed) => seed);
  const inputs = runsOf(study, seeds, "published/");
  assertEquals(Object.keys(inputs).length, 2 * seeds.length);
  assertEquals(inputs["published/BP/seed-7/trace.npz"], {
    node: "train/x/BP/seed-7",
    output: "trace.npz",
  });
});

const node = (name: string, rule?: string): NodeSpec => ({
  name,
  stage: name.split("/")[0] as NodeSpec["stage"],
  entry: "",
  settings: rule ? { model: { rule } } : {},
  seed: 0,
  inputs: {},
  outputs: [],
  backend: null,
  resources: {},
});

const prioritised = withPriorities([
  node("fetch/mnist"),
  node("initialise/first/seed-0"),
  node("initialise/second/seed-0"),
  node("train/first/BP/seed-0", "BP"),
  node("train/first/DI/seed-0", "DI"),
  node("train/second/SDI/seed-0", "SDI"),
  node("train/first+corrected/SDI/seed-0", "SDI"),
  node("aggregate/first"),
  node("render/figure-1"),
]);

const priority = (name: string) => graphOf(prioritised).get(name)!.priority!;

Deno.test("withPriorities() begins with the models that take longest", () => {
  assert(priority("train/first/DI/seed-0") > priority("train/first/BP/seed-0"));
});

Deno.test("withPriorities() finishes an experiment before the next one is trained", () => {
  const later = priority("train/second/SDI/seed-0");
  assert(priority("train/first/BP/seed-0") > later);
  assert(priority("initialise/second/seed-0") > later);
  assert(priority("aggregate/first") > later);
  assert(priority("render/figure-1") > later);
});

Deno.test("withPriorities() leaves what has no start of its own for the end", () => {
  const last = priority("train/first+corrected/SDI/seed-0");
  assert(priority("train/second/SDI/seed-0") > last);
});

Deno.test("withPriorities() changes nothing else, and no order", () => {
  assertEquals(prioritised.map(({ name }) => name)[3], "train/first/BP/seed-0");
  const { priority: _, ...rest } = prioritised[3];
  assertEquals(rest, node("train/first/BP/seed-0", "BP"));
});
