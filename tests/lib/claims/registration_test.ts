import { assert, assertEquals } from "@std/assert";
import { claimGroups } from "../../../lib/claims/all_claims.ts";
import type { Bounds, Claim, Unit } from "../../../lib/claims/claim.ts";
import { averageable, compare } from "../../../lib/claims/compare.ts";
import { registrationOf } from "../../../lib/claims/registration.ts";
import {
  oneSeedMargins,
  verdictOf,
  verdictOfAll,
} from "../../../lib/claims/verdict.ts";
import { digestOf } from "../../../pipeline/engine/files/digest.ts";
import { registrations } from "../../../pipeline/registrations.ts";
import { claimedWorld, resultsOf, runsOf } from "./world.ts";

const claims = Object.assign({}, ...Object.values(claimGroups)) as Record<
  string,
  Claim
>;

/** Words, measures, combinations and bounds; functions go by what they say of themselves. */
const digestOfClaim = (claim: Claim) => digestOf(JSON.stringify(claim));

Deno.test("every claim is as it was registered; one that has changed needs a registration of its own, at the end of data/claims.lock.json", () => {
  const registered = Object.fromEntries(
    Object.keys(claims).map((id) => [
      id,
      registrationOf(id, registrations)?.claims[id],
    ]),
  );
  const standing = Object.fromEntries(
    Object.entries(claims).map(([id, claim]) => [id, digestOfClaim(claim)]),
  );
  assertEquals(standing, registered);
});

Deno.test("a changed bound, measure or combination is a changed claim", () => {
  const claim = claims["linear-ends-below-bp"];
  const [statement, source, measured, [first]] = claim;
  const digest = digestOfClaim([statement, source, measured, [first]]);
  const says = "made up";
  const of = () => 0;
  const changed = [
    { ...first, bounds: { high: 2 } },
    { ...first, terms: first.terms.map((term) => ({ ...term, model: "BP" })) },
    {
      ...first,
      terms: first.terms.map((term) => ({ ...term, measure: { says, of } })),
    },
    { ...first, combine: { says, of } },
  ];
  for (const one of changed) {
    assert(digest !== digestOfClaim([statement, source, measured, [one]]));
  }
});

Deno.test("measures of one name are one measure, and combinations are one function", () => {
  const named = Object.values(claims).flatMap(([, , , comparisons]) =>
    comparisons.flatMap(({ terms }) => terms.map(({ measure }) => measure))
  );
  const traces = Object.values(runsOf(claimedWorld())).flat()
    .map(({ trace }) => trace);
  for (const [says, measures] of Map.groupBy(named, ({ says }) => says)) {
    const readings = measures.map(({ of }) => traces.map(of));
    for (const reading of readings) {
      assertEquals(reading, readings[0], says);
    }
  }
});

Deno.test("the analysis is as it was registered", () => {
  assertEquals(
    digestOf(JSON.stringify([verdictsOnClaims(), verdictsOnNumbers()])),
    registrations.at(-1)!.analysis,
  );
});

/** What is read and told of every claim where the results are made up, of one seed and of four. */
function verdictsOnClaims() {
  return [[0], [0, 1, 2, 3]].flatMap((seeds) =>
    Object.values(claims).map(([, , , comparisons]) => {
      const compared = comparisons.map((comparison) =>
        compare(comparison, resultsOf(claimedWorld(seeds)))
      );
      const readings = compared.map(({ readings }) => readings);
      return { readings, verdict: verdictOfAll(compared) };
    })
  );
}

/** Verdicts on numbers on both sides of bounds and across them. */
function verdictsOnNumbers() {
  const values: (number | string)[][] = [
    ...[[], [.2], [.95], [3], [.2, .3, .4], [.2, 1, 5], [3, 4, 5, 4, 3]],
    ...[[.2, "made up"], [3, "made up"], [1, 1, 1], [0, .5], [Infinity, .5]],
  ];
  const bounds: Bounds[] = [{ high: 1 }, { low: 1 }, { low: .5, high: 2 }];
  return Object.keys(oneSeedMargins).flatMap((name) =>
    [false, true].flatMap((ofEverySeed) =>
      bounds.flatMap((bounds) =>
        values.map((list) => {
          const unit = name as Unit;
          const readings = list.map((value, seed) => (
            { seed, value: averageable(value, unit) }
          ));
          const what = "made up";
          return verdictOf({ what, unit, bounds, ofEverySeed, readings });
        })
      )
    )
  );
}

Deno.test("registrations follow one another, and what had been seen stays so", () => {
  registrations.forEach(({ date, commit, seen }, k) => {
    assert(/^\d{4}-\d\d-\d\d$/.test(date) && /^[0-9a-f]{40}$/.test(commit));
    const before = registrations[k - 1];
    if (!before) return;
    assert(before.date <= date);
    for (const [experiment, seeds] of Object.entries(before.seen)) {
      assertEquals(seeds.filter((s) => !seen[experiment]?.includes(s)), []);
    }
  });
});
