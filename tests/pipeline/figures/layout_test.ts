import { assert, assertEquals } from "@std/assert";
import { figure4 } from "../../../pipeline/figures/figure_4.ts";
import { drawComposite } from "../../../pipeline/figures/draw_composite.ts";
import { placeLayout, withRoomFor } from "../../../pipeline/figures/layout.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run } from "./results.ts";

const layout = placeLayout(figure4.places[0]);

Deno.test("withRoomFor() leaves a layout that has room as it is", () => {
  for (const numbers of [["0", "100"], ["10⁻¹²"], ["−10⁻³"], []]) {
    assertEquals(withRoomFor(numbers, layout), layout);
  }
});

Deno.test("withRoomFor() moves the frame to the right, and nothing else, for longer numbers", () => {
  const { frame, ...others } = withRoomFor(["0", "0.11608"], layout);
  assert(
    frame.left > layout.frame.left + 5 && frame.left < 60,
    `${frame.left}`,
  );
  assertEquals(
    { ...others, frame: { ...frame, left: layout.frame.left } },
    layout,
  );
});

Deno.test("a panel whose errors differ in the fifth digit has room for their numbers", () => {
  const results = Object.fromEntries(
    figure4.places.map(({ panel: { experiment } }) => [
      experiment,
      resultsOf([
        run("BP", 0, {
          metric: "test_error",
          length: 3,
          value: (k) =>
            (experiment === "mnist-classification" ? .5 : .1158) + 1e-4 * k,
        }),
      ], { experiment, settings: { batchSize: 100 } }),
    ]),
  );
  const lefts = elementsOf(drawComposite(figure4, results).trim())
    .flatMap(({ attributes }) => attributes.get("data-scales") ?? [])
    .map((scales) => JSON.parse(scales.replaceAll("&#34;", '"')).x.range[0]);
  assertEquals(lefts.length, 3);
  const [percent, ...digits] = lefts;
  assertEquals(percent, layout.frame.left);
  for (const left of digits) assert(left > layout.frame.left, `${left}`);
});
