import { assert, assertEquals, equal } from "@std/assert";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { createLearner } from "../../../../lib/experiments/regression.ts";
import { regressionOf } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import type { NonlinearRegressionSettings } from "../../../../lib/experiments/nonlinear_regression/settings.ts";
import { transpose } from "../../../../lib/linalg/matrix.ts";
import { norm } from "../../../../lib/linalg/norms.ts";
import {
  addOuter,
  multiplyInto,
  product,
} from "../../../../lib/linalg/product.ts";
import { inversionTransfers } from "../../../../lib/rules/dynamic_inversion.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { drawStart, enlarged, modelNamed, settingsWith } from "./starts.ts";

const settings = settingsWith({
  iterations: 4,
  teacherScale: 0.5,
  optimisationMaximumSteps: 100,
});
const start = enlarged(drawStart(0, settings), 20);

/** A model after its first example, of which it learns nothing. */
function first(
  name: string,
  changed: Partial<NonlinearRegressionSettings> = {},
  other: Partial<Model> = {},
) {
  const all = { ...settings, clip: 1e9, ...changed };
  const model = { ...modelNamed(name), ...other };
  const regression = regressionOf({ start, model, settings: all });
  const learn = createLearner(regression, start.order, all);
  assert(learn(0));
  const [{ W: W0, b: b0 }, { W: W1 }, { W: W2, b: b2 }] =
    regression.student.layers;
  return { ...regression, learn, W0, b0, W1, W2, b2 };
}

Deno.test("learn() looks at the example in order, and changes nothing at the first", () => {
  const { student: { h }, pass: { hidden }, W0, b2 } = first("FA");
  const example = start.order[0];
  const input = start.x.data.subarray(30 * example, 30 * example + 30);
  const target = start.y.data.subarray(10 * example, 10 * example + 10);
  assertEquals(h[0], input);
  assertEquals(W0, start.W0);
  assertEquals(b2, start.b2);
  assertClose(hidden[1].e, target.map((t, k) => t - h[3][k]), 1e-15);
});

Deno.test("learn() moves weights and biases from the second example on", () => {
  const { student, learn, pass, W0, b0 } = first("FA");
  assert(learn(1));
  const { δ } = pass.hidden[0];
  const wanted = structuredClone(start.W0);
  addOuter(wanted, 0.01, { δ, x: student.h[0] });
  assertClose(W0.data, wanted.data, 1e-15);
  assertClose(b0!, start.b0.map((b, k) => b + 0.01 * δ[k]), 1e-15);
});

Deno.test("learn() shortens hidden errors that are too long, and only those", () => {
  const lengths = (clip: number) =>
    first("FA", { clip }).pass.hidden.map(({ δ }) => norm(δ));
  const free = lengths(1e9), [shorter, longer] = free.toSorted();
  assert(longer > 1.1 * shorter);
  const clip = (shorter + longer) / 2;
  const wanted = free.map((length) => Math.min(length, clip));
  assertClose(lengths(clip), wanted, 1e-12);
});

for (const name of ["BP", "FA", "PBP", "NDI"]) {
  Deno.test(`learn() of ${name} carries each slope twice, or once if told`, () => {
    const twice = first(name), once = first(name, { slopes: "once" });
    const [, upper] = once.pass.hidden;
    const wanted = multiplyInto(upper.δ.slice(), upper.slope);
    assert(Math.min(...upper.slope) < 0.9);
    assertClose(twice.pass.hidden[1].δ, wanted, 1e-14);
  });
}

for (const name of ["DI", "SDI"]) {
  Deno.test(`learn() of ${name} takes no notice of how often the others carry slopes`, () => {
    const [twice, once] = (["twice", "once"] as const).map((slopes) =>
      first(name, { slopes }).pass.hidden.map(({ δ }) => δ)
    );
    assertEquals(once, twice);
  });
}

Deno.test("SDI feeds back −B1 B2, with the other sign if told", () => {
  const { W1, W2 } = start;
  const negative = first("SDI").pass.endToEnd!;
  assertClose(negative.data, transpose(product(W2, W1), -1).data, 1e-15);
  const positive = first("SDI", { singleLoopSign: 1 }).pass.endToEnd!;
  assertEquals(positive.data, negative.data.map((b) => -b));
  const optimised = first("SDI-3").pass.endToEnd!;
  const B = product(start.B1, start.B2);
  assertEquals(optimised.data, B.data.map((b) => -b));
});

Deno.test("only SDI feeds back from end to end", () => {
  for (const name of ["BP", "FA-2", "NDI-3", "DI"]) {
    assertEquals(first(name).pass.endToEnd, null);
  }
});

Deno.test("SDI runs its loop with the transfer function it is told", () => {
  const settled = (["tanh", "linear", "linearised"] as const).map(
    (singleLoopTransfer) =>
      first("SDI", { singleLoopTransfer, integratorSteps: 5 })
        .pass.hidden[1].δ,
  );
  for (const [a, b] of [[0, 1], [1, 2], [0, 2]]) {
    assert(settled[a].some((δ, k) => Math.abs(δ - settled[b][k]) > 1e-9));
  }
});

for (const name of ["DI", "SDI"]) {
  Deno.test(`${name} runs its loops with the transfer function of its model, if that says one`, () => {
    const settled = inversionTransfers.map((transfer) =>
      first(name, { integratorSteps: 5 }, { transfer }).pass.hidden[0].δ
    );
    const usual = first(name, { integratorSteps: 5 }).pass.hidden[0].δ;
    assertEquals(
      settled.map((δ) => equal(δ, usual)),
      inversionTransfers.map((t) => t === (name === "DI" ? "linear" : "tanh")),
    );
    assert(settled[1].some((δ, k) => Math.abs(δ - settled[2][k]) > 1e-9));
  });
}

Deno.test("learn() tells of errors that are not finite, and learns nothing from them", () => {
  const { learn, W1, W2 } = first("FA");
  W2.data[0] = Infinity;
  const before = structuredClone(W1);
  assertEquals(learn(1), false);
  assertEquals(W1, before);
});

Deno.test("regressionOf() copies what it would change of the start", () => {
  const before = structuredClone(start);
  for (const name of ["FA", "DI-3", "SDI-3"]) {
    const { learn, pass } = first(name);
    learn(1);
    for (const { B } of pass.hidden) B.data.fill(0);
    pass.endToEnd?.data.fill(0);
  }
  assertEquals(start, before);
});
