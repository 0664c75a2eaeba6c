import { assertEquals } from "@std/assert";
import type { Json } from "../../pipeline/engine/text/canonical_json.ts";
import { correctedStudies } from "../../pipeline/corrected_studies.ts";
import { correctionsOf } from "../../pipeline/corrections.ts";
import { graphOf, needsOf } from "../../pipeline/engine/graph/graph.ts";
import { fitsGlob } from "../../pipeline/engine/text/glob.ts";
import { experiments } from "../../pipeline/experiments.ts";
import { settingsOf } from "../../pipeline/settings.ts";
import { stages, type Study } from "../../pipeline/stages.ts";

const nonlinear = experiments.find(({ name }) =>
  name === "nonlinear-regression"
)!;

function study(
  set: Record<string, Json> = {},
  models: string[] | null = null,
): Study {
  const assignments = Object.entries(set).map(([key, value]) => (
    { experiment: nonlinear.name, key, value }
  ));
  return {
    ...nonlinear,
    settings: settingsOf(nonlinear, { profile: "smoke", assignments }),
    models: nonlinear.models.filter(({ name }) =>
      models === null || models.includes(name)
    ),
    label: "smoke profile",
    corrections: correctionsOf(nonlinear.name),
  };
}

const idsOf = (studies: Study[]) =>
  correctedStudies(studies).map(({ correction: { id } }) => id);

const nodesOf = (studies: Study[]) =>
  stages({ studies, seeds: [0, 1], profile: "smoke", mnistSource: "/mnist" });

Deno.test("correctedStudies() change what the correction sets and how often is measured, and no more", () => {
  const base = study({ eta: .02 });
  const found = correctedStudies([base]);
  assertEquals(found.length, base.corrections!.length);
  for (const { settings, correction } of found) {
    assertEquals(settings, {
      ...base.settings,
      ...correction.set,
      evaluateEvery: base.settings.iterations,
    });
  }
});

Deno.test("correctedStudies() train the models that a correction concerns, of those that are wanted", () => {
  const [{ models }] = correctedStudies([study({}, ["BP", "DI", "PBP"])]);
  assertEquals(models.map(({ name }) => name), ["BP", "PBP"]);
  assertEquals(idsOf([study({}, ["SDI-2"])]), []);
});

Deno.test("correctedStudies() leave out what is corrected already, and what is not wanted", () => {
  assertEquals(idsOf([study()]).includes("slopes-once"), true);
  const corrected = study({ slopes: "once" });
  assertEquals(idsOf([corrected]).includes("slopes-once"), false);
  assertEquals(idsOf([{ ...study(), corrections: undefined }]), []);
});

Deno.test("a correction has a start of its own only where the start is what it changes", () => {
  const graph = graphOf(nodesOf([study()]));
  const starts = new Set(
    [...graph.values()]
      .filter(({ name }) => name.startsWith("train/corrections/"))
      .flatMap(needsOf),
  );
  assertEquals([...starts].filter((name) => name.endsWith("seed-0")), [
    "initialise/nonlinear-regression/seed-0",
    "initialise/corrections/nonlinear-regression/teacher-scale/seed-0",
  ]);
});

Deno.test("corrections are gathered beside the published runs, and the page reads what they change", () => {
  const nodes = nodesOf([study()]);
  const named = (name: string) => nodes.find((node) => node.name === name)!;
  const { inputs } = named("aggregate/corrections");
  const runs = Object.entries(inputs)
    .filter(([name]) => /SDI-3\/seed-1\/trace/.test(name))
    .map(([name, { node }]) => [name, node]);
  assertEquals(runs.slice(0, 2), [
    [
      "published/nonlinear-regression/SDI-3/seed-1/trace.npz",
      "train/nonlinear-regression/SDI-3/seed-1",
    ],
    [
      "nonlinear-regression/single-loop-sign/SDI-3/seed-1/trace.npz",
      "train/corrections/nonlinear-regression/single-loop-sign/SDI-3/seed-1",
    ],
  ]);
  assertEquals(
    named("report").inputs["corrections/effects.json"].node,
    "aggregate/corrections",
  );
  const without = nodesOf([{ ...study(), corrections: [] }]);
  assertEquals(without.filter(({ name }) => /corrections/.test(name)), []);
});

Deno.test("the pattern of an experiment fits none of its corrections, and that of corrections all", () => {
  const names = nodesOf([study()]).map(({ name }) => name)
    .filter((name) => /\/corrections/.test(name));
  assertEquals(names.length > 10, true);
  for (const name of names) {
    assertEquals(fitsGlob(name, "nonlinear-regression"), false, name);
    assertEquals(fitsGlob(name, "corrections"), true, name);
  }
});
