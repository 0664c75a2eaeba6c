import { assertEquals } from "@std/assert";
import type { NodeResult } from "../../../../pipeline/engine/run/events.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { summarise } from "../../../../pipeline/engine/terminal/summary.ts";

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

Deno.test("summarise() names models that did not finish, run now or fresh, and counts those beyond eight", () => {
  const noted = (status: "ran" | "fresh") => ({
    status,
    record: { ...record, notes: ["diverged at example 5"] },
  });
  const two = new Map<string, NodeResult>([
    ["train/linear/DI/seed-0", noted("ran")],
    ["train/linear/BP/seed-0", { status: "ran", record }],
    ["train/corrections/linear/once/NDI/seed-12", noted("fresh")],
  ]);
  assertEquals(summarise(two, ["o/a.svg"]), [
    "2 ran; 1 fresh, saving 35s",
    "2 models did not finish:",
    "  linear/DI diverged at example 5 (seed 0)",
    "  corrections/linear/once/NDI diverged at example 5 (seed 12)",
    "see o/a.svg",
  ]);
  const many = new Map(Array.from(
    { length: 100 },
    (_, seed) => [`train/linear/DI/seed-${seed}`, noted("ran")],
  ));
  const [, heading, ...lines] = summarise(many, []);
  assertEquals(heading, "100 models did not finish:");
  assertEquals(lines.length, 9);
  assertEquals(lines.slice(7), [
    "  linear/DI diverged at example 5 (seed 7)",
    "  and 92 more",
  ]);
});
