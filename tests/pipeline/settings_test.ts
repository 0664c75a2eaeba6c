import { assertEquals, assertThrows } from "@std/assert";
import { correctionsOf } from "../../pipeline/corrections.ts";
import { CliError } from "../../pipeline/errors.ts";
import { experiments } from "../../pipeline/experiments.ts";
import {
  modelsOf,
  parseAssignment,
  settingsOf,
  wantedCorrections,
} from "../../pipeline/settings.ts";

const linear = experiments.find(({ name }) => name === "linear-regression")!;

Deno.test("settingsOf() takes published values, then the profile's, then assigned ones", () => {
  const assignments = [parseAssignment("linear-regression.eta=0.02")];
  const smoke = settingsOf(linear, { profile: "smoke", assignments });
  assertEquals(smoke.iterations, 120);
  assertEquals(smoke.eta, 0.02);
  const paper = settingsOf(linear, { profile: "paper", assignments: [] });
  assertEquals(paper.iterations, 2000);
  assertEquals(paper.eta, 0.01);
});

Deno.test("settingsOf() lets the last assignment of a key win", () => {
  const assignments = ["0.5", "0.02"].map((value) =>
    parseAssignment(`linear-regression.eta=${value}`)
  );
  assertEquals(
    settingsOf(linear, { profile: "paper", assignments }).eta,
    0.02,
  );
});

Deno.test("modelsOf() picks the assigned models, in the order of the experiment", () => {
  const assigned = parseAssignment("linear-regression.models=DI, BP,DI");
  const names = (models: typeof linear.models) =>
    models.map(({ name }) => name as string);
  assertEquals(names(modelsOf(linear, [assigned])), ["BP", "DI"]);
  assertEquals(modelsOf(linear, []), linear.models);
  const defaults = { ...linear, defaultModels: ["FA"] };
  assertEquals(names(modelsOf(defaults, [])), ["FA"]);
  assertEquals(names(modelsOf(defaults, [assigned])), ["BP", "DI"]);
  assertEquals(
    settingsOf(linear, { profile: "paper", assignments: [assigned] }),
    settingsOf(linear, { profile: "paper", assignments: [] }),
  );
});

Deno.test("wantedCorrections() are all, those assigned, or none", () => {
  const assigned = (text: string) =>
    wantedCorrections(linear, [
      parseAssignment(`linear-regression.corrections=${text}`),
    ]).map(({ id }) => id);
  assertEquals(wantedCorrections(linear, []), correctionsOf(linear.name));
  assertEquals(assigned("none"), []);
  assertEquals(assigned("settled-loops,shared-repairs"), [
    "shared-repairs",
    "settled-loops",
  ]);
  assertThrows(
    () => assigned("slopes-once"),
    CliError,
    "Cannot set linear-regression.corrections to slopes-once: there are none, ",
  );
});
