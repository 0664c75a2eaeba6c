import type { Basis, Claim } from "../../lib/claims/claim.ts";
import * as claims from "../../lib/claims/compare.ts";
import {
  bySeen,
  type Registration,
  registrationOf,
} from "../../lib/claims/registration.ts";
import { claimEvidence } from "./claim_evidence.ts";
import { reasonOfAll } from "./claim_reason.ts";
import { type Markup, markup } from "./markup.ts";
import { type Judged, verdictSign } from "./verdict_marks.ts";

const bases: Record<Basis, string> = {
  text: "our reading of these words",
  figure: "what the panel is drawn to show",
  code: "our reading of the published code",
  analysis: "follows from the published equations",
  expectation: "what we expected before it was run",
};

/** A claim with its verdict and why, what that rests on, how it is measured and where it is from; and how many seeds decide that had not been seen when it was registered. */
export function claimBlock(
  [id, [statement, source, measured, comparisons]]: [string, Claim],
  evidence: claims.Evidence,
  registrations: readonly Registration[],
): Judged & { block: Markup } {
  const [, basis, place] = source.match(/^(\w+): (.*)$/)!;
  const { seen = {} } = registrationOf(id, registrations) ?? {};
  const splits = comparisons.map((one) =>
    bySeen(one, claims.compare(one, evidence), { seen })
  );
  const isTest = splits.some(({ unseen }) => unseen.readings.length > 0);
  const told = splits.map(({ unseen, seen }) =>
    isTest
      ? { compared: unseen, before: seen.readings }
      : { compared: seen, before: [] }
  );
  const { verdict, reason } = reasonOfAll(told.map(({ compared }) => compared));
  const wasSeen = splits.some(({ seen }) => seen.readings.length > 0);
  const remark = !isTest && wasSeen
    ? " Every seed had been seen before, so this is no test."
    : "";
  const block = markup`<li class="claim" id="claim-${id}">
<h4>${statement}</h4>
<p><strong>${verdictSign(verdict)} ${verdict}</strong>: ${reason}.${remark}</p>
${claimEvidence(told)}<p><small>${measured} Drawn from: ${place} (${
    bases[basis as Basis]
  }).</small></p>
</li>
`;
  const unseen = isTest
    ? Math.min(...told.map(({ compared }) => compared.readings.length))
    : 0;
  return { verdict, unseen, block };
}
