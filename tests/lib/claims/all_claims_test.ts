import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { claimGroups } from "../../../lib/claims/all_claims.ts";
import type { Claim } from "../../../lib/claims/claim.ts";
import { compare, type Evidence } from "../../../lib/claims/compare.ts";
import { type Verdict, verdictOfAll } from "../../../lib/claims/verdict.ts";
import {
  claimedWorld,
  constant,
  falling,
  resultsOf,
  type World,
} from "./world.ts";

const allClaims = Object.values(claimGroups).flatMap(Object.entries<Claim>);

function verdict(id: string, evidence: Evidence): Verdict {
  const [, [, , , comparisons]] = allClaims.find(([name]) => name === id)!;
  return verdictOfAll(comparisons.map((one) => compare(one, evidence)));
}

const linear = "linear-regression", nonlinear = "nonlinear-regression";
const classification = "mnist-classification";
const normal = "mnist-autoencoder-normal";
const orthogonal = "mnist-autoencoder-orthogonal";
const teacher = "nonlinear-regression-teacher";

/** Exchanges what two models come to. */
const swap =
  (experiment: string, one: string, other: string) =>
  ({ models: { [experiment]: models } }: World) => {
    [models[one], models[other]] = [models[other], models[one]];
  };

/** Gives one metric of a model another course. */
const set =
  (experiment: string, model: string, curves: Record<string, number>) =>
  ({ models }: World) => {
    for (const [metric, value] of Object.entries(curves)) {
      models[experiment][model].curves[metric] = constant(value);
    }
  };

/** A loop of a model loses its stability once. */
const unsettle = (experiment: string, model: string) => ({ models }: World) => {
  models[experiment][model].events.push({
    iteration: 100,
    event: "repaired",
    detail: "made up",
  });
};

/** What makes each claim fail. */
const refutations: Record<string, (world: World) => void> = {
  "linear-every-rule-learns": set(linear, "FA", { error: 1 }),
  "linear-early-lead": swap(linear, "BP", "DI"),
  "linear-ends-below-bp": swap(linear, "BP", "DI-2"),
  "linear-ends-below-fa": swap(linear, "FA-2", "DI-2"),
  "linear-leak-slows": swap(linear, "DI", "DI-2"),
  "linear-reaches-resting-state": set(linear, "DI", { angle_ndi_1: 30 }),
  "linear-little-leak-is-cut-off": set(linear, "DI-2", { angle_ndi_1: 1 }),
  "linear-nears-pseudoinverse": ({ models }) => {
    models[linear]["DI"].curves.angle_pbp_1 = (iteration) => 1 + iteration;
  },
  "linear-optimised-feedback": ({ models }) => {
    models[linear]["DI-3"].curves.error = falling(2, 1999);
  },
  "linear-feedback-not-aligned": set(linear, "DI", { angle_feedback_1: 2 }),
  "linear-stays-stable": unsettle(linear, "DI-2"),
  "linear-lead-is-step-size": ({ models }) => {
    models["linear-regression-normalised"].DI.curves.error = falling(30, 1999);
  },
  "linear-better-directions": swap(
    "linear-regression-normalised",
    "BP",
    "DI",
  ),
  "nonlinear-any-rule-will-do": set(nonlinear, "SDI", { error: 1 }),
  "nonlinear-ends-below-bp": swap(nonlinear, "BP", "DI-2"),
  "nonlinear-optimised-feedback": ({ models }) => {
    models[nonlinear]["DI-3"].curves.error = falling(2, 9999);
  },
  "nonlinear-reaches-resting-state": set(nonlinear, "DI", { angle_ndi_2: 40 }),
  "nonlinear-single-loop-direction": set(nonlinear, "SDI", { angle_ndi_1: 80 }),
  "nonlinear-single-loop-error": ({ models }) => {
    models[nonlinear].SDI.curves.error = falling(2, 9999);
  },
  "nonlinear-stays-stable": unsettle(nonlinear, "DI-3"),
  "classification-every-rule-learns": set(classification, "FA", {
    test_error: .3,
  }),
  "classification-early-lead": swap(classification, "BP", "NDI"),
  "classification-ends-with-bp": set(classification, "NDI-2", {
    test_error: .04,
  }),
  "classification-inversion-is-pseudoinverse": set(classification, "PBP", {
    test_error: .09,
  }),
  "classification-fa-falls-behind": swap(classification, "FA", "BP"),
  "autoencoder-small-weights-early": swap(normal, "NDI", "BP"),
  "autoencoder-leak-slows": swap(normal, "NDI", "NDI-2"),
  "autoencoder-inversion-is-pseudoinverse": set(orthogonal, "PBP", {
    test_error: .9,
  }),
  "autoencoder-inversion-beats-bp": swap(normal, "NDI", "BP"),
  "autoencoder-fa-falls-behind": swap(orthogonal, "FA", "BP"),
  "dynamics-classify-as-at-rest": set("mnist-dynamic-inversion", "DI", {
    test_error: .09,
  }),
  "dynamics-reconstruct-as-at-rest": set(
    "mnist-autoencoder-dynamic-inversion",
    "DI",
    { test_error: .05 },
  ),
  "dynamics-published-steps-suffice": set(
    "dynamic-inversion-settling",
    "DI-4",
    { "angle_trained_dt_0.5": 2 },
  ),
  "dynamics-leak-hastens": swap("dynamic-inversion-settling", "DI", "DI-4"),
  "fashion-classification-beats-bp": set(
    "fashion-classification",
    "NDI-2",
    { test_error: .2 },
  ),
  "fashion-classification-fa-falls-behind": swap(
    "fashion-classification",
    "FA",
    "BP",
  ),
  "fashion-autoencoder-inversion-leads": swap(
    "fashion-autoencoder",
    "NDI",
    "BP",
  ),
  "gauss-newton-leak-bridges": set("gauss-newton-teacher", "PBP", {
    angle_trained_2: 30,
  }),
  "gauss-newton-published-leak-is-bp": set("gauss-newton-nonlinear", "BP", {
    angle_trained_1: 20,
  }),
  "gauss-newton-wants-slopes": set("gauss-newton-teacher", "GN", {
    angle_trained_2: 1,
  }),
  "teacher-every-rule-learns-from-inputs": set(teacher, "FA-2", {
    centred_error: 1,
  }),
  "teacher-lead-is-step-size": swap(teacher, "DI-2", "PBP"),
  "teacher-pseudoinverse-leads": swap(teacher, "PBP", "BP"),
  "mirror-aligns": set("mnist-autoencoder-mirror", "NDI-mirror", {
    angle_feedback_4: 80,
  }),
  "mirror-removes-collapse": swap(
    "mnist-autoencoder-mirror",
    "NDI-mirror",
    "NDI",
  ),
};

Deno.test("every claim has its own name, and says where it is from and how it is measured", () => {
  const ids = allClaims.map(([id]) => id);
  assertEquals(new Set(ids).size, ids.length);
  assertEquals(ids, Object.keys(refutations));
  for (const [id, [statement, source, measured]] of allClaims) {
    assertMatch(id, /^[a-z-]+$/);
    assertMatch(statement, /^[A-Z].*\.$/);
    assertMatch(measured, /^[A-Z].*\.$/);
    assertMatch(source, /^(text|figure|code|analysis): \S/);
  }
});

for (const [id, [statement]] of allClaims) {
  for (const seeds of [[0], [0, 1, 2]]) {
    const of = seeds.length === 1 ? "one seed" : "three seeds";
    Deno.test(`“${statement}” can hold and fail, of ${of} (${id})`, () => {
      const world = claimedWorld(seeds);
      assertEquals(verdict(id, resultsOf(world)).verdict, "holds");
      refutations[id](world);
      assertEquals(verdict(id, resultsOf(world)).verdict, "fails");
    });
  }

  Deno.test(`“${statement}” cannot be told where a run is missing, diverged or cut short (${id})`, () => {
    assertEquals(
      verdict(id, { readings: {}, summaries: {} }).verdict,
      "cannot tell",
    );

    const without = claimedWorld();
    for (const models of Object.values(without.models)) {
      for (const name of Object.keys(models)) delete models[name];
    }
    assertStringIncludes(
      verdict(id, resultsOf(without)).reason,
      "there is no run of",
    );

    const diverged = claimedWorld();
    forEachModel(diverged, (model) => {
      model.outcome = { status: "diverged", iteration: 0, reason: "made up" };
    });
    assertEquals(verdict(id, resultsOf(diverged)).verdict, "cannot tell");
    assertStringIncludes(
      verdict(id, resultsOf(diverged)).reason,
      "diverged at iteration",
    );

    const short = claimedWorld();
    // before the least leak, where iterations are leaks
    const end = id.startsWith("gauss-newton") ? 0 : 10;
    forEachModel(short, (model) => model.end = end);
    assertEquals(verdict(id, resultsOf(short)).verdict, "cannot tell");
    assertStringIncludes(
      verdict(id, resultsOf(short)).reason,
      "was trained to iteration",
    );
  });
}

Deno.test("no claim takes notice of models that were added", () => {
  const compared = (evidence: Evidence) =>
    allClaims.flatMap(([, [, , , comparisons]]) =>
      comparisons.map((one) => compare(one, evidence))
    );
  const before = compared(resultsOf(claimedWorld()));
  const more = claimedWorld();
  for (const models of Object.values(more.models)) {
    for (const [name, model] of Object.entries(models)) {
      models[`${name}-worse`] = {
        ...model,
        curves: Object.fromEntries(
          Object.keys(model.curves).map((metric) => [metric, constant(1e9)]),
        ),
      };
    }
  }
  assertEquals(compared(resultsOf(more)), before);
});

Deno.test("claims on a model that is not as published cannot be told, all others can", () => {
  const world = claimedWorld();
  const { readings, summaries } = resultsOf(world);
  const changed = { "DI-2": "leak 0.005 (published 0.001)" };
  const evidence = {
    readings,
    summaries: {
      ...summaries,
      [linear]: { ...summaries[linear], changed },
    },
  };
  for (const [id, [, , , comparisons]] of allClaims) {
    const isConcerned = comparisons.some(({ terms }) =>
      terms.some(({ experiment, model }) =>
        experiment === linear && model === "DI-2"
      )
    );
    const { verdict: word, reason } = verdict(id, evidence);
    assertEquals(word, isConcerned ? "cannot tell" : "holds", id);
    assertEquals(
      reason.includes(
        "DI-2 is not as published: leak 0.005 (published 0.001)",
      ),
      isConcerned,
    );
  }
  assertEquals(verdict("linear-leak-slows", evidence).verdict, "cannot tell");
  assertEquals(verdict("nonlinear-stays-stable", evidence).verdict, "holds");
});

Deno.test("claims on an experiment whose settings are not as published cannot be told", () => {
  const { readings, summaries } = resultsOf(claimedWorld());
  const departures = "eta 0.005 (published 0.01)";
  const evidence = {
    readings,
    summaries: {
      ...summaries,
      [linear]: { ...summaries[linear], departures },
    },
  };
  const { verdict: word, reason } = verdict("linear-leak-slows", evidence);
  assertEquals(word, "cannot tell");
  assertStringIncludes(reason, `${linear} is not as published: ${departures}`);
  assertEquals(verdict("nonlinear-stays-stable", evidence).verdict, "holds");
});

function forEachModel(
  { models }: World,
  change: (model: World["models"][string][string]) => void,
): void {
  for (const group of Object.values(models)) {
    for (const model of Object.values(group)) change(model);
  }
}
