/** report: the page of a run, and one of each sweep. */
import type { Wanted } from "./engine/cli/pipeline.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";
import type { Json } from "./engine/text/canonical_json.ts";
import { seedTexts } from "./engine/text/seeds.ts";
import { seedList } from "./engine/text/words.ts";
import { aboutFigure } from "./figures/catalogue.ts";
import type { FigureDescription } from "./figures/figure.ts";
import { from, type Inputs, node } from "./node.ts";
import { project } from "./project.ts";
import { registrations } from "./registrations.ts";
import type { DrawnSweep } from "./render_nodes.ts";
import { againOf } from "./studies/config_of.ts";
import { exercisesOf } from "./studies/exercises.ts";
import { fieldsOf, type StudyModel } from "./studies/models.ts";
import { committed, isBeyond } from "./studies/profiles.ts";
import type { Study } from "./studies/studies.ts";

/** The script of every page, bundled from its sources and packages, which may be kept elsewhere. */
export function script(): NodeSpec {
  const packages = Deno.realPathSync(`${project.folder}/node_modules`);
  const isElsewhere = !packages.startsWith(`${project.folder}/`);
  return node("report/script", "pipeline/nodes/bundle.ts", {
    outputs: ["script.js"],
    resources: { source: project.folder },
    permissions: isElsewhere ? [`--allow-read=${packages}`] : [],
  });
}

/** The page of a run. */
export function report(
  wanted: Wanted,
  { figures, published, corrected, sweeps }: {
    figures: readonly FigureDescription[];
    published: readonly Study[];
    corrected: readonly Study[];
    sweeps: readonly DrawnSweep[];
  },
): NodeSpec {
  const { profile, seeds } = wanted;
  return pageNode(wanted, published, {
    ...{ name: "report", html: "index.html" },
    settings: {
      label: `${profile} profile`,
      ...isBeyond(profile) && { beyond: true },
      seeds: seedTexts(seeds).join("; "),
      ...committed.profiles.includes(profile) &&
        { longestTable: committed.rows },
      figures: figures.map(aboutFigure),
      experiments: published.map(({ name, title, label, models }) => (
        { name, title, label, models: models.map(settingsOf) }
      )),
      models: rulesOf(published),
      exercises: exercisesOf(published) as unknown as Json[],
      registrations: registrations as unknown as Json[],
      ...sweeps.length > 0 && { sweeps: sweeps.map(aboutSweep) },
    },
    inputs: [
      ...figures.map(svgOf),
      ...published.map(({ name }) =>
        from(
          `aggregate/${name}`,
          ["summary.json", "curves.npz", "readings.json", "statistics.json"],
          `${name}/`,
        )
      ),
      ...corrected.length > 0
        ? [from("aggregate/corrections", ["effects.json"], "corrections/")]
        : [],
      ...sweeps.flatMap(inputsOfSweep),
    ],
  });
}

/** The page of a sweep alone. */
export function reportSweep(wanted: Wanted, sweep: DrawnSweep): NodeSpec {
  const { name, study } = sweep;
  const swept = sweep.models.map(({ points: [{ model }] }) => model);
  return pageNode(wanted, [study], {
    name: `report/${name}`,
    html: `${name}.html`,
    settings: {
      label: study.label,
      seeds: seedList(study.seeds),
      models: rulesOf([{ ...study, models: swept }]),
      ...{ figures: [], experiments: [] },
      sweeps: [aboutSweep(sweep)],
    },
    inputs: inputsOfSweep(sweep),
  });
}

/** A page of what a run wants of some studies. */
function pageNode(
  wanted: Wanted,
  studies: readonly Study[],
  { name, html, settings, inputs }: {
    name: string;
    html: string;
    settings: Record<string, Json>;
    inputs: Inputs[];
  },
): NodeSpec {
  return node(name, "pipeline/nodes/report.ts", {
    settings: {
      ...settings,
      profile: wanted.profile,
      versions: { [project.name]: project.version },
      again: { ...againOf(wanted, studies) },
    },
    inputs: [from("report/script", ["script.js"]), ...inputs],
    outputs: [html],
    shown: { [html]: html },
  });
}

/** What a page is told of a model: the leak and the feedback that its rule reads. */
function settingsOf(model: StudyModel) {
  const { leak, feedback, scale, eta } = fieldsOf(model);
  return Object.fromEntries(
    Object.entries({ name: model.name, leak, feedback, scale, eta })
      .filter(([, value]) => value !== undefined),
  );
}

/** What a page is told of a sweep. */
function aboutSweep(
  { name, study, meanings, options, figures }: DrawnSweep,
) {
  const { name: experiment, title } = study;
  const about = figures.map(aboutFigure);
  return { name, title, experiment, meanings, options, figures: about };
}

/** What a page shows of a sweep. */
function inputsOfSweep({ name, figures }: DrawnSweep): Inputs[] {
  const files = ["sweep.json", "summary.json", "curves.npz"];
  return [
    from(`aggregate/${name}`, files, `${name}/`),
    ...figures.map(svgOf),
  ];
}

/** A figure as a page takes it in. */
function svgOf({ name }: FigureDescription): Inputs {
  return from(`render/${name}`, [`${name}.svg`]);
}

/** The rule of each model, once, and of one whose name has several rules where it has which. */
function rulesOf(studies: readonly Pick<Study, "title" | "models">[]) {
  const models = studies.flatMap(({ title: of, models }) =>
    models.map((model) => ({ ...model, of }))
  );
  const rules = models.map(({ name, rule, added, of, own }) => ({
    ...{ name, rule, ...added && { added } },
    ...own?.mirror === true && { mirrored: true as const },
    ...models.some((m) => m.name === name && m.rule !== rule) && { of },
  }));
  return [
    ...new Map(rules.map((model) => [JSON.stringify(model), model])).values(),
  ];
}
