import type { Exercise } from "../studies/exercises.ts";
import type { ReportSettings } from "./inputs.ts";
import { dataBlock, markup, type Section } from "./markup.ts";

/** The numbers that can be chosen, and their names. */
const numbers = [
  ["seed", "Seed"],
  ["eta", "Learning rate η"],
  ["iterations", "Examples"],
  ["evaluateEvery", "Measuring interval"],
];

/** Worth trying: what the address says, and what is seen then, from seeds 0 and 1 at least. */
const trials = [
  [
    "NDI.leak=0&DI.leak=0&models=BP,PBP,NDI,DI",
    "Without a leak, NDI and DI come as far as PBP",
  ],
  [
    "NDI.leak=0.1&DI.leak=0.1&models=BP,PBP,NDI,DI",
    "With ten times the leak, they fall behind BP",
  ],
  [
    "FA.feedback=neg-sign&DI.feedback=neg-sign&models=BP,FA,DI",
    "With nothing but signs for feedback, DI still learns, its loop repaired on the way, and FA diverges",
  ],
  ["eta=0.02", "At twice the learning rate, no model learns"],
];

/** What the curves of the run are, which a reader's are drawn over. */
function runCurves(exercises: readonly Exercise[]): string {
  const counts = new Set(exercises.map(({ seeds }) => seeds));
  if (counts.size > 1) return "means of the seeds of this page";
  const [count] = counts;
  return count === 1
    ? "the curves of this page’s seed"
    : `means of the ${count} seeds of this page`;
}

/** Where the models of the regressions learn in the page itself; none where a run has none. */
export function learningSection(
  { exercises = [], again }: Pick<ReportSettings, "exercises" | "again">,
): Section[] {
  if (exercises.length === 0) return [];
  const body =
    markup`<p>The models of Figure 3 can learn again here, before your eyes, with a
learning rate, leak, feedback and seed of your choice. What runs is the code that made the
tables: with the same settings, <code>deno task table</code> prints the same
errors, digit by digit. (Of the nonlinear regression they are the same in Chromium, Chrome and
Edge; other browsers have another tanh, and their last digits soon part.) Thin pale lines are
${runCurves(exercises)}, unless you change the number of examples.</p>
<noscript><p>It needs JavaScript, which is switched off. The figures above show what this page’s
run learned.</p></noscript>
<form class="controls" hidden="">
<details><summary>What to try</summary>
<ul>
${
      trials.map(([state, what]) =>
        markup`<li><a href="${`#learning?experiment=linear-regression&${state}`}">${what}</a></li>\n`
      )
    }</ul></details>
<label>Experiment <select name="experiment">${
      exercises.map(({ name, title }) =>
        markup`<option value="${name}">${title}</option>`
      )
    }</select></label>
${
      numbers.map(([name, label]) =>
        markup`<label>${label} <input type="number" name="${name}" step="any" required=""></label>\n`
      )
    }<p class="refused" role="status"></p>
<div class="buttons"><button type="button" name="play">Learn</button>
<button type="button" name="step">Step</button>
<button type="button" name="rewind">Rewind</button>
<button type="button" name="usual">Settings of this page’s run</button></div>
</form>
<div class="lesson" hidden="">
<div>
<div class="live"></div>
<p class="progress" role="status"></p>
</div>
<div class="wide">
<table><caption>Untick a model to leave it out.</caption>
<thead><tr><th scope="col">Model</th><th scope="col">Feedback</th><th scope="col">Leak α</th><th scope="col">Error</th></tr></thead>
<tbody></tbody>
</table></div>
<p class="command">The command that makes this: <code></code></p>
<p class="tools"><button type="button" name="csv">Download the numbers as CSV</button>
Of an angle or an eigenvalue, a browser’s own mathematics may change the last digits.</p>
</div>
${dataBlock("learning-data", { exercises, again })}
`;
  return [{ name: "learning", title: "Try it: learning", body }];
}
