import { assert, assertEquals } from "@std/assert";
import { encodeCurves } from "../../../lib/statistics/curves.ts";
import { createHash } from "node:crypto";
import type { Summary } from "../../../lib/statistics/summary.ts";

import { addedStyle } from "../../../pipeline/figures/style.ts";
import type { ReportSettings } from "../../../pipeline/report/inputs.ts";
import { contentPolicy } from "../../../pipeline/report/page.ts";
import { report } from "../../../pipeline/nodes/report.ts";
import { memoryNode } from "../engine/sandbox/memory_node.ts";
import { elementsOf } from "../../support/well_formed.ts";

const nasty = `<script>alert("1")</script> & 'more'`;

const summary: Summary = {
  experiment: "linear-regression",
  label: "test profile",
  settings: { iterations: 10, kind: nasty },
  seeds: [0, 1],
  models: [
    {
      name: "BP",
      outcomes: [0, 1].map((seed) => (
        { seed, outcome: { status: "finished" }, events: [] }
      )),
      final: { error: { mean: 2e-7, low: 1e-7, high: 4e-7, count: 2 } },
    },
    {
      name: nasty,
      outcomes: [
        {
          seed: 0,
          outcome: { status: "diverged", iteration: 7, reason: nasty },
          events: [3, 4, 5].map((iteration) => (
            { iteration, event: nasty, detail: nasty }
          )),
        },
        { seed: 1, outcome: { status: "finished" }, events: [] },
      ],
      final: { error: { mean: 5, low: null, high: null, count: 1 } },
    },
  ],
};

const figure = (name: string) => ({
  name,
  title: nasty,
  caption: `${nasty} ${name}`,
  experiments: ["linear-regression"],
  metrics: ["error"],
  palette: "regression" as const,
});
const svg = (name: string) =>
  `<svg class="${name}"><title id="${name}-title">${name}</title></svg>\n`;

const curve = {
  iteration: Float64Array.of(0, 1),
  mean: Float64Array.of(1, 2e-7),
  low: Float64Array.of(NaN, 1e-7),
  high: Float64Array.of(NaN, 4e-7),
  count: Int32Array.of(1, 2),
};
const curves = encodeCurves({
  BP: { error: curve },
  [nasty.replaceAll("/", "")]: { error: curve },
});

const settings = {
  label: `test profile ${nasty}`,
  profile: "test",
  seeds: "0, 1",
  versions: { Deno: nasty },
  figures: [figure("figure-1"), figure("figure-2")],
  experiments: [{ name: "linear-regression", title: nasty, label: nasty }],
  models: [],
  again: {},
};
const inputs = {
  "script.js": "start();",
  "figure-1.svg": svg("figure-1"),
  "figure-2.svg": svg("figure-2"),
  "linear-regression/summary.json": JSON.stringify(summary),
  "linear-regression/curves.npz": curves,
  "linear-regression/readings.json": "{}",
  "linear-regression/statistics.json": "null",
};

function page(
  more: Partial<ReportSettings> = {},
  read: Record<string, Uint8Array | string> = inputs,
): string {
  const { node, outputs } = memoryNode({ ...settings, ...more }, read);
  report(node);
  return new TextDecoder().decode(outputs["index.html"]);
}

Deno.test("report() writes well-formed markup in which no value is unescaped", () => {
  const text = page();
  const scripts = elementsOf(text.trim())
    .filter(({ name }) => name === "script");
  assertEquals(scripts.map(({ attributes }) => attributes.get("type")), [
    "application/json",
    "application/json",
    "module",
  ]);
  assertEquals(text.split("<script").length, 4);
  assert(text.includes("&#60;script&#62;"));
});

Deno.test("report() needs nothing but itself", () => {
  for (const { name, attributes } of elementsOf(page().trim())) {
    assert(!attributes.has("src") && name !== "link", name);
    const href = attributes.get("href") ?? "#";
    const paper = "https://arxiv.org/abs/2007.05112";
    const licence = "https://spdx.org/licenses/MIT.html";
    assert(/^#|^tables\//.test(href) || [paper, licence].includes(href), href);
  }
  assert(!/@import|url\(/.test(page()));
});

Deno.test("report() forbids the page every request, and every script but its own", () => {
  const text = page();
  const meta = elementsOf(text.trim()).find(({ attributes }) =>
    attributes.get("http-equiv") === "Content-Security-Policy"
  )!;
  const policy = meta.attributes.get("content")!.replaceAll("&#39;", "'");
  assert(policy.startsWith("default-src 'none'; script-src 'sha256-"));
  assert(!policy.includes("unsafe-inline"));
  const [script] = text.match(/(?<=<script type="module">).*?(?=<\/script>)/s)!;
  const digest = createHash("sha256").update(script).digest("base64");
  assert(policy.includes(
    `script-src 'sha256-${digest}' 'wasm-unsafe-eval'; worker-src blob:;`,
  ));
});

Deno.test("report() says what an added model is, and turns its button dark", () => {
  const added = { mine: `DI, ${nasty}` };
  const text = page({
    figures: [{ ...figure("figure-1"), added: { mine: 1 } }],
  }, {
    ...inputs,
    "linear-regression/summary.json": JSON.stringify({ ...summary, added }),
  });
  assert(text.includes("<dt>mine (added)</dt><dd>DI, &#60;script&#62;"));
  assert(text.includes(
    `.palette-regression .model-mine{color:${addedStyle(1).dark}}`,
  ));
  assert(!page().includes("(added)") && !page().includes("model-mine"));
});

Deno.test("report() gives every id once, and links only to ids that are there", () => {
  const elements = elementsOf(page().trim());
  const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
  assertEquals(new Set(ids).size, ids.length);
  const targets = elements.flatMap(({ attributes }) => [
    ...attributes.get("href")?.match(/(?<=^#)[^?]+/) ?? [],
    ...attributes.get("aria-labelledby")?.split(" ") ?? [],
  ]);
  assert(targets.length > 0);
  for (const target of targets) assert(ids.includes(target), target);
});

Deno.test("report() says first what it asks and how many claims hold, and what the paper profile is", () => {
  const head = (label: string) =>
    page({ label }).match(/<header>.*<\/header>/s)![0].replaceAll(/\s+/g, " ");
  const quick = head("quick profile");
  assert(quick.includes("Can a network learn if errors do not go back"));
  assert(
    / quick profile: of its claims <a href="#claims">0 hold, /.test(quick),
  );
  const paper = head("paper profile");
  assert(paper.includes(" at the published scale (paper profile): of its"));
});

Deno.test("a page beyond the paper has its experiments with what was found, and no section of the paper's own", () => {
  const name = "mnist-dynamic-inversion";
  const own = (file: string) => `${name}/${file}`;
  const ofDI = (error: number) => ({
    name: "DI",
    outcomes: [],
    final: { test_error: { mean: error, low: null, high: null, count: 1 } },
  });
  const models = ["DI", "DI-tanh", "SDI", "BP", "FA"]
    .map((model, k) => ({ ...ofDI((1 + k) / 100), name: model }));
  const text = page({
    ...{ beyond: true, label: "beyond profile", figures: [] },
    experiments: [{ name, title: "On MNIST", label: "beyond profile" }],
  }, {
    "script.js": "",
    [own("summary.json")]: JSON.stringify(
      { ...summary, experiment: name, seeds: [0], models },
    ),
    ...{ [own("curves.npz")]: encodeCurves({}) },
    ...{ [own("readings.json")]: "{}", [own("statistics.json")]: "null" },
  });
  assertEquals(
    [...text.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id),
    ["about", name, "claims", "rules", "provenance"],
  );
  const plain = text.replaceAll(/\s+/g, " ");
  assert(/<p>[^<]*1\.00 %[^<]*<\/p>/.test(plain), "what was found");
  assert(plain.includes("What readers would ask next of"));
  assert(plain.includes("at its own scale (beyond profile)"));
  assert(plain.includes("None of these experiments is in the paper"));
  assert(!page().includes("None of these experiments is in the paper"));
});

Deno.test("report() shows each figure with its command, in order", () => {
  const text = page();
  const first = text.indexOf('<svg class="figure-1">');
  const second = text.indexOf('<svg class="figure-2">');
  assert(0 < first && first < second);
  assert(text.includes("<code>deno task render figure-2</code>"));
  assert(text.includes("<strong>Figure 2.</strong>"));
});

Deno.test("report() shows a figure of several experiments once, before all others", () => {
  const both = ["linear-regression", "other"];
  const { node, outputs } = memoryNode({
    ...settings,
    figures: [
      { ...figure("figure-1"), experiments: both },
      figure("figure-2"),
    ],
    experiments: both.map((name) => ({ name, title: name, label: "" })),
  }, {
    ...inputs,
    "other/summary.json": JSON.stringify({ ...summary, experiment: "other" }),
    "other/curves.npz": curves,
    "other/readings.json": "{}",
    "other/statistics.json": "null",
  });
  report(node);
  const text = new TextDecoder().decode(outputs["index.html"]);
  assertEquals(text.split('<svg class="figure-1">').length, 2);
  const whole = text.indexOf('<section id="whole-figure-1"');
  const first = text.indexOf('<svg class="figure-1">');
  const second = text.indexOf('<svg class="figure-2">');
  assert(0 < whole && whole < first && first < second);
  assert(text.includes('<a href="#whole-figure-1">'));
  assert(!page().includes('id="whole-'));
});

Deno.test("report() shows final values, intervals, seeds and outcomes", () => {
  const text = page().replaceAll("\u00a0", " ");
  assert(text.includes(
    '<th scope="row">BP</th><td>2.00 × 10⁻⁷</td><td>1.00 × 10⁻⁷ to 4.00 × 10⁻⁷</td><td>2 of 2</td><td>finished</td>',
  ));
  assert(text.includes(
    "<td>5</td><td>—</td><td>1 of 2</td><td>1 diverged, 1 finished</td>",
  ));
  assert(text.includes("3 times, first at iteration 3"));
  assert(text.includes("diverged at iteration 7"));
});

Deno.test("report() says where results come from", () => {
  const text = page();
  for (const part of ["<dd>test</dd>", "<dd>0, 1</dd>", "iterations 10"]) {
    assert(text.includes(part), part);
  }
});

Deno.test("report() gives commands that make this page, not that of the defaults", () => {
  const commands = (
    again: ReportSettings["again"],
  ) => [...page({ again }).matchAll(/<code>(deno task \w+)(.*?)<\/code>/g)];
  const usual = commands({});
  assert(usual.length > 5);
  for (const [text] of usual) {
    assert(!/--(profile|outputs|set)/.test(text), text);
  }
  const paper = commands({
    profile: "paper",
    outputs: "outputs/paper",
    changes: {
      "linear-regression": ["--set linear-regression.eta=1"],
      "other": ["--set other.eta=2"],
    },
  });
  assertEquals(paper.length, usual.length);
  for (const [text, command, options] of paper) {
    assert(options.includes(" --profile paper"), text);
    assertEquals(
      options.includes(" --outputs outputs/paper"),
      !/status|why|export/.test(command),
      text,
    );
    if (!/verify/.test(command)) {
      assert(options.includes(" --set linear-regression.eta=1"), text);
    }
    assertEquals(
      options.includes(" --set other.eta=2"),
      /reproduce|status|why/.test(command),
      text,
    );
  }
});

Deno.test("report() links a table that is kept beside the page, else gives the command that makes it", () => {
  const table = { rows: 1200, every: 1 };
  const read = {
    ...inputs,
    "linear-regression/summary.json": JSON.stringify({ ...summary, table }),
  };
  const link = 'href="tables/linear-regression.csv"';
  assert(page({}, read).includes(link));
  assert(page({ longestTable: 1200 }, read).includes(link));
  const text = page({
    longestTable: 1199,
    again: { profile: "paper", outputs: "outputs/paper" },
  }, read);
  assert(!text.includes(link));
  for (const kept of ["curves", "ends"]) {
    assert(text.includes(`href="tables/linear-regression-${kept}.csv"`), kept);
  }
  assert(text.includes("would be 1,200 rows"));
  assert(text.includes(
    "<code>deno task aggregate linear-regression --profile paper --outputs outputs/paper</code>",
  ));
});

Deno.test("report() says of a long table that not all is in it, and what has all", () => {
  const text = (table: Summary["table"]) =>
    page({}, {
      ...inputs,
      "linear-regression/summary.json": JSON.stringify({ ...summary, table }),
    });
  const long = text({ rows: 3e6, every: 3 });
  assert(long.includes("One in 3 measurements of each series as CSV</a>"));
  const all =
    "<code>deno task export linear-regression --format parquet</code>";
  assert(long.includes(`All are written by ${all}`));
  const file = 'href="tables/linear-regression.parquet"';
  assert(!long.includes(file));
  const few = text({ rows: 10, every: 1, parquet: true });
  assert(few.includes(file) && !few.includes(all));
});

const source = (text: string) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

Deno.test("contentPolicy() allows nothing to a page that holds nothing", () => {
  assertEquals(
    contentPolicy("<p>words</p>").split("; ").slice(0, 3),
    ["default-src 'none'", "script-src 'none'", "style-src 'none'"],
  );
});

Deno.test("contentPolicy() allows the scripts and styles that a page holds, and data no script", () => {
  const policy = contentPolicy(
    `<style>a{}</style><svg style="x:&#34;y&#34;"><style>b{}</style></svg>` +
      `<script type="application/json">1</script><script type="module">2</script>`,
  );
  assert(policy.includes(`script-src ${source("2")} 'wasm-unsafe-eval';`));
  for (const text of ["a{}", "b{}", 'x:"y"']) {
    assert(policy.includes(source(text)), text);
  }
  assert(!policy.includes(source("1")));
});
