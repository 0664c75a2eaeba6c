import { assert, assertEquals } from "@std/assert";
import { barLines } from "../../../../pipeline/engine/terminal/live_bars.ts";

const plain = { done: (text: string) => text, faint: (text: string) => text };
const name = "train/x/DI-2/seed-0";
const half = { name, share: 0.5, remark: " 50 %" };
const of = (columns: number) => ({
  columns,
  style: plain,
  longestName: name.length,
});

Deno.test("barLines() draws a bar of no more than 30 columns, and none of what has no share", () => {
  const unknown = { name: "report", share: null, remark: "running for 2s" };
  assertEquals(barLines([half, unknown], of(120)), [
    `${name}  ${"█".repeat(15)}${"░".repeat(15)}   50 %`,
    `report${" ".repeat(13)}  ${" ".repeat(30)}  running for 2s`,
  ]);
});

Deno.test("barLines() shortens bars first, then the beginning of names, and then goes without bars", () => {
  assertEquals(barLines([half], of(67)), [`${name}  ████░░░░   50 %`]);
  assertEquals(barLines([half], of(64)), ["…n/x/DI-2/seed-0  ████░░░░   50 %"]);
  assertEquals(barLines([half], of(63)), [`${name}   50 %`]);
  assertEquals(barLines([half], of(50)), ["…n/x/DI-2/seed-0   50 %"]);
});

Deno.test("barLines() never fills more than the columns there are", () => {
  const bars = [half, {
    name: "n".repeat(80),
    share: 1,
    remark: "100 %  123456 examples/s  12m 30s to go",
  }];
  for (let columns = 1; columns <= 150; columns++) {
    for (const line of barLines(bars, { ...of(columns), longestName: 80 })) {
      assert(line.length <= columns, `${line.length} of ${columns}: ${line}`);
    }
  }
});

Deno.test("barLines() keeps columns where they are, whatever comes and goes", () => {
  const [alone] = barLines([half], of(90));
  const other = { name: "y", share: 1, remark: "100 %  12 batches/s" };
  assertEquals(barLines([half, other], of(90))[0], alone);
});

Deno.test("barLines() styles what is done and what is not", () => {
  const style = {
    done: (text: string) => `<${text}>`,
    faint: (text: string) => `(${text})`,
  };
  const [line] = barLines([half], { ...of(67), style });
  assertEquals(line, `${name}  <████>(░░░░)   50 %`);
});
