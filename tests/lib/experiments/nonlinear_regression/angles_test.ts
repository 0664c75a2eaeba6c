import { assertEquals } from "@std/assert";
import { createAngles } from "../../../../lib/experiments/monitor.ts";
import { regressionOf } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import { createLearner } from "../../../../lib/experiments/regression.ts";
import { TraceRecorder } from "../../../../lib/io/trace.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { drawStart, enlarged, modelNamed, settingsWith } from "./starts.ts";

const settings = settingsWith({
  iterations: 4,
  teacherScale: 0.5,
  slopes: "once",
  optimisationMaximumSteps: 100,
});
const start = enlarged(drawStart(0, settings), 10);

/** The angles of a model after its first example. */
function anglesOf(name: string, scale = 1) {
  const model = modelNamed(name);
  const regression = regressionOf({ start, model, settings });
  const { pass, references } = regression;
  createLearner(regression, start.order, settings)(0);
  for (const { δ } of pass.hidden) {
    δ.forEach((d, k) => δ[k] = scale * d);
  }
  const trace = new TraceRecorder();
  createAngles(pass, model, references)(trace, 7);
  return { pass, series: trace.finish({ status: "finished" }).series };
}

Deno.test("createAngles() measures each layer", () => {
  const metrics = [
    "angle_feedback_1",
    "angle_feedback_2",
    "angle_ndi_1",
    "angle_ndi_2",
  ];
  for (const name of ["DI-2", "SDI-3"]) {
    const { series } = anglesOf(name);
    assertEquals(Object.keys(series).sort(), metrics);
    assertEquals(series.angle_ndi_1.iteration, Float64Array.of(7));
  }
});

Deno.test("createAngles() finds −Wᵀ aligned with itself, and NDI with DI nearly", () => {
  const { series } = anglesOf("DI");
  assertClose(series.angle_feedback_1.value, [0], 1e-12);
  assertClose(series.angle_feedback_2.value, [0], 1e-12);
  assertClose(series.angle_ndi_1.value, [0], 5);
  assertClose(series.angle_ndi_2.value, [0], 5);
});

Deno.test("createAngles() runs NDI from the output's error down, whatever δ2 is", () => {
  const plain = anglesOf("DI").series, opposite = anglesOf("DI", -1).series;
  for (const metric of ["angle_ndi_1", "angle_ndi_2"]) {
    const [θ] = plain[metric].value;
    assertClose(opposite[metric].value, [180 - θ], 1e-9);
  }
});

Deno.test("createAngles() leaves the errors of the model alone", () => {
  const { pass } = anglesOf("DI-3");
  const again = anglesOf("DI-3").pass;
  createAngles(again, modelNamed("DI-3"), ["NDI"])(new TraceRecorder(), 8);
  assertEquals(again, pass);
});

Deno.test("createAngles() leaves out an angle to an error that is zero", () => {
  assertEquals(Object.keys(anglesOf("DI", 0).series), [
    "angle_feedback_1",
    "angle_feedback_2",
  ]);
});
