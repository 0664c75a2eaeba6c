import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { claimGroups } from "../../../lib/claims/all_claims.ts";
import type { Registration } from "../../../lib/claims/registration.ts";
import {
  claimsCount,
  claimsSection,
} from "../../../pipeline/report/claims_section.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import {
  claimedWorld,
  resultsOf,
  runsOf,
  type World,
} from "../../lib/claims/world.ts";
import { elementsOf } from "../../support/well_formed.ts";

/** What the page of a world's experiments, or of some, is told. */
const settingsOf = (world: World, names = Object.keys(runsOf(world))) => ({
  again: {},
  experiments: names.map((name) => ({ name, title: name, label: "" })),
});

/** The ledger that the tables of a world make. */
function pageOf(world: World, registrations?: Registration[]): string {
  const settings = {
    ...settingsOf(world),
    ...registrations && { registrations },
  };
  return sectionMarkup(claimsSection(settings, resultsOf(world))).text;
}

/** A claim, as text without its markup. */
function claimIn(page: string, id: string): string {
  const start = page.indexOf(`id="claim-${id}"`);
  assert(start > 0, id);
  const end = page.indexOf('<li class="claim"', start);
  const claim = page.slice(start, end < 0 ? undefined : end);
  return claim.slice(claim.indexOf(">") + 1, claim.indexOf("</details>"))
    .replaceAll(/<[^>]*>/g, " ").replaceAll("\u00a0", " ")
    .replaceAll(/\s+/g, " ");
}

const world = claimedWorld();
const page = pageOf(world);

Deno.test("the ledger shows each claim with its source, measure, values with intervals and verdict", () => {
  const row = claimIn(page, "linear-ends-below-bp");
  assertStringIncludes(row, "learns to a lower error than backpropagation.");
  assertStringIncludes(row, "Fig. 3a, linear_regression.py");
  assertStringIncludes(row, "paired by seed.");
  assertStringIncludes(
    row,
    "✓ error of DI-2 over error of BP 1.00 × 10⁻⁶ (1.00 × 10⁻⁶ to 1.00 × 10⁻⁶)",
  );
  assertStringIncludes(row, "wanted below 1");
  assertStringIncludes(
    row,
    "✓ holds : the whole 95 % interval lies on the wanted side.",
  );
});

Deno.test("the ledger counts its verdicts", () => {
  const rows = elementsOf(page.trim()).filter(({ attributes }) =>
    attributes.get("id")?.startsWith("claim-")
  );
  assertStringIncludes(
    page,
    `<strong>${rows.length} hold</strong>. Of those that hold, ${rows.length} do so over several new seeds.`,
  );
  assertEquals(
    claimsCount(settingsOf(world), resultsOf(world)),
    `${rows.length} hold`,
  );
});

Deno.test("the ledger's verdicts turn when the tables do", () => {
  const altered = claimedWorld();
  const { "linear-regression": linear, "nonlinear-regression": nonlinear } =
    altered.models;
  // two models exchanged, a loop that loses its stability, another that diverges
  [linear.BP, linear["DI-2"]] = [linear["DI-2"], linear.BP];
  nonlinear.DI.events.push(
    { iteration: 7, event: "repaired", detail: "made up" },
  );
  nonlinear["DI-3"].outcome = {
    status: "diverged",
    iteration: 500,
    reason: "made up",
  };
  const page = pageOf(altered);
  assertStringIncludes(claimIn(page, "linear-ends-below-bp"), "✗ fails");
  assertStringIncludes(claimIn(page, "nonlinear-stays-stable"), "✗ fails");
  const row = claimIn(page, "nonlinear-optimised-feedback");
  assertStringIncludes(row, "? cannot tell");
  assertStringIncludes(row, "DI-3 diverged at iteration 500: made up");
  assertEquals(/NaN|Infinity|undefined/.test(page), false);
});

Deno.test("the ledger says that of one seed there is no interval", () => {
  const row = claimIn(pageOf(claimedWorld([0])), "linear-ends-below-bp");
  assertEquals(row.includes(" to 1.00 × 10⁻⁶)"), false);
  assertStringIncludes(
    row,
    "✓ holds : on the wanted side in the one seed that counts.",
  );
});

/** As if the claims had been registered when some seeds of the linear regression had been seen. */
const registered = (seeds: number[], ...ids: string[]): Registration => ({
  date: "2020-10-22",
  commit: "0123456789abcdef0123456789abcdef01234567",
  seen: { "linear-regression": seeds },
  remarks: ["Seed 9 had been looked at."],
  analysis: "",
  claims: Object.fromEntries(ids.map((id) => [id, ""])),
});

Deno.test("verdicts are of seeds that had not been seen when a claim was registered", () => {
  const split = claimedWorld([0, 1, 2]);
  const page = pageOf(split, [registered([0], "linear-ends-below-bp")]);
  const row = claimIn(page, "linear-ends-below-bp");
  assertStringIncludes(row, "seen before: 1.00 × 10⁻⁶");
  assertStringIncludes(
    page,
    "registered on 2020-10-22, as they stand at commit\n<code>0123456789</code>",
  );
  assertStringIncludes(page, "linear-regression 0. Seed 9 had been looked at.");
  assertStringIncludes(page, "Verdicts are of seeds that had not been seen");
});

Deno.test("where all seeds had been seen the page says that its verdicts are no test", () => {
  const ids = Object.values(claimGroups).flatMap(Object.keys);
  const all = Object.keys(runsOf(world));
  const one = registered([], ...ids);
  const seen = Object.fromEntries(all.map((name) => [name, [0, 1, 2]]));
  const page = pageOf(claimedWorld([0, 1, 2]), [{ ...one, seen }]);
  assertStringIncludes(page, "so its verdicts are no test");
  const row = claimIn(page, "linear-ends-below-bp");
  assertEquals(row.includes("seen before:"), false);
  assertStringIncludes(row, "Every seed had been seen before, so this is no");
  assertStringIncludes(page, "do so only in seeds that were known before");
});

Deno.test("claims registered anew are named, and the last registration counts", () => {
  const page = pageOf(claimedWorld([0, 1, 2]), [
    registered([0], "linear-ends-below-bp", "linear-ends-below-fa"),
    registered([0, 1], "linear-ends-below-bp"),
  ]);
  assertStringIncludes(page, "are new claims: linear-ends-below-bp. They");
  const bp = claimIn(page, "linear-ends-below-bp");
  const fa = claimIn(page, "linear-ends-below-fa");
  const before = [bp, fa].map((row) => /seen before: \S+ × \S+,/.test(row));
  assertEquals(before, [true, false]);
});

Deno.test("what is counted in every seed is told once for all that are alike", () => {
  const unsteady = claimedWorld([0, 1, 2]);
  assertStringIncludes(
    claimIn(pageOf(unsteady), "linear-stays-stable"),
    "losses of stability, DI 0 in 3 seeds",
  );
});

Deno.test("a page has the claims on its experiments, and their registrations, alone", () => {
  const [first, second] = ["linear-stays-stable", "nonlinear-stays-stable"];
  const registrations = [first, second].map((id, k): Registration => ({
    date: `2026-01-0${k + 1}`,
    commit: `${k}`.repeat(40),
    seen: {},
    remarks: [],
    analysis: "",
    claims: { [id]: "" },
  }));
  const settings = settingsOf(world, ["nonlinear-regression"]);
  const section = (beyond?: true) =>
    sectionMarkup(
      claimsSection(
        { ...settings, registrations, ...beyond && { beyond } },
        resultsOf(world),
      ),
    ).text;
  const own = section();
  assert(own.includes(`id="claim-${second}"`));
  assert(!own.includes(`id="claim-${first}"`));
  assertStringIncludes(own, "They were registered on 2026-01-02");
  assert(!own.includes("2026-01-01"));
  assertStringIncludes(own, "No seed of these experiments had been run");
  assertStringIncludes(own, "What the paper and its published code say");
  assertStringIncludes(section(true), "What was expected of these experiments");
});
