import { claimGroups } from "../../lib/claims/all_claims.ts";
import type { Evidence } from "../../lib/claims/compare.ts";
import type { Registration } from "../../lib/claims/registration.ts";
import { oneSeedMargins } from "../../lib/claims/verdict.ts";
import { seedList } from "../engine/text/words.ts";
import { commandText } from "../studies/command_text.ts";
import { claimBlock } from "./claim_block.ts";
import type { ReportSettings } from "./inputs.ts";
import { type Markup, markup, type Section } from "./markup.ts";
import * as numbers from "./numbers.ts";
import { countText, restsOn, verdictBar } from "./verdict_marks.ts";

type Settings = Pick<
  ReportSettings,
  "again" | "registrations" | "experiments" | "beyond"
>;

/** How many claims hold, fail and cannot be told. */
export function claimsCount(settings: Settings, evidence: Evidence): string {
  return countText(judge(settings, evidence).flatMap(({ claims }) => claims));
}

/** What the results say to each claim of the paper and its code: counted, then task by task, each task folded. */
export function claimsSection(settings: Settings, evidence: Evidence): Section {
  const tasks = judge(settings, evidence);
  const all = tasks.flatMap(({ claims }) => claims);
  const isTest = all.some(({ unseen }) => unseen > 0);
  const body = markup`<p>${
    settings.beyond
      ? "What was expected of these experiments, as claims that can be checked, held"
      : "What the paper and its published code say, as claims that can be checked, held"
  }
against the runs of this page: <strong>${countText(all)}</strong>. ${
    restsOn(all)
  }</p>
${verdictBar(all)}
<p>Open a task to see each claim. A dot is what our runs came to, averaged over
seeds, and the line through it the 95 % interval; where a claim is about every
seed, each value that occurred has a dot. Claims want it in the shaded part.${
    isTest
      ? " A ring is a seed whose results were known before the claims were registered: it does not count. All other seeds are new."
      : ""
  }</p>
${
    tasks.map(({ title, claims }) =>
      markup`<details class="ledger">
<summary><h3>${title}</h3> <span>${countText(claims)}</span>
${verdictBar(claims)}</summary>
<ul class="claims">
${claims.map(({ block }) => block)}</ul>
</details>
`
    )
  }<details class="ledger">
<summary><h3>How verdicts are made</h3></summary>
${verdictRules(settings, isTest)}</details>
`;
  return { name: "claims", title: "Claims", body };
}

/** The claims of each task of the page, judged. */
function judge(settings: Settings, evidence: Evidence) {
  const { registrations = [] } = settings;
  return groupsOf(settings).map(([title, group]) => ({
    title,
    claims: Object.entries(group)
      .map((claim) => claimBlock(claim, evidence, registrations)),
  }));
}

/** The groups of claims on any of the experiments of a page. */
function groupsOf({ experiments }: Pick<Settings, "experiments">) {
  const names = experiments.map(({ name }) => name);
  return Object.entries(claimGroups).filter(([, group]) =>
    Object.values(group).flatMap(([, , , comparisons]) => comparisons)
      .flatMap(({ terms }) => terms)
      .some(({ experiment }) => names.includes(experiment))
  );
}

/** The registrations of any claims of a page, without the others that they register. */
function registrationsOf(settings: Settings): Registration[] {
  const { registrations = [] } = settings;
  const shown = groupsOf(settings)
    .flatMap(([, group]) => Object.keys(group));
  return registrations.flatMap((one) => {
    const claims = Object.entries(one.claims)
      .filter(([id]) => shown.includes(id));
    return claims.length === 0
      ? []
      : [{ ...one, claims: Object.fromEntries(claims) }];
  });
}

/** What decides, and what was known when claims were registered. */
function verdictRules(settings: Settings, isTest: boolean): Markup {
  const { again, experiments } = settings;
  return markup`<p>Each verdict is computed. Over several seeds it is the 95 % interval of the mean
that decides, by Student’s t: a claim holds if the whole interval lies on the
wanted side of its bound, fails if the whole lies beyond, and cannot be told if
the interval crosses it. Ratios of errors are taken seed by seed and averaged
geometrically. With one seed the value decides, unless it is within ${
    numbers.degrees(oneSeedMargins.degrees)
  },
${
    numbers.percent(oneSeedMargins.share)
  } of the images, a factor of ${oneSeedMargins.ratio}, or otherwise ${oneSeedMargins.number} of the bound.
A run that is missing, ended early or was stopped short of what a claim is about
tells nothing.</p>
${
    registrationsOf(settings)
      .map((one, k) => registered(one, k, experiments))
  }<p>${
    isTest
      ? "Verdicts are of seeds that had not been seen then, unless they say so."
      : markup`All seeds of this page had been seen then, so its verdicts are no test. This
runs others: <code>${
        commandText("reproduce", { ...again, seeds: ["3-7"] })
      }</code>.`
  }</p>
`;
}

/** When claims were registered, and what was known then; of those after the first, which have changed. */
function registered(
  { date, commit, seen, remarks, claims }: Registration,
  place: number,
  experiments: Settings["experiments"],
): Markup {
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
  }</code>, by digests in <code>data/claims.lock.json</code>. ${
    seeds.length === 0
      ? "No seed of these experiments had been run by then."
      : markup`The
results of these seeds were known by then: ${seeds.join("; ")}.`
  } ${remarks.join(" ")}</p>
`;
}
