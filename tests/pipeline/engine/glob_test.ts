import { assertEquals } from "@std/assert";
import { fitsGlob } from "../../../pipeline/engine/glob.ts";

const name = "train/linear-regression/DI-2/seed-0";

Deno.test("fitsGlob() lets * stand for any characters, slashes too", () => {
  for (
    const pattern of [
      name,
      "train/*",
      "*DI-2*",
      "train/linear-regression/*/seed-0",
      "train/**/seed-0",
      "train/linear-regression/DI-?/seed-0",
    ]
  ) assertEquals(fitsGlob(name, pattern), true, pattern);
  for (const pattern of ["render/*", "DI", "train/linear", "*seed-1", ""]) {
    assertEquals(fitsGlob(name, pattern), false, pattern);
  }
});

Deno.test("fitsGlob() takes a folder for all below it, with or without the stage", () => {
  assertEquals(fitsGlob(name, "train/linear-regression"), true);
  assertEquals(fitsGlob(name, "linear-regression/"), true);
  assertEquals(fitsGlob(name, "linear-regression/DI-2"), true);
  assertEquals(fitsGlob("report", "report"), true);
});

Deno.test("fitsGlob() reads other signs as themselves", () => {
  assertEquals(fitsGlob("train/a+b", "train/a+b"), true);
  assertEquals(fitsGlob("train/aab", "train/a+b"), false);
  assertEquals(fitsGlob("train/a.b", "train/a[.]b"), false);
});
