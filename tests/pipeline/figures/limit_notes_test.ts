import { assertEquals } from "@std/assert";
import { limitNotes } from "../../../pipeline/figures/limit_notes.ts";
import type { VerticalAxis } from "../../../pipeline/figures/figure.ts";
import { curve } from "./visible.ts";

const angle: VerticalAxis = {
  label: "",
  scale: "linear",
  published: [-3, 55],
};
const negative = { label: "", scale: "log", negative: true } as const;

Deno.test("limitNotes() says nothing where all is as published", () => {
  assertEquals(limitNotes(angle, [curve([0, 55])], [-3, 55]), []);
});

Deno.test("limitNotes() tells that an axis is longer than published", () => {
  assertEquals(limitNotes(angle, [curve([0, 70])], [-3, 72]), [
    "vertical axis longer than the published −3 to 55",
  ]);
});

Deno.test("limitNotes() names lines that leave the frame, and tells of shading that does", () => {
  const curves = [
    curve([0, 90], { model: "DI", layer: 2 }),
    curve([10, 20], { model: "DI", width: 40 }),
  ];
  assertEquals(limitNotes(angle, curves, [-3, 55]), [
    "DI, layer 2 cut at the frame",
    "shading cut at the frame",
  ]);
});

Deno.test("limitNotes() takes no notice of the last digits", () => {
  const log = { label: "", scale: "log" } as const;
  assertEquals(
    limitNotes(log, [curve([1, 1e-3 * (1 - 1e-12)])], [1e-3, 1]),
    [],
  );
});

Deno.test("limitNotes() tells of values that should be below zero and are not", () => {
  const curves = [curve([.01, 0, -.5, .01], { model: "DI", layer: 1 })];
  assertEquals(limitNotes(negative, curves, [1e-3, .1]), [
    "▲ DI, layer 1: not below zero, so drawn on the upper edge, at 2 of 4 measurements, first at iteration 1",
  ]);
});
