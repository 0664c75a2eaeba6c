import { assertEquals, assertThrows } from "@std/assert";
import { readConfig } from "../../../pipeline/studies/config.ts";
import { againOf, configOf } from "../../../pipeline/studies/config_of.ts";
import { readOptions } from "../../../pipeline/engine/cli/option.ts";
import {
  type Options,
  optionsOf,
} from "../../../pipeline/engine/cli/options.ts";
import { withSaid } from "../../../pipeline/engine/cli/config_file.ts";
import { CliError } from "../../../pipeline/engine/text/errors.ts";
import type { Json } from "../../../pipeline/engine/text/canonical_json.ts";
import { jsonText } from "../../../pipeline/engine/text/json_text.ts";
import { readLocated } from "../../../pipeline/engine/text/located_json.ts";
import { pipeline } from "../../../pipeline/main.ts";
import { profiles } from "../../../pipeline/studies/profiles.ts";
import { commandText } from "../../../pipeline/studies/command_text.ts";
import { nodesFor } from "../../../pipeline/stages.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";

/** What words of a command line want. */
const wantedBy = (...words: string[]): Options =>
  readOptions(words, optionsOf(pipeline));

/** What a file of this value wants. */
const wantedIn = (value: Json): Options =>
  withSaid(wantedBy(), readConfig(readLocated(jsonText(value), "c.json")));

/** A run with a change of every kind. */
const changedRun = wantedBy(
  ...[
    "--profile=smoke",
    "--seeds=0-1",
    "--seeds=mnist-*=3",
    "--backend=native",
  ],
  ...[
    "linear-regression.eta=0.02",
    "linear-regression.DI-2.leak=0.005",
    "linear-regression.FA-2.scale=1",
    "linear-regression.NDI-2.eta=0.3",
    "linear-regression.DI-3.feedback=transpose",
    "linear-regression.DI-3.scale=-2",
    // a rule that has the leak of the model, not its own
    "nonlinear-regression.DI-2.rule=NDI",
    "nonlinear-regression.DI-2.leak=0.001",
    "nonlinear-regression.corrections=none",
    "mnist-classification.models=BP,DI-tanh",
    "mnist-classification.DI-tanh.transfer=linear",
    "linear-regression-normalised.corrections=none",
  ].map((text) => `--set=${text}`),
  ...[
    "linear-regression.DI-4=DI,feedback=random,leak=0.1,eta=0.001",
    "nonlinear-regression.A=FA,feedback=sign,scale=3",
  ].map((text) => `--model=${text}`),
);

const runs: [what: string, wanted: Options][] = [
  ["defaults", wantedBy()],
  ...Object.keys(profiles).map((profile): [string, Options] => [
    profile,
    wantedBy(`--profile=${profile}`),
  ]),
  ["a run with many changes", changedRun],
];

/** What no option of `reproduce` says. */
const sweepRun = wantedIn({
  profile: "smoke",
  sweeps: [
    {
      experiment: "linear-regression",
      grid: { eta: "1e-3..1e-1:log3", leak: [0, 0.01] },
    },
    {
      experiment: "linear-regression",
      grid: { clip: [1, 10] },
      ...{ models: ["BP", "DI"], seeds: [3] },
    },
  ],
});

Deno.test("a configuration that is read back gives the same nodes", () => {
  for (const [what, wanted] of [...runs, ["sweeps", sweepRun] as const]) {
    for (const changed of [false, true]) {
      const again = wantedIn(configOf(wanted, { changed }));
      assertEquals(nodesFor(again), nodesFor(wanted), what);
    }
  }
});

/** The command that asks for a run again, without quotes. */
const commandOf = (wanted: Options) =>
  commandText("reproduce", againOf(wanted, studiesOf(wanted)))
    .replaceAll("'", "").split(" ").slice(3);

Deno.test("the command on the page asks for the same nodes", () => {
  for (const [what, wanted] of runs) {
    const again = wantedBy(...commandOf(wanted));
    assertEquals(nodesFor(again), nodesFor(wanted), what);
  }
});

Deno.test("the command on the page has what is not the default, and a folder of its own for the committed profile", () => {
  const said = (...words: string[]) => commandOf(wantedBy(...words)).join(" ");
  assertEquals(said(), "");
  assertEquals(said("--profile=smoke"), "--profile smoke");
  assertEquals(
    said("--profile=paper"),
    "--profile paper --outputs outputs/paper",
  );
  assertEquals(
    said("--seeds=0-4,7", "--backend=native", "--seeds=linear-regression=7"),
    "--seeds 0-4,7 --seeds linear-regression=7 --backend native",
  );
  assertEquals(
    said(
      ...["slopes=once", "models=BP,DI", "corrections=none", "DI.leak=0.1"]
        .map((text) => `--set=nonlinear-regression.${text}`),
      "--model=linear-regression.x=DI,leak=0.1",
      "--set=linear-regression.x.eta=0.1",
      // which is as published
      "--set=linear-regression.eta=0.01",
    ),
    [
      "--model linear-regression.x=DI,feedback=neg-transpose,scale=1,leak=0.1,eta=0.1",
      "--set nonlinear-regression.DI.leak=0.1",
      "--set nonlinear-regression.slopes=once",
      "--set nonlinear-regression.models=BP,DI",
      "--set nonlinear-regression.corrections=none",
    ].join(" "),
  );
});

Deno.test("configOf() says what differs from a run without options alone", () => {
  assertEquals(configOf(wantedBy(), { changed: true }), {});
  assertEquals(configOf(wantedBy("--profile=quick"), { changed: true }), {});
  assertEquals(configOf(changedRun, { changed: true }), {
    profile: "smoke",
    backend: "native",
    seeds: { "*": "0-1", "mnist-*": "3" },
    experiments: {
      "linear-regression": {
        settings: { eta: 0.02 },
        models: {
          "FA-2": { scale: 1 },
          "NDI-2": { eta: 0.3 },
          "DI-2": { leak: 0.005 },
          "DI-3": {
            ...{ rule: "DI", feedback: "neg-transpose", scale: 2, leak: 0.01 },
          },
          "DI-4": {
            ...{ rule: "DI", feedback: "random", scale: 1, leak: 0.1 },
            eta: 0.001,
          },
        },
      },
      "nonlinear-regression": {
        models: {
          "DI-2": {
            ...{
              rule: "NDI",
              feedback: "neg-transpose",
              scale: 1,
              leak: 0.001,
            },
          },
          A: { rule: "FA", feedback: "sign", scale: 3 },
        },
        corrections: [],
      },
      "mnist-classification": {
        models: { "DI-tanh": { transfer: "linear" } },
        train: ["BP", "DI-tanh"],
      },
    },
  });
});

Deno.test("configOf() refuses a sweep that no run would take", () => {
  const grid = { et: [0.1, 0.2] };
  const wanted = wantedIn({
    sweeps: [{ experiment: "linear-regression", grid }],
  });
  assertThrows(() => configOf(wanted), CliError, "has no setting et; ");
});

Deno.test("a model that is changed and not trained is said, also where it is only swept", () => {
  const leak = "--set=linear-regression.DI-2.leak=0.005";
  const train = "--set=linear-regression.models=BP";
  const said = { models: { "DI-2": { leak: 0.005 } }, train: ["BP"] };
  const wanted = wantedBy("--profile=smoke", train, leak);
  assertEquals(configOf(wanted, { changed: true }).experiments, {
    "linear-regression": said,
  });
  const sweep = {
    experiment: "linear-regression",
    ...{ grid: ["eta=0.01,0.02"], models: "DI-2" },
  };
  const nodes = nodesFor({ ...wanted, sweep });
  const settingsOf = (name: string) =>
    nodes.find((node) => node.name === name)!.settings as Record<string, Json>;
  const { config } = settingsOf("render/sweep-linear-regression") as {
    config: { experiments: Json };
  };
  assertEquals(config.experiments, { "linear-regression": said });
  const { label } = settingsOf("report/sweep-linear-regression");
  assertEquals(
    `${label}`.endsWith(", DI-2 leak 0.005 (published 0.001)"),
    true,
  );
  const { config: ofFigure } = settingsOf("render/figure-3a");
  assertEquals(ofFigure, {
    experiments: { "linear-regression": { train: ["BP"] } },
  });
});

Deno.test("a model that a file adds for a sweep is said where the command line trains others", () => {
  const grid = { eta: [0.01, 0.02] };
  const file = wantedIn({
    experiments: { "linear-regression": { models: { zed: { rule: "DI" } } } },
    sweeps: [{ experiment: "linear-regression", grid, models: ["zed"] }],
  });
  const wanted = {
    ...file,
    set: ["linear-regression.models=BP"],
  };
  const again = wantedIn(configOf(wanted, { changed: true }));
  const sweptIn = (wanted: Options) =>
    nodesFor(wanted).filter(({ name }) => /sweep|zed\/eta/.test(name));
  assertEquals(sweptIn(again), sweptIn(wanted));
  const { settings } = sweptIn(wanted)
    .find(({ name }) => name === "aggregate/sweep-linear-regression")!;
  const { added } = settings as { added: Json };
  assertEquals(added, {
    zed: "DI, feedback neg-transpose, leak 0.01",
  });
});

Deno.test("a figure names what it was made with beyond profile and seeds, of its own experiments", () => {
  const configs = (wanted: Options) =>
    Object.fromEntries(
      nodesFor(wanted).filter(({ stage }) => stage === "render")
        .flatMap(({ name, settings }) => {
          const { config } = settings as { config?: Json };
          return config === undefined ? [] : [[name, config]];
        }),
    );
  assertEquals(configs(wantedBy("--profile=smoke", "--seeds=3")), {});
  const eta = { settings: { eta: 0.02 } };
  const linear = { experiments: { "linear-regression": eta } };
  const found = configs(
    wantedBy(
      ...["--set=linear-regression.eta=0.02", "--backend=native"],
      // no figure shows corrections
      "--set=nonlinear-regression.corrections=none",
    ),
  );
  assertEquals(found["render/figure-3a"], linear);
  assertEquals(found["render/figure-3"], linear);
  assertEquals(found["render/figure-3b"], undefined);
  assertEquals(found["render/figure-4a"], { backend: "native" });
});
