import { claimGroups } from "../../lib/claims/all_claims.ts";
import type { Basis, Bounds, Claim, Unit } from "../../lib/claims/claim.ts";
import * as claims from "../../lib/claims/compare.ts";
import {
  bySeen,
  type Registration,
  registrationOf,
  type Split,
} from "../../lib/claims/registration.ts";
import { oneSeedMargins, verdictOfAll } from "../../lib/claims/verdict.ts";
import { commandText } from "./command_text.ts";
import { seedList } from "../engine/text/words.ts";
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
  { again, registrations = [], experiments }: Pick<
    ReportSettings,
    "again" | "registrations" | "experiments"
  >,
  evidence: claims.Evidence,
): Section {
  const ledger = Object.entries(claimGroups).map(([title, group]) => ({
    title,
    rows: Object.entries(group).map((entry) =>
      claimRow(entry, evidence, registrations)
    ),
  }));
  const rows = ledger.flatMap(({ rows }) => rows);
  const body =
    markup`<p>Claims drawn from the paper and its published code, held against the runs of
this page: <strong>${countLine(rows)}</strong>.</p>
<p>Each verdict is computed. Over several seeds, the 95 % interval of the mean
decides, by Student’s t; ratios of errors are paired by seed and averaged
geometrically. It must lie on one side of the bound. With one seed its value
decides, unless it is as near to the bound as a factor of ${oneSeedMargins.ratio},
${numbers.percent(oneSeedMargins.share)} of the images, ${
      numbers.degrees(oneSeedMargins.degrees)
    } or ${oneSeedMargins.number}. A run that is missing, ended early or was stopped
short of what a claim is about tells nothing.</p>
${registrations.map((one, k) => registered(one, k, experiments))}<p>${
      rows.some(({ isTest }) => isTest)
        ? "Verdicts are of seeds that had not been seen then, unless they say so; what those seen came to stands beside them."
        : markup`All seeds of this page had been seen then, so its verdicts are no test. Others are one: <code>${
          commandText("reproduce", { ...again, seeds: ["3-7"] })
        }</code>.`
    }</p>
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

/** When claims were registered, and what was known then; of those after the first, which have changed. */
function registered(
  { date, commit, seen, remarks, claims }: Registration,
  place: number,
  experiments: ReportSettings["experiments"],
) {
  const seeds = experiments.flatMap(({ name, title }) =>
    seen[name] ? [`${title} ${seedList(seen[name])}`] : []
  );
  const which = place === 0
    ? "The words and bounds of the claims, and how their verdicts are made, are ours. They"
    : markup`Claims that have changed since are new claims: ${
      Object.keys(claims).join(", ")
    }. They`;
  return markup`<p>${which} were registered on ${date}, as they stand at commit
<code>${
    commit.slice(0, 10)
  }</code>, by digests in <code>data/claims.lock.json</code>. These
seeds had been seen by then: ${seeds.join("; ")}. ${remarks.join(" ")}</p>
`;
}

/** The row of a claim with its verdict, and whether that is of seeds which had not been seen when the claim was registered. */
function claimRow(
  [id, [statement, source, measured, comparisons]]: [string, Claim],
  evidence: claims.Evidence,
  registrations: readonly Registration[],
) {
  const [, basis, place] = source.match(/^(\w+): (.*)$/)!;
  const { seen = {} } = registrationOf(id, registrations) ?? {};
  const splits = comparisons.map((one) =>
    bySeen(one, claims.compare(one, evidence), { seen })
  );
  const isTest = splits.some(({ unseen }) => unseen.readings.length > 0);
  const { verdict, reason: why } = verdictOfAll(
    splits.map(({ unseen, seen }) => isTest ? unseen : seen),
  );
  const wasSeen = splits.some(({ seen }) => seen.readings.length > 0);
  const reason = !isTest && wasSeen ? `${why}, seen before` : why;
  const row =
    markup`<tr role="row" id="claim-${id}"><th scope="row" role="rowheader">${statement}
<small>${place}: ${
      bases[basis as Basis]
    }</small></th><td role="cell">${measured}</td><td role="cell"><ul>${
      splits.map((one) => markup`<li>${comparisonLine(one)}</li>`)
    }</ul></td><td role="cell"><strong class="verdict"><span aria-hidden="true">${
      signs[verdict]
    }</span> ${verdict}</strong> <small>${reason}</small></td></tr>
`;
  return { verdict, isTest, row };
}

/** A comparison as a line: what it is, its value with its interval, and where it is wanted; then what seeds came to that had been seen. */
function comparisonLine({ unseen, seen }: Split): string {
  const isTest = unseen.readings.length > 0;
  const { what, unit, bounds, ofEverySeed, readings } = isTest ? unseen : seen;
  const text = unitTexts[unit];
  const seedText = ({ value }: claims.Reading) =>
    typeof value === "number" ? text(value) : "—";
  const value = ofEverySeed
    ? countsText(readings, seedText)
    : numbers.estimateText(claims.estimateOf({ unit, readings }), text);
  const before = isTest
    ? seen.readings.map((one) => `; seed ${one.seed}: ${seedText(one)}`)
    : [];
  return [`${what}: ${value}; wanted ${boundsText(bounds, text)}`, ...before]
    .join("");
}

/** What seeds came to, each value once: `0 in 18 seeds, 2 in seed 7`. */
function countsText(
  readings: readonly claims.Reading[],
  text: (reading: claims.Reading) => string,
): string {
  return [...Map.groupBy(readings, text)].map(([value, of]) => {
    if (readings.length === 1) return value;
    const [{ seed }] = of;
    return `${value} in ${
      of.length === 1 ? `seed ${seed}` : `${of.length} seeds`
    }`;
  }).join(", ") || "—";
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
