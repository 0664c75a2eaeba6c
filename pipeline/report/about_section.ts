import type { ReportSettings } from "./inputs.ts";
import { type Markup, markup, type Section } from "./markup.ts";

/** What the page is about, for a reader who has not read the paper. */
export function aboutSection(
  settings: Pick<ReportSettings, "models" | "beyond">,
): Section {
  const body =
    markup`<p>To learn, every neuron of a network must be told its share of the network’s
error. Backpropagation sends errors back through the exact transpose of the
forward weights, which brains are unlikely to have. Dynamic inversion does
without: a feedback loop with weights of its own settles at the hidden activity
that the forward weights would turn into the error, and so inverts them instead
of transposing them.</p>
<p>The figures compare how fast networks learn under each rule, from the same
initial weights and the same examples in the same order; whether the loop stays
stable; and whether its errors point where they should.
<a href="#rules">The rules</a> are written out below.</p>
${
      settings.beyond
        ? markup`<p>None of these experiments is in the paper: each asks what its readers would ask next,
and the first lines of its section say what was found.</p>
`
        : ""
    }${readingNote(settings)}`;
  return { name: "about", title: "What this is about", body };
}

/** How to read the figures, folded. */
function readingNote({ models }: Pick<ReportSettings, "models">): Markup {
  return markup`<details>
<summary>How to read the figures</summary>
<p>Where there are several seeds, a line is their mean and a band its 95 %
interval by Student’s t. Squared errors of the regressions are averaged
geometrically, as a log axis shows them. A cross marks where a seed stopped
early; from there on the mean is over the seeds that remain. A circle marks where
an autoencoder unlearned what it had learned. Where a panel shows two layers, the
first is solid and the second dashed; elsewhere a dotted line is the single loop
(SDI), and a broad pale one a steady state (NDI) or FA-2.${
    models.some(({ added }) => added)
      ? " One of long or uneven dashes is a model that was added to those of the paper."
      : ""
  }</p>
</details>
`;
}
