/** What models of one name are in each experiment. */
import type { ReportSettings } from "./inputs.ts";
import { type Content, type Markup, markup } from "./markup.ts";
import { significant } from "./numbers.ts";
import { modelRow, tableHead } from "./table.ts";

/** What a model reads beside its rule, by experiment; as people write it. */
export interface ModelSettings {
  name: string;
  leak?: number;
  feedback?: string;
  scale?: number;
  /** the learning rate, of a model that has one of its own */
  eta?: number;
}

type Experiments = ReportSettings["experiments"];

/** The leak and the feedback of every model that has them, and learning rates of its own, folded, under a sentence that warns of those that differ; empty where none has. */
export function modelSettings(experiments: Experiments): Content {
  const alike = Map.groupBy(
    experiments.filter(({ models = [] }) => models.some(hasAny)),
    ({ models }) => JSON.stringify(models),
  );
  if (alike.size === 0) return "";
  const columns = [...alike.values()].map((group) => ({
    title: group.map(({ title }) => title).join("; "),
    models: group[0].models!.filter(hasAny),
  }));
  const names = columns.flatMap(({ models }) => models.map(({ name }) => name));
  const rows = [...new Set(names)].map((name) =>
    modelRow(
      name,
      columns.map(({ models }) => {
        const model = models.find((one) => one.name === name);
        return model ? settingsText(model) : "—";
      }),
    )
  );
  return markup`${differing(columns)}<details>
<summary>Leak and feedback of each model</summary>
<div class="wide" tabindex="0" role="region" aria-label="Leak and feedback of each model"><table>
<caption>The leak α of the loop’s controller, and what the feedback B is before training: from the
forward weights W at their start, drawn at random, or optimised so that the loop is stable.${
    columns.some(({ models }) => models.some(({ eta }) => eta !== undefined))
      ? " The learning rate η stands where a model has its own."
      : ""
  }</caption>
${tableHead(["Model", ...columns.map(({ title }) => title)])}
<tbody>
${rows}</tbody>
</table></div>
</details>
`;
}

/** Names a model that is not the same everywhere; empty where all are. */
function differing(
  columns: readonly { title: string; models: readonly ModelSettings[] }[],
): Markup {
  const all = columns.flatMap(({ title, models }) =>
    models.map((model) => ({ ...model, title: title.split("; ")[0] }))
  );
  const [first, other] = all.flatMap((one) => {
    const other = all.find(({ name, leak }) =>
      name === one.name && leak !== one.leak
    );
    return other ? [[one, other]] : [];
  })[0] ?? [];
  if (!first) return markup``;
  return markup`<p>Mind that a name stands for a rule, not for one model: ${first.name} has a leak of
${significant(first.leak!)} in ${first.title}, and of ${
    significant(other.leak!)
  } in ${other.title}.</p>
`;
}

function hasAny({ leak, feedback, eta }: ModelSettings): boolean {
  return [leak, feedback, eta].some((one) => one !== undefined);
}

/** "α 0.01, B = −50 Wᵀ, η 0.1" */
function settingsText(
  { leak, feedback, scale = 1, eta }: ModelSettings,
): string {
  return [
    ...leak === undefined ? [] : [`α\u00a0${significant(leak)}`],
    ...feedback === undefined
      ? []
      : [`B\u00a0${feedbackText(feedback, scale)}`],
    ...eta === undefined ? [] : [`η\u00a0${significant(eta)}`],
  ].join(", ");
}

const made: Record<string, string> = {
  "transpose": "Wᵀ",
  "pseudoinverse": "W⁺",
  "sign": "sign(W)ᵀ",
};

function feedbackText(feedback: string, scale: number): string {
  const kind = feedback.replace(/^neg-/, "");
  const times = scale === 1 ? "" : `${significant(scale)}\u00a0`;
  return made[kind]
    ? `=\u00a0${feedback === kind ? "" : "−"}${times}${made[kind]}`
    : `${times && `${times}times `}${kind}`;
}
