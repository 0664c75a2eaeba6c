import { claimGroups } from "../../lib/claims/all_claims.ts";
import type { Basis, Bounds, Claim, Unit } from "../../lib/claims/claim.ts";
import {
  compare,
  type Compared,
  estimateOf,
  type Evidence,
  valuesOf,
} from "../../lib/claims/compare.ts";
import {
  oneSeedMargins,
  type Verdict,
  verdictOfAll,
} from "../../lib/claims/verdict.ts";
import { commandText } from "./command_text.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Markup, markup, type Section } from "./markup.ts";
import {
  degrees,
  estimateText,
  percent,
  rangeText,
  significant,
} from "./numbers.ts";

/** Signs that tell verdicts apart without colour. */
const signs: Record<Verdict["verdict"], string> = {
  "holds": "✓",
  "fails": "✗",
  "cannot tell": "?",
};

const bases: Record<Basis, string> = {
  text: "our reading of these words",
  figure: "what the panel is drawn to show",
  code: "our reading of the published code",
  analysis: "follows from the published equations",
};

const unitTexts: Record<Unit, (value: number) => string> = {
  ratio: significant,
  degrees,
  share: percent,
  count: significant,
  number: significant,
};

const headings = ["Claim", "How it is measured", "Our values", "Verdict"];

/** What the results say to each claim of the paper and its code. */
export function claimsSection(
  { again }: Pick<ReportSettings, "again">,
  { runs, summaries }: Pick<ReportResults, "runs" | "summaries">,
): Section {
  const evidence: Evidence = Object.fromEntries(
    Object.entries(runs).map(([name, runs]) => [
      name,
      { runs, seeds: summaries[name].seeds },
    ]),
  );
  const ledger = claimGroups.map(({ title, claims }) => ({
    title,
    rows: claims.map((claim) => {
      const compared = claim.comparisons.map((one) => compare(one, evidence));
      return { claim, compared, verdict: verdictOfAll(compared) };
    }),
  }));
  const verdicts = ledger.flatMap(({ rows }) =>
    rows.map(({ verdict }) => verdict.verdict)
  );
  const body =
    markup`<p>Claims drawn from the paper and its published code, held against the runs of
this page: <strong>${countLine(verdicts)}</strong>.</p>
<p>Each verdict is computed. Over several seeds, the 95 % interval of the mean
decides, by Student’s t; ratios of errors are paired by seed and averaged
geometrically. It must lie on one side of the bound. With one seed its value
decides, unless it is as near to the bound as a factor of ${oneSeedMargins.ratio},
${percent(oneSeedMargins.share)} of the images, ${
      degrees(oneSeedMargins.degrees)
    } or ${oneSeedMargins.number}. A run that is missing, ended early or was stopped
short of what a claim is about tells nothing.</p>
<p>The words and the bounds of the claims are ours, and were chosen when seed 0
of the quick profile had been seen. That this seed agrees is therefore no test of
its own, and the count no rate of success; other seeds, several at once, are one:
<code>${commandText("reproduce", { ...again, seeds: "1-5" })}</code>.</p>
<table class="claims" role="table">
<caption>After each source, how the claim is drawn from it.</caption>
<thead role="rowgroup"><tr role="row">${
      headings.map((heading) =>
        markup`<th scope="col" role="columnheader">${heading}</th>`
      )
    }</tr></thead>
${
      ledger.map(({ title, rows }) =>
        markup`<tbody role="rowgroup">
<tr role="row"><th colspan="${headings.length}" scope="rowgroup" role="rowheader">${title}</th></tr>
${rows.map(row)}</tbody>
`
      )
    }</table>
`;
  return { name: "claims", title: "Claims", body };
}

function row({ claim, compared, verdict: { verdict, reason } }: {
  claim: Claim;
  compared: readonly Compared[];
  verdict: Verdict;
}): Markup {
  const { id, statement, source: [basis, place], measured } = claim;
  return markup`<tr role="row" id="claim-${id}"><th scope="row" role="rowheader">${statement}
<small>${place}: ${
    bases[basis]
  }</small></th><td role="cell">${measured}</td><td role="cell"><ul>${
    compared.map((one) => markup`<li>${comparisonLine(one)}</li>`)
  }</ul></td><td role="cell"><strong class="verdict"><span aria-hidden="true">${
    signs[verdict]
  }</span> ${verdict}</strong> <small>${reason}</small></td></tr>
`;
}

/** A comparison as a line: what it is, its value with its interval, and where it is wanted. */
function comparisonLine(compared: Compared): string {
  const { what, unit, bounds, ofEverySeed } = compared;
  const text = unitTexts[unit];
  const value = ofEverySeed
    ? valuesOf(compared).map(text).join(", ") || "—"
    : estimateText(estimateOf(compared), text);
  return `${what}: ${value}; wanted ${boundsText(bounds, text)}`;
}

function boundsText(
  { low, high }: Bounds,
  text: (value: number) => string,
): string {
  if (low === undefined) return `below\u00a0${text(high!)}`;
  if (high === undefined) return `above\u00a0${text(low)}`;
  return rangeText(low, high, text);
}

/** "12 hold, 1 fails, 4 cannot be told" */
function countLine(verdicts: readonly Verdict["verdict"][]): string {
  const count = (wanted: Verdict["verdict"]) =>
    verdicts.filter((verdict) => verdict === wanted).length;
  const [holding, failing] = [count("holds"), count("fails")];
  return `${holding} ${holding === 1 ? "holds" : "hold"}, ${failing} ${
    failing === 1 ? "fails" : "fail"
  }, ${count("cannot tell")} cannot be told`;
}
