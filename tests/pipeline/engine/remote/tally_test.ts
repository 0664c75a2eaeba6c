import { assertEquals } from "@std/assert";
import { Tally } from "../../../../pipeline/engine/remote/tally.ts";

Deno.test("Tally counts on one line, and tells each kind of thing once", () => {
  const tally = new Tally();
  assertEquals(tally.line, "remote: 0 hits, 0 uploads, 0 errors");
  assertEquals(tally.notes, []);
  tally.hits = 14;
  tally.uploads = 3;
  tally.error("sent wrong bytes", "train/y");
  tally.error("sent wrong bytes", "train/x");
  tally.error("sent wrong bytes", "train/x");
  tally.error("answered 500", "train/z");
  tally.note("is not trusted", "train/x");
  tally.remark("was given nothing more");
  assertEquals(tally.line, "remote: 14 hits, 3 uploads, 4 errors");
  assertEquals(tally.notes, [
    "remote answered 500 for train/z",
    "remote is not trusted for train/x",
    "remote sent wrong bytes for train/x and 1 more",
    "remote was given nothing more",
  ]);
});
