import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { commandsOf } from "../../../pipeline/engine/cli/cli.ts";
import { readOptions } from "../../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../../pipeline/engine/cli/options.ts";
import { pipeline } from "../../../pipeline/main.ts";
import { committed } from "../../../pipeline/studies/profiles.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import { againOf } from "../../../pipeline/studies/config_of.ts";
import { commandText } from "../../../pipeline/studies/command_text.ts";
import type { Json } from "../../../pipeline/engine/text/canonical_json.ts";
import { correctionsOf } from "../../../pipeline/studies/corrections.ts";
import { graphOf, needsOf } from "../../../pipeline/engine/graph/graph.ts";
import { CliError } from "../../../pipeline/engine/text/errors.ts";
import { fitsGlob } from "../../../pipeline/engine/text/glob.ts";
import { experiments } from "../../../pipeline/studies/experiments.ts";
import { settingsOf } from "../../../pipeline/studies/settings.ts";
import { nodesFor } from "../../../pipeline/stages.ts";
import {
  correctedStudies,
  studiesOf,
  type Study,
} from "../../../pipeline/studies/studies.ts";
import { testUnless } from "../../support/test_unless.ts";
import { wantedBy } from "../../support/wanted.ts";

const nonlinear = experiments.find(({ name }) =>
  name === "nonlinear-regression"
)!;

function study(
  set: Record<string, Json> = {},
  models: string[] | null = null,
): Study {
  return {
    ...nonlinear,
    settings: settingsOf(nonlinear, "smoke", set),
    models: nonlinear.models.filter(({ name }) =>
      models === null || models.includes(name)
    ),
    seeds: [0, 1],
    label: "smoke profile",
    corrections: correctionsOf(nonlinear.name),
  };
}

const idsOf = (studies: Study[]) =>
  correctedStudies(studies).map(({ correction: { id } }) => id);

const nodesOf = (studies: Study[]) =>
  nodesFor({ ...wantedBy("--profile=smoke"), seeds: { "*": [0, 1] } }, studies);

/** A study as a command line with one `--set` wants it. */
const studyWith = (experiment: string, assignment?: string) =>
  studiesOf(wantedBy(
    "--profile=paper",
    ...assignment ? [`--set=${experiment}.${assignment}`] : [],
  )).find(({ name }) => name === experiment)!;

Deno.test("studiesOf() take the assigned models, in the order of the experiment, or its own list", () => {
  const taken = (experiment: string, assignment?: string) =>
    studyWith(experiment, assignment).models.map(({ name }) => name as string);
  const published = ["BP", "FA", "PBP", "NDI", "NDI-2"];
  assertEquals(taken("linear-regression", "models=DI, BP,DI"), ["BP", "DI"]);
  assertEquals(
    taken(nonlinear.name),
    nonlinear.models.map(({ name }) => name),
  );
  assertEquals(taken("mnist-classification"), published);
  assertEquals(taken("mnist-classification", "models=DI,BP"), ["BP", "DI"]);
  assertEquals(
    studyWith(nonlinear.name, "models=BP").settings,
    studyWith(nonlinear.name).settings,
  );
});

Deno.test("studiesOf() give each experiment the seeds that fit its name", () => {
  const seeds = (...words: string[]) => {
    const all = studiesOf(wantedBy(...words))
      .map(({ name, seeds }) => [name, seeds.length] as const);
    return Object.fromEntries(all);
  };
  const [first, normal, orthogonal] = [
    ...["linear-regression", "mnist-autoencoder-normal"],
    "mnist-autoencoder-orthogonal",
  ];
  const same = seeds("--seeds=0-4");
  assertEquals([same[first], same[normal]], [5, 5]);
  const some = seeds(
    ...["--seeds=0-19", "--seeds=mnist-*=0-4", "--seeds=*-normal=0"],
  );
  assertEquals([some[first], some[normal], some[orthogonal]], [20, 1, 5]);
  assertThrows(
    () => seeds("--seeds=mnst-*=1"),
    CliError,
    "Cannot read --seeds mnst-*=1: mnst-* fits no experiment; ",
  );
});

Deno.test("a change of one model reaches its own nodes and what follows, and nothing else", () => {
  const settings = (...words: string[]) =>
    new Map(
      nodesFor(wantedBy("--profile=smoke", ...words))
        .map(({ name, settings }) => [name, JSON.stringify(settings)]),
    );
  const before = settings();
  const differing = (after: ReturnType<typeof settings>) =>
    [...after].filter(([name, text]) => before.get(name) !== text)
      .map(([name]) => name)
      // which say what a page and a figure have
      .filter((name) => !/^(report|render\/.*)$/.test(name));
  const leak = settings("--set=linear-regression.DI-2.leak=0.005");
  assertEquals(differing(leak), [
    "train/linear-regression/DI-2/seed-0",
    ...["integrator-2020", "settled-loops"].map((id) =>
      `train/corrections/linear-regression/${id}/DI-2/seed-0`
    ),
    "aggregate/linear-regression", // whose label and table say so
    "aggregate/corrections",
  ]);
  const added = settings("--model=linear-regression.x=DI");
  assertEquals(differing(added), [
    "train/linear-regression/x/seed-0",
    "aggregate/linear-regression",
  ]);
});

Deno.test("a model's own setting gives the node that the experiment's gives", () => {
  const trained = (...words: string[]) =>
    nodesFor(wantedBy(...words))
      .find(({ name }) => name === "train/linear-regression/DI/seed-0")!
      .settings;
  const all = trained("--set=linear-regression.eta=0.02");
  const own = trained("--set=linear-regression.DI.eta=0.02");
  assertEquals(JSON.stringify(own), JSON.stringify(all));
});

Deno.test("a correction's settings count more than a model's own", () => {
  const wanted = wantedBy("--set=nonlinear-regression.BP.slopes=twice");
  const [{ models }] = correctedStudies(studiesOf(wanted).slice(2, 3));
  assertEquals(models.find(({ name }) => name === "BP")!.own, {});
});

Deno.test("a correction of the single loop counts more than its model's transfer, and is left out where that is it", () => {
  const transfers = (...words: string[]) =>
    Object.fromEntries(
      correctedStudies(studiesOf(wantedBy(
        ...words.map((word) => `--set=nonlinear-regression.${word}`),
      ))).filter(({ correction: { id } }) => id.startsWith("single-loop-lin"))
        .map((
          { correction: { id }, settings, models: [{ transfer, own }] },
        ) => [
          id.replace("single-loop-", ""),
          transfer ?? { ...settings, ...own }.singleLoopTransfer,
        ]),
    );
  const both = { linear: "linear", linearised: "linearised" };
  const { linear: _, ...linearised } = both;
  assertEquals(transfers(), both);
  assertEquals(transfers("SDI.transfer=tanh"), both);
  assertEquals(transfers("SDI.transfer=linear"), linearised);
  assertEquals(transfers("SDI.singleLoopTransfer=linear"), linearised);
  assertEquals(
    transfers("singleLoopTransfer=linear", "SDI.transfer=tanh"),
    both,
  );
});

Deno.test("studiesOf() let the last assignment of a key win", () => {
  const set = ["linear-regression.eta=0.5", "linear-regression.eta=0.02"];
  const [{ settings }] = studiesOf({ ...wantedBy(), set });
  assertEquals(settings.eta, 0.02);
});

Deno.test("studiesOf() measure all corrections, those assigned, or none", () => {
  const experiment = "linear-regression";
  const assigned = (text: string) =>
    studyWith(experiment, `corrections=${text}`)
      .corrections!.map(({ id }) => id);
  assertEquals(studyWith(experiment).corrections, correctionsOf(experiment));
  assertEquals(assigned("none"), []);
  assertEquals(assigned("settled-loops,shared-repairs"), [
    "shared-repairs",
    "settled-loops",
  ]);
  assertThrows(
    () => assigned("slopes-once"),
    CliError,
    "Cannot set linear-regression.corrections to slopes-once: there is no correction slopes-once; ",
  );
  for (const list of ["none,shared-repairs", "settled-loops, none"]) {
    assertThrows(() => assigned(list), CliError, "none stands alone");
  }
});

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

Deno.test("correctedStudies() are of the first five seeds", () => {
  const study = studiesOf(wantedBy("--seeds=3-9"))[0];
  const all = correctedStudies([study]).map(({ seeds }) => seeds);
  assertEquals(new Set(all.flat()), new Set([3, 4, 5, 6, 7]));
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

const table = optionsOf(pipeline);

Deno.test("a page's commands are ones that there are, with options that they take", () => {
  const wanted = wantedBy(
    ...["--profile=paper", "--seeds=0-2", "--backend=native"],
    "--set=linear-regression.eta=0.005",
  );
  const again = againOf(wanted, studiesOf(wanted));
  for (
    const command of [
      ...["render figure-3a", "table linear-regression", "reproduce"],
      ...["train linear-regression", "aggregate corrections", "status"],
      ...["why NODE", "verify", "trace figure.svg"],
    ]
  ) {
    const [, , name, ...words] = commandText(command, again).split(" ");
    const { options } = commandsOf(pipeline)
      .find((command) => command.name === name)!;
    const parsed = readOptions(words, table, options);
    assertEquals(parsed.operands, command.split(" ").slice(1));
    if (name !== "trace") assertEquals(parsed.profile, "paper");
  }
});

Deno.test("a page says itself how it is made", () => {
  const settings = (...words: string[]) =>
    nodesFor(wantedBy(...words))
      .find(({ name }) => name === "report")!.settings as {
        again: unknown;
        longestTable?: number;
      };
  assertEquals(settings().again, {});
  assertNotEquals(settings("--profile=paper").again, {});
  assertEquals(settings().longestTable, undefined);
  assertEquals(settings("--profile=paper").longestTable, committed.rows);
});

const hasGit = await Deno.stat(`${projectFolder}/.git`).then(
  () => true,
  () => false,
);

/** The paths of the files of a folder; none if it is not there. */
const filesIn = (folder: string) =>
  Array.fromAsync(Deno.readDir(folder))
    .then((all) => all.map(({ name }) => `${folder}/${name}`), () => []);

for (const profile of committed.profiles) {
  const folder = `outputs/${profile}`;
  const files = await filesIn(`${projectFolder}/${folder}`);
  const missing = files.length === 0
    ? `needs ${folder}`
    : hasGit
    ? undefined
    : "needs a checkout of git";
  testUnless(
    missing,
    `the tables that the pages of ${folder} link are those kept beside them`,
    async () => {
      const pages = await Promise.all(
        files.filter((file) => file.endsWith(".html"))
          .map((file) => Deno.readTextFile(file)),
      );
      const linked = pages.flatMap((page) => [
        ...page.matchAll(/ href="(tables\/[^"]*)"/g),
      ]);
      const { stdout } = await new Deno.Command("git", {
        args: ["ls-files", "tables"],
        cwd: `${projectFolder}/${folder}`,
      }).output();
      const kept = new TextDecoder().decode(stdout).trim().split("\n");
      assertEquals(new Set(linked.map(([, file]) => file)), new Set(kept));
    },
  );
}
