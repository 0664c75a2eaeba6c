import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { loopFeedbacks } from "../../../../lib/explorables/loop.ts";
import {
  firstLoopState,
  loopSliders,
} from "../../../../pipeline/report/script/loop_state.ts";
import { createLoopView } from "../../../../pipeline/report/script/loop_view.ts";
import { wordsOf } from "../../../../pipeline/report/script/loop_words.ts";
import { elementsOf } from "../../../support/well_formed.ts";

const view = createLoopView();

Deno.test("createLoopView() draws every kind of feedback, at the ends of every slider", () => {
  for (const network of ["20-10", "2-2"] as const) {
    for (const feedback of loopFeedbacks) {
      for (const end of [0, -1]) {
        const [alpha, gain, dt] = [
          loopSliders.alpha,
          loopSliders.gain,
          loopSliders.dt,
        ].map((values) => values.at(end)!);
        const state = { network, feedback, seed: 1, alpha, gain, dt };
        const { drawings, words } = view(state);
        for (const drawing of Object.values(drawings)) elementsOf(drawing);
        const text = Object.values(drawings).join() + words;
        assert(!/NaN|Infinity|undefined/.test(text), JSON.stringify(state));
        assertEquals(drawings.path !== "", network === "2-2");
      }
    }
  }
});

Deno.test("createLoopView() says what is seen: where a loop rests, what would hold it, steps that are too long", () => {
  const said = (change: Partial<typeof firstLoopState>) =>
    view({ ...firstLoopState, ...change }).words;
  assertStringIncludes(said({}), "51.6° from BP. This is what the damped");
  assertStringIncludes(said({ alpha: 0 }), "This is what the pseudoinverse");
  assertStringIncludes(said({ feedback: "random" }), "A leak above 1.41 would");
  assertStringIncludes(
    said({ feedback: "random", alpha: 1.5 }),
    "Below a leak of 1.41 this loop would run away",
  );
  assertStringIncludes(said({ dt: 1.3 }), "the steps are too long");
  assertStringIncludes(
    said({ gain: 0.01, alpha: 0 }),
    "away from where it rests",
  );
});

Deno.test("wordsOf() takes rounding for no number", () => {
  const told = (imaginary: number) =>
    wordsOf(firstLoopState, {
      λ: { real: -0.0107, imaginary },
      ...{ held: false, needed: null, δ: new Float64Array(1) },
      sent: {} as never,
    });
  assertStringIncludes(told(5.04e-17), "eigenvalue is −0.0107. But");
  assertStringIncludes(told(5.04e-7), "−0.0107 ± 5.04\u00a0×\u00a010⁻⁷ i.");
});
