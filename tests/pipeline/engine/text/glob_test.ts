import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { fitsGlob } from "../../../../pipeline/engine/text/glob.ts";

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

Deno.test("fitsGlob() gives what a regular expression gives", () => {
  const letters = fc.constantFrom("a", "b", "/");
  const signs = fc.constantFrom("a", "b", "/", "*", "?");
  fc.assert(
    fc.property(
      fc.string({ unit: letters, maxLength: 8 }),
      fc.string({ unit: signs, maxLength: 6 }),
      (name, pattern) => {
        const body = pattern.replace(/\/+$/, "")
          .replaceAll("*", ".*").replaceAll("?", ".");
        const expression = new RegExp(`^${body}(/.*)?$`);
        const withoutStage = name.slice(name.indexOf("/") + 1);
        const fits = expression.test(name) || expression.test(withoutStage);
        assertEquals(fitsGlob(name, pattern), fits);
      },
    ),
    { numRuns: 3000 },
  );
});

Deno.test("fitsGlob() takes no longer for many stars: a regular expression would not come to an end", () => {
  for (const signs of ["*?", "*a", "*"]) {
    assertEquals(fitsGlob("a".repeat(200), `${signs.repeat(40)}Z`), false);
    assertEquals(fitsGlob("a".repeat(200), signs.repeat(40)), true);
  }
});
