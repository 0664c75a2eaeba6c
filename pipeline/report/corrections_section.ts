import {
  type CorrectionEffects,
  type Ending,
  type MeasuredEffect,
} from "../../lib/statistics/effect.ts";
import { averagingOf } from "../../lib/statistics/run.ts";
import { tableStep } from "../../lib/statistics/thin.ts";
import {
  type Correction,
  corrections,
  unmeasured,
} from "../studies/corrections.ts";
import { plural } from "../engine/text/words.ts";
import { commandText } from "../studies/command_text.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Markup, markup, type Section, terms } from "./markup.ts";
import * as numbers from "./numbers.ts";
import { teacherEffect } from "./teacher_effect.ts";
import { modelRow, rowGroup, tableHead } from "./table.ts";
import { tableLine } from "./table_line.ts";

type Settings = Pick<
  ReportSettings,
  "experiments" | "again" | "longestTable"
>;

const headings = ["Model", "As published", "Corrected", "Effect", "Training"];

/** What the published code does that it may not have meant, and what each correction changes. */
export function correctionsSection(
  settings: Settings,
  { effects }: Pick<ReportResults, "effects">,
): Section {
  const measured = corrections.flatMap((correction) => {
    const mine = effects.filter(({ correction: id }) => id === correction.id);
    return mine.length > 0 ? [correctionBlock(correction, mine, settings)] : [];
  });
  const rows = effects.reduce((sum, { rows }) => sum + rows, 0);
  const body =
    markup`<p>Everything above is as the published code has it, quirks included, unless the
settings below say otherwise. Here each quirk is corrected by itself: the models
that it concerns are trained again from at most five of the same seeds, and from
the same start unless that is what is corrected. Values are those after the last
example, over the seeds that finished; an effect is over those that finished both
ways.</p>
${
      measured.length > 0
        ? markup`${measured}<p>${
          tableLine(settings, {
            name: "corrections",
            rows,
            every: tableStep(rows),
          })
        }</p>`
        : markup`<p>None was measured in this run.</p>`
    }
<h3>Not measured here</h3>
<dl class="stacked">
${terms(unmeasured.map(({ title, reason }) => [title, reason]))}</dl>
`;
  return { name: "corrections", title: "Quirks and corrections", body };
}

function correctionBlock(
  { id, title, published, corrected, source, set }: Correction,
  effects: readonly CorrectionEffects[],
  { experiments, again }: Settings,
): Markup {
  const [{ experiment }] = effects;
  const groups = effects.flatMap(({ experiment, models }) => {
    const { title } = experiments.find(({ name }) => name === experiment)!;
    // every model has the same measures
    return models[0].measures.map(({ measure }, k) => {
      const { title: what, text } = numbers.metricText(measure, experiment);
      const rows = models.map(({ model, before, after, measures }) => {
        const endings = new Set([before, after].map(endingText));
        return modelRow(model, [
          numbers.estimateText(measures[k].before, text),
          numbers.estimateText(measures[k].after, text),
          changeText(measures[k]),
          [...endings].join("; corrected: "),
        ]);
      });
      return rowGroup(`${title}: ${what}`, [rows, "\n"], headings.length);
    });
  });
  const assignments = Object.entries(set).map(([key, value]) =>
    `--set ${experiment}.${key}=${value}`
  ).join(" ");
  return markup`<h3 id="correction-${id}">${title}</h3>
<p>As published: ${published} Corrected: ${corrected}
<span class="source">Source: ${source}.</span></p>
${
    id === "teacher-scale"
      ? markup`<p>${teacherEffect(effects)}</p>\n`
      : ""
  }<details>
<summary>What that changes: ${firstEffects(effects[0])}</summary>
<div class="wide" tabindex="0" role="region" aria-labelledby="correction-${id}">
<table>
${tableHead(headings)}
${groups}</table>
</div>
<p class="command">Correct it: <code>${
    commandText(`train ${experiment}`, again, [experiment])
  } ${assignments}</code>; measure it: <code>${
    commandText("aggregate corrections", again)
  }</code></p>
</details>
`;
}

/** How every model's first measure changes: "squared error over the training set, BP the same". */
function firstEffects({ experiment, models }: CorrectionEffects): string {
  const [{ measure }] = models[0].measures;
  const { title } = numbers.metricText(measure, experiment);
  const changes = models.map(({ model, measures: [effect] }) =>
    `${model} ${changeWords(effect)}`
  );
  return [title, ...changes].join(", ");
}

/** What a correction changes, in words: "0.97 times the published", "3.2° more"; of a share of the first error, how much is left. */
export function changeText(effect: MeasuredEffect): string {
  const { measure, change: { low, high } } = effect;
  const words = changeWords(effect);
  if (measure === "error_left") return words;
  const bound = averagingOf(measure) === "geometric"
    ? numbers.significant
    : signedDegrees;
  return low === null || high === null || bound(low) === bound(high)
    ? words
    : `${words} (${numbers.rangeText(low, high, bound)})`;
}

function changeWords(
  { measure, before, after, change: { mean } }: MeasuredEffect,
): string {
  if (mean === null) return "—";
  if (measure === "error_left") {
    // a ratio of what is nearly nothing says nothing
    return `${numbers.shareText(after.mean!)} left, as published ${
      numbers.shareText(before.mean!)
    }`;
  }
  return averagingOf(measure) === "geometric"
    ? ratioText(mean)
    : differenceText(mean);
}

function ratioText(ratio: number): string {
  const text = numbers.significant(ratio);
  if (text === "1") {
    return ratio === 1 ? "the same" : "the same to three digits";
  }
  return `${text} times the published`;
}

function differenceText(angle: number): string {
  if (angle === 0) return "the same";
  if (Math.abs(angle) < 0.1) return "less than 0.1° apart";
  return `${numbers.degrees(Math.abs(angle))} ${angle > 0 ? "more" : "less"}`;
}

function signedDegrees(angle: number): string {
  const text = numbers.degrees(angle);
  return angle > 0 && text !== "0°" ? `+${text}` : text;
}

/** How the seeds of a model ended: "finished, 3 repairs", "1 unstable, 4 finished". */
export function endingText({ statuses, repairs }: Ending): string {
  if (statuses.length === 0) return "missing";
  const ended = numbers.statusesText(statuses);
  return repairs === 0 ? ended : `${ended}, ${plural(repairs, "repair")}`;
}
