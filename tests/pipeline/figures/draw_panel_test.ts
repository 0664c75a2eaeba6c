import { assert, assertEquals, assertThrows } from "@std/assert";
import { drawPanel, zoomOf } from "../../../pipeline/figures/draw_panel.ts";
import {
  figure3a,
  figure3c,
  figure3d,
  figure3h,
} from "../../../pipeline/figures/figure_3.ts";
import { figure4a } from "../../../pipeline/figures/figure_4.ts";
import { verticalDomain } from "../../../pipeline/figures/frame.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run, wobble } from "./results.ts";
import { assertSnapshot } from "./snapshot.ts";

const models = "BP FA FA-2 PBP NDI NDI-2 NDI-3 DI DI-2 DI-3".split(" ");

/** Errors of ten models falling at their own rates, one of them diverging in its second seed. */
const errors = resultsOf(models.flatMap((model, m) =>
  [0, 1, 2].map((seed) => {
    const diverged = model === "DI-3" && seed === 1;
    return run(model, seed, {
      length: diverged ? 40 : 120,
      value: (k) => 50 * Math.exp(-k / (6 + m) + wobble(k + 7 * seed)),
      outcome: diverged
        ? { status: "diverged", iteration: 40, reason: "error is not finite" }
        : undefined,
    });
  })
));

const pictures = {
  "error": () => drawPanel(figure3a, errors),
  "abscissa": () =>
    drawPanel(
      figure3c,
      resultsOf(["DI", "DI-2", "DI-3"].map((model, m) =>
        run(model, 0, {
          metric: "spectral_abscissa_1",
          every: 10,
          value: (k) => -.01 * (1 + m * (1 - Math.exp(-k / 20))),
        })
      )),
    ),
  "angle": () =>
    drawPanel(
      figure3d,
      resultsOf(["DI", "DI-2"].flatMap((model, m) =>
        [0, 1].map((seed) =>
          run(model, seed, {
            metric: "angle_feedback_1",
            every: 6,
            value: (k) =>
              30 + 10 * m + 30 * Math.exp(-k / 9) + 3 * wobble(k + seed),
          })
        )
      )),
    ),
  "two-layers": () =>
    drawPanel(
      figure3h,
      resultsOf(
        ["DI", "DI-2"].flatMap((model, m) =>
          [0, 1].flatMap((seed) =>
            [1, 2].map((layer) =>
              run(model, seed, {
                metric: `spectral_abscissa_${layer}`,
                length: 100,
                every: 5,
                value: (k) =>
                  m === 1 && layer === 2 && k > 60 && k < 75
                    ? .001
                    : -.012 * (1 + .1 * seed) * 6 ** -m *
                      (1 + .3 * layer * Math.cos(k / 20)),
              })
            )
          )
        ),
        { experiment: "nonlinear-regression" },
      ),
    ),
  "test-error": () =>
    drawPanel(
      figure4a,
      resultsOf(
        ["BP", "FA", "PBP", "NDI", "NDI-2"].map((model, m) =>
          run(model, 0, {
            metric: "test_error",
            length: 30,
            every: 1000,
            value: (k) => .05 + .01 * m + .85 * Math.exp(-k / (1 + m)),
          })
        ),
        {
          experiment: "mnist-classification",
          settings: { epochs: 15, examples: 2000 },
        },
      ),
    ),
};

for (const [name, draw] of Object.entries(pictures)) {
  Deno.test(`drawPanel() draws the snapshot of ${name}`, () => {
    assertSnapshot(name, draw());
  });

  Deno.test(`drawPanel() draws ${name} the same twice, as well-formed XML with a title and a description`, () => {
    const svg = draw();
    assertEquals(draw(), svg);
    const [root, title, description] = elementsOf(svg.trim());
    assertEquals(root.attributes.get("xmlns"), "http://www.w3.org/2000/svg");
    assertEquals([title.name, description.name], ["title", "desc"]);
    assertEquals(
      root.attributes.get("aria-labelledby"),
      `${title.attributes.get("id")} ${description.attributes.get("id")}`,
    );
  });
}

Deno.test("drawPanel() begins every id and names every reference after the figure", () => {
  const elements = elementsOf(pictures.error().trim());
  const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
  assertEquals(new Set(ids).size, ids.length);
  for (const id of ids) assert(id.startsWith("figure-3a-"), id);
  const clips = elements.flatMap(({ attributes }) =>
    attributes.get("clip-path") ?? []
  );
  assert(clips.length > 0);
  for (const clip of clips) {
    assert(ids.some((id) => clip === `url(#${id})`), clip);
  }
});

Deno.test("drawPanel() names every model and says what stopped early", () => {
  const svg = pictures.error();
  for (const model of models) assert(svg.includes(`>${model}</text>`), model);
  assert(svg.includes("× DI-3, seed 1, diverged at iteration 40"));
  assertEquals(svg.match(/M-4.87,-4.87L4.87,4.87/g)?.length, 1);
});

Deno.test("drawPanel() draws fractions in per cent", () => {
  const svg = pictures["test-error"]();
  assert(svg.includes(">test error (%)</text>"));
  assert(svg.includes(">50</text>"));
});

Deno.test("drawPanel() counts many examples in thousands, and draws the last epochs once more", () => {
  const svg = pictures["test-error"]();
  assertEquals(svg.match(/>thousands of examples →</g)?.length, 2);
  assert(svg.includes(">test error (%), the last 5 epochs (shaded above)<"));
  assert(svg.includes("15 epochs of 2,000 examples"));
  for (const model of ["BP", "FA", "PBP", "NDI", "NDI-2"]) {
    assertEquals(svg.split(`>${model}</text>`).length, 3, model);
  }
  const ids = elementsOf(svg.trim())
    .flatMap(({ attributes }) => attributes.get("id") ?? []);
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("drawPanel() dashes the second layer, says so, and marks what is not below zero", () => {
  const svg = pictures["two-layers"]();
  for (const name of ["DI", "DI-2"]) {
    assertEquals(svg.split(`>${name}</text>`).length, 3, name);
  }
  assert(svg.includes(">solid: layer 1; dashed: layer 2<"));
  assert(svg.includes(">−10⁻³</text>"));
  assert(svg.includes(
    "▲ DI-2, layer 2: not below zero, so drawn on the upper edge, at 14 of 100",
  ));
  const dashed = elementsOf(svg.trim()).filter(({ attributes }) =>
    attributes.get("stroke-dasharray") === "5 2.5"
  );
  assert(dashed.length >= 4, `${dashed.length}`);
});

Deno.test("drawPanel() stays under 300 kB with thirteen models, five seeds and noise", () => {
  const noisy = [...models, "SDI", "SDI-2", "SDI-3"].flatMap((model, m) =>
    [0, 1, 2, 3, 4].map((seed) =>
      run(model, seed, {
        length: 6000,
        value: (k) =>
          Math.exp(-k / 1000 + 3 * wobble(k + 31 * seed + 1009 * m)),
      })
    )
  );
  const { length } = drawPanel(figure3a, resultsOf(noisy));
  assert(length > 50_000 && length < 300_000, `${length} bytes`);
});

Deno.test("drawPanel() draws an error that reached zero out of the frame", () => {
  const svg = drawPanel(
    figure3a,
    resultsOf([run("BP", 0, { length: 3, value: (k) => [1, 1e-3, 0][k] })]),
  );
  assert(!/NaN|Infinity/.test(svg));
});

Deno.test("drawPanel() draws a single measurement", () => {
  const svg = drawPanel(
    figure3a,
    resultsOf([run("BP", 0, { length: 1, value: () => 1 })]),
  );
  assert(!/NaN|Infinity/.test(svg));
});

Deno.test("drawPanel() refuses a metric nobody measured", () => {
  assertThrows(
    () => drawPanel(figure3c, errors),
    RangeError,
    "Cannot draw figure-3c: no model of linear-regression measured spectral_abscissa_1",
  );
});

Deno.test("drawPanel() draws an empty frame, and says why, where all models stopped before they were measured", () => {
  const stopped = resultsOf([run("BP", 0, { length: 1, value: () => 1 })]);
  const [model] = stopped.summary.models;
  model.outcomes[0].outcome = {
    status: "diverged",
    iteration: 2,
    reason: "a reconstruction is not finite",
  };
  const svg = drawPanel(figure3a, { ...stopped, curves: {} });
  assert(svg.includes("BP, seed 0, diverged at iteration 2"));
  assert(!/NaN|Infinity/.test(svg));
});

const plain = (k: number) => .02 + .8 * Math.exp(-k);

/** Figure 4a's end, of made-up models measured so often. */
function end(
  { epochs, examples, every }: Record<"epochs" | "examples" | "every", number>,
  values: Record<string, (k: number) => number> = { BP: plain },
) {
  const length = Math.ceil(epochs * examples / every);
  return zoomOf(
    figure4a,
    resultsOf(
      Object.entries(values).map(([model, value]) =>
        run(model, 0, { metric: "test_error", length, every, value })
      ),
      { experiment: "mnist-classification", settings: { epochs, examples } },
    ),
  );
}

const paper = { epochs: 15, examples: 60000, every: 1000 };

Deno.test("zoomOf() is the last third of the epochs, measured after each of their thousands", () => {
  const { panel, curves: [{ x, mean }], part } = end(paper)!;
  assertEquals([panel.from, part], [600000, "the last 5 epochs"]);
  assertEquals([x[0], x.at(-1), x.length], [600000, 899000, 300]);
  assertEquals(mean.length, 300);
});

Deno.test("zoomOf() is one epoch of two, and the last third of one", () => {
  const two = end({ epochs: 2, examples: 6000, every: 500 })!;
  assertEquals([two.panel.from, two.part], [6000, "the last epoch"]);
  const one = end({ epochs: 1, examples: 60000, every: 1000 })!;
  assertEquals([one.panel.from, one.part], [39000, "the end"]);
});

Deno.test("zoomOf() is nothing where fewer than ten measurements are left, or no zoom is asked for", () => {
  assertEquals(end({ epochs: 1, examples: 6000, every: 500 }), undefined);
  assertEquals(end({ epochs: 1, examples: 300, every: 100 }), undefined);
  const errors = resultsOf([run("BP", 0, { value: () => 1 })]);
  assertEquals(zoomOf(figure3a, errors), undefined);
});

Deno.test("zoomOf() has an axis that its curves fill", () => {
  const { panel, curves } = end(paper, {
    BP: () => .03,
    FA: (k) => .02 + 1e-3 * Math.cos(k),
  })!;
  const [low, high] = verticalDomain(panel.vertical, curves);
  assert(low > 1.8 && low < 1.9 && high > 3 && high < 3.1, `${low} ${high}`);
});

Deno.test("zoomOf() lets no model that has not learned press the others together", () => {
  const { panel, curves } = end(paper, {
    BP: () => .03,
    FA: () => .025,
    NDI: () => .9,
  })!;
  assertEquals(curves.length, 3);
  const [, high] = verticalDomain(panel.vertical, curves);
  assert(high < 3.1, `${high}`);
});

Deno.test("zoomOf() leaves out a model that ended before", () => {
  const shorter = resultsOf([
    run("BP", 0, {
      metric: "test_error",
      length: 900,
      every: 1000,
      value: plain,
    }),
    run("FA", 0, {
      metric: "test_error",
      length: 9,
      every: 1000,
      value: plain,
      outcome: { status: "diverged", iteration: 8500, reason: "" },
    }),
  ], { settings: { epochs: 15, examples: 60000 } });
  const { curves } = zoomOf(figure4a, shorter)!;
  assertEquals(curves.map(({ model }) => model), ["BP"]);
});
