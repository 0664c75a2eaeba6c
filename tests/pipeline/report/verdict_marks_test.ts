import { assertEquals } from "@std/assert";
import {
  countText,
  type Judged,
  restsOn,
  verdictBar,
} from "../../../pipeline/report/verdict_marks.ts";

const judged = (
  [["holds", 8], ["holds", 1], ["holds", 3], ["fails", 2], [
    "holds",
    0,
  ]] as const
).map(([verdict, unseen]): Judged => ({ verdict, unseen }));

Deno.test("what holds is counted by whether it was seen to in several new seeds, in one or in none", () => {
  assertEquals(countText(judged), "4 hold, 1 fails");
  assertEquals(
    restsOn(judged),
    "Of those that hold, 2 do so over several new seeds, 1 in one new seed, 1 only in seeds that were known before, which is no test (pale in the bar).",
  );
  assertEquals(
    restsOn(judged.slice(1, 2)),
    "Of those that hold, 1 does so in one new seed.",
  );
  assertEquals(restsOn(judged.slice(3, 4)), "");
});

Deno.test("the bar is pale where a verdict is no test", () => {
  const fields = verdictBar(judged).text
    .matchAll(/class="([^"]*)" x="([^"]*)" width="([^"]*)"/g);
  assertEquals([...fields].map(([, ...field]) => field), [
    ["holds", "0.00%", "60.00%"],
    ["holds no-test", "60.00%", "20.00%"],
    ["fails", "80.00%", "20.00%"],
  ]);
});
