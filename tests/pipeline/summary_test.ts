import { assertEquals } from "@std/assert";
import type { NodeResult } from "../../pipeline/engine/events.ts";
import type { NodeRecord } from "../../pipeline/store/records.ts";
import { summarise } from "../../pipeline/summary.ts";

const record = { seconds: 35 } as NodeRecord;
const results = (...list: NodeResult[]) =>
  new Map(list.map((result, i) => [`node ${i}`, result]));

Deno.test("summarise() counts how nodes ended, and what fresh ones saved", () => {
  const all = results(
    { status: "ran", record },
    { status: "fresh", record },
    { status: "fresh", record },
    { status: "failed", message: "no luck" },
    { status: "skipped", message: "node 3 failed" },
  );
  assertEquals(summarise(all, []), [
    "1 ran; 2 fresh, saving 1m 10s; 1 failed; 1 skipped",
  ]);
  assertEquals(summarise(results({ status: "ran", record }), []), [
    "1 ran; 0 fresh",
  ]);
});

Deno.test("summarise() names the page if it was made, else everything that was", () => {
  const [, ...figures] = summarise(results(), ["o/a.svg", "o/b.svg"]);
  assertEquals(figures, ["see o/a.svg", "see o/b.svg"]);
  const [, ...page] = summarise(results(), ["o/a.svg", "o/index.html"]);
  assertEquals(page, ["see o/index.html"]);
});
