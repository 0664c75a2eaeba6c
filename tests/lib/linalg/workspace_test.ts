import {
  assertEquals,
  assertNotStrictEquals,
  assertStrictEquals,
} from "@std/assert";
import { Workspace } from "../../../lib/linalg/workspace.ts";

Deno.test("Workspace.matrix() gives a name the same memory while that is enough, whatever the shape", () => {
  const workspace = new Workspace();
  const first = workspace.matrix("a", 3, 4);
  const smaller = workspace.matrix("a", 2, 5);
  assertEquals([smaller.rows, smaller.columns, smaller.data.length], [
    2,
    5,
    10,
  ]);
  assertStrictEquals(smaller.data.buffer, first.data.buffer);
  assertNotStrictEquals(
    workspace.matrix("a", 4, 4).data.buffer,
    first.data.buffer,
  );
});

Deno.test("Workspace.matrix() gives names memory of their own", () => {
  const workspace = new Workspace();
  const a = workspace.matrix("a", 2, 2), b = workspace.matrix("b", 2, 2);
  a.data.fill(1);
  b.data.fill(2);
  assertEquals([...a.data, ...b.data], [1, 1, 1, 1, 2, 2, 2, 2]);
});

Deno.test("Workspace.floats() is float32, of names that are apart from those of float64", () => {
  const workspace = new Workspace();
  const floats = workspace.floats("a", 2, 3),
    doubles = workspace.matrix("a", 2, 3);
  floats.data.fill(0.1);
  doubles.data.fill(2);
  assertEquals([floats.rows, floats.columns], [2, 3]);
  assertEquals([...floats.data], Array(6).fill(Math.fround(0.1)));
  assertStrictEquals(
    workspace.floats("a", 1, 4).data.buffer,
    floats.data.buffer,
  );
});
