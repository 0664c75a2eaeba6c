import { type Markup, markup } from "./markup.ts";

/** The families of models, each in a sentence. */
const families = [
  [
    "BP",
    "Backpropagation: errors go back through the transpose of the forward weights.",
  ],
  [
    "FA, FA-2",
    "Feedback alignment: errors go back through fixed weights, random in FA and made from the initial forward weights in FA-2.",
  ],
  [
    "PBP",
    "Pseudobackprop: errors go back through the pseudoinverse of the forward weights.",
  ],
  [
    "DI, DI-2, DI-3",
    "Dynamic inversion: a feedback loop runs until its activity is the hidden error. The three differ in the leak of the loop and in its feedback weights.",
  ],
  [
    "NDI, NDI-2, NDI-3",
    "Non-dynamic inversion: the resting state of the same loops, solved directly.",
  ],
  [
    "SDI, SDI-2, SDI-3",
    "Single-loop dynamic inversion: one loop through all layers.",
  ],
] as const;

/** What the page is about, for a reader who has not read the paper. */
export function overview(): Markup {
  return markup`<section id="overview" aria-labelledby="overview-heading">
<h2 id="overview-heading">Overview</h2>
<p>To learn, every neuron of a network must be told its share of the network’s
error. Backpropagation sends errors back through the exact transpose of the
forward weights, which brains are unlikely to have. Dynamic inversion does
without: a feedback loop with weights of its own settles at the hidden activity
that the forward weights would turn into the error, and so inverts them instead
of transposing them.</p>
<p>The figures compare how fast networks learn under each rule, from the same
initial weights and the same examples in the same order; whether the loop stays
stable; and whether its errors point where they should.</p>
<h3>Models</h3>
<dl>
${
    families.map(([names, what]) => markup`<dt>${names}</dt><dd>${what}</dd>\n`)
  }</dl>
<h3>Reading the figures</h3>
<p>Where there are several seeds, a line is their mean and a band its 95 %
interval by Student’s t. Squared errors of the regressions are averaged
geometrically, as a log axis shows them. A cross marks where a seed stopped
early; from there on the mean is over the seeds that remain. Where a panel shows
two layers, the first is solid and the second dashed; elsewhere a dotted line is
the single loop (SDI), and a broad pale one a steady state (NDI) or FA-2.</p>
</section>
`;
}
