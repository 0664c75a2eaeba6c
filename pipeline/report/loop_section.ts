import {
  type Content,
  Markup,
  markup,
  mathml,
  type Section,
} from "./markup.ts";
import { type LoopDrawing, loopDrawings } from "./script/loop_drawings.ts";
import {
  choiceNames,
  firstLoopState,
  type LoopSlider,
  loopSliders,
} from "./script/loop_state.ts";
import { createLoopView } from "./script/loop_view.ts";

const sliders: Record<LoopSlider, Content> = {
  alpha: "leak α",
  gain: "gain of B",
  dt: "step dt",
};

/** What each drawing shows. */
const captions: Record<LoopDrawing, Content> = {
  angles:
    "Where δ points while it settles. With B = −Wᵀ the first step goes where BP points, and without a leak the last comes to PBP. NDI is where this loop rests, and dotted the damped pseudoinverse Wᵀ(WWᵀ + (α/gain) I)⁻¹e. The angles end where a loop has run away.",
  plane:
    "Dots are the eigenvalues of the loop, the leading ones large and red: it is stable while all are left of the dashed border at zero. Rings are those of its steps, ln(z)/dt. What lies outside is drawn on the edge.",
  below:
    "The lower layer. Rings at the right are where it would rest: δ of NDI.",
  above: "The upper layer, the controller, and where it would rest.",
  path:
    "The two units of the lower layer against each other, from rest at the middle. Straight lines, in the colours of the angles, are what NDI, PBP and BP send; of BP only the direction.",
};

/** What is worth trying, as states. */
const trials: [state: string, what: string][] = [
  [
    "",
    "A leak of 0.01, as of DI in Figure 3: δ starts where BP points and ends where PBP does.",
  ],
  [
    "alpha=1",
    "A leak of 1: δ stops at the damped pseudoinverse, between PBP and BP.",
  ],
  [
    "gain=0.00067",
    "A gain of 1/1,500, as if weights were as small as at the start of Figure 3: the leak outweighs the loop, and δ points where BP does.",
  ],
  ["feedback=random", "Random feedback: the loop runs away."],
  [
    "alpha=1.5&feedback=random",
    "A leak of 1.5 holds it, and δ points elsewhere.",
  ],
  ["dt=1.3", "Steps too long: the loop is stable, but not as it is computed."],
  ["network=2-2&seed=1", "Two units, which spiral to where they rest."],
];

/** A loop to be played with: what it shows first is drawn here, the rest by the page's script. */
export function loopSection(): Section {
  const { drawings, words, command } = createLoopView()(firstLoopState);
  const body = markup`<p>This is one loop of dynamic inversion. Weights ${
    mathml("W")
  } carry activity up, feedback ${
    mathml("B")
  } carries the controller’s activity down, and an error ${
    mathml("e")
  } of length one drives it from rest. With ${
    mathml(String.raw`B = -W^{\top}`)
  } it settles at the damped pseudoinverse, ${
    mathml(String.raw`\delta = W^{\top} (W W^{\top} + \alpha I)^{-1} e`)
  }: without a leak ${
    mathml(String.raw`\alpha`)
  } at what pseudobackprop sends, and the larger the leak, the nearer to where backpropagation points.</p>
<div class="explorable">
<form class="controls" id="loop-controls" autocomplete="off" hidden="">
<details><summary>What to try</summary>
<ul>
${
    trials.map(([state, what]) =>
      markup`<li><a href="#loop?${state}">${what}</a></li>\n`
    )
  }</ul></details>
${select("network", "layers")}${
    select("feedback", "feedback B")
  }<div><label for="loop-seed">seed of W, B and e</label>
<input type="number" id="loop-seed" name="seed" min="0" max="4294967295" step="1" value="${firstLoopState.seed}"></div>
${
    (["dt", "gain", "alpha"] as const).map(slider)
  }<p class="refused" id="loop-refused" role="status"></p>
<div class="buttons">
<button type="button">Reset</button></div>
</form>
<div>
<p class="seen" id="loop-words">${words}</p>
<div class="drawings">
${
    loopDrawings.map((name) => {
      const drawing = drawings[name];
      return markup`<figure id="loop-${name}"${new Markup(
        drawing ? "" : ` hidden=""`,
      )}>
<div class="drawing">${new Markup(drawing)}</div>
<figcaption>${captions[name]}</figcaption>
</figure>
`;
    })
  }</div>
<p class="command">To train a model of Figure 3 with such a loop: <code id="loop-command">${command}</code></p>
</div>
</div>
`;
  return { name: "loop", title: "Try it: the loop", body };
}

function select(name: keyof typeof choiceNames, label: string): Markup {
  return markup`<div><label for="loop-${name}">${label}</label>
<select id="loop-${name}" name="${name}">
${
    Object.entries(choiceNames[name]).map(([value, text]) =>
      markup`<option value="${value}">${text}</option>\n`
    )
  }</select></div>
`;
}

function slider(name: LoopSlider): Markup {
  const values = loopSliders[name], value = firstLoopState[name];
  return markup`<div><label for="loop-${name}">${sliders[name]}</label>
<output id="loop-${name}-value" for="loop-${name}">${value}</output>
<input type="range" id="loop-${name}" name="${name}" min="0" max="${
    values.length - 1
  }" step="1" value="${values.indexOf(value)}" aria-valuetext="${value}"></div>
`;
}
