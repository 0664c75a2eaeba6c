import { assert, assertEquals } from "@std/assert";
import type { NonlinearRegressionSettings } from "../../../../lib/experiments/nonlinear_regression/settings.ts";
import { regressionOf } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { drawStart, enlarged, modelNamed, settingsWith } from "./starts.ts";
import {
  spectralAbscissa,
  spectralAbscissaInFull,
} from "../../feedback/loops.ts";

const settings = settingsWith({
  iterations: 1,
  optimisationMinimumSteps: 1,
  optimisationMaximumSteps: 100,
  optimisationTarget: -1e-6,
});
const start = enlarged(drawStart(0, settings), 30);

function loopsOf(
  name: string,
  changed: Partial<NonlinearRegressionSettings> = {},
) {
  const model = modelNamed(name);
  const all = { ...settings, ...changed };
  const { pass, loops } = regressionOf({ start, model, settings: all });
  return { pass, loops, leak: model.leak };
}

const names = (...of: Parameters<typeof loopsOf>) =>
  loopsOf(...of).loops.map(({ name }) => name);

Deno.test("the loops of DI and SDI are those of the two layers apart", () => {
  for (const name of ["DI-2", "SDI-3"]) {
    const { loops, pass, leak } = loopsOf(name);
    assertEquals(loops.map(({ metric }) => metric), [
      "spectral_abscissa_1",
      "spectral_abscissa_2",
    ]);
    loops.forEach((loop, l) => {
      const { W, B } = pass.hidden[l];
      assert(loop.B === B);
      const wanted = spectralAbscissa({ W, B, leak });
      assertClose([loop.abscissa()], [wanted], 1e-12);
    });
  }
});

Deno.test("the loops of other rules are none", () => {
  for (const name of ["BP", "FA", "PBP", "NDI-3"]) {
    assertEquals(names(name), []);
  }
});

Deno.test("the loops of NDI are those of DI where it shares its repairs", () => {
  const changed = { shareRepairs: true };
  assertEquals(names("NDI-3", changed), names("DI-3"));
  assertEquals(names("FA", changed), []);
});

Deno.test("the loops of SDI, jointly, are the one that it runs", () => {
  const joint = { singleLoopStability: "joint" } as const;
  const { loops: [loop, ...others], pass, leak } = loopsOf("SDI-3", joint);
  const W = pass.hidden.map(({ W }) => W);
  const B = pass.endToEnd!;
  assertEquals(others, []);
  assert(loop.B === B);
  assertEquals(loop.metric, "spectral_abscissa_1");
  const wanted = spectralAbscissaInFull({ W, B, leak });
  assertClose([loop.abscissa()], [wanted], 1e-12);
  assertEquals(names("DI-3", joint), names("DI-3"));
});

for (
  const [name, changed] of [
    ["DI", {}],
    ["SDI", { singleLoopStability: "joint" }],
    ["DI", { optimisationSmoothing: 0.01 }],
    ["SDI", { singleLoopStability: "joint", optimisationSmoothing: 0.01 }],
  ] as const
) {
  Deno.test(`a watched loop of ${name} with ${JSON.stringify(changed)} knows feedback that makes it stable`, () => {
    const { loops: [loop] } = loopsOf(name, changed);
    loop.B.data.forEach((b, k) => loop.B.data[k] = -3 * b);
    assert(loop.abscissa() > 0.01);
    const before = loop.B.data.slice();
    const { feedback, succeeded, abscissa } = loop.repair();
    assertEquals(loop.B.data, before);
    assert(succeeded);
    loop.B.data.set(feedback.data);
    assertClose([loop.abscissa()], [abscissa], 1e-9);
  });
}
