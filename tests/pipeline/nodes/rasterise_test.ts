import { decode } from "fast-png";
import { assertEquals } from "@std/assert";
import {
  originIn,
  withOrigin,
} from "../../../pipeline/engine/provenance/origin.ts";
import { digestOf } from "../../../pipeline/engine/files/digest.ts";
import { rasterise } from "../../../pipeline/nodes/rasterise.ts";
import { memoryNode } from "../engine/sandbox/memory_node.ts";

const origin = {
  node: "render/figure-0",
  shows: [{ experiment: "x", profile: "quick profile — <T>", seeds: [0, 1] }],
  config: {
    backend: "native",
    sweeps: [{ experiment: "x", grid: { a: "1" } }],
  },
  inputs: { "x/curves.npz": digestOf("1") },
};
const svg = withOrigin(
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><desc></desc></svg>',
  origin,
  "urn:test",
);

Deno.test("rasterise() writes a figure's pixels, which name the drawing as their origin", () => {
  const { node, outputs } = memoryNode({ scale: 3 }, { "figure-0.svg": svg });
  rasterise(node);
  assertEquals(Object.keys(outputs), ["figure-0.png"]);
  const png = outputs["figure-0.png"];
  const { width, height, channels, depth } = decode(png);
  assertEquals([width, height, channels, depth], [90, 60, 3, 8]);
  assertEquals(originIn(new TextDecoder().decode(png)), {
    node: "test",
    shows: origin.shows,
    config: origin.config,
    inputs: { "figure-0.svg": digestOf(svg) },
    scale: 3,
  });
});

Deno.test("rasterise() writes the same bytes whenever it runs", () => {
  const [first, second] = [1, 2].map(() => {
    const { node, outputs } = memoryNode({ scale: 1 }, { "a.svg": svg });
    rasterise(node);
    return outputs;
  });
  assertEquals(first, second);
});
