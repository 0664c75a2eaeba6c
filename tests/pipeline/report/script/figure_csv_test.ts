import { assertEquals } from "@std/assert";
import type { PanelScales } from "../../../../pipeline/figures/plot_panel.ts";
import {
  curvesCsv,
  tableCsv,
} from "../../../../pipeline/report/script/figure_csv.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const scales: PanelScales = {
  ...{ experiment: "made-up", metrics: ["error"], models: ["BP", "DI"] },
  x: { domain: [0, 1], range: [0, 100] },
  y: { domain: [0, 10], range: [100, 0], type: "linear" },
  ...{ factor: 100, size: 1 },
};
const data = {
  "made-up": {
    error: {
      title: "error",
      models: {
        BP: { iteration: [0, 1, 2], mean: [3, .1, 0], low: [2, null, 0] },
        DI: { iteration: [0], mean: [7] },
      },
    },
  },
};

Deno.test("curvesCsv() gives the points in sight of the models that are shown, as the page has them", () => {
  const csv = curvesCsv([{ letter: "b", scales }], data, new Set(["BP"]));
  assertEquals(
    text(csv),
    "panel,experiment,model,metric,iteration,mean,low,high\n" +
      "b,made-up,BP,error,0,3,2,\nb,made-up,BP,error,1,0.1,,\n",
  );
});

Deno.test("tableCsv() leaves empty what is not there, and quotes words that need it", () => {
  const columns = ["model", "feedback", "error"];
  const rows = [["a,b", true, null], ["BP", null, 1e-9]];
  assertEquals(
    text(tableCsv({ columns, rows })),
    'model,feedback,error\n"a,b",true,\nBP,,1e-9\n',
  );
});
