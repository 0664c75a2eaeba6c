import { fileURLToPath } from "node:url";
import { assert, assertEquals } from "@std/assert";
import { endWith } from "../../../../pipeline/engine/terminal/stream.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { testUnless } from "../../../support/test_unless.ts";
import { much } from "../../../support/write_much.ts";

/** Has its standard output, and what shares it, wait for no reader (O_NONBLOCK), as `dd` leaves it. */
const unwaiting = "dd oflag=nonblock if=/dev/null count=0 2>/dev/null";

for (
  const [name, other, how] of [
    ["stdout", "stderr", `${unwaiting} && exec "$@"`],
    ["stderr", "stdout", `{ ${unwaiting}; } >&2 && exec "$@"`],
  ] as const
) {
  testUnless(
    Deno.build.os === "linux" ? undefined : "dd is GNU's on Linux alone",
    `writeTo() writes all to a ${name} that is full and does not wait`,
    async () => {
      const program = fileURLToPath(
        new URL("../../../support/write_much.ts", import.meta.url),
      );
      const child = new Deno.Command("sh", {
        args: [
          ...["-c", how, "sh", Deno.execPath(), "run", "--no-check"],
          ...["--quiet", program, name, other],
        ],
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      // nobody reads before it is full
      const said = child[other].pipeThrough(new TextDecoderStream())
        .getReader();
      let saying = (await said.read()).value;
      const text = await new Response(child[name]).text();
      for (let more; !(more = await said.read()).done;) saying += more.value;
      assertEquals(saying, "WouldBlock\n");
      assert(text === much, `${text.length} bytes came of ${much.length}`);
      assertEquals((await child.status).code, 0);
    },
  );
}

Deno.test("endWith() shows in an error what would speak to a terminal, and keeps its lines", () => {
  const { writeSync } = Deno.stderr;
  let text = "";
  Deno.stderr.writeSync = (bytes) => {
    text += new TextDecoder().decode(bytes);
    return bytes.length;
  };
  try {
    assertEquals(endWith(new CliError("Cannot read a\x1b[2J\u202e:\n  b")), 1);
  } finally {
    Deno.stderr.writeSync = writeSync;
  }
  assertEquals(text, "error: Cannot read a\\u{1b}[2J\\u{202e}:\n  b\n");
});
