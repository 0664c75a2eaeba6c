import { assertEquals } from "@std/assert";
import { step } from "../../../../pipeline/report/script/step.ts";

const curves = [[0, 10, 20], [4, 14], [1]];

Deno.test("step() goes along a curve, and no farther than its ends", () => {
  const at = (point: number) => ({ curve: 0, point });
  assertEquals(step(at(1), "ArrowRight", curves), at(2));
  assertEquals(step(at(2), "ArrowRight", curves), at(2));
  assertEquals(step(at(0), "ArrowLeft", curves), at(0));
  assertEquals(step(at(1), "Home", curves), at(0));
  assertEquals(step(at(1), "End", curves), at(2));
});

Deno.test("step() goes to the nearest point of the next curve, and around", () => {
  const from = { curve: 0, point: 1 };
  assertEquals(step(from, "ArrowDown", curves), { curve: 1, point: 1 });
  assertEquals(step(from, "ArrowUp", curves), { curve: 2, point: 0 });
});

Deno.test("step() leaves other keys alone", () => {
  assertEquals(step({ curve: 0, point: 0 }, "Tab", curves), undefined);
});
