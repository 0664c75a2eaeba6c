import type { Origin } from "../engine/provenance/origin.ts";
import { commandText } from "../studies/command_text.ts";
import type { Again } from "../studies/config_of.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Markup, markup, type Section, terms } from "./markup.ts";

/** Profile, seeds, versions, each experiment's own settings, and what each figure was drawn from. */
export function provenanceSection(
  { profile, seeds, figures, versions, again, experiments }:
    & Pick<ReportSettings, "profile" | "seeds" | "versions" | "again">
    & Record<"figures" | "experiments", readonly { name: string }[]>,
  { summaries, origins }: Pick<ReportResults, "summaries" | "origins">,
): Section {
  const traced = figures.flatMap(({ name }) =>
    origins[name] ? originBlock(name, origins[name], again) : []
  );
  const settings = Object.values(summaries).map((summary) => {
    const values = Object.entries(summary.settings).map(([name, value]) =>
      `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`
    );
    const models = Object.entries({ ...summary.changed, ...summary.added })
      .map(([name, text]) => `${name}: ${text}`);
    const text = [values.join(", "), ...models].join("; ");
    return [summary.experiment, text] as const;
  });
  const [status, why, verify] = ["status", "why NODE", "verify"]
    .map((name) => markup`<code>${commandText(name, again)}</code>`);
  const body = markup`${
    // a page of sweeps alone has no lock, and is what `sweep` makes
    experiments.length === 0
      ? ""
      : markup`<p>Every number follows from the code and what is listed here; none depends on
when or where it was made. ${status} tells what is up to
date, ${why} what has changed, and
${verify} whether these are the recorded results.</p>
`}<dl>
${terms([["Profile", profile], ["Seeds", seeds]])}
${terms(Object.entries(versions))}</dl>
<details>
<summary>Settings of each experiment</summary>
<dl>
${terms(settings)}</dl>
</details>
${
    traced.length === 0 ? "" : markup`<details>
<summary>What each figure was drawn from</summary>
<p>The same is in the metadata of its file, digests being SHA-256.
<code>deno task trace</code> follows it to the data, code, settings, versions and
machines, and judges whether the file is what this repository makes.</p>
${traced}</details>
`
  }`;
  return { name: "provenance", title: "Provenance", body };
}

/** A figure's node, what it shows of which seeds, and the digests of its inputs. */
function originBlock(
  name: string,
  { node, shows, inputs }: Origin,
  again: Again,
): Markup {
  const file = `${again.outputs ?? "outputs"}/figures/${name}.svg`;
  const scales = shows.map(({ experiment, profile, seeds }) => {
    const which = seeds.length === 1 ? "seed" : "seeds";
    return [experiment, `${profile}; ${which} ${seeds.join(", ")}`] as const;
  });
  const digests = Object.entries(inputs).map(([input, digest]) =>
    [input, markup`<code>${digest}</code>`] as const
  );
  return markup`<details>
<summary>${name.replace(/^figure-/, "Figure ")}</summary>
<dl>
${terms([["Node", node], ...scales, ...digests])}</dl>
<p><code>${commandText(`trace ${file}`, again)}</code></p>
</details>
`;
}
