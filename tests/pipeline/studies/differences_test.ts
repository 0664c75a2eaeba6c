import { assertEquals } from "@std/assert";
import {
  differencesFrom,
  differingOf,
} from "../../../pipeline/studies/differences.ts";
import { experiments } from "../../../pipeline/studies/experiments.ts";
import {
  publishedSettings,
  type Settings,
} from "../../../pipeline/studies/settings.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";
import { wantedBy } from "../../support/wanted.ts";

Deno.test("labels say what is not as published", () => {
  const experiment = experiments.find(({ name }) =>
    name === "mnist-classification"
  )!;
  const published = publishedSettings(experiment);
  const labelOf = (study: { profile: string; settings: Settings }) =>
    differencesFrom(experiment, { ...study, models: [] }).label;
  assertEquals(
    labelOf({ profile: "paper", settings: published }),
    "paper profile",
  );
  assertEquals(
    labelOf({
      profile: "quick",
      settings: { ...published, epochs: 1 },
    }),
    "quick profile, epochs 1 (published 15)",
  );
});

Deno.test("labels say how models are not as published, where what they do differs", () => {
  const labelOf = (...words: string[]) =>
    studiesOf(wantedBy("--profile=paper", ...words))[0].label;
  const set = (text: string) => `--set=linear-regression.${text}`;
  assertEquals(
    labelOf(set("DI-2.leak=0.005"), set("DI-2.eta=0.02"), set("FA-2.scale=1")),
    "paper profile, FA-2 scale 1 (published 50), DI-2 leak 0.005 (published 0.001), eta 0.02 (published 0.01)",
  );
  assertEquals(
    labelOf(set("BP.rule=FA"), set("FA.scale=2")),
    "paper profile, BP rule FA (published BP), feedback random (published none), FA scale 2 (published 1)",
  );
  assertEquals(
    labelOf(
      ...[set("DI.transfer=linear"), set("DI.eta=0.01"), set("FA.scale=1")],
      "--model=linear-regression.mine=DI",
    ),
    "paper profile",
  );
});

/** What a command line changes of each experiment. */
const differingBy = (...words: string[]) =>
  Object.fromEntries(
    studiesOf(wantedBy(...words)).map((
      study,
    ) => [study.name, differingOf(study)]),
  );

Deno.test("differingOf() has what differs from the profile, of every model that is trained, and nothing where nothing does", () => {
  const name = "linear-regression";
  const { [name]: here, ...others } = differingBy(
    "--profile=smoke",
    `--set=${name}.models=BP,DI,DI-2`,
    `--set=${name}.eta=0.02`,
    `--set=${name}.DI-2.leak=0.005`,
    `--set=${name}.DI-2.clip=3`,
  );
  assertEquals(here.differing, {
    BP: { eta: 0.02, leak: null, clip: 10 },
    DI: { eta: 0.02, leak: 0.01, clip: 10 },
    "DI-2": { eta: 0.02, leak: 0.005, clip: 3 },
  });
  for (const other of Object.values(others)) assertEquals(other, {});
  // what is as it is anyway
  const usual = differingBy(
    `--set=${name}.eta=0.01`,
    `--set=${name}.DI.leak=0.01`,
  );
  assertEquals(usual[name], {});
});

Deno.test("differingOf() has every field of a model that is added", () => {
  const { "linear-regression": { differing } } = differingBy(
    "--model=linear-regression.DI-4=DI,feedback=random,transfer=tanh,eta=0.01",
    "--set=linear-regression.models=DI-4,FA",
  );
  assertEquals(differing, {
    FA: { rule: "FA", feedback: "random", leak: null, transfer: null },
    "DI-4": { rule: "DI", feedback: "random", leak: 0.01, transfer: "tanh" },
  });
});

Deno.test("studiesOf() tell which settings are not as published, but for what profiles shorten", () => {
  const departures = (profile: string, ...set: string[]) =>
    studiesOf(wantedBy(
      `--profile=${profile}`,
      ...set.map((text) => `--set=linear-regression.${text}`),
    )).map(({ departures }) => departures);
  for (const profile of ["smoke", "quick", "paper"]) {
    assertEquals(departures(profile, "iterations=70").filter(Boolean), []);
  }
  const [linear, ...others] = departures("smoke", "eta=0.005", "clip=3");
  assertEquals(linear, "eta 0.005 (published 0.01), clip 3 (published 10)");
  assertEquals(others.filter(Boolean), []);
});

Deno.test("labels of experiments beyond the paper speak of what is usual, since nothing of them is published", () => {
  const name = "mnist-dynamic-inversion";
  const words = ["--profile=beyond", `--set=${name}.eta=0.01`];
  const study = studiesOf(wantedBy(...words)).find((one) => one.name === name)!;
  assertEquals(study.label, "beyond profile, eta 0.01 (usually 0.001)");
  assertEquals(study.departures, "eta 0.01 (usually 0.001)");
});
