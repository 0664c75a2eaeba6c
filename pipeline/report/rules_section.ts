import type { ReportSettings } from "./inputs.ts";
import { markup, mathml, type Section, terms } from "./markup.ts";

/** What each rule does, and its equations, in the order of the page; one that is not here is only named. */
const texts: Record<string, [words: string, ...equations: string[]]> = {
  BP: [
    "Backpropagation. The error goes back through the transpose of the forward weights.",
    String.raw`\delta = W^{\top} e \circ \varphi'`,
  ],
  FA: [
    "Feedback alignment. The error goes back through fixed weights, random in FA and made from the initial forward weights in FA-2.",
    String.raw`\delta = B\, e \circ \varphi'`,
  ],
  PBP: [
    "Pseudobackprop. The error goes back through the pseudoinverse of the forward weights: the shortest change of the hidden activity that would make up for the error.",
    String.raw`\delta = W^{+} e \circ \varphi'`,
  ],
  DI: [
    "Dynamic inversion. A loop between two layers runs for each example. A controller in the upper layer takes up what the lower one falls short of, and drives it through the feedback; where both rest, the activity of the lower layer is its error.",
    String.raw`\frac{d r_y}{d t} = W r_x - \alpha r_y - e`,
    String.raw`\frac{d r_x}{d t} = -r_x + B\, r_y`,
    String.raw`\delta = r_x`,
  ],
  NDI: [
    "Non-dynamic inversion. Where the same loops rest, solved for directly: by the first form if the upper layer is no larger than the lower one, else by the second.",
    String.raw`\delta = B\,(W B - \alpha I)^{+} e \circ \varphi'`,
    String.raw`\delta = (B W - \alpha I)^{+} B\, e \circ \varphi'`,
  ],
  SDI: [
    "Single-loop dynamic inversion. One loop through all L layers in place of one for each: feedback goes from the output straight to the lowest hidden layer.",
    String.raw`\frac{d r_1}{d t} = -r_1 + B\, r_L`,
    String
      .raw`\frac{d r_l}{d t} = -r_l + W_{l-1}\, \varphi(r_{l-1}), \quad 1 < l < L`,
    String
      .raw`\frac{d r_L}{d t} = -\alpha r_L + W_{L-1}\, \varphi(r_{L-1}) - e`,
    String.raw`\delta_l = r_l`,
  ],
  LGN: [
    "Layerwise Gauss–Newton. The shortest change of the inputs of the lower layer that, to first order, makes up for the error of the upper one: D has the slopes on its diagonal, γ damps it.",
    String.raw`\delta = D\, W^{\top} (W D^2 W^{\top} + \gamma I)^{-1} e`,
  ],
  GN: [
    "Gauss–Newton. The shortest change of the inputs of layer l that, alone and to first order, makes up for the error e of the output y. J is the Jacobian of the output by these inputs, through all layers above; γ damps it.",
    String.raw`\delta_l = J_l^{\top} (J_l J_l^{\top} + \gamma I)^{-1} e`,
    String.raw`J_l = J_{l+1} W_l D_l`,
  ],
  mirror: [
    "Weight mirror, beside the rule. The feedback is not fixed: between batches the lower layer sends noise x up the weights, and each connection of the feedback learns the correlation of its two ends, at rate η, while it forgets a share λ of what it knew. It comes to rest at the negative transpose of the weights, and follows them.",
    String.raw`B \leftarrow (1 - \lambda) B - \eta \sum x\, (W x)^{\top}`,
  ],
};

/** What else is true of rules in the paper's experiments. */
const published: Record<string, string> = {
  DI: " The three differ in the leak of the controller and in the feedback.",
};

/** And in those beyond it. */
const further: Record<string, string> = {
  DI:
    " Here what a linear loop comes to is multiplied by the slope φ′, as that of NDI is; in DI-tanh W acts on tanh r_x, and the slope is left out.",
  SDI:
    " Through one hidden layer it is the loop of DI-tanh in another order of update.",
};

/** What each symbol stands for. */
const symbols = [
  [
    "e",
    "the error of the layer above (at the output, the target less the answer)",
  ],
  [String.raw`\delta`, "the error of the layer below"],
  ["W", "the forward weights between the two"],
  ["B", "the feedback weights between the two, fixed"],
  [String.raw`\varphi'`, "the slope of the layer below"],
  [String.raw`\circ`, "the product of elements"],
  [String.raw`{}^{\top}`, "the transpose"],
  [String.raw`{}^{+}`, "the pseudoinverse"],
  ["I", "the identity"],
  [String.raw`\alpha`, "the leak of the loop’s controller"],
  ["r_x, r_y", "the activities of the lower and the upper layer in the loop"],
  [String.raw`r_1, \dots, r_L`, "those of the single loop, lowest first"],
  ["t", "time, in time constants of a layer"],
];

/** "DI, DI-2; added: DI-4" */
function namesText(models: ReportSettings["models"]): string {
  const list = (wanted: boolean) =>
    models.filter(({ added = false }) => added === wanted)
      .map(({ name, of }) => of ? `${name} (${of})` : name).join(", ");
  const added = list(true) && `added: ${list(true)}`;
  return [list(false), added].filter((names) => names !== "").join("; ");
}

/** What each rule does to the error of a layer, and what the letters stand for. */
export function rulesSection(
  { models, beyond }: Pick<ReportSettings, "models" | "beyond">,
): Section {
  const families = Map.groupBy(models, ({ rule }) => rule);
  const mirrored = models.filter(({ mirrored }) => mirrored);
  if (mirrored.length > 0) families.set("mirror", mirrored);
  const rules = new Set([...Object.keys(texts), ...families.keys()]);
  const explained = [...rules].filter((rule) => families.has(rule))
    .map((rule) => {
      const names = namesText(families.get(rule)!);
      const [words, ...equations] = texts[rule] ??
        [`The rule ${rule}, which this page does not explain.`];
      const lines = equations.map((tex) => markup`${mathml(tex)}\n`);
      const more = (beyond ? further : published)[rule] ?? "";
      return [names, markup`${words}${more}\n${lines}`] as const;
    });
  const body =
    markup`<p>Every rule takes the error of a layer and gives that of the layer below.
Weights then change by the product of a layer’s error and the activity that
came into it, times the learning rate.</p>
<dl class="equations">
${terms(explained)}</dl>
<p>Symbols: ${
      symbols.map(([tex, words], k) =>
        markup`${k === 0 ? "" : "; "}${mathml(tex)}, ${words}`
      )
    }.</p>
`;
  return { name: "rules", title: "The rules", body };
}
