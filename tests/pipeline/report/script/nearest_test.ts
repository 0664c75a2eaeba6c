import { assertEquals } from "@std/assert";
import { nearest } from "../../../../pipeline/report/script/nearest.ts";

Deno.test("nearest() gives the nearest point, of several as near the first, of none nothing", () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }];
  assertEquals(nearest(points, { x: 9, y: 8 }), points[2]);
  assertEquals(nearest(points, { x: 5, y: 0 }), points[0]);
  assertEquals(nearest([], { x: 5, y: 0 }), undefined);
});
