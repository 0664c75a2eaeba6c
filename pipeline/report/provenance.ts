import type { Summary } from "../../lib/statistics/summary.ts";
import { type Markup, markup } from "./markup.ts";

/** Where the results come from. */
export interface ProvenanceSettings {
  /** the profile, as the page names it: "quick profile" */
  label: string;
  profile: string;
  seeds: readonly number[];
  /** by name, what the results depend on */
  versions?: Record<string, string>;
}

/** Profile, seeds, versions, and each experiment's own settings. */
export function provenance(
  { profile, seeds, versions = {} }: ProvenanceSettings,
  summaries: readonly Summary[],
): Markup {
  return markup`<section id="provenance" aria-labelledby="provenance-heading">
<h2 id="provenance-heading">Provenance</h2>
<p>Every number follows from the code and what is listed here; none depends on
when or where it was made. <code>deno task status</code> tells what is up to
date, <code>deno task why NODE</code> what has changed, and
<code>deno task verify</code> whether these are the recorded results.</p>
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
</section>
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
