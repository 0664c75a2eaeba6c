import { assertEquals } from "@std/assert";
import { limitsOf } from "../../../lib/statistics/limits.ts";

Deno.test("limitsOf() says of one seed that it has no interval and orders nothing", () => {
  assertEquals(limitsOf(1, 1), [
    "With one seed no mean has an interval.",
    "With one seed no median and no interquartile mean has an interval, which takes 5.",
    "With one seed no order of two models can be told at the 5 % level: if one ended below the other every time, p would be 1.",
  ]);
});

Deno.test("limitsOf() says of five seeds that they order nothing, and nothing of a single model", () => {
  assertEquals(limitsOf(5, 10), [
    "With 5 seeds no order of two models can be told at the 5 % level: if one ended below the other every time, p would be 0.0625.",
  ]);
  assertEquals(limitsOf(5, 0), []);
});

Deno.test("limitsOf() says where seeds are too few for Holm's correction, and no more where they are enough", () => {
  assertEquals(limitsOf(6, 1), []);
  assertEquals(limitsOf(11, 78), [
    "With 11 seeds no order of two models can be told at the 5 % level after Holm’s correction over 78 pairs: if one ended below the other every time, p would be 0.076.",
  ]);
  assertEquals(limitsOf(12, 78), []);
  assertEquals(limitsOf(20, 78), []);
});
