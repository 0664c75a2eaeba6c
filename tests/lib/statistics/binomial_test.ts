import { assertEquals } from "@std/assert";
import { clopperPearson, signTest } from "../../../lib/statistics/binomial.ts";
import { assertClose } from "./close.ts";
import golden from "./golden.json" with { type: "json" };

for (const { yes, no, p, interval } of golden.binomial) {
  Deno.test(`sign test and Clopper–Pearson interval of ${yes} against ${no} agree with SciPy to 1e-12`, () => {
    const { low, high } = clopperPearson(yes, no);
    assertClose(low, interval[0]);
    assertClose(high, interval[1]);
    assertClose(signTest(yes, no), p);
    assertEquals(signTest(no, yes), signTest(yes, no));
  });
}

Deno.test("signTest() of no decided trial tells nothing", () => {
  assertEquals(signTest(0, 0), 1);
});

Deno.test("clopperPearson() takes what is undecided for either", () => {
  const { low } = clopperPearson(3, 7), { high } = clopperPearson(5, 5);
  assertEquals(clopperPearson(3, 5, 2), { low, high });
  assertEquals(clopperPearson(0, 0, 4), { low: 0, high: 1 });
});
