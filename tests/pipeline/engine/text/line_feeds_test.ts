import { assertEquals, assertStrictEquals } from "@std/assert";
import { withLineFeeds } from "../../../../pipeline/engine/text/line_feeds.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("withLineFeeds() takes carriage returns from the ends of lines, and no others", () => {
  assertEquals(withLineFeeds(bytes("é\r\n\r\nb\r")), bytes("é\n\nb\r"));
  const plain = bytes("a\nb\n");
  assertStrictEquals(withLineFeeds(plain), plain);
});
