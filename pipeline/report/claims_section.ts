import { claimGroups } from "../../lib/claims/all_claims.ts";
import type { Basis, Bounds, Claim, Unit } from "../../lib/claims/claim.ts";
import * as claims from "../../lib/claims/compare.ts";
import { oneSeedMargins, verdictOfAll } from "../../lib/claims/verdict.ts";
import { commandText } from "./command_text.ts";
import type { ReportSettings } from "./inputs.ts";
import { markup, type Section } from "./markup.ts";
import * as numbers from "./numbers.ts";

/** Signs that tell verdicts apart without colour. */
const signs = { "holds": "✓", "fails": "✗", "cannot tell": "?" };

const bases: Record<Basis, string> = {
  text: "our reading of these words",
  figure: "what the panel is drawn to show",
  code: "our reading of the published code",
  analysis: "follows from the published equations",
};

const unitTexts: Record<Unit, numbers.NumberText> = {
  ratio: numbers.significant,
  degrees: numbers.degrees,
  share: numbers.percent,
  count: numbers.significant,
  number: numbers.significant,
};

const headings = ["Claim", "How it is measured", "Our values", "Verdict"];

/** What the results say to each claim of the paper and its code. */
export function claimsSection(
  { again }: Pick<ReportSettings, "again">,
  evidence: claims.Evidence,
): Section {
  const ledger = Object.entries(claimGroups).map(([title, group]) => ({
    title,
    rows: Object.entries(group).map((entry) => claimRow(entry, evidence)),
  }));
  const body =
    markup`<p>Claims drawn from the paper and its published code, held against the runs of
this page: <strong>${
      countLine(ledger.flatMap(({ rows }) => rows))
    }</strong>.</p>
<p>Each verdict is computed. Over several seeds, the 95 % interval of the mean
decides, by Student’s t; ratios of errors are paired by seed and averaged
geometrically. It must lie on one side of the bound. With one seed its value
decides, unless it is as near to the bound as a factor of ${oneSeedMargins.ratio},
${numbers.percent(oneSeedMargins.share)} of the images, ${
      numbers.degrees(oneSeedMargins.degrees)
    } or ${oneSeedMargins.number}. A run that is missing, ended early or was stopped
short of what a claim is about tells nothing.</p>
<p>The words and the bounds of the claims are ours, and were chosen when seed 0
of the quick profile had been seen. That this seed agrees is therefore no test of
its own, and the count no rate of success; other seeds, several at once, are one:
<code>${commandText("reproduce", { ...again, seeds: ["1-5"] })}</code>.</p>
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
${rows.map(({ row }) => row)}</tbody>
`
      )
    }</table>
`;
  return { name: "claims", title: "Claims", body };
}

/** The row of a claim with its verdict. */
function claimRow(
  [id, [statement, source, measured, comparisons]]: [string, Claim],
  evidence: claims.Evidence,
) {
  const [, basis, place] = source.match(/^(\w+): (.*)$/)!;
  const compared = comparisons.map((one) => claims.compare(one, evidence));
  const { verdict, reason } = verdictOfAll(compared);
  const row =
    markup`<tr role="row" id="claim-${id}"><th scope="row" role="rowheader">${statement}
<small>${place}: ${
      bases[basis as Basis]
    }</small></th><td role="cell">${measured}</td><td role="cell"><ul>${
      compared.map((one) => markup`<li>${comparisonLine(one)}</li>`)
    }</ul></td><td role="cell"><strong class="verdict"><span aria-hidden="true">${
      signs[verdict]
    }</span> ${verdict}</strong> <small>${reason}</small></td></tr>
`;
  return { verdict, row };
}

/** A comparison as a line: what it is, its value with its interval, and where it is wanted. */
function comparisonLine(compared: claims.Compared): string {
  const { what, unit, bounds, ofEverySeed } = compared;
  const text = unitTexts[unit];
  const value = ofEverySeed
    ? claims.valuesOf(compared).map(text).join(", ") || "—"
    : numbers.estimateText(claims.estimateOf(compared), text);
  return `${what}: ${value}; wanted ${boundsText(bounds, text)}`;
}

function boundsText({ low, high }: Bounds, text: numbers.NumberText): string {
  if (low === undefined) return `below\u00a0${text(high!)}`;
  if (high === undefined) return `above\u00a0${text(low)}`;
  return numbers.rangeText(low, high, text);
}

/** "12 hold, 1 fails, 4 cannot be told" */
function countLine(rows: readonly { verdict: string }[]): string {
  const count = (wanted: string) =>
    rows.filter(({ verdict }) => verdict === wanted).length;
  const [holding, failing] = [count("holds"), count("fails")];
  return `${holding} ${holding === 1 ? "holds" : "hold"}, ${failing} ${
    failing === 1 ? "fails" : "fail"
  }, ${count("cannot tell")} cannot be told`;
}
