import { assert, assertEquals } from "@std/assert";
import { dataBlock } from "../../../pipeline/report/data_block.ts";

Deno.test("dataBlock() holds a value that no letter of it can end", () => {
  const value = { text: "</script><!-- & 'more' \"quoted\"" };
  const { text } = dataBlock("one", value);
  const [, json] = text.match(
    /^<script type="application\/json" id="one">(.*)<\/script>$/,
  )!;
  assert(!/[<&]/.test(json));
  assertEquals(JSON.parse(json), value);
});
