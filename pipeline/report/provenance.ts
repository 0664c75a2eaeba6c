import type { Summary } from "../../lib/statistics/summary.ts";
import type { Origin } from "../engine/provenance/origin.ts";
import { type Again, commandText } from "./command_text.ts";
import { type Markup, markup } from "./markup.ts";

/** Where the results come from. */
export interface ProvenanceSettings {
  /** the profile, as the page names it: "quick profile" */
  label: string;
  profile: string;
  seeds: readonly number[];
  figures: readonly { name: string }[];
  /** by name, what the results depend on */
  versions?: Record<string, string>;
  /** defaults to the default of every option */
  again?: Again;
}

/** Profile, seeds, versions, each experiment's own settings, and what each figure was drawn from. */
export function provenance(
  { profile, seeds, figures, versions = {}, again = {} }: ProvenanceSettings,
  { summaries, origins }: {
    summaries: readonly Summary[];
    /** by the name of the figure; undefined where its file says nothing */
    origins: Record<string, Origin | undefined>;
  },
): Markup {
  const traced = figures.flatMap(({ name }) => {
    const origin = origins[name];
    return origin ? [originBlock(name, { origin, again })] : [];
  });
  return markup`<section id="provenance" aria-labelledby="provenance-heading">
<h2 id="provenance-heading">Provenance</h2>
<p>Every number follows from the code and what is listed here; none depends on
when or where it was made. <code>${
    commandText("status", again)
  }</code> tells what is up to
date, <code>${commandText("why NODE", again)}</code> what has changed, and
<code>${
    commandText("verify", again)
  }</code> whether these are the recorded results.</p>
<dl>
${terms([["Profile", profile], ["Seeds", seeds.join(", ")]])}
${terms(Object.entries(versions))}</dl>
<h3>Settings</h3>
<dl>
${
    terms(
      summaries.map((
        { experiment, settings },
      ) => [experiment, settingsText(settings)]),
    )
  }</dl>
${
    traced.length === 0 ? "" : markup`<h3>What each figure was drawn from</h3>
<p>The same is in the metadata of its file, digests being SHA-256.
<code>deno task trace</code> follows it to the data, code, settings, versions and
machines, and judges whether the file is what this repository makes.</p>
${traced}`
  }</section>
`;
}

/** A figure's node, what it shows of which seeds, and the digests of its inputs. */
function originBlock(
  name: string,
  { origin: { node, shows, inputs }, again }: { origin: Origin; again: Again },
): Markup {
  const file = `${again.outputs ?? "outputs"}/figures/${name}.svg`;
  const shown = shows.map(({ experiment }) => experiment);
  return markup`<details>
<summary>${name.replace(/^figure-/, "Figure ")}</summary>
<dl>
${
    terms([
      ["Node", node],
      ...shows.map(({ experiment, profile, seeds }): [string, string] => [
        experiment,
        `${profile}; ${seeds.length === 1 ? "seed" : "seeds"} ${
          seeds.join(", ")
        }`,
      ]),
    ])
  }${
    Object.entries(inputs).map(([input, digest]) =>
      markup`<dt>${input}</dt><dd><code>${digest}</code></dd>\n`
    )
  }</dl>
<p><code>${commandText(`trace ${file}`, again, shown)}</code></p>
</details>
`;
}

function terms(pairs: readonly [string, string][]): Markup[] {
  return pairs.map(([term, what]) =>
    markup`<dt>${term}</dt><dd>${what}</dd>\n`
  );
}

function settingsText(settings: Record<string, unknown>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(", ");
}

function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
