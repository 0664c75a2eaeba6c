import { assert, assertEquals } from "@std/assert";
import {
  anglesTo,
  criticalLeak,
  distance,
  drawLoop,
  leading,
  logSteps,
  loopEigenvalues,
  loopFeedbacks,
  restingController,
  runLoop,
  sentBy,
  stepEigenvalues,
} from "../../../lib/explorables/loop.ts";
import { multiply } from "../../../lib/linalg/complex.ts";
import { createEigenvalues } from "../../../lib/linalg/eigenvalues.ts";
import { copy, scale } from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { apply, product } from "../../../lib/linalg/product.ts";
import { dynamicInversion } from "../../../lib/rules/dynamic_inversion.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const loops = (["20-10", "2-2"] as const).flatMap((network) =>
  loopFeedbacks.flatMap((feedback) =>
    [0, 1, 2].map((seed) => ({
      name: `${network}, ${feedback}, seed ${seed}`,
      feedback,
      ...drawLoop(network, feedback, seed),
    }))
  )
);

/** A loop of one unit on each side, whose μ is w b. */
const single = (w: number, b: number, leak: number) => ({
  W: matrixFromRows([[w]]),
  B: matrixFromRows([[b]]),
  e: Float64Array.of(1),
  leak,
});

Deno.test("runLoop() makes the steps of dynamicInversion, to the bit", () => {
  for (const { W, B, e } of loops) {
    for (const [leak, dt, steps] of [[0, 0.5, 99], [0.01, 0.07, 40]]) {
      const δ = new Float64Array(W.columns), slope = δ.slice().fill(1);
      const integrator = { steps, dt };
      dynamicInversion({ leak, transfer: "linear", integrator })(W)(
        { W, B, e, slope, δ },
      );
      const kept = logSteps(steps, 12);
      assertEquals(kept.at(-1), steps);
      const moments = runLoop({ W, B, e, leak }, dt, kept);
      assertEquals(moments.length, kept.length);
      assertEquals(moments.at(-1)!.rx, δ);
    }
  }
});

Deno.test("a loop of −g Wᵀ rests at the damped pseudoinverse, between W⁺ e and Wᵀ e", () => {
  for (
    const { W, B, e } of loops.filter(({ feedback }) =>
      feedback === "neg-transpose"
    )
  ) {
    const leak = 0.3, gain = 2;
    const loop = { W, B: scale(copy(B), gain), e, leak };
    const sent = sentBy(loop, leak / gain);
    assert(distance(sent.NDI, sent.damped) < 1e-12);
    const [{ rx, ry }] = runLoop(loop, 0.2, [10_000]);
    assert(distance(rx, sent.damped) < 1e-9);
    assert(distance(ry, restingController(loop)) < 1e-9);
    const { NDI, PBP } = anglesTo(rx, sent);
    assert(NDI < 1e-6 && PBP > 0.1, `${NDI}, ${PBP}`);
    assert(distance(sentBy(loop, 1e-9).damped, sent.PBP) < 1e-4);
    assert(anglesTo(sentBy(loop, 1e6).damped, sent).BP < 1e-3);
  }
});

Deno.test("loopEigenvalues() are the λ with (λ + 1)(λ + α) = μ, μ of W B, and −1", () => {
  for (const { W, B, name } of loops) {
    const leak = 0.2;
    const μ = createEigenvalues(W.rows)(product(W, B));
    for (const λ of loopEigenvalues({ W, B, leak })) {
      const { real, imaginary } = multiply(
        { ...λ, real: λ.real + 1 },
        { ...λ, real: λ.real + leak },
      );
      const off = Array.from(
        μ.real,
        (μ_real, k) => Math.hypot(μ_real - real, μ.imaginary[k] - imaginary),
      );
      const rest = Math.hypot(λ.real + 1, λ.imaginary);
      assert(Math.min(rest, ...off) < 1e-9, `${name}: ${Math.min(...off)}`);
    }
  }
});

Deno.test("an eigenvalue crosses zero where the leak is μ", () => {
  const crossing = (leak: number) =>
    leading(loopEigenvalues(single(2, 0.3, leak))).real;
  assertClose([criticalLeak(single(2, 0.3, 0))!], [0.6], 1e-15);
  assertClose([crossing(0.6)], [0], 1e-15);
  assert(crossing(0.6 - 1e-9) > 0);
  assert(crossing(0.6 + 1e-9) < 0);
  assertEquals(criticalLeak(single(2, -0.3, 0)), null);
});

Deno.test("criticalLeak() is where the leading eigenvalue crosses zero, to 1e-9, complex or not", () => {
  let pairs = 0, stable = 0;
  for (const { W, B, name } of loops) {
    const at = (leak: number) => leading(loopEigenvalues({ W, B, leak }));
    const leak = criticalLeak({ W, B });
    if (leak === null) {
      stable++;
      assert(at(0).real < 1e-12, name);
    } else {
      if (at(leak).imaginary > 0) pairs++;
      assert(Math.abs(at(leak).real) < 1e-9, `${name}: ${at(leak).real}`);
      assert(at(leak - 1e-6).real > 0, name);
      assert(at(leak + 1e-6).real < 0, name);
    }
  }
  assert(pairs > 0 && stable > 0 && stable < loops.length);
});

Deno.test("stepEigenvalues() cross zero where dt² |μ| = (2 − α dt)(2 − dt), of real μ below zero", () => {
  const leak = 0.1, dt = 1.2;
  const μ = (2 - leak * dt) * (2 - dt) / dt ** 2;
  const growth = (times: number) => {
    const loop = single(1, -μ * times, leak);
    const λ = leading(stepEigenvalues(loop, dt)).real;
    const [rest] = sentBy(loop, leak).NDI;
    const [before, after] = runLoop(loop, dt, [1000, 2000])
      .map(({ rx: [r] }) => Math.abs(r - rest));
    return { λ, seen: Math.log(after / before) / (1000 * dt) };
  };
  assertClose([growth(1).λ], [0], 1e-9);
  for (const times of [0.995, 1.005]) {
    const { λ, seen } = growth(times);
    assertClose([λ], [seen], 1e-6);
    assertEquals(λ > 0, times > 1);
  }
});

Deno.test("stepEigenvalues() come to those of the loop as steps shorten", () => {
  for (const { W, B } of loops) {
    const loop = { W, B, leak: 0.01 };
    assertClose(
      [leading(stepEigenvalues(loop, 1e-5)).real],
      [leading(loopEigenvalues(loop)).real],
      1e-3,
    );
  }
});

Deno.test("drawLoop() draws an error of length one and, made stable, feedback that holds", () => {
  for (const { W, B, e, feedback } of loops) {
    assertClose([norm(e)], [1], 1e-15);
    if (feedback !== "optimised") continue;
    const loop = { W, B, e, leak: 0 };
    assert(leading(loopEigenvalues(loop)).real < 0);
    assertClose(apply(W, sentBy(loop, 0).NDI), e, 1e-9);
  }
});
