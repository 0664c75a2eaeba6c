import { type Measure, type ModelEffect } from "../../lib/statistics/effect.ts";
import { type Correction, corrections, unmeasured } from "../corrections.ts";
import type { CorrectionEffects } from "../../lib/statistics/effect.ts";
import { type Again, commandText } from "./command_text.ts";
import { changeText, endingText, estimateText } from "./effect_text.ts";
import type { ExperimentText } from "./experiment_section.ts";
import { type Markup, markup } from "./markup.ts";
import { metricText } from "./numbers.ts";

const headings = ["Model", "As published", "Corrected", "Effect", "Training"];

/** What the published code does that it may not have meant, and what each correction changes. */
export function correctionsSection(
  experiments: readonly ExperimentText[],
  { effects = [], again }: {
    effects?: readonly CorrectionEffects[];
    again: Again;
  },
): Markup {
  const measured = corrections.flatMap((correction) => {
    const mine = effects.filter(({ correction: id }) => id === correction.id);
    return mine.length > 0
      ? [correctionBlock(correction, experiments, { effects: mine, again })]
      : [];
  });
  return markup`<section id="corrections" aria-labelledby="corrections-heading">
<h2 id="corrections-heading">Quirks and corrections</h2>
<p>Unless the settings below say otherwise, everything above is as the published
code has it, quirks included. Here each quirk is corrected by itself, and the
models that it concerns are trained again from the same seeds and, unless the
start is what is corrected, from the same start. Values are those after the last
example, of the seeds that finished; an effect is over the seeds that finished
both ways.</p>
${
    measured.length > 0
      ? markup`${measured}<p>Every measurement of these is in the
<a href="tables/corrections.csv">table of corrections</a>, too.</p>`
      : markup`<p>None was measured in this run.</p>`
  }
<h3>Not measured here</h3>
<dl class="stacked">
${
    unmeasured.map(({ title, reason }) =>
      markup`<dt>${title}</dt><dd>${reason}</dd>\n`
    )
  }</dl>
</section>
`;
}

function correctionBlock(
  { id, title, published, corrected, source, set }: Correction,
  experiments: readonly ExperimentText[],
  { effects, again }: {
    effects: readonly CorrectionEffects[];
    again: Again;
  },
): Markup {
  const [{ experiment }] = effects;
  return markup`<h3 id="correction-${id}">${title}</h3>
<p>As published: ${published} Corrected: ${corrected}
<span class="source">Source: ${source}.</span></p>
<div class="wide" tabindex="0" role="region" aria-labelledby="correction-${id}">
<table>
<thead><tr>${
    headings.map((heading) => markup`<th scope="col">${heading}</th>`)
  }</tr></thead>
${
    effects.map(({ experiment, models }) => {
      const { title } = experiments.find(({ name }) => name === experiment)!;
      return measuresOf(models).map((measure) =>
        markup`<tbody>
<tr><th colspan="${headings.length}" scope="rowgroup">${title}: ${
          metricText(measure, experiment).title
        }</th></tr>
${models.map((model) => row(model, measure, experiment))}
</tbody>
`
      );
    })
  }</table>
</div>
<p class="command">Correct it: <code>${
    commandText(`train ${experiment}`, again, [experiment])
  } ${
    Object.entries(set).map(([key, value]) =>
      `--set ${experiment}.${key}=${value}`
    ).join(" ")
  }</code>; measure it: <code>${
    commandText("aggregate corrections", again)
  }</code></p>
`;
}

function measuresOf(models: readonly ModelEffect[]): Measure[] {
  return [
    ...new Set(
      models.flatMap(({ measures }) => measures.map(({ measure }) => measure)),
    ),
  ];
}

function row(
  { model, before, after, measures }: ModelEffect,
  wanted: Measure,
  experiment: string,
): Markup {
  const text = metricText(wanted, experiment);
  const effect = measures.find(({ measure }) => measure === wanted)!;
  const endings = [endingText(before), endingText(after)];
  const cells = [
    estimateText(effect.before, text),
    estimateText(effect.after, text),
    changeText(effect),
    endings[0] === endings[1]
      ? endings[0]
      : `${endings[0]}; corrected: ${endings[1]}`,
  ];
  return markup`<tr><th scope="row">${model}</th>${
    cells.map((cell) => markup`<td>${cell}</td>`)
  }</tr>
`;
}
