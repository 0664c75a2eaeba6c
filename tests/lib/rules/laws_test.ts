/** What all rules must obey, and what ties them to each other. */
import { assertEquals, equal } from "@std/assert";
import fc from "fast-check";
import {
  copy,
  identity,
  type Matrix,
  matrix,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { apply, multiplyInto, product } from "../../../lib/linalg/product.ts";
import { tanh } from "../../../lib/network/transfer.ts";
import {
  compiledDynamicInversion,
  dynamicInversion,
  inversionTransfers,
} from "../../../lib/rules/dynamic_inversion.ts";
import {
  everyRule,
  type EveryRuleName,
  everyRuleName,
} from "../../../lib/rules/further_rules.ts";
import type { RuleSettings } from "../../../lib/rules/mod.ts";
import { nonDynamicInversion } from "../../../lib/rules/non_dynamic_inversion.ts";
import {
  createPass,
  outputError,
  type Pass,
  type Rule,
} from "../../../lib/rules/rule.ts";
import { matrices, vectors } from "../linalg/arbitrary.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { layers, passes } from "./passes.ts";

const short = { steps: 20, dt: 0.5 };
const sizes = [4, 5, 3, 2];

function ready(name: EveryRuleName, pass: Pass, settings: RuleSettings): Rule {
  return everyRule[name].make(pass.hidden.map(({ W }) => W), settings);
}

/** The errors of the hidden layers that a rule finds. */
function errors(
  name: EveryRuleName,
  pass: Pass,
  settings: RuleSettings = {},
): Float64Array[] {
  ready(name, pass, settings)(pass);
  return pass.hidden.map(({ δ }) => δ.slice());
}

/** All that a rule may read and must not write. */
function inputsOf({ hidden, endToEnd }: Pass) {
  return structuredClone({
    layers: hidden.map(({ W, B, slope }) => ({ W, B, slope })),
    error: hidden[hidden.length - 1].e,
    endToEnd,
  });
}

for (const name of everyRuleName) {
  Deno.test(`${name} changes nothing but the errors of the hidden layers`, () => {
    fc.assert(fc.property(passes(sizes), (pass) => {
      const before = inputsOf(pass);
      errors(name, pass, { leak: 0.1, integrator: short });
      assertEquals(inputsOf(pass), before);
    }));
  });

  Deno.test(`${name} gives the same digits again, whatever it saw in between`, () => {
    fc.assert(fc.property(passes(sizes), passes(sizes), (pass, other) => {
      const rule = ready(name, pass, { leak: 0.1, integrator: short });
      rule(pass);
      const first = pass.hidden.map(({ δ }) => δ.slice());
      rule(other);
      for (const { δ } of pass.hidden.slice(0, 1)) δ.fill(7);
      rule(pass);
      assertEquals(pass.hidden.map(({ δ }) => δ), first);
    }));
  });

  Deno.test(`${name} finds no error where the output has none`, () => {
    fc.assert(fc.property(passes(sizes), (pass) => {
      outputError(pass).fill(0);
      const found = errors(name, pass, { leak: 0.1, integrator: short });
      for (const δ of found) assertClose(δ, new Float64Array(δ.length), 0);
    }));
  });
}

/** A pass with other feedback. */
function fedBackOtherwise(pass: Pass): Pass {
  const other = structuredClone(pass);
  const feedback = [...other.hidden.map(({ B }) => B), other.endToEnd!];
  for (const { data } of feedback) data.forEach((b, i) => data[i] = 0.5 - b);
  return other;
}

for (const name of everyRuleName) {
  Deno.test(`${name} depends on what it says it reads, and on nothing else`, () => {
    const settings = { leak: 0.1, integrator: short } as const;
    const samples = fc.sample(passes(sizes), { numRuns: 20, seed: 1 });
    const found = (
      changed: RuleSettings,
      from: (pass: Pass) => Pass = structuredClone,
    ) => samples.map((pass) => errors(name, from(pass), changed));
    const usual = found({ ...settings, transfer: "linear" });
    const others = {
      feedback: found({ ...settings, transfer: "linear" }, fedBackOtherwise),
      leak: found({ ...settings, transfer: "linear", leak: 0.2 }),
      transfer: found({ ...settings, transfer: "tanh" }),
    };
    const differing = Object.entries(others)
      .filter(([, errors]) => !equal(errors, usual));
    assertEquals(differing.map(([part]) => part), [...everyRule[name].reads]);
  });
}

for (const transfer of inversionTransfers) {
  const times = transfer === "linear" ? "once more" : "no more";
  Deno.test(`DI of ${transfer} units multiplies what its loop gives by the slope ${times}`, () => {
    fc.assert(fc.property(passes([1, 4, 3]), (pass) => {
      const { hidden: [layer] } = pass;
      const loop = { leak: 0.1, transfer, integrator: short };
      const wanted = { ...layer, δ: new Float64Array(4) };
      compiledDynamicInversion(loop)(layer.W)(wanted);
      if (transfer === "linear") multiplyInto(wanted.δ, layer.slope);
      for (const extraSlope of [false, true]) {
        assertEquals(errors("DI", pass, { ...loop, extraSlope }), [wanted.δ]);
      }
    }));
  });
}

Deno.test("BP equals finite differences of the squared error", () => {
  const network = fc.record({
    W0: matrices(5, 4),
    W1: matrices(3, 5),
    W2: matrices(2, 3),
    x: vectors(4),
    target: vectors(2),
  });
  fc.assert(fc.property(network, ({ W0, W1, W2, x, target }) => {
    const layers = [W0, W1, W2].map((W) => ({
      ...W,
      data: W.data.map((w) => w / 4),
    }));
    const pass = createPass(layers, []);
    const { hidden } = pass;
    forward(layers, x).forEach((h, l) => {
      if (l < 2) tanh.slope(h, hidden[l].slope);
      else outputError(pass).set(target.map((t, k) => t - h[k]));
    });
    const δ = errors("BP", pass);
    for (const l of [0, 1]) {
      const slope = difference(layers, { x, target, layer: l });
      assertClose(δ[l], slope.map((s) => -s), 1e-7);
    }
  }));
});

/** Activities of layers 1, 2 … of a tanh network; `moved` is added to the input of one layer. */
function forward(
  W: Matrix[],
  x: Float64Array,
  moved: { layer: number; unit: number; by: number } | null = null,
): Float64Array[] {
  let h = x;
  return W.map((weights, l) => {
    const a = apply(weights, h);
    if (moved?.layer === l) a[moved.unit] += moved.by;
    return h = l < W.length - 1 ? tanh.activate(a, a) : a;
  });
}

/** Change of ½‖target − y‖² with the input of each unit of a layer. */
function difference(
  W: Matrix[],
  { x, target, layer }: {
    x: Float64Array;
    target: Float64Array;
    layer: number;
  },
): number[] {
  const loss = (unit: number, by: number) => {
    const y = forward(W, x, { layer, unit, by })[W.length - 1];
    return y.reduce((sum, yk, k) => sum + (target[k] - yk) ** 2 / 2, 0);
  };
  const step = 1e-5;
  return Array.from(
    { length: W[layer].rows },
    (_, unit) => (loss(unit, step) - loss(unit, -step)) / (2 * step),
  );
}

Deno.test("FA with B = Wᵀ is BP, digit for digit", () => {
  fc.assert(fc.property(passes(sizes), (pass) => {
    for (const layer of pass.hidden) layer.B.data.set(transpose(layer.W).data);
    assertEquals(errors("FA", pass), errors("BP", pass));
  }));
});

for (const [n, out] of [[5, 3], [4, 4], [3, 5]] as const) {
  Deno.test(`NDI is where DI rests, from ${n} units to ${out}`, () => {
    fc.assert(fc.property(layers([n, out]), (layer) => {
      layer.slope.fill(1);
      const leak = 0.5;
      const rest = { ...layer, δ: new Float64Array(n) };
      nonDynamicInversion({ leak })(layer.W)(rest);
      // −r_x + B r_y = 0 and W r_x − α r_y − e = 0 for some r_y
      const drive = apply(layer.W, rest.δ).map((y, i) => y - layer.e[i]);
      const ry = drive.map((y) => y / leak);
      const largest = Math.max(...rest.δ.map(Math.abs));
      fc.pre(largest < 1e3); // the loop is not close to singular
      assertClose(apply(layer.B, ry), rest.δ, 1e-9 * Math.max(1, largest));
    }));
  });

  Deno.test(`DI reaches NDI from rest with B = −Wᵀ, from ${n} units to ${out}`, () => {
    fc.assert(fc.property(layers([n, out]), (layer) => {
      layer.slope.fill(1);
      layer.B.data.set(transpose(layer.W, -1).data);
      const leak = 0.5, integrator = { steps: 300, dt: 0.5 };
      const reached = { ...layer, δ: new Float64Array(n) };
      dynamicInversion({ leak, transfer: "linear", integrator })(layer.W)(
        reached,
      );
      nonDynamicInversion({ leak })(layer.W)(layer);
      assertClose(reached.δ, layer.δ, 1e-10);
    }));
  });
}

Deno.test("NDI with B = −Wᵀ tends to PBP as the leak tends to zero", () => {
  fc.assert(fc.property(passes([1, 6, 3], 1), (pass) => {
    const [{ W, B }] = pass.hidden;
    for (let i = 0; i < 3; i++) W.data[7 * i] += 20; // far from singular
    B.data.set(transpose(W, -1).data);
    const [wanted] = errors("PBP", pass);
    const distances = [1, 1e-2, 1e-4, 0].map((leak) => {
      const [found] = errors("NDI", pass, { leak });
      return Math.max(...found.map((δ, i) => Math.abs(δ - wanted[i])));
    });
    const size = Math.max(...wanted.map(Math.abs));
    assertClose(distances, [0, 0, 0, 0], 0.1 * size);
    assertClose(distances.slice(1), [0, 0, 0], 1e-3 * size);
    assertClose(distances.slice(2), [0, 0], 1e-5 * size);
    assertClose(distances.slice(3), [0], 1e-12 * size);
  }));
});

const squareTop = fc.record({
  W1: matrices(3, 5),
  W2: matrices(3, 3),
  e: vectors(3),
}).map(({ W1, W2, e }) => {
  const near = (A: Matrix, columns: number) => {
    const near = matrix(3, columns, A.data.map((a) => a / 40));
    identity(3).data.forEach((one, k) =>
      near.data[Math.floor(k / 3) * columns + k % 3] += one
    );
    return near;
  };
  const weights = [matrix(5, 1), near(W1, 5), near(W2, 3)];
  const B = weights.map((W) => transpose(W, -1));
  const endToEnd = product(B[1], B[2]);
  // minus, as B1 B2 of two negative feedbacks is positive; short of what the
  // loop through three layers can bear
  endToEnd.data.forEach((b, k) => endToEnd.data[k] = -0.3 * b);
  const pass = createPass(weights, B, endToEnd);
  outputError(pass).set(e);
  return pass;
});

for (const sequential of ["DI", "NDI"] as const) {
  Deno.test(`SDI with square invertible weights on top matches sequential ${sequential}`, () => {
    fc.assert(
      fc.property(squareTop, (pass) => {
        const integrator = { steps: 1000, dt: 0.5 };
        const single = errors("SDI", pass, { transfer: "linear", integrator });
        const wanted = errors(sequential, pass, { integrator });
        single.forEach((δ, l) => assertClose(δ, wanted[l], 1e-9));
      }),
      { numRuns: 20 },
    );
  });
}

Deno.test("SDI through one hidden layer is DI, one step later", () => {
  fc.assert(fc.property(passes([1, 4, 3]), (pass) => {
    const { hidden: [layer] } = pass;
    const single = { ...pass, endToEnd: copy(layer.B) };
    const dt = 0.5, leak = 0.1, transfer = "tanh";
    const [later] = errors("SDI", single, {
      leak,
      transfer,
      integrator: { steps: 21, dt },
    });
    const [wanted] = errors("DI", pass, {
      leak,
      transfer,
      integrator: { steps: 20, dt },
    });
    assertClose(later, wanted, 1e-13 * Math.max(1, ...wanted.map(Math.abs)));
  }));
});
