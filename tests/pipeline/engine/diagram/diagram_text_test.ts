import { assertEquals } from "@std/assert";
import {
  descriptionOf,
  leadingState,
  linesOf,
  titleOf,
} from "../../../../pipeline/engine/diagram/diagram_text.ts";
import { pictured } from "./pictured.ts";

Deno.test("linesOf() says what a box is, what it holds and how that stands", () => {
  const lines = pictured().boxes.map(linesOf);
  assertEquals(lines[0], ["fetch/data", "fresh"]);
  assertEquals(lines[2], [
    "train/x",
    "2 models × 2 seeds",
    "2 fresh, 1 stale, 1 missing",
  ]);
});

Deno.test("leadingState() is fresh only if every node of a box is", () => {
  assertEquals(pictured().boxes.map(leadingState), [
    "fresh",
    "fresh",
    "missing",
    "waiting",
    "waiting",
    "waiting",
  ]);
});

Deno.test("titleOf() counts what is fresh", () => {
  assertEquals(
    titleOf(pictured(), { profile: "smoke", seeds: [0, 1] }),
    "Pipeline, smoke profile, seeds 0, 1: 5 of 10 nodes fresh",
  );
});

Deno.test("descriptionOf() counts the states of every stage", () => {
  assertEquals(
    descriptionOf(pictured()),
    "Nodes in the direction of flow, each with arrows from what it needs. " +
      "fetch: 1 fresh; initialise: 2 fresh; train: 2 fresh, 1 stale, 1 missing; " +
      "aggregate: 1 waiting; render: 1 waiting; report: 1 waiting.",
  );
});
